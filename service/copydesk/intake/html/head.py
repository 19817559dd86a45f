# ruff: noqa: RUF001 - titles are typeset
"""Read the head of a page whose markup does not say what stands there: title, writer, date.

Must not: judge a byline; normalise does, from the lines found here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from copydesk.intake.html.coverage import PROSE_WORDS, ends_sentence, key, size
from copydesk.intake.html.dates import day_in
from copydesk.intake.html.statements import BY

if TYPE_CHECKING:
    from copydesk.intake.html.dates import Moment
    from copydesk.intake.html.pieces import Piece, Pieces

__all__ = ["divide_head", "printed_day", "printed_title", "signed_lines"]

TITLE_WORDS: Final = 3
HEAD_LINES: Final = 8
NAME_WORDS: Final = 5
ROLE_WORDS: Final = 6
DATED_WORDS: Final = 14
_TITLE_PART: Final = re.compile(r"\s*[|:–—»«•·]+\s+|\s+[-~/]+\s+")


def printed_title(title: str | None, page: Pieces) -> str | None:
    """Return the part of a title that the page prints by itself: without a site nobody named.

    Where the page prints nothing of it, the line that it prints above a date or a byline.
    """
    if title is None:
        return _dated_title(page)
    parts = {key(part) for part in _TITLE_PART.split(title) if size(part) >= TITLE_WORDS}
    whole = key(title)
    part = None
    for piece in page.pieces:
        for line in piece.lines:
            printed = key(line) if len(line) <= len(title) else ""
            if printed and printed == whole:
                return title
            if part is None and printed in parts:
                part = line
    return part or _dated_title(page) or title


def _dated_title(page: Pieces) -> str | None:
    """Return the first line of the piece whose next line is dated or signed, above any prose."""
    for piece in page.pieces:
        first, *below = piece.lines or ("",)
        is_head = any(_is_dated_or_signed(line) for line in below[:2])
        if is_head and size(first) > TITLE_WORDS and not ends_sentence(first):
            return first
        if size(piece.text) >= PROSE_WORDS and ends_sentence(piece.text):
            break
    return None


def _is_dated_or_signed(line: str) -> bool:
    return size(line) <= DATED_WORDS and (bool(BY.match(line)) or day_in(line) is not None)


def printed_day(page: Pieces, headline: str | None) -> Moment | None:
    """Return the day of the first line below the headline that has one and is no sentence."""
    lines = (line for piece in _below(page, headline) for line in piece.lines)
    short = (line for line in lines if size(line) <= DATED_WORDS and not ends_sentence(line))
    return next((day for line in short if (day := day_in(line)) is not None), None)


def _below(page: Pieces, headline: str | None) -> list[Piece]:
    title = key(headline or "")
    places = (n for n, piece in enumerate(page.pieces) if title and key(piece.text) == title)
    start = next(places, len(page.pieces)) + 1
    return page.pieces[start : start + HEAD_LINES]


def divide_head(page: Pieces, headline: str | None) -> None:
    """Divide a piece that begins with the headline into its lines, as old pages set their heads."""
    title = key(headline or "")
    for place, piece in enumerate(page.pieces):
        if title and len(piece.lines) > 1 and key(piece.lines[0]) == title:
            lines = [replace(piece, text=line, lines=(line,)) for line in piece.lines]
            page.pieces[place : place + 1] = lines
            return


def signed_lines(page: Pieces, headline: str | None) -> tuple[str, ...]:
    """Return the first short lines below the headline in pairs: a name, and what its bearer is.

    And the lines that have both: 'Ana Obeng | Staff Writer'.
    """
    lines = [line for piece in _below(page, headline) for line in piece.lines]
    whole = (line for line in lines if "|" in line and size(line) <= DATED_WORDS)
    pairs = (
        f"{name}, {role}"
        for name, role in pairwise(lines)
        if size(name) <= NAME_WORDS and size(role) <= ROLE_WORDS
    )
    return (*whole, *pairs)
