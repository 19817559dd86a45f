"""Read how a text writes a place: the name itself, the region said with it, the kind it is called.

Must not: choose between namesakes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.places.kinds import Kind

if TYPE_CHECKING:
    from copydesk.enrich.places.gazetteer import Bearers, Gazetteer

__all__ = ["Named", "Region", "called_around", "named_places", "region_after"]

REGION_WORDS_MAX = 4
REGION_CHARS_MAX = 60
SURFACE_CHARS_MAX = 80
PARTS_MAX = 4

_AFTER = re.compile(r"\s?(?:,\s?|\s\()")
_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_BETWEEN = re.compile(r"[ \u00a0]")
_LIST_GOES_ON = re.compile(r",?\s(?:and|or|&)\s+[^\W\d_a-z]|,\s[^\W\d_a-z][\w.'-]*,?\s(?:and|or)\s")

_DIRECTION = re.compile(
    r"(?:north|south|east|west|central|mid|upper|lower|inner|outer|greater|metro|metropolitan|down"
    r"town|uptown|rural|coastal|mainland|continental|far|inland|old|historic|"
    r"(?:north|south)?-?(?:eastern|western)|(?:north|south)-?(?:east|west)|northern|southern|central|the)"
    r"[\s-]+",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?P<word>city|town|village|state|province|county|district|republic|region|port|municipality|"
    r"commonwealth|kingdom|island|islands|port city|capital) of (?:the )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s-]+(?P<word>county|province|district|state|region|city|governorate|prefecture|oblast|"
    r"river|valley|coast|beach|harbou?r|islands?|peninsula|(?:international |regional )?airport|"
    r"metropolitan area|area|"
    r"township|parish|borough|municipality|department|territory|village|town|proper|"
    r"republic|division|suburbs?|metro|shire|council)$",
    re.IGNORECASE,
)
_CALLED = {
    "county": frozenset({Kind.ADMIN2, Kind.DIVISION, Kind.ADMIN1}),
    "district": frozenset({Kind.ADMIN2, Kind.DIVISION, Kind.ADMIN1}),
    "province": frozenset({Kind.ADMIN1, Kind.ADMIN2}),
    "governorate": frozenset({Kind.ADMIN1, Kind.ADMIN2}),
    "prefecture": frozenset({Kind.ADMIN1, Kind.ADMIN2}),
    "oblast": frozenset({Kind.ADMIN1}),
    "state": frozenset({Kind.ADMIN1}),
    "region": frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.REGION}),
    "department": frozenset({Kind.ADMIN1, Kind.ADMIN2}),
    "republic": frozenset({Kind.COUNTRY, Kind.ADMIN1}),
    "city": frozenset({Kind.CITY, Kind.CAPITAL}),
    "town": frozenset({Kind.CITY, Kind.CAPITAL}),
    "village": frozenset({Kind.CITY, Kind.CAPITAL}),
    "river": frozenset({Kind.RIVER}),
    "island": frozenset({Kind.ISLAND, Kind.COUNTRY, Kind.ADMIN1}),
    "islands": frozenset({Kind.ISLAND, Kind.COUNTRY, Kind.ADMIN1}),
}
_CALLED_BEHIND = re.compile(
    r" (?P<word>state|county|province|prefecture|oblast|governorate|department|district|city|"
    r"river)s?\b(?! (?:of|University|College)\b)",
    re.IGNORECASE,
)
_CALLED_BEFORE = re.compile(
    r"\b(?P<word>state|province|region|city|town|village|republic|island|district|county) of $",
    re.IGNORECASE,
)
CALLED_CHARS = 20
_ONLY = frozenset({"river", "island", "islands"})
"""Words that are no part of a town's name: 'Ross River' is not in Ross."""

LARGE = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.CAPITAL, Kind.CITY, Kind.CONTINENT})
GREAT = 5.5
"""Prominence from which 'Upper Egypt' lies in the place named; 'Central Plateau' is a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the gazetteer has it.

    called: the kinds that the text's own word for it allows ('Lamar County'), empty for any;
    exact: False where only a part of the words is a known name ('northern Kivu').
    """

    bearers: Bearers
    called: frozenset[Kind] = frozenset()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """What stands behind a name and a comma; start: where in the text.

    list_goes_on: the words behind it read like a list of places ('Georgia, Florida and Alabama').
    """

    name: str
    start: int
    bearers: Bearers
    list_goes_on: bool


def named_places(gazetteer: Gazetteer, surface: str) -> Named | None:
    """Return the places that a name in a text may mean; None when none is known.

    What says where in a place, or what kind it is, is taken off only where the whole is unknown.
    """
    if len(surface) > SURFACE_CHARS_MAX:
        return None
    whole = gazetteer.named(surface)
    if whole is not None:
        return Named(whole)
    rest = surface.removesuffix("'s").removesuffix("\u2019s").strip(" \u00a0.,;:()'\"")
    called: frozenset[Kind] = frozenset()
    proper = only = False
    for _ in range(PARTS_MAX):
        found = gazetteer.named(rest)
        if found is not None:
            return _part(found, called, whole=rest == surface, only=only, proper=proper)
        shorter, word = _shorter(rest)
        if shorter == rest or not shorter:
            return None
        proper = proper or (not word and rest[:1].isupper())
        only = only or word in _ONLY
        rest, called = shorter, called or _CALLED.get(word, frozenset())
    return None


def _part(
    found: Bearers, called: frozenset[Kind], *, whole: bool, only: bool, proper: bool
) -> Named | None:
    """Return the bearers of a name's part, None where the rest of the name forbids them all."""
    fits = found.fitting(called or (LARGE if proper else called), GREAT if proper else 0.0)
    if fits is None and (only or proper):
        return None
    return Named(found if fits is None else fits, called, exact=whole or bool(called))


def region_after(gazetteer: Gazetteer, text: str, end: int) -> Region | None:
    """Return the region said behind a name: 'Ky.' in 'Lexington, Ky.'; None without.

    end: where the name ends in `text`. The longest known name of up to four words counts.
    """
    gap = _AFTER.match(text, end)
    if gap is None:
        return None
    words: list[int] = []
    at = gap.end()
    if not text[at : at + 1].isupper():
        return None
    while len(words) < REGION_WORDS_MAX and (word := _WORD.match(text, at, end + REGION_CHARS_MAX)):
        words.append(word.end())
        space = _BETWEEN.match(text, word.end())
        if space is None:
            break
        at = space.end()
    for stop in reversed(words):
        name = _without_possessive(text[gap.end() : stop])
        if (found := gazetteer.region(name)) is not None:
            goes_on = _LIST_GOES_ON.match(text, stop) is not None
            return Region(name, gap.end(), found, list_goes_on=goes_on)
    return None


def called_around(text: str, start: int, end: int) -> frozenset[Kind]:
    """Return the kinds that the words beside a name call it: 'Washington state', 'city of Rome'."""
    behind = _CALLED_BEHIND.match(text, end)
    if behind is not None:
        return _CALLED[behind["word"].lower()]
    before = _CALLED_BEFORE.search(text[max(start - CALLED_CHARS, 0) : start])
    return _CALLED[before["word"].lower()] if before is not None else frozenset()


def _without_possessive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("\u2019s")


def _shorter(name: str) -> tuple[str, str]:
    """Return the name without one word that says what or where in it, and that word."""
    if head := _HEAD.match(name):
        return name[head.end() :], head["word"].lower()
    if tail := _TAIL.search(name):
        return name[: tail.start()], tail["word"].lower()
    if direction := _DIRECTION.match(name):
        return name[direction.end() :], ""
    return name, ""
