"""Turn what an expression says into a day, month or year of the calendar, as EDTF.

Must not: read text. What the article's own day does not settle has no value.
EDTF: ISO 8601-2, levels 0 and 1 alone, so that every reader of dates knows the forms: days, months,
years, intervals with a slash, '199X' for a decade, '2019-22' for a summer, '2011~' for about 2011.
Weeks and quarters are intervals, as neither has a form there that ISO 8601-1 shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, Final, assert_never

from copydesk.enrich.dates.expressions import (
    Ago,
    Clock,
    Day,
    DaySpan,
    Event,
    Expression,
    Fixed,
    Month,
    Numeric,
    Quarter,
    Season,
    Shift,
    Unit,
    Unsettled,
    Weekday,
    Weekend,
    Year,
    YearSpan,
)
from copydesk.enrich.dates.parts import exists
from copydesk.enrich.dates.zones import offset_of

if TYPE_CHECKING:
    from copydesk.enrich.dates.tense import Sense
    from copydesk.enrich.dates.values import Grain

__all__ = ["Settled", "Standpoint", "settle"]

WEEK: Final = 7
MONTHS: Final = 12
SATURDAY: Final = 5
FAR_DAYS: Final = 335
"""A day and month nearly a year away in the sense of the verb is the near one after all: 'was to
begin May 3', read on May 7."""

DAYS_BACK_UNSAID: Final = 270
"""Without a verb a day is past if it is no further back than this; else the next one is nearer."""

MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW", "MH", "BZ"})
"""Countries whose figures put the month first (Unicode CLDR, short date formats)."""

SURE, CLEAR, LIKELY, OPEN = 0.99, 0.95, 0.9, 0.8


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a sentence stands in time.

    today: the article's day, None when unknown; sense: of the verb; since: the day that the same
    sentence named before, from which its 'would' counts; year: the one it named.
    """

    today: date | None
    sense: Sense
    country: str | None = None
    since: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A value in EDTF, None when nothing settles it; day: the one day it is, if it is one."""

    value: str | None
    grain: Grain
    confidence: float
    day: date | None = None


def settle(said: Expression, at: Standpoint) -> Settled:  # noqa: C901, PLR0911, PLR0912 - one case a form
    """Return the value of an expression read from a standpoint."""
    match said:
        case Fixed():
            return Settled(said.value, said.grain, SURE)
        case Unsettled():
            return Settled(None, said.grain, OPEN)
        case Year():
            return Settled(f"{said.year:04}", "year", CLEAR)
        case YearSpan():
            return Settled(f"{said.first:04}/{said.last:04}", "year", CLEAR)
        case Event():
            known = at.today is None or at.today >= said.on
            return (
                Settled(said.on.isoformat(), "day", CLEAR, said.on)
                if known
                else settle(said.otherwise, at)
            )
        case Numeric():
            return _numeric(said, at.country)
        case Day():
            return _one_day(_day(said, at), said)
        case DaySpan():
            return _span(said, at)
        case Clock():
            return _clock(said, at)
        case Month() if said.year is not None:
            return Settled(f"{said.year:04}-{said.month:02}", "month", SURE)
        case Season() if said.year is not None:
            return Settled(f"{said.year:04}-{20 + said.number}", "season", CLEAR)
        case Quarter() if said.year is not None:
            return _quarter_of(said.year, said.number, CLEAR)
        case Weekday() | Weekend() | Shift() | Ago() | Month() | Season() | Quarter():
            if at.today is None:
                return Settled(None, _grain_of(said), OPEN)
            return _relative(said, at, at.today)
        case _ as never:
            assert_never(never)


def _relative(  # noqa: PLR0911 - one case a form
    said: Weekday | Weekend | Shift | Ago | Month | Season | Quarter, at: Standpoint, today: date
) -> Settled:
    """Return the value of what needs the article's day; none beyond the calendar's ends."""
    try:
        match said:
            case Weekday():
                day = _weekday(said, at, today)
                return Settled(day.isoformat(), "day", _sureness(at), day)
            case Weekend():
                return _weekend(said, at, today)
            case Shift():
                return _shifted(said.unit, said.count, today)
            case Ago():
                return _ago(said, today)
            case Month():
                return _month(said, at, today)
            case Season():
                return _season(said, today)
            case Quarter():
                return _quarter(said, at, today)
            case _ as never:
                assert_never(never)
    except (ValueError, OverflowError):
        return Settled(None, _grain_of(said), OPEN)


def _grain_of(said: Expression) -> Grain:
    match said:
        case Shift() | Ago():
            return said.unit
        case Month():
            return "month"
        case Season():
            return "season"
        case Quarter():
            return "quarter"
        case _:
            return "day"


def _sureness(at: Standpoint) -> float:
    return LIKELY if at.sense == "unsaid" else CLEAR


def _weekday(said: Weekday, at: Standpoint, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    if said.week is not None:
        return monday + timedelta(days=said.number + WEEK * _weeks(said.week))
    if said.which == "next":
        return monday + timedelta(days=said.number + WEEK)
    if said.which == "this":
        return monday + timedelta(days=said.number)
    if said.which == "last":
        return today - timedelta(days=(today.weekday() - said.number - 1) % WEEK + 1)
    if at.sense == "future":
        begin = at.since if at.since is not None and at.since <= today else today
        return begin + timedelta(days=(said.number - begin.weekday()) % WEEK)
    return today - timedelta(days=(today.weekday() - said.number) % WEEK)


def _weeks(which: str) -> int:
    return {"last": -1, "this": 0, "next": 1}[which]


def _weekend(said: Weekend, at: Standpoint, today: date) -> Settled:
    saturday = today + timedelta(days=SATURDAY - today.weekday())
    if said.which is not None:
        # On a Sunday 'last weekend' may be this one; it is not in news, which says 'the weekend'.
        saturday += timedelta(days=WEEK * _weeks(said.which))
    elif at.sense == "past" and today < saturday:
        saturday -= timedelta(days=WEEK)
    return _interval(saturday, saturday + timedelta(days=1), "day", LIKELY)


def _shifted(unit: Unit, count: int, today: date) -> Settled:
    """Return the day, week, month, quarter, year or decade `count` away from today's."""
    match unit:
        case "day":
            day = today + timedelta(days=count)
            return Settled(day.isoformat(), "day", CLEAR, day)
        case "week":
            monday = today + timedelta(days=WEEK * count - today.weekday())
            return _interval(monday, monday + timedelta(days=WEEK - 1), "week", LIKELY)
        case "month":
            index = today.year * MONTHS + today.month - 1 + count
            year, month = divmod(index, MONTHS)
            return Settled(_year(year) + f"-{month + 1:02}", "month", CLEAR)
        case "quarter":
            index = today.year * 4 + (today.month - 1) // 3 + count
            return _quarter_of(index // 4, index % 4 + 1, LIKELY)
        case "year":
            return Settled(_year(today.year + count), "year", CLEAR)
        case "decade":
            return Settled(_year(today.year + 10 * count)[:3] + "X", "decade", LIKELY)
        case _ as never:
            assert_never(never)


def _ago(said: Ago, today: date) -> Settled:
    if said.unit == "decade":
        return Settled(_year(today.year - 10 * said.count) + "~", "year", LIKELY)
    found = _shifted(said.unit, -said.count, today)
    if not said.about or found.value is None:
        return Settled(found.value, found.grain, LIKELY, None)
    value = "/".join(part + "~" for part in found.value.split("/"))
    return Settled(value, found.grain, OPEN)


def _month(said: Month, at: Standpoint, today: date) -> Settled:
    if said.year_shift is not None:
        year = today.year + said.year_shift
    elif said.which == "next":
        year = today.year + 1
    elif said.which == "this":
        year = today.year
    elif said.which == "last":
        year = today.year - (said.month >= today.month)
    elif at.year is not None:
        return Settled(f"{at.year:04}-{said.month:02}", "month", OPEN)
    elif at.sense == "future":
        year = today.year + (said.month < today.month)
    else:
        year = today.year - (said.month > today.month)
    sure = LIKELY if at.sense != "unsaid" or said.which or said.year_shift is not None else OPEN
    return Settled(f"{_year(year)}-{said.month:02}", "month", sure)


def _season(said: Season, today: date) -> Settled:
    """A season of the north; winter is of the year in which it begins."""
    begins = 3 * said.number
    year = today.year
    if said.number == 4 and today.month < 3:  # noqa: PLR2004  # the winter that began last year
        year -= 1
    if said.which == "next":
        year += 1
    elif said.which == "last" and date(year, begins, 1) + timedelta(days=90) > today:
        year -= 1
    return Settled(f"{_year(year)}-{20 + said.number}", "season", OPEN)


def _quarter(said: Quarter, at: Standpoint, today: date) -> Settled:
    if said.year_shift is not None:
        return _quarter_of(today.year + said.year_shift, said.number, LIKELY)
    now = (today.month - 1) // 3 + 1
    if at.sense == "future":
        return _quarter_of(today.year + (said.number < now), said.number, OPEN)
    return _quarter_of(today.year - (said.number > now), said.number, OPEN)


def _quarter_of(year: int, number: int, confidence: float) -> Settled:
    last = 3 * number
    return Settled(f"{_year(year)}-{last - 2:02}/{_year(year)}-{last:02}", "quarter", confidence)


def _year(year: int) -> str:
    if not MINYEAR <= year <= MAXYEAR:
        sentence = "The calendar ends before this year."
        raise ValueError(sentence)
    return f"{year:04}"


def _interval(first: date, last: date, grain: Grain, confidence: float) -> Settled:
    return Settled(f"{first.isoformat()}/{last.isoformat()}", grain, confidence)


def _one_day(day: date | None, said: Day) -> Settled:
    if day is None:
        return Settled(None, "day", LIKELY)
    return Settled(day.isoformat(), "day", SURE if said.year is not None else LIKELY, day)


def _day(said: Day, at: Standpoint) -> date | None:
    """Return the day in its stated year, else in the year that verb and nearness give it."""
    if said.year is not None:
        return _existing(said.year, said)
    if at.year is not None and said.weekday is None:
        return _existing(at.year, said)
    if at.today is None:
        return None
    today = at.today
    around = [
        day
        for year in range(max(MINYEAR, today.year - 4), min(MAXYEAR, today.year + 4) + 1)
        if (day := _existing(year, said)) is not None
        and (said.weekday is None or day.weekday() == said.weekday)
    ]
    near = [day for day in around if abs((day - today).days) <= 366]  # noqa: PLR2004  # a year
    if not near:
        return None
    behind = max((day for day in near if day <= today), default=None)
    ahead = min((day for day in near if day >= today), default=None)
    return _chosen(behind, ahead, today, at)


def _chosen(behind: date | None, ahead: date | None, today: date, at: Standpoint) -> date | None:
    if behind is None or ahead is None:
        return behind or ahead
    back, forth = (today - behind).days, (ahead - today).days
    if at.sense == "future":
        return behind if forth > FAR_DAYS else ahead
    limit = FAR_DAYS if at.sense == "past" else DAYS_BACK_UNSAID
    return ahead if back > limit else behind


def _existing(year: int, said: Day) -> date | None:
    return date(year, said.month, said.day) if exists(year, said.month, said.day) else None


def _span(said: DaySpan, at: Standpoint) -> Settled:
    """Return 'first/last'; a year on one side, or found for the first, holds for the other."""
    first, last = said.first, said.last
    if first.year is None and last.year is not None:
        first = Day(first.month, first.day, last.year)
    begin = _day(first, at)
    if begin is None:
        return Settled(None, "day", LIKELY)
    year = last.year or begin.year
    end = _existing(year, last)
    if end is not None and end < begin and year == begin.year:
        if said.first.year is None and said.last.year is not None:
            begin = _existing(year - 1, first)
        else:
            end = _existing(year + 1, last)
    if begin is None or end is None or end < begin:
        return Settled(None, "day", LIKELY)
    stated = said.first.year is not None or said.last.year is not None
    return _interval(begin, end, "day", SURE if stated else LIKELY)


def _numeric(said: Numeric, country: str | None) -> Settled:
    month_first = exists(said.year, said.first, said.second)
    day_first = exists(said.year, said.second, said.first)
    if month_first and day_first and said.first != said.second:
        if country is None:
            return Settled(None, "day", LIKELY)
        month_first = country in MONTH_FIRST
    if not (month_first or day_first):
        return Settled(None, "day", LIKELY)
    month, day = (said.first, said.second) if month_first else (said.second, said.first)
    return Settled(
        f"{said.year:04}-{month:02}-{day:02}", "day", LIKELY, date(said.year, month, day)
    )


def _clock(said: Clock, at: Standpoint) -> Settled:
    grain: Grain = "hour" if said.minute is None else "minute"
    beside = settle(said.day, at) if said.day is not None else None
    day = beside.day if beside is not None else at.since
    if day is None:
        return Settled(None, grain, OPEN)
    offset = offset_of(said.zone, day, at.country) if said.zone else None
    value = f"{day.isoformat()}T{said.hour:02}:{said.minute or 0:02}:00{offset or ''}"
    sure = min(LIKELY, beside.confidence) if beside is not None else OPEN
    return Settled(value, grain, sure, day)
