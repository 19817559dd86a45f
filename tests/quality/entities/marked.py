"""Articles marked with who is who, and how far the desk's entities agree with the marks.

{P1:Ann Li} in `marked` is a mention of person number 1 of that article; O organisation, L location.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.entities import Entity

__all__ = ["Marks", "Row", "judged", "load_rows", "unmarked"]

FILE = Path(__file__).parent / "grouping.jsonl"
KINDS = {"P": "person", "O": "organisation", "L": "location"}
_MARK = re.compile(r"\{([POL])(\d+):([^}]*)\}")
Place = tuple[int, int]


class Row(TypedDict, total=False):
    """One article: marked text with exceptions to the longest name, or a file with its names."""

    name: str
    marked: str
    names: dict[str, str]
    file: str
    persons: list[str]
    organisations_among: list[str]
    locations_among: list[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """The places of one thing's mentions, and its canonical name."""

    kind: str
    name: str
    places: frozenset[Place]


def load_rows() -> list[Row]:
    """The articles, in the order of the file."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def unmarked(row: Row) -> tuple[str, list[Marks]]:
    """The article's text and the things marked in it."""
    text, at = "", 0
    found: dict[str, list[Place]] = {}
    for mark in _MARK.finditer(row["marked"]):
        text += row["marked"][at : mark.start()]
        found.setdefault(mark[1] + mark[2], []).append((len(text), len(text) + len(mark[3])))
        text += mark[3]
        at = mark.end()
    text += row["marked"][at:]
    things = []
    for key, places in found.items():
        longest = max((text[start:end] for start, end in places), key=len)
        name = row.get("names", {}).get(key, longest)
        things.append(Marks(KINDS[key[0]], name, frozenset(places)))
    return text, things


def judged(entities: Sequence[Entity], things: Sequence[Marks], kind: str) -> tuple[int, int, int]:
    """How many things of a kind are right, how many there are, how many entities hold two of them.

    Right: an entity of that name holds all of its mentions, and no other thing's.
    """
    wanted = [thing for thing in things if thing.kind == kind]
    held = {
        entity.name.casefold(): frozenset((span.start, span.end) for span in entity.mentions)
        for entity in entities
        if entity.type == kind
    }
    right = sum(
        thing.places <= (places := held.get(thing.name.casefold(), frozenset()))
        and not any(places & other.places for other in wanted if other is not thing)
        for thing in wanted
    )
    merged = sum(
        sum(bool(places & thing.places) for thing in wanted) > 1 for places in held.values()
    )
    return right, len(wanted), merged
