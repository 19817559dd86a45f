"""Read sentences with marked names in the column format of CoNLL, whichever dialect it is in.

Token first, tag last; tabs or blanks; IOB1, IOB2, BIOES or BILOU; comments and -DOCSTART- lines.
Must not: open files, change a token, or know about the tagger.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BadLineError", "Marked", "marked_sentences", "spans_of"]

_TYPES = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "ORGANISATION": "ORG",
    "ORGANIZATION": "ORG",
}
"""OntoNotes' GPE and FAC are places here, as in our comparison with models trained on it."""
_TAG = re.compile(r"O|[BIESLUMW]-\S+")
_OPENING = frozenset("BSUW")
_CLOSING = frozenset("ESLUW")
_DOCUMENT = "-DOCSTART-"
_NUMBERED_COLUMNS_MIN = 3

Spans = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence's tokens as they are, and its names: (first token, end token, PER|LOC|ORG).

    opens: it begins a document, where the file says so.
    """

    tokens: tuple[str, ...]
    spans: Spans
    opens: bool = False


class BadLineError(ValueError):
    """A line that is no token with a tag. line: from 1; `str()` says what is wrong with it."""

    def __init__(self, line: int, wrong: str) -> None:
        """Keep the place for the caller, who knows the file's name."""
        super().__init__(wrong)
        self.line = line


def marked_sentences(lines: Iterable[str]) -> list[Marked]:
    """Return the sentences of a file's lines, types other than the three left out.

    An empty line, a comment or -DOCSTART- ends a sentence. Universal NER's files, which put a
    number before the token and two columns after the tag, are read too.
    Raises BadLineError for a line without a tag or with one of no known scheme.
    """
    rows = [_cells(line) for line in lines]
    width = _usual_width(rows)
    numbered = _is_numbered(rows, width)
    out: list[Marked] = []
    tokens: list[str] = []
    tags: list[str] = []
    opens = False
    for number, cells in enumerate([*rows, []], start=1):
        if cells and cells[0] != _DOCUMENT and not _is_comment(cells, width):
            token, tag = _token_and_tag(cells, number, numbered=numbered)
            tokens.append(token)
            tags.append(tag)
            continue
        if tokens:
            out.append(Marked(tuple(tokens), spans_of(tags), opens))
            tokens, tags, opens = [], [], False
        opens = opens or (bool(cells) and (cells[0] == _DOCUMENT or "newdoc" in cells[1:2]))
    return out


def spans_of(tags: Sequence[str]) -> Spans:
    """Return the spans of one sentence's tags, in our three types."""
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    closed = True
    for place, tag in enumerate([*tags, "O"]):
        head, _, name = tag.partition("-")
        if not closed and (head in _OPENING or head == "O" or name != kind):
            spans.append((start, place, kind))
            closed = True
        if head == "O":
            continue
        if closed:
            start, kind, closed = place, name, False
        if head in _CLOSING:
            spans.append((start, place + 1, kind))
            closed = True
    return tuple(
        (first, end, _TYPES[name.upper()]) for first, end, name in spans if name.upper() in _TYPES
    )


def _cells(line: str) -> list[str]:
    """The columns of a line; a token may hold blanks where tabs part the columns."""
    bare = line.strip("\ufeff\r\n")
    cells = bare.split("\t") if "\t" in bare else bare.split()
    return [cell.strip() for cell in cells] if bare.strip() else []


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns most lines have."""
    widths = Counter(len(cells) for cells in rows if cells and not cells[0].startswith("#"))
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0


def _is_numbered(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the columns are Universal NER's: number, token, tag and what is no tag."""
    usual = [cells for cells in rows if cells and len(cells) == width and cells[0][:1] != "#"]
    return (
        width > _NUMBERED_COLUMNS_MIN
        and bool(usual)
        and all(cells[0].isdigit() and _TAG.fullmatch(cells[2]) for cells in usual)
        and not all(_TAG.fullmatch(cells[-1]) for cells in usual)
    )


def _is_comment(cells: Sequence[str], width: int) -> bool:
    """Whether a line that begins with '#' is a comment, and not a hash sign with its tag."""
    return cells[0].startswith("#") and not (
        len(cells) == width and _TAG.fullmatch(cells[-1]) is not None
    )


def _token_and_tag(cells: Sequence[str], line: int, *, numbered: bool) -> tuple[str, str]:
    """The token and its tag."""
    if len(cells) == 1:
        wrong = "one column only; a token and its tag are needed"
        raise BadLineError(line, wrong)
    token, tag = (cells[1], cells[2]) if numbered and len(cells) > 2 else (cells[0], cells[-1])  # noqa: PLR2004 - the tag is the third column
    if not token:
        wrong = "no token before the tag"
        raise BadLineError(line, wrong)
    if not _TAG.fullmatch(tag):
        wrong = "the last column is no tag such as O, B-PER or I-LOC"
        raise BadLineError(line, wrong)
    return token, tag
