"""Read what begins with a figure: '15 March', '03/04/2021', '8 a.m. EST', 'from 2015 to 2019'.

Each reader is tried at one word and answers with the end of the expression and what it says, or
with None. Must not: resolve anything.
"""

from __future__ import annotations

import re
from typing import Final

from copydesk.enrich.dates.expressions import (
    Clock,
    Day,
    Fixed,
    Numeric,
    Shift,
    Weekday,
    Year,
    YearSpan,
)
from copydesk.enrich.dates.parts import (
    TO,
    Read,
    day_of,
    days_of,
    exists,
    time_of,
    with_clock,
)
from copydesk.enrich.dates.vocabulary import CLOCK, DAY_OF_MONTH, MONTH, WEEKDAY, YEAR, as_weekday

__all__ = ["clock", "figures", "the_nth_of"]

LEAD_CHARS: Final = 9
_ISO: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9][0-9]-[0-9][0-9])(?:T(?P<time>[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?)(?:\.[0-9]+)?(?P<off>Z|[+-][0-9][0-9]:?[0-9][0-9])?)?(?![\w-])"
)
_SLASHES: Final = re.compile(
    r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?![0-9/])"
    r"|(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<y2>(?:19|20)[0-9][0-9])(?![0-9/])"
    r"|(?P<dd>[0-9]{1,2})\.(?P<dm>[0-9]{1,2})\.(?P<dy>(?:19|20)[0-9][0-9])(?![0-9]|\.[0-9])"
)
_NINE_ELEVEN: Final = re.compile(r"9/11(?![0-9/])(?!\s(?:of\s|percent|votes))")
_DAYS_MONTH: Final = re.compile(
    rf"(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s(?P<m1>{MONTH})(?:\s(?P<y1>{YEAR}))?)?"
    rf"(?:{TO}|(?P<and>\s(?:and|&)\s))(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{MONTH})(?:,?\s(?P<y2>{YEAR}))?"
)
_DAY_MONTH: Final = re.compile(
    rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?"
)
_DECADE: Final = re.compile(r"(?P<y>(?:1[5-9]|20)[0-9])0['\u2019]?s\b")
_YEARS: Final = re.compile(
    r"(?P<a>(?:1[5-9]|20)[0-9][0-9])(?:(?P<dash>\s?[-\u2010-\u2015]\s?)|\s(?:to|and|through|until|till)\s)"
    rf"(?P<b>{YEAR}|[0-9][0-9](?![\w%]|[.,:][0-9]))"
)
_YEAR: Final = re.compile(rf"(?P<y>{YEAR})(?!-\w)")
_YEAR_LEAD: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|before|after|from|of|through|year|early|late|mid|and|or"
    r"|than|for|the|[Bb]etween|for|to)[\s-]|[(\[])$",
    re.IGNORECASE,
)
_YEAR_SURE: Final = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|year)[\s-]$|[(]$", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_PEOPLE: Final = re.compile(r"\s(?:people|percent|men|women)\b|\s?%")
_COUNTED: Final = re.compile(
    r"\s?(?:%|percent|per\scent|[$€£]|km|kg|m\b|ft\b|mph|MW|feet|foot|tons|tonnes"
    r"|people|men|women|children|troops|more|or\s(?:more|so)|and\s[0-9])"
)
_COUNTED_NOUN: Final = re.compile(
    r"\s(?:[a-z-]+\s)?(?!was\b|is\b|has\b|as\b|its\b|this\b|elections\b|games\b)[a-z]{2,}s\b"
)
_PLAIN_AFTER: Final = re.compile(r"\s?(?:[.,;:)\]”\"]|$|\s(?:and|or|to|but|when|as|in|at|with)\b)")
_DAY_BESIDE: Final = re.compile(
    rf",?\s(?:on\s)?(?:(?P<w>{WEEKDAY})(?!\s?[0-9])(?:,?\s(?P<wm>{MONTH})\s(?P<wd>{DAY_OF_MONTH})(?:,?\s(?P<wy>{YEAR}))?)?"
    rf"|(?P<rel>today|tomorrow|yesterday)\b"
    rf"|(?P<m>{MONTH})\s(?P<d>{DAY_OF_MONTH})(?:,?\s(?P<y>{YEAR}))?"
    rf"|(?P<d2>[0-9]{{1,2}})\s(?P<m2>{MONTH})(?:\s(?P<y2>{YEAR}))?)"
)
_CLOCK: Final = re.compile(CLOCK)
_RELATIVE: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def clock(text: str, start: int) -> Read:
    """Read a time of day, with the day beside it: '8 a.m. EST on Tuesday', 'noon tomorrow'."""
    found = _CLOCK.match(text, start)
    if found is None or (time := time_of(found.groupdict())) is None:
        return None
    end, day = found.end(), None
    if beside := _DAY_BESIDE.match(text, end):
        day = _day_beside(beside)
        end = beside.end() if day is not None else end
    return end, Clock(time[0], time[1], found["zone"], day)


def figures(text: str, start: int) -> Read:
    """Read what begins with a figure, the most exact form first."""
    before = text[start - 1 : start]
    joined = before == "-" and text[start - 2 : start - 1].isalnum()
    if joined or (before and before in "$€£#.,:/@_+="):
        return None
    for reader in (_iso, _slashed, clock, _day_first, _decade, _years):
        if (read := reader(text, start)) is not None:
            return read
    return None


def the_nth_of(text: str, start: int) -> Read:
    """Read the '4th of May' of 'the 4th of May'."""
    return _day_first(text, start)


def _iso(text: str, start: int) -> Read:
    found = _ISO.match(text, start)
    if found is None:
        return None
    year, month_, day = (int(part) for part in found["day"].split("-"))
    if not exists(year, month_, day):
        return found.end(), Fixed(None, "day")
    if found["time"] is None:
        return found.end(), Fixed(found["day"], "day")
    time = found["time"] if found["time"].count(":") > 1 else found["time"] + ":00"
    return found.end(), Fixed(f"{found['day']}T{time}{found['off'] or ''}", "minute")


def _slashed(text: str, start: int) -> Read:
    if found := _NINE_ELEVEN.match(text, start):
        return found.end(), Fixed("2001-09-11", "day")
    found = _SLASHES.match(text, start)
    if found is None:
        return None
    if found["a"]:
        return found.end(), Numeric(int(found["a"]), int(found["b"]), int(found["y2"]))
    year, month_, day = (
        int(found[name]) for name in (("y", "m", "d") if found["y"] else ("dy", "dm", "dd"))
    )
    value = f"{year:04}-{month_:02}-{day:02}" if exists(year, month_, day) else None
    return found.end(), Fixed(value, "day")


def _day_first(text: str, start: int) -> Read:
    if (found := _DAYS_MONTH.match(text, start)) and (span := days_of(found, found["m2"])):
        return found.end(), span
    found = _DAY_MONTH.match(text, start)
    day = day_of(found["m"], found["d"], found["y"]) if found else None
    return with_clock(text, found.end(), day) if found and day else None


def _decade(text: str, start: int) -> Read:
    found = _DECADE.match(text, start)
    return (found.end(), Fixed(found["y"] + "X", "decade")) if found else None


def _years(text: str, start: int) -> Read:
    lead = text[max(0, start - LEAD_CHARS) : start]
    return _year_span(text, start, lead) or _one_year(text, start, lead)


def _year_span(text: str, start: int, lead: str) -> Read:
    found = _YEARS.match(text, start)
    if found is None or not (found["dash"] or _BETWEEN.search(lead)):
        return None
    first, last = int(found["a"]), int(found["b"])
    last = last if len(found["b"]) > len("95") else first - first % 100 + last  # '1991-95'
    if first >= last or _COUNTED.match(text, found.end()):
        return None
    return found.end(), YearSpan(first, last)


def _one_year(text: str, start: int, lead: str) -> Read:
    """Read a year that the words around it show to be one: 'in 2019', 'the 2020 election'."""
    found = _YEAR.match(text, start)
    if found is None or not _YEAR_LEAD.search(lead):
        return None
    end, year = found.end(), int(found["y"])
    if _YEAR_SURE.search(lead):
        return None if _PEOPLE.match(text, end) else (end, Year(year))
    attributive = lead.lower().endswith("the ") and year % 100  # never 'the 2000 guests'
    plain = _PLAIN_AFTER.match(text, end) and not _COUNTED_NOUN.match(text, end)
    return (end, Year(year)) if (attributive or plain) and not _COUNTED.match(text, end) else None


def _day_beside(found: re.Match[str]) -> Day | Weekday | Shift | None:
    if found["rel"]:
        return Shift("day", _RELATIVE[found["rel"]])
    if found["wm"]:
        day = day_of(found["wm"], found["wd"], found["wy"])
        return Day(day.month, day.day, day.year, as_weekday(found["w"])) if day else None
    if found["w"]:
        return Weekday(as_weekday(found["w"]))
    return day_of(found["m"] or found["m2"], found["d"] or found["d2"], found["y"] or found["y2"])
