# ruff: noqa: RUF001 - titles are typeset
"""Read the head of a page whose markup does not say what stands there: title, writer, date.

Must not: judge a byline; normalise does, from the lines found here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from copydesk.intake.html.coverage import key, size

if TYPE_CHECKING:
    from copydesk.intake.html.pieces import Pieces

__all__ = ["divide_head", "printed_title", "signed_lines"]

TITLE_WORDS: Final = 3
HEAD_LINES: Final = 8
NAME_WORDS: Final = 5
ROLE_WORDS: Final = 6
_TITLE_PART: Final = re.compile(r"\s*[|:–—»«•·]+\s+|\s+[-~/]+\s+")


def printed_title(title: str | None, page: Pieces) -> str | None:
    """Return the part of a title that the page prints by itself: without a site nobody named."""
    if title is None:
        return None
    parts = {key(part) for part in _TITLE_PART.split(title) if size(part) >= TITLE_WORDS}
    if len(parts) == 1 and key(title) in parts:
        return title
    lines = [line for piece in page.pieces for line in piece.lines if len(line) <= len(title)]
    if any(key(line) == key(title) for line in lines):
        return title
    return next((line for line in lines if key(line) in parts), title)


def divide_head(page: Pieces, headline: str | None) -> None:
    """Divide a piece that begins with the headline into its lines, as old pages set their heads."""
    title = key(headline or "")
    for place, piece in enumerate(page.pieces):
        if title and len(piece.lines) > 1 and key(piece.lines[0]) == title:
            lines = [replace(piece, text=line, lines=(line,)) for line in piece.lines]
            page.pieces[place : place + 1] = lines
            return


def signed_lines(page: Pieces, headline: str | None) -> tuple[str, ...]:
    """Return the first short lines below the headline in pairs: a name, and what its bearer is."""
    title = key(headline or "")
    places = (n for n, piece in enumerate(page.pieces) if title and key(piece.text) == title)
    start = next(places, len(page.pieces)) + 1
    lines = [piece.text for piece in page.pieces[start : start + HEAD_LINES]]
    return tuple(
        f"{name}, {role}"
        for name, role in pairwise(lines)
        if size(name) <= NAME_WORDS and size(role) <= ROLE_WORDS
    )
