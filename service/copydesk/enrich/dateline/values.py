"""The dateline as the desk found it: the one value this package hands on.

Must not: hold coordinates (that is enrich.places).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from copydesk.draft import Span

__all__ = ["NO_HINTS", "Dateline", "Hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of an article's filing besides its text.

    dateline, located: as the source's markup states them ('OSLO, May 7', 'Oslo, Norway').
    home: the places that the source writes from, as one writes them; () for a national paper.
    published: whether `now` is when the article was published, and not when its record came.
    """

    dateline: str | None = None
    located: str | None = None
    home: tuple[str, ...] = ()
    published: bool = True


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed.

    text: as the article has it, without the dash; for an inferred one, the words of the first
    piece of evidence.
    place: in running-text case, with its region as written: 'Portland, Ore.', 'London/Paris'.
    date: None when no day is stated, when it is impossible, or when nothing gives its year.
    agency: as written, without brackets; None for an inferred one.
    evidence: spans of the article's text; for an explicit one, the dateline itself. Empty where the
    source's markup says so and the text does not.
    confidence: 0..1, two decimals.
    """

    text: str
    place: str
    date: date | None
    agency: str | None
    origin: Literal["explicit", "inferred"]
    evidence: tuple[Span, ...]
    confidence: float
