"""Read what a source's markup says of where a story was filed: its dateline, its location.

Must not: weigh it against the text (that is desk.py). Markup needs no proof that it is a dateline,
only a place in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.enrich.dateline.explicit import Found, read_place
from copydesk.enrich.dateline.heads import HEAD_CHARS_MAX, heads, take_apart
from copydesk.enrich.dateline.values import Dateline

if TYPE_CHECKING:
    from copydesk.enrich.dateline.names import PlaceNames

__all__ = ["dateline_in_markup", "found_in_lede", "located"]

CONFIDENCE_STATED = 0.97
"""The source says so itself; what is left is its slips."""

CONFIDENCE_LOCATED = 0.75
"""ninjs and NewsML-G2 call it the place where the content was made; some suppliers put there what
the story is about."""

LETTERS_MIN = 3
_DASHES = " \t\n\u00a0-\u2013\u2014\u2015\u2212\u2012_:"
_NOT_LETTERS = re.compile(r"[\W_]+")


def dateline_in_markup(written: str, names: PlaceNames) -> Found | None:
    """Return the dateline that `written` is, all of it; offsets are into `written`."""
    words = written.rstrip(_DASHES)
    if not words or len(words) > HEAD_CHARS_MAX:
        return None
    start = len(words) - len(words.lstrip())
    head = take_apart(words, start, len(words), len(written))
    place = read_place(head.place, names) if head is not None and head.place else None
    if head is None or place is None or place.label:
        return None
    return Found(head=head, place=place.readable, confidence=CONFIDENCE_STATED)


def found_in_lede(lede: str, stated: str, names: PlaceNames) -> Found | None:
    """Return the head of `lede` that prints the dateline which the markup states."""
    letters = _letters(stated)
    if len(letters) < LETTERS_MIN:
        return None
    for head in heads(lede):
        printed = _letters(lede[head.start : head.end])
        alike = printed.startswith(letters) or letters.startswith(printed)
        place = read_place(head.place, names) if alike and head.place else None
        if place is not None and not place.label and head.separator:
            return Found(head=head, place=place.readable, confidence=CONFIDENCE_STATED)
    return None


def located(written: str, names: PlaceNames) -> Dateline | None:
    """Return the dateline inferred from a stated location; none from a country alone."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    place = read_place(", ".join(parts), names) if 0 < len(written) <= HEAD_CHARS_MAX else None
    if place is None or place.label or not place.at_least("xlms"):
        return None
    return Dateline(
        text=written,
        place=place.readable,
        date=None,
        agency=None,
        origin="inferred",
        evidence=(),
        confidence=CONFIDENCE_LOCATED,
    )


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())
