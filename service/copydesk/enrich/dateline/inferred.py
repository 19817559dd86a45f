"""Infer where and when a story was filed from its captions, or its reporter's 'here'.

Must not: take the place a story is about for the place it was filed from, use a file picture, or
settle a contradiction by guessing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from copydesk.draft import BlockKind, Copy, Span
from copydesk.enrich.dateline.dates import Stated, resolve, stated_in
from copydesk.enrich.dateline.home import from_home
from copydesk.enrich.dateline.marked import located
from copydesk.enrich.dateline.values import NO_HINTS, Dateline, Hints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from copydesk.enrich.dateline.names import PlaceNames

__all__ = ["infer"]

CAPTIONS_MAX = 8
CAPTION_CHARS_MAX = 1000
BODY_CHARS_MAX = 20_000
DAYS_FROM_NOW_MAX = 3
"""A picture older than this illustrates the story; it does not say where it was filed."""

DAYS_AHEAD_MAX = 1
HERE_MENTIONS_MIN = 3
CONFIDENCE_FRESH = 0.8
CONFIDENCE_UNDATED_ARTICLE = 0.75
CONFIDENCE_DAY_WITHOUT_YEAR = 0.6
CONFIDENCE_SETTLED_BY_BODY = 0.6
CONFIDENCE_HERE = 0.75
AGREEMENT = 0.08
"""Added when a second caption names the same place, or the body does, twice or more."""

BODY_MENTIONS_MIN = 2

_FILE_PICTURE = re.compile(
    r"\W*(?:file\b|archiv)|.{0,80}?\bfile\s(?:photo|picture|image|photograph)|.{0,40}\bundated\b",
    re.IGNORECASE | re.DOTALL,
)
_CAPITALISED = r"(?:[ae]l-)?[^\W\d_a-zß-öø-ÿ][\w'\u2019.-]*"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_LONE_WEEKDAY = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,?\s(?:[A-Z][a-z]+\.?\s\d|\d))"
)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_SMALL = r"(?:(?:de|do|da|del|di|la|es|al|of|the|am|an|der|sur|and)\s)?"
_NAME = rf"(?!{_WEEKDAY}){_CAPITALISED}(?:\s{_SMALL}{_CAPITALISED}){{0,3}}"
_PLACE = rf"(?P<place>{_NAME}(?:,\s{_NAME}){{0,2}})"
_BEFORE_DAY = re.compile(
    rf"(?:^|(?<=\s))(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]t)\s{_PLACE},?\s"
    rf"(?:(?:late|early)\s)?(?:on\s)?(?:{_WEEKDAY},?\s)?$"
)
_AFTER_DAY = re.compile(rf",?\s(?:in|near|outside)\s{_PLACE}(?=[\s.,;:()]|$)")
_PREPOSITION = re.compile(r"\b(?:in|near|outside|at)\s", re.IGNORECASE)
_PREPOSITION_REACH = 90
_HERE = re.compile(
    r"\b(?:reporters|journalists|officials|residents|police|authorities|court|judge|prosecutors"
    r"|conference|summit|diplomats|protesters|demonstrators|activists|crowd|embassy|talks|leaders|delegates)\shere\b"
)
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_IN_PLACE = re.compile(rf"\b(?:in|near|outside)\s(?P<place>{_NAME})")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A caption's place with the day beside it; [start, end) of the text covers both."""

    start: int
    end: int
    place: str
    stated: Stated


def infer(
    copy: Copy, names: PlaceNames, today: date | None, hints: Hints = NO_HINTS
) -> Dateline | None:
    """Return the dateline that the evidence gives, the surest first; None without any.

    That is a caption with place and day, the location that the source states, 'here' in the body,
    or the home of a local source.
    """
    sightings = [one for one in _sightings(copy, names, today) if _is_fresh(one.stated, today)]
    if sightings:
        return _from_captions(copy, sightings, today)
    if hints.located and (stated := located(hints.located, names)):
        return stated
    return _from_here(copy, names) or from_home(copy, names, hints.home)


def _from_captions(copy: Copy, sightings: list[_Sighting], today: date | None) -> Dateline | None:
    """Return the place that the captions agree on, or that the body chooses among theirs."""
    body = _body(copy)
    towns = sorted({_town(one.place) for one in sightings})
    mentions = {town: _mentions(body, town) for town in towns}
    if len(towns) > 1:
        # Sorted, so that a tie is seen: two captions, two cities, and a body that names both say
        # nothing.
        first, second = sorted(towns, key=lambda town: (-mentions[town], town))[:2]
        if mentions[first] < BODY_MENTIONS_MIN or mentions[second]:
            return None
        sightings = [one for one in sightings if _town(one.place) == first]
        confidence = CONFIDENCE_SETTLED_BY_BODY
    else:
        agree = len(sightings) > 1 or mentions[towns[0]] >= BODY_MENTIONS_MIN
        confidence = _base(sightings[0].stated, today) + (AGREEMENT if agree else 0.0)
    days = {resolve(one.stated, today) for one in sightings}
    return Dateline(
        text=copy.text[sightings[0].start : sightings[0].end],
        place=sightings[0].place,
        # Two days in two captions: the place stands, the day does not.
        date=days.pop() if len(days) == 1 else None,
        agency=None,
        origin="inferred",
        evidence=tuple(Span(one.start, one.end) for one in sightings),
        confidence=round(confidence, 2),
    )


def _base(stated: Stated, today: date | None) -> float:
    if today is not None:
        return CONFIDENCE_FRESH
    return CONFIDENCE_UNDATED_ARTICLE if stated.year is not None else CONFIDENCE_DAY_WITHOUT_YEAR


def _is_fresh(stated: Stated, today: date | None) -> bool:
    """Tell whether a caption's day may be the story's: near `today`, or possible without one."""
    if today is None:
        return stated.year is None or resolve(stated, None) is not None
    day = resolve(stated, today)
    return day is not None and -DAYS_FROM_NOW_MAX <= (day - today).days <= DAYS_AHEAD_MAX


def _sightings(copy: Copy, names: PlaceNames, today: date | None) -> Iterator[_Sighting]:
    """Yield place and day of each caption that has both and is no file picture."""
    captions = [block for block in copy.blocks if block.kind is BlockKind.CAPTION]
    for block in captions[:CAPTIONS_MAX]:
        caption = copy.text[block.start : min(block.end, block.start + CAPTION_CHARS_MAX)]
        if _FILE_PICTURE.match(caption):
            continue
        for stated in (*stated_in(caption), *_weekdays_in(caption, today)):
            beside = _place_beside(caption, stated, names)
            if beside is not None:
                start, end, place = beside
                yield _Sighting(
                    start=block.start + start, end=block.start + end, place=place, stated=stated
                )
                break


def _weekdays_in(caption: str, today: date | None) -> Iterator[Stated]:
    """Yield the days of 'in Geneva on Tuesday', which in a caption are the last of their name."""
    if today is None:
        return
    for found in _LONE_WEEKDAY.finditer(caption):
        number = _WEEKDAYS.index(found[1].lower())
        day = today - timedelta(days=(today.weekday() - number) % len(_WEEKDAYS))
        yield Stated(found.start(), found.end(), day.month, day.day, day.year)


def _place_beside(caption: str, stated: Stated, names: PlaceNames) -> tuple[int, int, str] | None:
    """Return [start, end) and the readable place of 'in PLACE, DAY' or 'DAY, in PLACE'."""
    left = caption[max(0, stated.start - _PREPOSITION_REACH) : stated.start]
    base = stated.start - len(left)
    # From the nearest preposition outwards: 'in the White House in Washington' names Washington.
    for preposition in reversed(list(_PREPOSITION.finditer(left))):
        found = _BEFORE_DAY.match(left, preposition.start())
        if found:
            place = _known_place(found["place"], names)
            return (base + found.start("place"), stated.end, place) if place else None
    after = _AFTER_DAY.match(caption, stated.end)
    if after:
        written = after["place"]
        while (
            written
        ):  # 'in Geneva, Switzerland' before a comma and another clause that begins with a name
            # The full stop of 'in Geneva.' ends the sentence, that of 'in Portland, Ore.' the
            # abbreviation.
            kept = (
                written if "a" in names.marks(written.rsplit(", ", 1)[-1]) else written.rstrip(".")
            )
            place = _known_place(kept, names)
            if place:
                return stated.start, after.start("place") + len(kept), place
            written = written.rpartition(", ")[0]
    return None


def _known_place(written: str, names: PlaceNames) -> str | None:
    """Return the readable place of a city, large or with its region; never a country alone."""
    city, *regions = written.split(", ")
    marks = names.marks(city)
    sizes = "xlms" if regions and all(names.is_region(part) for part in regions) else "xl"
    if not any(mark in sizes for mark in marks) or (regions and sizes == "xl"):
        return None
    if not regions and "w" in marks:
        return None
    return ", ".join((names.cased(city), *map(names.cased_region, regions)))


def _from_here(copy: Copy, names: PlaceNames) -> Dateline | None:
    """Return the city that a body with 'told reporters here' keeps naming, and no other."""
    if " here" not in copy.text or _HERE.search(copy.text[:BODY_CHARS_MAX]) is None:
        return None
    body = [block for block in copy.blocks if block.kind is BlockKind.PARAGRAPH]
    here: tuple[int, int] | None = None
    spans: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for block in body:
        if block.start > BODY_CHARS_MAX:
            break
        # Blanked, not cut, so that offsets hold: a speaker's 'here' is not the reporter's.
        text = _QUOTED.sub(
            lambda found: " " * len(found[0]),
            copy.text[block.start : min(block.end, block.start + BODY_CHARS_MAX)],
        )
        found = _HERE.search(text)
        if found and here is None:
            here = (block.start + found.start(), block.start + found.end())
        for mention in _IN_PLACE.finditer(text):
            place = _known_place(mention["place"], names)
            if place:
                counts[place] += 1
                spans.setdefault(
                    place,
                    (block.start + mention.start("place"), block.start + mention.end("place")),
                )
    if here is None or not counts:
        return None
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    place, count = ranked[0]
    if count < HERE_MENTIONS_MIN or (len(ranked) > 1 and count < 2 * ranked[1][1]):
        return None
    return Dateline(
        text=copy.text[spans[place][0] : spans[place][1]],
        place=place,
        date=None,
        agency=None,
        origin="inferred",
        evidence=(Span(*spans[place]), Span(*here)),
        confidence=CONFIDENCE_HERE,
    )


def _town(place: str) -> str:
    return place.partition(",")[0]


def _body(copy: Copy) -> str:
    paragraphs = [
        copy.text[block.start : block.end]
        for block in copy.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    return "\n".join(paragraphs)[:BODY_CHARS_MAX]


def _mentions(body: str, town: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(town)}(?!\w)", body))
