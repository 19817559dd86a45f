"""Read the dates that pages state, in the forms that they state them in.

A date is given as the page has it: without a zone it is taken as UTC, without a time as the day's
beginning, and a warning says so.
Must not: guess which of two numbers is the month, or read a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

__all__ = ["Moment", "day_in", "day_in_url", "moment"]

YEAR_MIN: Final = 1980
YEAR_MAX: Final = 2100
_CHARS_MAX: Final = 80
_EPOCH_SECONDS_DIGITS: Final = 10
_EPOCH_MILLIS_DIGITS: Final = 13

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK: Final = r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
_ZONE: Final = r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
_ISO: Final = re.compile(
    rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:(?:T|\s+|\s*,\s*){_CLOCK}{_ZONE})?.{{0,12}}",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?" + _ZONE, re.IGNORECASE
)
_MAIL: Final = re.compile(
    rf"(?:\w{{3,9}},?\s+)?(\d{{1,2}})[\s-]{_MONTH}[\s-](\d{{4}})(?:\s+{_CLOCK}{_ZONE})?.{{0,12}}",
    re.IGNORECASE,
)
# 'Fri Mar 13 21:30:09 EST 2015', as the C library prints it. An abbreviation names several zones.
_UNIX: Final = re.compile(
    rf"\w{{3}}\s+{_MONTH}\s+(\d{{1,2}})\s+{_CLOCK}\s+(?:([A-Z]{{1,4}})\s+)?(\d{{4}})", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE
)
# Only day-first countries write dots.
_DOTTED: Final = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
_ISO_DAY: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_URL_DAY: Final = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\Z)")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published, as exactly as the page says."""

    at: datetime
    has_zone: bool
    has_time: bool


def moment(text: str) -> Moment | None:
    """Return the moment that a machine-readable date names, None when it is none."""
    text = " ".join(text[:_CHARS_MAX].split())
    if text.isdigit() and len(text) in {_EPOCH_SECONDS_DIGITS, _EPOCH_MILLIS_DIGITS}:
        seconds = int(text[:_EPOCH_SECONDS_DIGITS])
        return _checked(datetime.fromtimestamp(seconds, UTC), has_zone=True, has_time=True)
    for pattern in (_ISO, _COMPACT):
        found = pattern.fullmatch(text)
        if found:
            year, month, day, *rest = found.groups()
            return _made((year, int(month), day), tuple(rest[:3]), rest[3])
    found = _MAIL.fullmatch(text)
    if found:
        day, month, year, *rest = found.groups()
        return _made((year, _number(month), day), tuple(rest[:3]), rest[3])
    found = _UNIX.fullmatch(text)
    if found:
        month, day, hour, minute, second, zone, year = found.groups()
        known = zone if zone and zone.upper() in {"UTC", "GMT"} else None
        return _made((year, _number(month), day), (hour, minute, second), known)
    return (
        day_in(text)
        if len(text.split()) <= len(["Monday,", "1", "May", "2020", "at", "10:00", "am"])
        else None
    )


def day_in(text: str) -> Moment | None:
    """Return the first full date written in `text`, as a day."""
    text = text[: _CHARS_MAX * 4]
    for pattern, order in (
        (_MONTH_FIRST, "mdy"),
        (_DAY_FIRST, "dmy"),
        (_ISO_DAY, "ymd"),
        (_DOTTED, "dmy"),
    ):
        found = pattern.search(text)
        if found:
            part = dict(zip(order, found.groups(), strict=True))
            month = int(part["m"]) if part["m"].isdigit() else _number(part["m"])
            return _made((part["y"], month, part["d"]), (None, None, None), None)
    return None


def day_in_url(url: str) -> Moment | None:
    """Return the day in a URL's path, '/2015/03/18/', as many sites have it."""
    found = _URL_DAY.search(url[:2000])
    if found is None:
        return None
    year, month, day = found.groups()
    return _made((year, int(month), day), (None, None, None), None)


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _made(
    day: tuple[str, int, str], clock: tuple[str | None, ...], zone: str | None
) -> Moment | None:
    hour, minute, second = (int(part) if part else 0 for part in clock)
    try:
        at = datetime(int(day[0]), day[1], int(day[2]), hour, minute, second, tzinfo=_zone(zone))
    except ValueError:
        return None
    return _checked(at, has_zone=bool(zone), has_time=clock[0] is not None)


def _zone(zone: str | None) -> timezone:
    if not zone or zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if zone[0] == "-" else offset)


def _checked(at: datetime, *, has_zone: bool, has_time: bool) -> Moment | None:
    if not YEAR_MIN <= at.year <= YEAR_MAX:
        return None
    return Moment(at, has_zone=has_zone, has_time=has_time)
