"""Read the day a dateline or a caption states, and give it a year.

Must not: know a clock ('today' comes in), or guess a day that is not stated.
An impossible day ('February 30', 'March 119') is a date that was stated and means nothing: no
value, no exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["DAY", "Stated", "resolve", "stated_at_end", "stated_at_start", "stated_in"]

_FULL_TEXT = """
january february march april may june july august september october november december
"""
_FULL = _FULL_TEXT.split()
_MONTHS = {name: number for number, name in enumerate(_FULL, 1)}
_MONTHS |= {name[:3]: number for name, number in list(_MONTHS.items())}
_MONTHS |= {"sept": 9, "febr": 2}

TYPO_LETTERS_MIN = 4
"""Shorter words are too near to other words to be taken for a mistyped month (Narch, Marc, Mach
and Marchg are not)."""

YEAR_MIN, YEAR_MAX = 1700, 2199
DAYS_NEAREST_MAX = 183
"""A day without a year means the one nearest to the article; further away than half a year there
is none (February 29)."""

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s{0,2})"
_MONTH_WORD = r"(?P<{0}>[^\W\d_]{{3,10}})\.?"
_DAY_DIGITS = r"(?P<{0}>\d{{1,3}}|\dO)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>\d{{4}})"
_CLOCK = r"(?:,?\s{1,2}\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?)?"
DAY = (
    rf"{_WEEKDAY}?(?:"
    rf"{_MONTH_WORD.format('m1')}\s{{0,2}}{_DAY_DIGITS.format('d1')}(?:(?:\s?,\s?|\s){_YEAR.format('y1')})?"
    rf"|{_DAY_DIGITS.format('d2')}(?:\sof)?\s{{0,2}}{_MONTH_WORD.format('m2')}(?:,?\s{_YEAR.format('y2')})?"
    rf"|{_MONTH_WORD.format('m3')},?\s{_YEAR.format('y3')}"
    rf"|(?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?{_YEAR.format('y4')}"
    rf")(?![\w]){_CLOCK}"
)
"""A day, 'May 7, 2021', '7 May' or '07.05.2021', or a month with a year; a weekday before it and a
time of day after it are let pass. With full stops the day always comes first."""

_AT_END = re.compile(rf"(?:(?<=[\s,.(|/;\u2013\u2014\u2015-])|^){DAY}[\s,.;]*$", re.IGNORECASE)
_AT_START = re.compile(rf"{DAY}[\s,.;:|]*", re.IGNORECASE)
_LISTED = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_IN_TEXT = re.compile(
    rf"\b{_WEEKDAY}?(?:(?P<m1>{_LISTED})\b\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y1>\d{{4}})\b)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_LISTED})\b\.?(?:,?\s(?P<y2>\d{{4}})\b)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A day as stated: [start, end) in the text read, month 1..12, day 0 for a month alone.

    start: at the month or the day, after any weekday.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None


def stated_at_end(text: str) -> Stated | None:
    """Return the day that closes `text` (a dateline's head), a mistyped month allowed."""
    found = _AT_END.search(text)
    return _stated(found, typos=True) if found else None


def stated_at_start(text: str) -> Stated | None:
    """Return the day that opens `text`; its end is after the separating comma or space."""
    found = _AT_START.match(text)
    return _stated(found, typos=False) if found else None


def stated_in(text: str) -> tuple[Stated, ...]:
    """Return every day named in running text, in order; months spelt right only."""
    return tuple(day for found in _IN_TEXT.finditer(text) if (day := _stated(found, typos=False)))


def resolve(stated: Stated, today: date | None) -> date | None:
    """Return the day in its stated year, else nearest to `today`; None without either."""
    if stated.day == 0:
        return None
    if stated.year is not None:
        return _day(stated.year, stated.month, stated.day)
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := _day(year, stated.month, stated.day))]
    nearest = min(days, key=lambda day: abs((day - today).days), default=None)
    return nearest if nearest and abs((nearest - today).days) <= DAYS_NEAREST_MAX else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _stated(found: re.Match[str], *, typos: bool) -> Stated | None:
    """Return what a match of DAY says, None when its word is no month."""
    groups = found.groupdict()
    for kind in "1234":
        word = groups.get("m" + kind)
        if word is None:
            continue
        month = _month(word, typos=typos)
        if month is None:
            return None
        digits = groups.get("d" + kind) or "0"
        year = int(groups["y" + kind]) if groups["y" + kind] else None
        if year is not None and not YEAR_MIN <= year <= YEAR_MAX:
            return None
        # A letter O for a zero is a slip of the teleprinter age: 'March 2O'.
        day = int(digits.upper().replace("O", "0"))
        first = min(found.start(name) for name in ("m" + kind, "d" + kind) if groups.get(name))
        return Stated(start=first, end=found.end(), month=month, day=day, year=year)
    return None


def _month(word: str, *, typos: bool) -> int | None:
    low = word.lower()
    if low.isdigit():
        return int(low) if 1 <= int(low) <= len(_FULL) else None
    if low in _MONTHS:
        return _MONTHS[low]
    if not typos or len(low) < TYPO_LETTERS_MIN:
        return None
    near = [number for number, name in enumerate(_FULL, 1) if _one_slip(low, name)]
    return near[0] if len(near) == 1 else None


def _one_slip(word: str, name: str) -> bool:
    """Tell whether one letter wrong, lacking, too many or swapped makes `word` of `name`."""
    if word[0] != name[0] and word[1:] != name[1:]:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b),
        min(len(word), len(name)),
    )
    if len(word) == len(name):
        swapped = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
        return swapped or word[at + 1 :] == name[at + 1 :]
    if len(word) + 1 == len(name):
        return word[at:] == name[at + 1 :]
    return len(word) == len(name) + 1 and word[at + 1 :] == name[at:]
