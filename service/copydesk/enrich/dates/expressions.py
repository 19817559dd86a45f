"""What a date expression says before anyone asks what day it is today.

Must not: hold anything that depends on the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from copydesk.enrich.dates.values import Grain

__all__ = [
    "Ago",
    "Clock",
    "Day",
    "DaySpan",
    "Event",
    "Expression",
    "Fixed",
    "Month",
    "Numeric",
    "Quarter",
    "Season",
    "Shift",
    "Unit",
    "Unsettled",
    "Weekday",
    "Weekend",
    "Which",
    "Year",
    "YearSpan",
]

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
Which = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Day:
    """'Friday, May 7, 2021': weekday (Monday is 0) where stated; February 30 is a day here."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DaySpan:
    """'June 7-8', 'from May 3 to June 2'."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Weekday:
    """'Friday', 'next Friday', 'Friday of last week' (then `week` is set instead of `which`)."""

    number: int
    which: Which | None = None
    week: Which | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """'the weekend', 'last weekend'."""

    which: Which | None


@dataclass(frozen=True, slots=True)
class Shift:
    """'last month' is -1 month, 'today' is 0 days, 'next year' is 1 year."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Ago:
    """'three weeks ago', -3 for 'three weeks from now'; about: 'nearly three weeks ago'."""

    unit: Unit
    count: int
    about: bool


@dataclass(frozen=True, slots=True)
class Month:
    """'May 2021', 'last May', 'May of last year' (then `year_shift` is set), or 'May' alone."""

    month: int
    year: int | None = None
    which: Which | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """1 spring, 2 summer, 3 autumn, 4 winter, which is of the year it begins in."""

    number: int
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """'the first quarter', 'the first quarter of 2019', 'of last year' (then `year_shift`)."""

    number: int
    year: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """'in 2019'."""

    year: int


@dataclass(frozen=True, slots=True)
class YearSpan:
    """'between 2015 and 2019'."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """What needs no article: '2021-05-07', 'the 1990s', '9/11'; value None: no such day."""

    value: str | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class Event:
    """'the Sept. 11 attacks': the day of the event, to an article that was written after it."""

    on: date
    otherwise: Day


@dataclass(frozen=True, slots=True)
class Numeric:
    """'03/04/2021': whether its first number is a month is for the source's country to say."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Clock:
    """'8 a.m. EST on Tuesday'; zone: as written, None when not; day: None when not beside it."""

    hour: int
    minute: int | None
    zone: str | None
    day: Day | Weekday | Shift | None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A date that hangs on something told earlier: 'two days later', 'the previous month'."""

    grain: Grain


Expression = (
    Day
    | DaySpan
    | Weekday
    | Weekend
    | Shift
    | Ago
    | Month
    | Season
    | Quarter
    | Year
    | YearSpan
    | Fixed
    | Event
    | Numeric
    | Clock
    | Unsettled
)
