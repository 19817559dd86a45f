# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Take a page's furniture out of its units: menus, and the links and teasers at its end.

Chrome that no line shows by itself, but its company does.
Must not: take a unit that reads as prose out of the body, or a table at a story's end.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

from copydesk.normalise.chrome import is_sentence_end
from copydesk.normalise.shape import is_prose, lede_place, size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.normalise.layout import Unit

__all__ = ["is_section_name", "without_navigation", "without_page_end"]

MENU_CHARS_MAX: Final = 60
MENU_WORDS_MAX: Final = 4
MENU_ITEM_WORDS_MAX: Final = 3
NAVIGATION_WORDS_MIN: Final = 3
SENTENCE_WORDS_MIN: Final = 3
PAGE_END_CHROME_MIN: Final = 3


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


_SECTION_NAMES: Final = _names(
    "news|sport|sports|world|politics|business|opinion|culture|arts|life|lifestyle|travel|weather"
    "|health|science|tech|technology|education|environment|entertainment|local|national|uk|us|u.s."
    "|usa|africa|asia|europe|middle east|americas|video|videos|photos|pictures|audio|podcasts"
    "|newsletters|live|more|money|markets|economy|finance|style|food|obituaries|crime|courts"
    "|community|events|jobs|property|cars|games|puzzles|crosswords|tv|radio|tv & radio|music|film"
    "|books|features|columns|columnists|editorials|letters|latest|top stories|in pictures|in depth"
    "|entertainment & arts|science & environment|family & education|home news|world news|uk news"
    "|us news|national news|local news|international|regional|investigations|explainers|fact check"
    "|special report|exclusive|analysis|football|cricket|golf|tennis|rugby|shop|subscribe"
    "|classifieds|archive|english|français|español|deutsch|learning english|silicon valley"
)


def without_page_end(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units that have text, without the bare titles and links that end a page.

    The end begins after the last sentence: at a heading over links, or at a line with much other
    chrome below. A table of results at a story's end has no chrome in it.
    """
    end = len(units)
    chrome = 0
    for place in range(len(units) - 1, -1, -1):
        rule = units[place].chrome
        if rule is None:
            if _tells_something(units[place].text):
                break
            continue
        if rule.opens_list or chrome >= PAGE_END_CHROME_MIN:
            end = place
        chrome += 1
    kept = _with_text(units[:end])
    return kept if any(is_prose(unit.text) for unit in kept) else _with_text(units)


def _tells_something(text: str) -> bool:
    """Whether a line at the end of a page may be the story's last paragraph, however short."""
    return is_prose(text) or (size(text) >= SENTENCE_WORDS_MIN and is_sentence_end(text))


def _with_text(units: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.chrome is None)


def without_navigation(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return `units` without section names above the lede and without menus anywhere.

    A menu is a run of short lines with three section names; what stands between them goes too.
    """
    is_menu = [_is_menu_line(unit.text) for unit in units]
    if not any(is_section_name(unit.text) for unit in compress(units, is_menu)):
        return units
    dropped: set[int] = set()
    head = lede_place(units) or 0
    start = 0
    for place in range(len(units) + 1):
        if place < len(units) and is_menu[place]:
            continue
        names = [n for n in range(start, place) if is_section_name(units[n].text)]
        if len(names) >= NAVIGATION_WORDS_MIN:
            dropped.update(
                n
                for n in range(names[0], names[-1] + 1)
                if size(units[n].text) <= MENU_ITEM_WORDS_MAX
            )
        dropped.update(n for n in names if n < head)
        start = place + 1
    return tuple(unit for place, unit in enumerate(units) if place not in dropped)


def _is_menu_line(text: str) -> bool:
    is_short = len(text) <= MENU_CHARS_MAX and size(text) <= MENU_WORDS_MAX
    return is_short and not is_sentence_end(text)


def is_section_name(text: str) -> bool:
    """Whether `text` is a name that sites give their sections: 'Politics', 'UK news'."""
    return text.strip("-*•‣◦▪·|>»› \"'“”‘’").casefold() in _SECTION_NAMES
