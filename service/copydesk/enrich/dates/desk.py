"""Find the dates that an article names, and resolve them against the day it was written.

Must not: look further than a sentence for what settles a date. Linear: each word is looked at once,
and each look reaches a bounded stretch of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind
from copydesk.enrich.dates.calendar import month, weekday
from copydesk.enrich.dates.expressions import Clock, Day, Fixed, Month, Shift, Weekday, Year
from copydesk.enrich.dates.figures import clock, figures
from copydesk.enrich.dates.relative import (
    ago,
    early_or_late,
    named_day,
    quarter,
    season,
    the,
    which,
)
from copydesk.enrich.dates.resolve import Standpoint, settle
from copydesk.enrich.dates.tense import sense_of, sentence_start
from copydesk.enrich.dates.values import FoundDate
from copydesk.enrich.dates.vocabulary import MONTH_STARTS, SEASONS, WEEKDAY_STARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from copydesk.draft import Copy
    from copydesk.enrich.dates.expressions import Expression
    from copydesk.enrich.dates.parts import Read
    from copydesk.enrich.dates.values import AsOf

__all__ = ["find_dates"]

_WORD: Final = re.compile(r"[A-Za-z]+|[0-9]+")
_COUNTS: Final = (
    "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty", "thirty", "forty", "fifty", "several", "few", "some", "many",
)  # fmt: skip


def _readers() -> dict[str, tuple[Callable[[str, int], Read], ...]]:
    """Return which readers to try at which word, as written in running text or at its start."""
    table: dict[str, tuple[Callable[[str, int], Read], ...]] = {}
    for words, readers in (
        (("last", "this", "next", "coming"), (which,)),
        (("early", "earlier", "late", "later", "mid"), (early_or_late,)),
        (_COUNTS, (ago,)),
        (("first", "second", "third", "fourth", "final"), (quarter,)),
        (("today", "tomorrow", "yesterday", "tonight"), (named_day,)),
        (("the",), (the,)),
        (("noon", "midnight"), (clock,)),
        (tuple(SEASONS), (season,)),
    ):
        for word in words:
            table[word] = table[word.capitalize()] = readers
    table |= dict.fromkeys(MONTH_STARTS, (month,))
    table |= dict.fromkeys(WEEKDAY_STARTS, (weekday,))
    table["Q"] = (quarter,)
    return table


_READERS: Final = _readers()
_FIGURES: Final = (figures, ago)


@dataclass(slots=True)
class _Sentence:
    """What the sentence being read has named so far."""

    start: int = -1
    day: date | None = None
    year: int | None = None


def find_dates(copy: Copy, as_of: AsOf) -> tuple[FoundDate, ...]:
    """Return the dates that the text names, in reading order, never overlapping.

    Offsets are into `copy.text`. A date that nothing settles, or that does not exist, has the value
    None. Raises nothing.
    """
    found: list[FoundDate] = []
    for block in copy.blocks:
        text = copy.text[block.start : block.end]
        # A caption's verb stands in the present ('speaks in Oslo on Tuesday') but shows the past.
        past = block.kind is BlockKind.CAPTION
        found.extend(
            FoundDate(
                one.start + block.start, one.end + block.start, one.value, one.grain, one.confidence
            )
            for one in _in_block(text, as_of, past=past)
        )
    return tuple(found)


def _in_block(text: str, as_of: AsOf, *, past: bool) -> Iterator[FoundDate]:
    sentence = _Sentence()
    for start, end, said in _expressions(text):
        begin = sentence_start(text, start)
        if begin != sentence.start and (begin > sentence.start + 1):
            sentence = _Sentence(begin)
        sense = sense_of(text, start, end) if _asks_for_sense(said) else "unsaid"
        at = Standpoint(
            today=as_of.day,
            sense="past" if past and sense == "future" else sense,
            country=as_of.country,
            since=sentence.day,
            year=sentence.year,
        )
        settled = settle(said, at)
        sentence.day = settled.day or sentence.day
        sentence.year = _year_of(said, as_of) or sentence.year
        yield FoundDate(start, end, settled.value, settled.grain, round(settled.confidence, 2))


def _expressions(text: str) -> Iterator[tuple[int, int, Expression]]:
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        written = word[0]
        readers = _FIGURES if written[0].isdigit() else _READERS.get(written)
        if readers is None:
            continue
        for reader in readers:
            if (read := reader(text, start)) is not None:
                done = read[0]
                yield start, done, read[1]
                break


def _asks_for_sense(said: Expression) -> bool:
    """Tell whether the verb matters: it does for what has no year and no 'last' or 'next'."""
    match said:
        case Weekday():
            return said.which is None and said.week is None
        case Month():
            return said.year is None and said.which is None
        case Day():
            return said.year is None
        case Clock():
            return said.day is not None and _asks_for_sense(said.day)
        case Fixed() | Year() | Shift():
            return False
        case _:
            return True


def _year_of(said: Expression, as_of: AsOf) -> int | None:
    """Return the year, if it is a past one, that a day later in the sentence would be in."""
    if isinstance(said, Year) and as_of.day is not None and said.year < as_of.day.year:
        return said.year
    return None
