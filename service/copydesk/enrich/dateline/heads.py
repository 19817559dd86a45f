"""Take the head of a paragraph apart into place, day and agency, by form alone.

Must not: decide whether it is a dateline (that is explicit.py, which knows places and sees what
follows).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.dateline.agencies import (
    known_agency,
    looks_like_an_agency,
    signs_without_brackets,
)
from copydesk.enrich.dateline.dates import DAY, Stated, stated_at_end, stated_at_start

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HEAD_CHARS_MAX", "Head", "heads", "take_apart"]

HEAD_CHARS_MAX = 160
"""A dateline longer than this is none; it bounds the work on a paragraph of any length."""

SEPARATORS_MAX = 4
PLACE_CHARS_MAX = 70

# A hyphen separates only beside a space, or after a figure or a bracket ('March 9-The'); longer
# dashes separate anywhere.
# An underscore is the dash of old wires (AP until the 2000s), after a bracket or day.
# A bar separates between spaces: 'PORT SUDAN, Sudan | Text'.
# The last two are 'MOSCOW, May 7. /TASS/. Text' and 'NEW DELHI, May 7 (PTI) Text'.
_SEPARATOR = re.compile(
    r"\s*(?:-{2,3}|[\u2013\u2014\u2015\u2212\u2012─⸺]{1,3}|(?<=\s)[-\u2010\u2011]|(?<=[\d).])[-\u2010\u2011]|[-\u2010\u2011](?=\s|$)|:(?=\s|$)|(?<=[\d).])\s+_(?=\s|$)|(?<=\s)\|(?=\s)"
    r"|(?<=/)\.(?=\s)|(?<=\))(?=\s+[\"“]?[A-Z]))[\s\u200b]*"
)
_LEAD = re.compile(r"[\s*•·■►▶\u200b\ufeff]*")
_CREDIT = re.compile(
    r"(?:By|BY)\s(?:[A-Z][\w.'\u2019-]+\s(?:and\s)?){2,5}?(?=[A-Z][A-Z]{2,}[^:]*(?:\(|,\s[A-Z][a-z]{2,8}\.?\s\d))"
)
"""'By Jane Q. Writer ' that a scraper ran into the dateline after it."""

_BRACKETS = re.compile(r"\s*[(\[]\s*(?P<inside>[^()\[\]]{2,40}?)\s*[)\]][\s,.]*$")
_SLASHES = re.compile(r"\s*/(?P<inside>[A-Za-z][\w. -]{1,28})/[\s,]*$")
_BARE_AGENCY = re.compile(r"\s*[,;]\s*(?P<inside>[A-Z][\w./ -]{1,24})[\s,]*$")
_AGENCY_BEHIND_DAY = re.compile(r"(?<=\d)\s+(?P<inside>[A-Z][\w.-]{1,12})\s*$")
"""'SYDNEY, May 7 AAP -'."""

_LEADING_BRACKETS = re.compile(r"[(\[]\s*(?P<inside>[^()\[\]]{2,40}?)\s*[)\]]\s*")
_MIDDLE = re.compile(rf"\s*(?:{DAY}[\s,]*)?(?:[(\[][^()\[\]]{{2,40}}[)\]])?\s*", re.IGNORECASE)
_WEEKDAY_LEFT = re.compile(
    r"[\s,]+(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\b[\s,.]*$", re.IGNORECASE
)
_JUNCTION = re.compile(r"\s*[-\u2010\u2011\u2013\u2014\u2015\u2212]+\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a dash or colon.

    start, end: of the dateline; rest: where the lede begins; all in code points of the paragraph.
    place: the words left when day and agency are taken away, '' when there are none.
    agency: in brackets, between slashes, or a known one after a comma; bracketed: what brackets
    held besides a day.
    """

    start: int
    end: int
    rest: int
    separator: str
    place: str
    stated: Stated | None
    agency: str | None
    agency_known: bool
    day_first: bool = False


def heads(paragraph: str) -> Iterator[Head]:
    """Yield the readings of a paragraph's head, the fullest first."""
    window = paragraph[:HEAD_CHARS_MAX]
    start = _LEAD.match(window).end()  # type: ignore[union-attr]  # the pattern matches the empty string
    credit = _CREDIT.match(window, start)
    start = credit.end() if credit else start
    if start >= len(window) or not (
        window[start].isalpha() or window[start].isdigit() or window[start] in "(["
    ):
        return
    last: re.Match[str] | None = None
    found: list[Head] = []
    for count, separator in enumerate(_SEPARATOR.finditer(window, start + 1)):
        if count == SEPARATORS_MAX:
            break
        if last is not None and not _MIDDLE.fullmatch(window, last.end(), separator.start()):
            break  # 'CITY, Md., - March 4 - Text' goes on after a dash only with a day or an agency
        last = separator
        head = take_apart(window, start, separator.start(), separator.end())
        if head is not None:
            found.append(head)
    yield from reversed(found)


def take_apart(window: str, start: int, end: int, rest: int) -> Head | None:
    """Return the parts of window[start:end], None when what is left as place cannot be one."""
    words = window[start:end]
    stated: Stated | None = None
    agency: str | None = None
    known = False
    for _ in range(3):
        shorter, signed, day = _without_last_part(words, seen_day=stated is not None)
        if shorter is None:
            break
        words = _JUNCTION.sub("", shorter)
        stated = stated or day
        if signed is not None and agency is None:
            agency, known = signed, known_agency(signed)
    lead = _LEADING_BRACKETS.match(words)
    if lead and known_agency(lead["inside"]):
        agency, known, words = lead["inside"], True, words[lead.end() :]
    day_first = False
    if stated is None and (opening := stated_at_start(words)) is not None:
        stated, words, day_first = opening, words[opening.end :].strip("()[] "), True
    words = _WEEKDAY_LEFT.sub("", words)
    place = " ".join(words.split()).strip(" ,;")
    if len(place) > PLACE_CHARS_MAX or any(
        char.isdigit() or char in '?!"“”()[]<>=_@#%$' for char in place
    ):
        return None
    written = window[start:end].rstrip(" ,;")
    return Head(
        start=start,
        end=start + len(written),
        rest=rest,
        separator=window[end:rest].strip(),
        place=place,
        stated=stated,
        agency=agency,
        agency_known=known,
        day_first=day_first,
    )


def _without_last_part(
    words: str, *, seen_day: bool
) -> tuple[str | None, str | None, Stated | None]:
    """Return the words without the day or agency that ends them, and that part."""
    for pattern in (_BRACKETS, _SLASHES):
        closing = pattern.search(words)
        if closing is None:
            continue
        inside, day = closing["inside"], stated_at_end(closing["inside"])
        if day is not None:
            inside = inside[: day.start].strip(" ,;-\u2013\u2014")
        if inside and not (known_agency(inside) or looks_like_an_agency(inside)):
            return None, None, None
        return words[: closing.start()], inside or None, day
    closing = _BARE_AGENCY.search(words)
    if closing is not None and signs_without_brackets(closing["inside"]):
        return words[: closing.start()], closing["inside"].strip(), None
    closing = _AGENCY_BEHIND_DAY.search(words)
    if closing is not None and known_agency(closing["inside"]):
        return words[: closing.start()], closing["inside"], None
    day = None if seen_day else stated_at_end(words)
    if day is not None:
        return words[: day.start].rstrip(" ,(|"), None, day
    return None, None, None
