"""Read what begins with a weekday or a month: 'Friday, May 7', 'June 7-8', 'in May'.

Each reader is tried at one word and answers with the end of the expression and what it says, or
with None. Must not: resolve anything.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from copydesk.enrich.dates.expressions import (
    Day,
    DaySpan,
    Event,
    Month,
    Unsettled,
    Weekday,
    Which,
)
from copydesk.enrich.dates.names import is_a_name, month_stands_alone
from copydesk.enrich.dates.parts import TO, Read, day_of, days_of, with_clock
from copydesk.enrich.dates.vocabulary import (
    DAY_OF_MONTH,
    MONTH,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    as_month,
    as_weekday,
)

__all__ = ["month", "weekday"]

DAYS_OF_EVENTS: Final = {
    (9, 11): date(2001, 9, 11),
    (1, 6): date(2021, 1, 6),
    (10, 7): date(2023, 10, 7),
}
"""Days that news calls an event by, without a year: 'the Sept. 11 attacks'."""

_WEEKDAY_DATE: Final = re.compile(
    rf"(?P<w>{WEEKDAY}|{WEEKDAY_SHORT}),?\s(?:the\s)?"
    rf"(?:(?P<m1>{MONTH})\s(?P<d1>{DAY_OF_MONTH})(?:,?\s(?P<y1>{YEAR}))?"
    rf"|(?P<d2>{DAY_OF_MONTH})\s(?:of\s)?(?P<m2>{MONTH})(?:,?\s(?P<y2>{YEAR}))?)"
)
_WEEKDAY_RANGE: Final = re.compile(rf"{WEEKDAY}{TO}{WEEKDAY}(?!\s?[0-9])")
_WEEKDAY_WEEK: Final = re.compile(rf"(?P<w>{WEEKDAY})\s(?:of\s)?(?P<which>last|this|next)\sweek\b")
_WEEKDAY: Final = re.compile(rf"(?P<w>{WEEKDAY})(?P<part>{PART_OF_DAY})?")
_MONTH_DAY_SPAN: Final = re.compile(
    rf"(?P<m1>{MONTH})\s(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y1>{YEAR}))?{TO}"
    rf"(?P<m2>{MONTH})\s(?P<d2>{DAY_OF_MONTH})(?:,?\s(?P<y2>{YEAR}))?"
)
_MONTH_DAYS: Final = re.compile(
    rf"(?P<m1>{MONTH})\s(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:{TO}|(?P<and>\s(?:and|&)\s))"
    rf"(?P<d2>{DAY_OF_MONTH})(?:,?\s(?P<y2>{YEAR}))?"
)
_MONTH_DAY: Final = re.compile(rf"(?P<m>{MONTH})\s(?P<d>{DAY_OF_MONTH})(?:,?\s(?P<y>{YEAR}))?")
_MONTH_YEAR: Final = re.compile(rf"(?P<m>{MONTH}),?\s(?:of\s)?(?P<y>{YEAR})")
_MONTH_WHICH: Final = re.compile(rf"(?P<m>{MONTH})\s(?:of\s)?(?P<which>last|this|next)\syear\b")
_MONTH: Final = re.compile(rf"(?P<m>{MONTH})")
_EVENT: Final = re.compile(
    r"\s(?:\w+\s){0,2}?(?:attack|hijack|riot|insurrection|commission|committee|massacre)"
)
_SINCE_EVENT: Final = re.compile(r"\b(?:post-|pre-)$")


def weekday(text: str, start: int) -> Read:
    """Read 'Friday', 'Friday, May 7', 'Friday at 8 p.m.', 'Friday of last week'."""
    if found := _WEEKDAY_DATE.match(text, start):
        day = day_of(
            found["m1"] or found["m2"], found["d1"] or found["d2"], found["y1"] or found["y2"]
        )
        if day is not None:
            day = Day(day.month, day.day, day.year, as_weekday(found["w"]))
            return with_clock(text, found.end(), day)
    if found := _WEEKDAY_RANGE.match(text, start):
        return found.end(), Unsettled("day")
    if found := _WEEKDAY_WEEK.match(text, start):
        week: Which = found["which"]  # type: ignore[assignment]  # the pattern admits no other word
        return found.end(), Weekday(as_weekday(found["w"]), week=week)
    found = _WEEKDAY.match(text, start)
    if found is None or is_a_name(text, start, found.end("w")):
        return None
    return with_clock(text, found.end(), Weekday(as_weekday(found["w"])))


def month(text: str, start: int) -> Read:
    """Read what begins with a month: 'May 7, 2021', 'June 7-8', 'May 2021', 'May' in its place."""
    for reader in (_span, _month_day, _month_year, _month_alone):
        if (read := reader(text, start)) is not None:
            return read
    return None


def _span(text: str, start: int) -> Read:
    if found := _MONTH_DAY_SPAN.match(text, start):
        last = day_of(found["m2"], found["d2"], found["y2"])
        first = day_of(found["m1"], found["d1"], found["y1"] or found["y2"])
        if first and last:
            return found.end(), DaySpan(first, last)
    if (found := _MONTH_DAYS.match(text, start)) and (span := days_of(found, found["m1"])):
        return found.end(), span
    return None


def _month_day(text: str, start: int) -> Read:
    found = _MONTH_DAY.match(text, start)
    day = day_of(found["m"], found["d"], found["y"]) if found else None
    if found is None or day is None:
        return None
    event = DAYS_OF_EVENTS.get((day.month, day.day))
    if event is not None and day.year is None and _names_event(text, start, found.end()):
        return found.end(), Event(event, day)
    return with_clock(text, found.end(), day)


def _month_year(text: str, start: int) -> Read:
    if found := _MONTH_YEAR.match(text, start):
        return found.end(), Month(as_month(found["m"]), int(found["y"]))
    found = _MONTH_WHICH.match(text, start)
    if found is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[found["which"]]
    return found.end(), Month(as_month(found["m"]), year_shift=shift)


def _month_alone(text: str, start: int) -> Read:
    found = _MONTH.match(text, start)
    if found is None or not month_stands_alone(text, start, found.end()):
        return None
    return found.end(), Month(as_month(found["m"]))


def _names_event(text: str, start: int, end: int) -> bool:
    """Tell whether a day stands for what befell on it: 'the Sept. 11 attacks'."""
    prefix = _SINCE_EVENT.search(text, max(0, start - len("post-")), start)
    return _EVENT.match(text, end) is not None or prefix is not None
