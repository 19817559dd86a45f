"""The sample articles of the demo, as records ready to be published.

Must not: hold anything but copy written for this project; README.md says under what terms.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TypedDict

from copydesk.contracts import CONTENT_TYPE
from copydesk.draft import Headers, Record

__all__ = ["Expected", "Sample", "load_samples"]


class Expected(StrEnum):
    """What must come out of a sample."""

    ENRICHED = "enriched"
    DEAD_LETTER = "dead-letter"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class Sample:
    """One record of the demo, what must come of it, and the headline of its event."""

    name: str
    record: Record
    expected: Expected
    headline: str | None


class _Row(TypedDict, total=False):
    name: str
    key: str
    content_type: str
    headers: dict[str, str]
    value: str | None
    outcome: str
    headline: str


def load_samples() -> tuple[Sample, ...]:
    """Return the samples in the order of publishing: a revision or a kill follows its article."""
    folder = files("copydesk.samples")
    rows: list[_Row] = json.loads(folder.joinpath("manifest.json").read_bytes())
    return tuple(_sample(row) for row in rows)


def _sample(row: _Row) -> Sample:
    file = row["value"]
    value = None if file is None else files("copydesk.samples").joinpath(file).read_bytes()
    return Sample(
        name=row["name"],
        record=Record(value=value, key=row["key"].encode(), headers=_headers(row)),
        expected=Expected(row["outcome"]),
        headline=row.get("headline"),
    )


def _headers(row: _Row) -> Headers:
    named = dict(row.get("headers", {}))
    if content_type := row.get("content_type"):
        named[CONTENT_TYPE] = content_type
    return tuple((name, value.encode()) for name, value in named.items())
