# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Read the head of a story: its headline, the headline's repeats, and the lines of its writers.

Everything hangs on the lede, the first unit that reads as prose: what stands before it is the head.
Must not: name the blocks of the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copydesk.normalise.byline import byline_names, is_affiliation, is_byline, is_name
from copydesk.normalise.captions import is_caption_before_lede, is_date_line, is_place_opening
from copydesk.normalise.chrome import chrome_rule, is_sentence_end
from copydesk.normalise.shape import (
    HEADLINE_WORDS,
    could_be_headline,
    in_title_case,
    is_prose,
    lede_place,
    likeness,
    size,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.normalise.layout import Unit

__all__ = [
    "Reading",
    "with_found_headline",
    "with_labelled_names",
    "without_bylines",
    "without_repeated_headline",
]

KICKER_WORDS_MAX: Final = 3
DECLARATIVE_HEADLINE_WORDS_MAX: Final = 16
NOTICES_MAX: Final = 2
REPEAT_CHARS_MORE_MAX: Final = 80
BYLINE_LINES_MAX: Final = 8
BYLINE_LABEL: Final = "byline-label"
"""The rule of chrome for 'By' and 'Written by' on a line of their own."""

_SITE_TAIL: Final = re.compile(
    r" \| [^|\s]+(?: [^|\s]+){0,3}\Z"
    r"| [-–—] (?:[\w.&']+ ){0,3}(?:News|Times|Post|Herald|Gazette|Reuters|CNN|Guardian|\w+\.com)\Z"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a story so far: its headline, the units below it, the bylines taken out."""

    headline: str | None
    units: tuple[Unit, ...]
    bylines: tuple[str, ...] = ()


def without_repeated_headline(reading: Reading) -> Reading:
    """Return the reading without the headline's repeats above the lede.

    Short lines above a repeat stand between a page's title and its story: menus and teasers.
    """
    if reading.headline is None:
        return reading
    headline = reading.headline
    units = reading.units
    while units and _is_repeat(units[0].text, headline):
        units = units[1:]
    head = units[: _end_of_repeats(units, headline)]
    for place in range(len(head) - 1, -1, -1):
        if _is_repeat(head[place].text, headline):
            kept = tuple(unit for unit in head[:place] if _belongs_above_headline(unit.text))
            return replace(reading, units=kept + units[place + 1 :])
    return replace(reading, units=units)


def _is_repeat(text: str, headline: str) -> bool:
    """Whether `text` prints the headline again, in other capitals or with the site's name."""
    if len(text) > len(headline) + REPEAT_CHARS_MORE_MAX:
        return False
    wanted = likeness(headline)
    return wanted in (likeness(text), likeness(_SITE_TAIL.sub("", text)))


def _end_of_repeats(units: Sequence[Unit], headline: str) -> int:
    """Return how far down a repeat is the page's own headline: to the lede, or a little further.

    A notice above the story may read as prose ('You are reading a free article.').
    """
    lede = lede_place(units)
    if lede is None or size(headline) < HEADLINE_WORDS:
        return lede or 0
    prose = 0
    for place in range(lede, len(units)):
        prose += is_prose(units[place].text)
        if prose > NOTICES_MAX:
            return place
    return lede


def _belongs_above_headline(text: str) -> bool:
    return (
        is_prose(text)
        or is_date_line(text)
        or is_place_opening(text)
        or is_caption_before_lede(text)
    )


def _is_kicker(text: str) -> bool:
    """Whether a line above the headline only names its section, its site or its series."""
    is_short = size(text) <= KICKER_WORDS_MAX and not is_sentence_end(text)
    return is_short and not _belongs_above_headline(text)


def with_labelled_names(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return `units` with a name below a bare 'By' on the label's line, as a byline has it."""
    joined: list[Unit] = []
    for unit in units:
        above = joined[-1].chrome if joined else None
        if above is not None and above.name == BYLINE_LABEL and is_name(unit.text):
            joined[-1] = replace(unit, text=f"By {unit.text}")
        else:
            joined.append(unit)
    return tuple(joined)


def without_bylines(reading: Reading) -> Reading:
    """Return the reading without the byline lines of the story's head and of its end."""
    units = reading.units
    lede = lede_place(units)
    if lede is None:
        return reading
    end = len(units)
    while end > lede + 1 and is_byline(units[end - 1].text):
        end -= 1
    taken: list[str] = []
    kept: list[Unit] = []
    place = 0
    while place < lede:
        ahead = units[place : min(lede, place + BYLINE_LINES_MAX)]
        is_top = place == 0 and reading.headline is None
        width = 0 if is_top and not _is_opened_byline(ahead[0].text) else _byline_lines(ahead)
        if width == 0 and not is_top and _is_dated_name(units, place):
            width = 1
        if width:
            taken += [unit.text for unit in units[place : place + width]]
        else:
            kept.append(units[place])
        place += width or 1
    taken += [unit.text for unit in units[end:]]
    return replace(reading, units=(*kept, *units[lede:end]), bylines=(*reading.bylines, *taken))


def _is_opened_byline(text: str) -> bool:
    """Whether `text` is a byline even as a page's first line, where a name is rather a headline."""
    return is_byline(text) and (bool(byline_names(text)) or text.startswith(("By ", "BY ")))


def _byline_lines(units: Sequence[Unit]) -> int:
    """Return how many of the first `units` are one byline: the names, then who they write for."""
    is_signed = is_byline(units[0].text)
    names = 1 if is_signed else 0
    while not is_signed and names < len(units) and _is_bare_name(units[names].text):
        names += 1
    lines = names
    while lines < len(units) and is_affiliation(units[lines].text):
        lines += 1
    return lines if names and (is_signed or lines > names) else 0


def _is_dated_name(units: Sequence[Unit], place: int) -> bool:
    """Whether a bare name stands beside the date, as some sites print their writers."""
    around = (*units[max(0, place - 1) : place], *units[place + 1 : place + 2])
    is_dated = any(is_date_line(unit.text) for unit in around)
    return is_dated and _is_bare_name(units[place].text)


def _is_bare_name(text: str) -> bool:
    """Whether `text` may be a writer's name without 'By'; longer ones may be headlines."""
    return size(text) <= KICKER_WORDS_MAX and is_name(text)


def with_found_headline(reading: Reading) -> Reading:
    """Return the reading with the headline its head holds, without the kickers above it."""
    units = reading.units
    lede = lede_place(units)
    if lede is None:
        return reading
    place = _declarative_headline(units, lede, is_signed=bool(reading.bylines))
    if place is None:
        place = _headline_above(units[:lede])
    if place is None:
        return reading
    kept = tuple(unit for unit in units[:place] if not _is_kicker(unit.text))
    headline = _headline_without_site(units[place].text, units[place + 1 : lede])
    return replace(reading, headline=headline, units=kept + units[place + 1 :])


def _headline_without_site(title: str, head: Sequence[Unit]) -> str:
    """Return a page's title without its site or date, which are known by the headline below."""
    for unit in head:
        printed = unit.text
        is_beginning = len(printed) < len(title) and title.startswith(f"{printed} ")
        if is_beginning and size(printed) >= HEADLINE_WORDS:
            return printed
    bare = _SITE_TAIL.sub("", title)
    if size(bare) < HEADLINE_WORDS or is_byline(bare) or chrome_rule(bare):
        return title
    return bare


def _headline_above(head: Sequence[Unit]) -> int | None:
    """Return the place of the headline among the units above the lede, None without one."""
    could_be: list[int] = []
    for place, unit in enumerate(head):
        if is_caption_before_lede(unit.text):
            continue
        if could_be_headline(unit.text):
            could_be.append(place)
        elif is_sentence_end(unit.text):
            break
    for place in could_be:
        if size(head[place].text) >= HEADLINE_WORDS:
            return place
    # 'NEW YORK' right above the lede is where the report is from.
    return next((n for n in could_be if n < len(head) - 1 or not head[n].text.isupper()), None)


def _declarative_headline(units: Sequence[Unit], lede: int, *, is_signed: bool) -> int | None:
    """Return the place of a headline that ends as a sentence, when the first line is one.

    A question or a call may be a headline; a statement only in title case or with its byline below.
    """
    for place, unit in enumerate(units[: lede + 1]):
        if is_date_line(unit.text) or is_caption_before_lede(unit.text):
            continue
        text = unit.text
        is_statement = text[-1] == "." and is_sentence_end(text)
        is_headline = is_statement and (in_title_case(text) or is_signed)
        is_call = place == lede and could_be_headline(text)
        is_short = 1 < size(text) <= DECLARATIVE_HEADLINE_WORDS_MAX
        has_story = place < lede or lede_place(units[lede + 1 :]) is not None
        return place if is_short and has_story and (is_headline or is_call) else None
    return None
