"""Read what names a date by its distance: 'last month', 'tomorrow', 'two weeks ago', 'the 1990s'.

Each reader is tried at one word and answers as those of calendar.py do. Must not: resolve anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copydesk.enrich.dates.calendar import month, weekday
from copydesk.enrich.dates.expressions import (
    Ago,
    Clock,
    Fixed,
    Month,
    Quarter,
    Season,
    Shift,
    Unit,
    Unsettled,
    Weekday,
    Weekend,
    Which,
    Year,
)
from copydesk.enrich.dates.figures import clock, the_nth_of
from copydesk.enrich.dates.vocabulary import (
    CLOCK,
    MONTH,
    PART_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR,
    as_count,
    as_month,
    as_weekday,
)

if TYPE_CHECKING:
    from copydesk.enrich.dates.parts import Read
    from copydesk.enrich.dates.values import Grain

__all__ = ["ago", "early_or_late", "named_day", "quarter", "season", "the", "which"]

_SHIFTS: Final[dict[str, int]] = {"last": -1, "this": 0, "next": 1}
_UNITS: Final[dict[str, Unit]] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "fortnight": "week",
}  # fmt: skip
_GRAINS: Final[dict[str, Grain]] = {
    "day": "day", "morning": "day", "night": "day", "evening": "day", "afternoon": "day",
    "week": "week", "weekend": "day", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century", "summer": "season", "winter": "season",
    "spring": "season", "autumn": "season", "fall": "season", "season": "season",
}  # fmt: skip
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}

_WHICH: Final = re.compile(
    r"(?P<which>last|this|next|coming)\s(?:(?:coming|past)\s)?"
    r"(?:(?P<unit>week|month|quarter|year|decade)\b(?!\sof\s(?![0-9]))(?!-)"
    r"|(?P<part>morning|afternoon|evening|night)\b"
    rf"|(?P<weekend>weekend)\b|(?P<season>{SEASON})|(?P<weekday>{WEEKDAY})(?P<wpart>{PART_OF_DAY})?"
    rf"|(?P<month>{MONTH})(?!\s[0-9]))",
    re.IGNORECASE,
)
_MODIFIED: Final = re.compile(r"(?:early|earlier|late|later|mid)[\s-](?:on\s|in\s)?", re.IGNORECASE)
_AGO: Final = re.compile(
    r"(?P<n>[0-9]{1,3}|[A-Za-z]+)(?:\s(?:or\s(?:so|more)|couple\sof|few))?"
    r"[\s-](?P<unit>day|week|fortnight|month|year|decade)s?\s"
    r"(?P<how>ago|from\snow|hence|earlier|later|beforehand|afterwards?)\b"
)
_ABOUT: Final = re.compile(
    r"\b(?:more\sthan|less\sthan|nearly|almost|about|over|around|some|roughly|under|just\sover)\s$",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    r"(?P<n>first|second|third|fourth|final)[\s-]quarter(?P<possessive>['\u2019]s)?(?!s?\s?-?final)"
    rf"(?:\s(?:of\s)?(?:(?P<y>{YEAR})|(?P<which>last|this|next)\syear\b|the\syear\b))?",
    re.IGNORECASE,
)
_QUARTER_Q: Final = re.compile(rf"Q(?P<n>[1-4])\b(?:\s(?:of\s)?(?P<y>{YEAR}))?")
_SEASON: Final = re.compile(
    rf"(?P<s>{SEASON})(?:,?\s(?:of\s)?(?P<y>{YEAR})|\sof\s(?P<which>last|this|next)\syear\b)",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(
    r"percent|%|per cent|profit|revenue|earning|sales|loss|incom|GDP|econom|growth|grew|shrank"
    r"|compan|bank|firm|output|export|import|invest|shares|fiscal|market|\bplant\b|spending|billion",
)
_SPORT: Final = re.compile(
    r"touchdown|yard|halftime|half-time|\bgame|\bpoints?\b|\bteam|coach|score|rebound|kick\b"
    r"|intercept|quarterback|basket|\bgoal|\blead\b|\bled\b|Bowl|playoff|victory"
)
_CONTEXT_CHARS: Final = 160
REACH: Final = 16
_THE: Final = re.compile(
    r"[Tt]he\s(?:(?:(?P<mod>early|late|mid)[\s-])?(?P<decade>(?:1[5-9]|20)[0-9])0['\u2019]?s\b"
    r"|(?:(?P<mod2>early|late|mid)[\s-])?['\u2019\u2018](?P<short>[0-9])0s\b"
    r"|(?P<weekend>weekend)\b"
    r"|(?P<century>[0-9]{1,2})(?:st|nd|rd|th)[\s-]century\b"
    rf"|year\s(?P<year>{YEAR})"
    r"|(?:following|next|previous|same|past|last|coming|preceding|prior)\s"
    r"(?P<hanging>day|morning|night|evening|week|weekend|month|quarter|year|decade|century|summer|winter|spring|autumn|fall|season)\b"
    rf"|(?:following|next|previous|same|preceding)\s(?P<hanging_day>{WEEKDAY})"
    r"|(?P<rest>(?:first|second|third|fourth|final)[\s-]quarter|(?:spring|summer|autumn|fall|winter)\sof)\b"
    r"|(?P<nth>[0-9]{1,2}(?:st|nd|rd|th)\sof\s[A-Z]))"
)
_OF: Final = re.compile(r"(?<!\bas)\sof\s$")
_WORLD_OF: Final = re.compile(
    r"['\u2019]s\s(?:world|society|market|economy|youth|children|standards|generation|leaders"
    r"|technology|politics|students|kids|consumers|audience|environment|challenges)"
)
_SHOW: Final = re.compile(r"\s(?:show|Show|programme|host)\b")
_NAMED_DAY: Final = re.compile(
    rf"(?P<day>[Tt]oday|[Tt]omorrow|[Yy]esterday|[Tt]onight)(?P<part>{PART_OF_DAY})?"
    rf"(?P<at>(?:,?\sat\s){CLOCK})?"
)
_NAMED_DAYS: Final = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}


def which(text: str, start: int) -> Read:  # noqa: PLR0911 - one return a form
    """Read 'last week', 'this Friday', 'next summer', 'last night', 'this morning'."""
    found = _WHICH.match(text, start)
    if found is None:
        return None
    word = found["which"].lower()
    sense: Which = "last" if word == "last" else "this" if word == "this" else "next"
    end = found.end()
    if found["unit"]:
        unit = _UNITS[found["unit"].lower()]
        return end, Shift(unit, _SHIFTS[sense])
    if found["part"]:
        late = found["part"].lower() in ("night", "evening") and sense == "last"
        return (end, Shift("day", -1 if late else 0)) if late or sense == "this" else None
    if found["weekend"]:
        return end, Weekend(sense)
    if found["season"]:
        return end, Season(SEASONS[found["season"].lower()], which=sense)
    if found["weekday"]:
        return end, Weekday(as_weekday(found["weekday"]), which=sense)
    if not found["month"][0].isupper():
        return None
    return end, Month(as_month(found["month"]), which=sense)


def early_or_late(text: str, start: int) -> Read:
    """Read 'early Tuesday', 'late last month', 'mid-May', 'earlier this year', 'late 1990s'."""
    lead = _MODIFIED.match(text, start)
    if lead is None:
        return None
    at = lead.end()
    for reader in (which, weekday, month, _figures_after, season):
        if (read := reader(text, at)) is not None:
            return read
    return None


def ago(text: str, start: int) -> Read:
    """Read 'two weeks ago', 'a year from now'; 'two days later' hangs on what was told before."""
    found = _AGO.match(text, start)
    if found is None:
        return None
    unit = _UNITS[found["unit"]]
    count = as_count(found["n"])
    vague = " few" in found[0] or " couple" in found[0] or " or " in found[0]
    ahead = found["how"] in ("hence", "from now")
    if not (ahead or found["how"] == "ago") or vague or not count:
        known = count is not None or found["n"].lower() in ("several", "few", "some", "many")
        return (found.end(), Unsettled(unit)) if known else None
    about = _ABOUT.search(text[max(0, start - 12) : start]) is not None
    return found.end(), Ago(unit, -count if ahead else count, about)


def quarter(text: str, start: int) -> Read:
    """Read 'first quarter', 'third-quarter', 'Q1 2021'; never that of a match."""
    found = _QUARTER_Q.match(text, start)
    if found is not None:
        sure = found["y"] is not None or _about_business(text, start, found.end())
        year = int(found["y"]) if found["y"] else None
        return (found.end(), Quarter(int(found["n"]), year)) if sure else None
    found = _QUARTER.match(text, start)
    if found is None or not _of_a_year(text, start, found.end()):
        return None
    if text[max(0, start - 7) : start].lower().endswith("fiscal "):
        return found.end(), Unsettled("quarter")
    number = _ORDINALS[found["n"].lower()]
    if found["y"]:
        return found.end(), Quarter(number, int(found["y"]))
    if found["which"]:
        return found.end(), Quarter(number, year_shift=_SHIFTS[found["which"].lower()])
    end = found.end() - len(found["possessive"] or "")
    return end, Quarter(number, year_shift=0 if found[0].endswith("the year") else None)


def season(text: str, start: int) -> Read:
    """Read 'summer of 2019', 'spring 2018'; a season alone names none."""
    found = _SEASON.match(text, start)
    if found is None:
        return None
    number = SEASONS[found["s"].lower()]
    if found["y"]:
        return found.end(), Season(number, int(found["y"]))
    return found.end(), Unsettled("season")


def the(text: str, start: int) -> Read:  # noqa: PLR0911 - one return a form
    """Read what begins with 'the': 'the 1990s', 'the weekend', 'the first quarter'."""
    found = _THE.match(text, start)
    if found is None:
        return None
    at, end = start + len("the "), found.end()
    if found["decade"]:
        return end, Fixed(found["decade"] + "X", "decade")
    if found["short"]:
        return end, Fixed(f"19{found['short']}X", "decade")
    if found["weekend"]:
        return end, Weekend(None)
    if found["century"]:
        number = int(found["century"]) - 1
        return (end, Fixed(f"{number:02}XX", "century")) if number > 0 else None
    if found["year"]:
        return end, Year(int(found["year"]))
    if found["hanging"]:
        return end, Unsettled(_GRAINS[found["hanging"]])
    if found["hanging_day"]:
        return end, Unsettled("day")
    if found["nth"]:
        return the_nth_of(text, at)
    return quarter(text, at) or season(text, at)


def named_day(text: str, start: int) -> Read:
    """Read 'today', 'tomorrow evening', 'yesterday at 3 p.m.'; not USA Today or today's world."""
    found = _NAMED_DAY.match(text, start)
    if found is None:
        return None
    name = found["day"]
    lead = text[max(0, start - REACH) : start]
    # A capital inside a sentence is a title's (USA Today); 'the leaders of tomorrow' are no date.
    if name[0].isupper() and lead.endswith(" ") and lead.rstrip()[-1:].isalnum():
        return None
    if _OF.search(lead):
        return None
    if _WORLD_OF.match(text, found.end()) or _SHOW.match(text, found.end()):
        return None
    day = Shift("day", _NAMED_DAYS[name.lower()])
    if found["at"] and (read := clock(text, found.end() - len(found["at"].split("at ", 1)[1]))):
        end, said = read
        if isinstance(said, Clock):
            return end, Clock(said.hour, said.minute, said.zone, day)
    return found.end() - len(found["at"] or ""), day


def _figures_after(text: str, at: int) -> Read:
    """Read the decade or year of 'late 1990s', 'early 2019'."""
    found = _LATE_FIGURES.match(text, at)
    if found is None:
        return None
    if found["decade"]:
        return found.end(), Fixed(found["decade"] + "X", "decade")
    return found.end(), Year(int(found["year"]))


_LATE_FIGURES: Final = re.compile(
    rf"(?P<decade>(?:1[5-9]|20)[0-9])0['\u2019]?s\b|(?P<year>{YEAR})(?!\s[a-z]+s\b)"
)


def _about_business(text: str, start: int, end: int) -> bool:
    context = text[max(0, start - _CONTEXT_CHARS) : end + _CONTEXT_CHARS]
    return _BUSINESS.search(context) is not None


def _of_a_year(text: str, start: int, end: int) -> bool:
    """Tell whether a quarter is of a year: not where the words beside it are of sport alone."""
    context = text[max(0, start - _CONTEXT_CHARS) : end + _CONTEXT_CHARS]
    return _BUSINESS.search(context) is not None or _SPORT.search(context) is None
