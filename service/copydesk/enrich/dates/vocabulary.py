"""The words dates are made of, as pieces of patterns and as numbers.

Must not: match anything itself. Months and weekdays count only with a capital: 'may' and 'march'
are verbs.
"""

from __future__ import annotations

import re

__all__ = [
    "CLOCK",
    "DAY_OF_MONTH",
    "MONTH",
    "MONTH_STARTS",
    "PART_OF_DAY",
    "SEASON",
    "SEASONS",
    "WEEKDAY",
    "WEEKDAY_STARTS",
    "YEAR",
    "ZONE",
    "as_count",
    "as_month",
    "as_weekday",
]

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_SHORT = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thu", "Fri", "Sat", "Sun")


def _both(names: tuple[str, ...]) -> str:
    return "|".join(form for name in names for form in (name, name.upper()))


MONTH = rf"(?:(?:{_both(_MONTH_NAMES)})\b|(?:{_both(_MONTH_SHORT)})\b\.?)"
WEEKDAY = rf"(?:{_both(_WEEKDAY_NAMES)})\b"
WEEKDAY_SHORT = rf"(?:{_both(_WEEKDAY_SHORT)})\b\.?"
"""Only read before a day of the month: Sun and Wed are words of their own."""

DAY_OF_MONTH = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![\w%$]|[.,:][0-9])"
YEAR = r"(?:1[5-9]|20|21)[0-9][0-9](?![\w%]|[.,:][0-9])"
PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night|midday|lunchtime|overnight)\b)"
SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
_ZONE_NAMES = (
    "GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|CEST|CET|EEST|EET|MSK|IST|JST|KST"
    "|HKT|SGT|AEST|AEDT|AKST|AKDT|HST|NZST|NZDT|SAST|EAT|WAT|CAT|PKT|WIB|PHT"
)
ZONE = rf"(?:\s?(?:{_ZONE_NAMES})\b|\s[Ee]astern(?:\s[Tt]ime)?\b|\slocal\stime\b)"
CLOCK = (
    rf"(?:(?P<h12>[0-9]{{1,2}})(?:[:.](?P<m12>[0-5][0-9]))?\s?(?P<half>[ap])(?:\.\s?m\.?|m\b\.?)"
    rf"|(?P<h24>[0-9]{{1,2}})[:.](?P<m24>[0-5][0-9])(?=\s?(?:{_ZONE_NAMES})\b|\slocal\stime"
    rf"|\s(?:on\s)?(?:{_both(_WEEKDAY_NAMES)})\b)"
    rf"|(?P<hhmm>[0-2][0-9][0-5][0-9])(?=\s?(?:{_ZONE_NAMES})\b|\shours\b|\slocal\stime)(?:\shours\b)?"
    rf"|(?P<named>[Nn]oon|[Mm]idnight)\b)(?P<zone>{ZONE})?"
)
"""A time of day; without 'a.m.' or 'p.m.' only with a zone or a weekday behind it, since 10:30 may
be a score or a verse."""

MONTH_STARTS = frozenset(
    form for name in (*_MONTH_NAMES, *_MONTH_SHORT) for form in (name, name.upper())
)
WEEKDAY_STARTS = frozenset(
    form for name in (*_WEEKDAY_NAMES, *_WEEKDAY_SHORT) for form in (name, name.upper())
)
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

_MONTHS = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS = {name[:2].lower(): number for number, name in enumerate(_WEEKDAY_NAMES)}
_COUNT_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
_COUNTS = {word: number for number, word in enumerate(_COUNT_WORDS.split(), 1)}
_COUNTS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}
_LETTERS = re.compile(r"[^A-Za-z]")


def as_month(written: str) -> int:
    """Return 1..12 for a month as the patterns here match it."""
    return _MONTHS[written[:3].lower()]


def as_weekday(written: str) -> int:
    """Return 0 (Monday) to 6 for a weekday as the patterns here match it."""
    return _WEEKDAYS[_LETTERS.sub("", written)[:2].lower()]


def as_count(written: str) -> int | None:
    """Return the number that digits or a word name; None for 'several'."""
    return int(written) if written.isdigit() else _COUNTS.get(written.lower())
