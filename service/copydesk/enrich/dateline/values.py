"""The dateline as the desk found it: the one value this package hands on.

Must not: hold coordinates (that is enrich.places).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from copydesk.draft import Span

__all__ = ["Dateline"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed.

    text: as the article has it, without the dash; for an inferred one, the words of the first
    piece of evidence.
    place: in running-text case, with its region as written: 'Portland, Ore.', 'London/Paris'.
    date: None when no day is stated, when it is impossible, or when nothing gives its year.
    agency: as written, without brackets; None for an inferred one.
    evidence: spans of the article's text; for an explicit one, the dateline itself.
    confidence: 0..1, two decimals.
    """

    text: str
    place: str
    date: date | None
    agency: str | None
    origin: Literal["explicit", "inferred"]
    evidence: tuple[Span, ...]
    confidence: float
