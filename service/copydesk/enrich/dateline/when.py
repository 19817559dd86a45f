"""Give a dateline's day its year, and an article the day it was written.

Must not: know a clock. What the source says of its own day beats when its record came; a full date
in the text beats a record's time, which may be years later when an archive is read in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from copydesk.draft import BlockKind, Copy
from copydesk.enrich.dateline.dates import Stated, resolve, stated_in

if TYPE_CHECKING:
    from datetime import tzinfo

    from copydesk.enrich.dateline.values import Dateline

__all__ = ["When", "dated", "day_of", "day_of_writing"]

TEXT_CHARS_MAX = 6_000
NEAR_DAYS = 31
"""A full date in the text gives the dateline its year when it lies so near to it."""

BEFORE_DAYS_MAX, AFTER_DAYS_MAX = 3, 1
"""A story is published on its dateline's day, a little later, or where the next day has begun."""

STAMP_CHARS_MAX = 45
STAMP_BLOCKS = 4
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)\w{0,5}day\b", re.IGNORECASE)
_BESIDE_STAMP = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\W", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class When:
    """The day that `now` is, None when unknown; firm: the source itself says so."""

    day: date | None
    firm: bool


def day_of(now: datetime | None, timezone: tzinfo | None) -> date | None:
    """Return the day that `now` is where the source is.

    Midnight in UTC is how formats write a bare day; no zone moves it.
    """
    if now is None:
        return None
    bare = now.tzinfo is not None and now.astimezone(UTC).time() == time(0)
    if timezone is None or now.tzinfo is None or (bare and not now.utcoffset()):
        return now.date()
    return now.astimezone(timezone).date()


def dated(copy: Copy, written: str, stated: Stated | None, when: When) -> date | None:
    """Return the day of a dateline, in the year that it, the source or the text states."""
    if stated is None:
        return None
    if stated.year is None and not when.firm and stated.day:
        near = _by_text(copy, stated)
        if near is not None:
            return near
    day = resolve(stated, when.day)
    named = _WEEKDAY.search(written[:TEXT_CHARS_MAX].split("(", maxsplit=1)[0])
    if day is None or stated.year is not None or named is None:
        return day
    return _on_weekday(day, _WEEKDAYS.index(named[1].lower()))


def day_of_writing(copy: Copy, dateline: Dateline | None, when: When) -> date | None:
    """Return the day from which 'Friday' and 'tomorrow' count.

    It is the dateline's where that fits the day of publishing, which may be a day later; without
    such a day the dateline's, or that of a line that is a date and nothing else.
    """
    filed = dateline.date if dateline is not None else None
    if when.firm and when.day is not None:
        if filed is None or dateline is None or dateline.origin == "inferred":
            return when.day
        return filed if _fits(filed, when.day) else when.day
    return filed or _stamp(copy) or when.day


def _fits(filed: date, published: date) -> bool:
    return -BEFORE_DAYS_MAX <= (filed - published).days <= AFTER_DAYS_MAX


def _by_text(copy: Copy, stated: Stated) -> date | None:
    """Return the dateline's day in the one year that full dates near to it in the text have."""
    days = [resolve(one, None) for one in stated_in(copy.text[:TEXT_CHARS_MAX]) if one.year]
    near = {
        day
        for full in days
        if full is not None
        and (day := resolve(stated, full)) is not None
        and abs((day - full).days) <= NEAR_DAYS
    }
    return near.pop() if len(near) == 1 else None


def _on_weekday(day: date, weekday: int) -> date:
    """Return `day` in the nearest year that puts it on the weekday, or as it is when none does."""
    years = (day.year, day.year - 1, day.year + 1)
    there = [resolve(Stated(0, 0, day.month, day.day, year), None) for year in years]
    return next((one for one in there if one is not None and one.weekday() == weekday), day)


def _stamp(copy: Copy) -> date | None:
    """Return the day of a line above the story that is a date and nothing else."""
    for block in copy.blocks[:STAMP_BLOCKS]:
        line = copy.text[block.start : block.end]
        if block.kind is BlockKind.CAPTION or len(line) > STAMP_CHARS_MAX:
            continue
        for one in stated_in(line):
            day = resolve(one, None) if one.year else None
            around = line[: one.start] + line[one.end :]
            if day is not None and not _BESIDE_STAMP.sub("", around):
                return day
    return None
