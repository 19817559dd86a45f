"""Set the dateline of clean copy: the one it prints, else the one its captions prove, else none.

Must not: resolve the place (that is enrich.places) or use any 'now' but the one handed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.draft import Block, BlockKind, Copy, Span
from copydesk.enrich.dateline.explicit import Found, explicit_alone, explicit_head
from copydesk.enrich.dateline.inferred import infer
from copydesk.enrich.dateline.marked import dateline_in_markup, found_in_lede
from copydesk.enrich.dateline.values import NO_HINTS, Dateline, Hints
from copydesk.enrich.dateline.when import When, dated, day_of

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from copydesk.enrich.dateline.names import PlaceNames

__all__ = ["DatelineDesk"]

LINES_BEFORE_MAX = 3
"""How many short lines (a byline, a time stamp) that normalise left as paragraphs may stand
before the dateline."""

SHORT_LINE_CHARS_MAX = 90
LEDE_CHARS = 480
_LINE_OF_SENTENCE = re.compile(r"[.!?][\"”\u2019)]*\s*$")
_CREDIT_LINE = re.compile(
    r"(?:by|from|updated|published|posted|reporting by|written by|edited by)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DatelineDesk:
    """Reads datelines with a list of place names that was loaded elsewhere."""

    names: PlaceNames

    def find(
        self,
        copy: Copy,
        now: datetime | None,
        timezone: tzinfo | None = None,
        hints: Hints = NO_HINTS,
    ) -> tuple[Dateline | None, Copy]:
        """Return the dateline, or None, and the copy with an explicit one as its own block.

        now: when the article was published, aware or naive; timezone: the source's, in which `now`
        names a day. The text never changes; the dash between dateline and lede belongs to no
        block.
        """
        when = When(day_of(now, timezone), firm=hints.published and now is not None)
        for at, block in _candidates(copy):
            found = self._read(copy, at, block, hints)
            if found is not None:
                return _explicit(copy, at, found, when)
        if hints.dateline and (marked := dateline_in_markup(hints.dateline, self.names)):
            return _from_markup(copy, hints.dateline, marked, when), copy
        return infer(copy, self.names, when.day, hints), copy

    def _read(self, copy: Copy, at: int, block: Block, hints: Hints) -> Found | None:
        line = copy.text[block.start : min(block.end, block.start + LEDE_CHARS)]
        if block.kind is BlockKind.DATELINE:  # the source's markup has set it apart
            return dateline_in_markup(line, self.names)
        after = next(
            (later for later in copy.blocks[at + 1 :] if later.kind is not BlockKind.CAPTION), None
        )
        if (
            after is not None
            and after.kind is BlockKind.PARAGRAPH
            and block.end - block.start <= SHORT_LINE_CHARS_MAX
        ):
            alone = explicit_alone(
                line, copy.text[after.start : after.end][:LEDE_CHARS], self.names
            )
            if alone is not None:
                return alone
        if block.kind is not BlockKind.PARAGRAPH:
            return None
        found = explicit_head(line, self.names)
        if found is None and hints.dateline:
            return found_in_lede(line, hints.dateline, self.names)
        return found


def _candidates(copy: Copy) -> list[tuple[int, Block]]:
    """Return where a dateline may stand: the first paragraph, and what short lines precede it."""
    found: list[tuple[int, Block]] = []
    for at, block in enumerate(copy.blocks):
        if block.kind in (BlockKind.HEADLINE, BlockKind.CAPTION):
            continue
        if (
            block.kind not in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.DATELINE)
            or len(found) > LINES_BEFORE_MAX
        ):
            break
        found.append((at, block))
        if block.kind is BlockKind.PARAGRAPH and not _is_a_line(copy.text[block.start : block.end]):
            break
    return found


def _is_a_line(text: str) -> bool:
    """Tell whether a paragraph is a credit or a stamp that a dateline may follow."""
    if len(text) > SHORT_LINE_CHARS_MAX:
        return False
    return _CREDIT_LINE.match(text) is not None or not _LINE_OF_SENTENCE.search(text)


def _explicit(copy: Copy, at: int, found: Found, when: When) -> tuple[Dateline, Copy]:
    """Return the dateline, and the copy with its block cut into credit line, dateline and lede."""
    block, head = copy.blocks[at], found.head
    span = Span(block.start + head.start, block.start + head.end)
    pieces = [Block(BlockKind.DATELINE, span.start, span.end)]
    before = copy.text[block.start : span.start].strip(" \t\n*•")
    if before:
        pieces.insert(
            0,
            Block(
                block.kind,
                block.start,
                block.start + len(copy.text[block.start : span.start].rstrip()),
            ),
        )
    rest = block.start + head.rest
    if rest < block.end:
        pieces.append(Block(block.kind, rest, block.end))
    dateline = Dateline(
        text=copy.text[span.start : span.end],
        place=found.place,
        date=dated(copy, copy.text[span.start : span.end], head.stated, when),
        agency=head.agency,
        origin="explicit",
        evidence=(span,),
        confidence=round(found.confidence, 2),
    )
    # A person should look at a dateline of February 30.
    known = when.day is not None or (head.stated is not None and head.stated.year is not None)
    missing = head.stated is not None and head.stated.day and dateline.date is None and known
    return dateline, replace(
        copy,
        blocks=(*copy.blocks[:at], *pieces, *copy.blocks[at + 1 :]),
        warnings=(*copy.warnings, "no-such-day-in-dateline") if missing else copy.warnings,
    )


def _from_markup(copy: Copy, written: str, found: Found, when: When) -> Dateline:
    """Return the dateline that only the markup states: no words of the text are its evidence."""
    return Dateline(
        text=written.strip(),
        place=found.place,
        date=dated(copy, written, found.head.stated, when),
        agency=found.head.agency,
        origin="explicit",
        evidence=(),
        confidence=found.confidence,
    )
