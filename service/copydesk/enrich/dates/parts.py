"""What the readers of dates share: the days and times of day that a match holds.

Must not: try a pattern of its own but for the time of day behind a day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copydesk.enrich.dates.expressions import Clock, Day, DaySpan, Expression, Weekday
from copydesk.enrich.dates.vocabulary import CLOCK, as_month

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DASH", "TO", "Read", "day_of", "days_of", "exists", "time_of", "with_clock"]

Read = tuple[int, Expression] | None
"""Where an expression ends, and what it says."""

DAY_MAX: Final = 31
NOON: Final = 12
HOURS: Final = 24
MONTHS: Final = 12
DASH = r"\s?[-\u2010-\u2015]\s?"
TO = rf"(?:{DASH}|\s(?:to|through|until|till)\s)"
_AT: Final = re.compile(
    rf",?\s(?:at|around|about|by)\s(?:about\s|around\s)?{CLOCK}|,\s{CLOCK.replace('P<', 'P<x')}"
)


def exists(year: int, month_: int, day: int) -> bool:
    """Tell whether the calendar has the day."""
    if not (1 <= month_ <= MONTHS and day >= 1 and year >= 1):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month_ - 1]


def day_of(month_: str, day: str, year: str | None) -> Day | None:
    """Return the day of figures as written; February 30 is one, the 32nd of a month none."""
    number = int("".join(char for char in day if char.isdigit()))
    if not 1 <= number <= DAY_MAX:
        return None
    return Day(as_month(month_), number, int(year) if year else None)


def days_of(found: re.Match[str], month_: str) -> DaySpan | None:
    """Return 'June 7-8' or '28 and 29 April'; None when the figures make no span."""
    groups = found.groupdict()
    first = day_of(groups.get("m1") or month_, groups["d1"], groups.get("y1") or groups["y2"])
    last = day_of(groups.get("m2") or month_, groups["d2"], groups["y2"])
    if first is None or last is None or (first.month == last.month and first.day >= last.day):
        return None
    # 'May 3 and 12 people' is no span, and 'May 3 and 9' are two days.
    if groups["and"] and (last.day != first.day + 1 or first.month != last.month):
        return None
    return DaySpan(first, last)


def with_clock(text: str, end: int, day: Day | Weekday) -> Read:
    """Return the day that ends at `end`, with the time of day behind it: 'Friday at 8 p.m.'."""
    found = _AT.match(text, end)
    if found is None:
        return end, day
    groups = {name.removeprefix("x"): part for name, part in found.groupdict().items() if part}
    time = time_of(groups)
    if time is None:
        return end, day
    return found.end(), Clock(time[0], time[1], groups.get("zone"), day)


def time_of(groups: Mapping[str, str | None]) -> tuple[int, int | None] | None:
    """Return hour and minute (None when only the hour is said); None for no time of day."""
    if named := groups.get("named"):
        return (NOON if named.lower() == "noon" else 0), None
    if hhmm := groups.get("hhmm"):
        hour, minute = int(hhmm[:2]), int(hhmm[2:])
    elif hour24 := groups.get("h24"):
        hour, minute = int(hour24), int(groups.get("m24") or 0)
    else:
        hour, past = int(groups.get("h12") or 0), groups.get("m12")
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if groups.get("half") == "p" else 0)
        return hour, int(past) if past else None
    return (hour, minute) if hour < HOURS else None
