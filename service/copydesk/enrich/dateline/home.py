"""Infer that a local source's story was filed at home, where the story itself is at home.

Must not: answer for a source that says nothing of its home, or against another town in the lede.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.draft import BlockKind, Span
from copydesk.enrich.dateline.values import Dateline

if TYPE_CHECKING:
    from copydesk.draft import Copy
    from copydesk.enrich.dateline.names import PlaceNames

__all__ = ["from_home"]

CONFIDENCE_HOME = 0.75
LEDE_PARAGRAPHS = 3
MENTIONS_MIN = 2
BODY_CHARS_MAX = 20_000
_OTHER_TOWN = re.compile(r"\b(?:in|near|outside|at)\s([A-Z][\w\u2019'-]+(?:\s[A-Z][\w\u2019'-]+)?)")


def from_home(copy: Copy, names: PlaceNames, home: tuple[str, ...]) -> Dateline | None:
    """Return the one home place that opens the story and is named again, no other town there."""
    body = [block for block in copy.blocks if block.kind is BlockKind.PARAGRAPH]
    if not home or not body:
        return None
    end = min(body[-1].end, body[0].start + BODY_CHARS_MAX)
    lede_end = body[:LEDE_PARAGRAPHS][-1].end
    named: dict[str, list[Span]] = {}
    for place in home:
        town = re.compile(rf"(?<!\w){re.escape(place.partition(',')[0].strip())}(?!\w)")
        spans = [Span(*one.span()) for one in town.finditer(copy.text, body[0].start, end)]
        if len(spans) >= MENTIONS_MIN and spans[0].start < lede_end:
            named[place] = spans
    if len(named) != 1:
        return None
    ((place, spans),) = named.items()
    town_name = place.partition(",")[0].strip()
    others = _OTHER_TOWN.finditer(copy.text, body[0].start, min(lede_end, end))
    if any(_is_other_town(other[1], town_name, names) for other in others):
        return None
    return Dateline(
        text=copy.text[spans[0].start : spans[0].end],
        place=place,
        date=None,
        agency=None,
        origin="inferred",
        evidence=tuple(spans[:MENTIONS_MIN]),
        confidence=CONFIDENCE_HOME,
    )


def _is_other_town(name: str, town: str, names: PlaceNames) -> bool:
    if town.startswith(name) or name.startswith(town):
        return False
    return any(mark in "xlm" for mark in names.marks(name))
