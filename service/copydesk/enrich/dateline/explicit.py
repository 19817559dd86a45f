"""Find the dateline that opens the lede, in the forms agencies and newsrooms print.

Must not: take a person, a label ('UPDATE -') or an ordinary sentence with a dash for one: a false
dateline is worse than a missing one. So each form asks for its own evidence: an agency or a day
carries almost any name set in capitals, a bare 'NAME -' only a large city followed by a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from copydesk.enrich.dateline.agencies import FIELD_WORDS, LABELS
from copydesk.enrich.dateline.heads import HEAD_CHARS_MAX, Head, heads, take_apart
from copydesk.enrich.dateline.names import PlaceNames, fold, is_capitals
from copydesk.enrich.dateline.spelling import nearly_a_large_city

__all__ = ["Found", "explicit_alone", "explicit_head", "read_place"]

CITY_WORDS_MAX = 6
REGIONS_MAX = 3
PLACES_MAX = 4

SENTENCE_CHARS_MIN = 40
SENTENCE_WORDS = 20
LOWER_WORDS_MIN = 3
"""What follows a bare place must read like a sentence: of its first 20 words at least 3 in lower
case that a headline would set with a capital."""

_HEADLINE_SMALL_TEXT = """
a an and as at but by de for from in into is it of off on or over the to up v via vs with
"""
_HEADLINE_SMALL = frozenset(_HEADLINE_SMALL_TEXT.split())

_LONG_DASHES = ("\u2013", "\u2014", "\u2015")
"""What sets off a place all in small letters, as VOA has set it since 2024."""

_WORD = re.compile(r"[^\s]+")
_SLASH = re.compile(r"\s*/\s*|\s+(?:and|AND|&)\s+")
_SENTENCE_START = re.compile(r"[\"“\u2018'«(]*(?:[A-Z]|\W*[^\W\d_a-z])")
_NOT_A_NAME = re.compile(r"[^\w\s.,'\u2019/&-]")
_FULL_STOP = re.compile(r"[^\W\d_]{5}\.$")


@dataclass(frozen=True, slots=True)
class Found:
    """A head that is a dateline, its place in running-text case, and how sure that is (0..1)."""

    head: Head
    place: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Place:
    """What the list says of the place part.

    marks: of the least known of its cities ('' when one is unknown); region: one stands behind a
    city, and is known.
    """

    readable: str
    marks: str
    region: bool
    odd_region: bool
    capitals: bool
    label: bool

    def at_least(self, sizes: str) -> bool:
        """Tell whether every city has one of the sizes."""
        return any(mark in sizes for mark in self.marks)


def explicit_head(paragraph: str, names: PlaceNames) -> Found | None:
    """Return the dateline that opens `paragraph` before its lede; offsets are into `paragraph`."""
    for head in heads(paragraph):
        if not head.place:
            continue
        if head.agency and not head.agency_known and names.is_region(head.agency):  # 'ERIE (Pa.) -'
            head = replace(head, place=f"{head.place}, {head.agency}", agency=None)  # noqa: PLW2901
        small = head.place[0].islower()
        if small and (head.place != head.place.lower() or head.separator[:1] not in _LONG_DASHES):
            continue
        place = read_place(head.place.upper() if small else head.place, names)
        if place is None or place.label:
            continue
        if small and (place.odd_region or not (place.region or _stands_alone(place))):
            continue
        confidence = _confidence(
            head, place, paragraph[head.rest : head.rest + 3 * HEAD_CHARS_MAX], names
        )
        if confidence:
            return Found(head=head, place=place.readable, confidence=confidence)
    return None


def explicit_alone(line: str, lede: str, names: PlaceNames) -> Found | None:
    """Return the dateline that is all of `line`, as VOA sets it, above a paragraph `lede`."""
    if len(line) > HEAD_CHARS_MAX or not line[:1].isupper():
        return None
    words = line.rstrip(" \t\n\u00a0-\u2013\u2014\u2015\u2212\u2012:")
    head = take_apart(line, 0, len(words), len(line))
    place = read_place(head.place, names) if head and head.place else None
    if head is None or place is None or place.label or not _reads_like_a_sentence(lede):
        return None
    if head.agency_known or (head.stated and place.marks):
        confidence = _confidence(replace(head, separator="\n"), place, lede, names)
    elif place.capitals and not head.agency and (place.region or _stands_alone(place)):
        # With its dash the line can be nothing else; without one it might still be a heading.
        confidence = 0.93 if len(words) < len(line) else 0.85
    else:
        confidence = 0.0
    return Found(head=head, place=place.readable, confidence=confidence) if confidence else None


def _confidence(head: Head, place: _Place, rest: str, names: PlaceNames) -> float:
    """Return how sure a head is a dateline (0..1), 0.0 when it is not taken for one."""
    if head.agency_known:
        return _with_agency(head, place, names)
    if not head.separator:
        return 0.0
    if head.agency is not None:
        return _with_newsroom(head, place, rest)
    opens = not rest.strip() or _SENTENCE_START.match(rest) is not None or rest[:1].isdigit()
    if head.stated is not None:
        return _with_day(head, place, names) if opens else 0.0
    return _bare(head, place, rest)


def _with_agency(head: Head, place: _Place, names: PlaceNames) -> float:
    """'CITY, Month D (Reuters) -': with its day any name in capitals will do, else a place."""
    if not head.separator and not (place.capitals and (place.marks or place.region)):
        return 0.0
    if place.marks or place.region:
        sure = 0.99 if head.stated else 0.98
        return sure if place.capitals or place.region or place.at_least("xlmcr") else 0.9
    if not place.capitals or place.odd_region:
        return 0.0
    outlying = fold(head.place).lower().partition(" ")[0] in FIELD_WORDS
    return 0.93 if head.stated or outlying or nearly_a_large_city(head.place, names) else 0.0


def _with_newsroom(head: Head, place: _Place, rest: str) -> float:
    """'CITY (Some Paper) -': brackets may hold a ticker or a team; the place must be known."""
    known = place.region or place.at_least("xlm") or (bool(head.stated) and bool(place.marks))
    if not known or "w" in place.marks or not (place.capitals or head.stated):
        return 0.0
    return (0.97 if head.stated else 0.93) if _reads_like_a_sentence(rest) else 0.0


def _with_day(head: Head, place: _Place, names: PlaceNames) -> float:
    """'CITY, Month D -': the place must be known, or nearly so, or have a known region."""
    whole = head.stated is not None and head.stated.day > 0
    if place.capitals and not head.day_first:
        if place.region or (place.marks and ("w" not in place.marks or place.at_least("xl"))):
            return 0.98 if whole else 0.9
        return 0.9 if whole and nearly_a_large_city(head.place, names) else 0.0
    if (place.region and place.marks) or (place.at_least("xlm") and "w" not in place.marks):
        return 0.95 if whole else 0.8
    return 0.0


def _bare(head: Head, place: _Place, rest: str) -> float:
    """'CITY -', 'CITY, Region -': only what stands alone in a dateline, before a sentence."""
    if head.day_first or not _reads_like_a_sentence(rest):
        return 0.0
    if head.separator == "|" and "|" in rest:  # 'MADRID | Sport | Results of the division'
        return 0.0
    if head.separator == ":":
        # 'NEW DELHI: The court on Wednesday asked', as South Asia's papers print it; guides and
        # interviews have colons too, but no day.
        told = _TOLD.search(rest.partition(". ")[0])
        return 0.85 if place.capitals and _stands_alone(place) and told else 0.0
    if place.capitals and place.region:
        return 0.97
    if place.capitals and _stands_alone(place):
        return 0.95
    # 'Nairobi, Kenya — The government said': set as running text, so the city must be known as well
    # as its region.
    return 0.85 if place.region and place.at_least("xlm") else 0.0


_TOLD = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:said|told)\b")


def _stands_alone(place: _Place) -> bool:
    """Tell whether a city is known well enough to open a story without region, day or agency."""
    return place.at_least("xl") and not any(mark in "pw" for mark in place.marks)


def read_place(words: str, names: PlaceNames) -> _Place | None:
    """Return what the list says of 'CITY, Region' or 'CITY/CITY'; None when it names none."""
    if _NOT_A_NAME.search(words):
        return None
    stretches = [words] if names.marks(words) else [part for part in _SLASH.split(words) if part]
    if not 0 < len(stretches) <= PLACES_MAX:
        return None
    joint = "/" if "/" in words else " and "
    read = [place for stretch in stretches if (place := _read_one(stretch, names))]
    if len(read) != len(stretches):
        return None
    least = min(
        (place.marks for place in read),
        key=lambda marks: max(("_smlx".find(m) for m in marks), default=-1),
    )
    return _Place(
        readable=joint.join(place.readable for place in read),
        marks=least if all(place.marks for place in read) else "",
        region=read[-1].region,
        odd_region=any(place.odd_region for place in read),
        capitals=all(place.capitals for place in read),
        label=any(place.label for place in read),
    )


def _read_one(words: str, names: PlaceNames) -> _Place | None:
    parts = [part.strip() for part in words.split(",") if part.strip(" .")]
    if not 0 < len(parts) <= REGIONS_MAX + 1:
        return None
    city, regions = parts[0], parts[1:]
    if not regions and _FULL_STOP.search(city):  # 'MOSCOW. May 7 (Interfax) -'
        city = city[:-1]
    if not regions and not names.marks(city):
        city, regions = _without_comma(city, names)
    if len(city.split()) > CITY_WORDS_MAX or not city[0].isupper():
        return None
    known = [names.is_region(part) for part in regions]
    marks = names.marks(city)
    spelt = fold(city).lower().split()
    if len(spelt) > 1 and spelt[-1] == "city":
        marks += _of_the_city(names.marks(city.rpartition(" ")[0]))
    # WATCH HILL is a town; WATCH is a label, even where some hamlet bears the name.
    town = any(mark in marks for mark in "xl") or (bool(marks) and len(spelt) > 1)
    label = not town and any(word in LABELS for word in spelt)
    readable = ", ".join((names.cased(city), *map(names.cased_region, regions)))
    return _Place(
        readable=readable,
        # A postal code or an abbreviation is no city: 'OR - the other way'.
        marks="" if marks == "a" else marks,
        region=bool(known) and known[-1],
        odd_region=bool(known) and not known[-1] and not names.marks(regions[-1]),
        capitals=is_capitals(city),
        label=label,
    )


def _of_the_city(marks: str) -> str:
    """Return the size of Tacloban for 'TACLOBAN CITY', unless it is a person's name or a word."""
    return "" if set("pw") & set(marks) else "".join(mark for mark in marks if mark in "xl")


def _without_comma(words: str, names: PlaceNames) -> tuple[str, list[str]]:
    """Return city and region of 'FARMINGTON Conn.', the words alone when none closes them."""
    pieces = words.split()
    for size in (1, 2):
        tail = " ".join(pieces[-size:])
        if (
            len(pieces) > size
            and names.is_region(tail)
            and (not is_capitals(tail) or tail.endswith("."))
        ):
            return " ".join(pieces[:-size]), [tail]
    return words, []


def _reads_like_a_sentence(text: str) -> bool:
    """Tell whether text opens like a news sentence, and not like a title or a list of names."""
    if len(text.strip()) < SENTENCE_CHARS_MIN or not _SENTENCE_START.match(text):
        return False
    words = [
        found[0] for found, _ in zip(_WORD.finditer(text), range(SENTENCE_WORDS), strict=False)
    ]
    return (
        sum(word[0].islower() and word.strip(",.;:") not in _HEADLINE_SMALL for word in words)
        >= LOWER_WORDS_MIN
    )
