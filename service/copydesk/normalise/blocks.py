"""Say what each unit of the text is: headline, byline, caption, subhead, list item, paragraph.

Each step is repeated until nothing changes, so that a text read again stays as it is.
Must not: drop a paragraph, or change what one says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind
from copydesk.normalise.byline import byline_names
from copydesk.normalise.caption_labels import without_labels
from copydesk.normalise.captions import (
    is_caption,
    is_caption_before_lede,
    is_date_line,
    is_place_opening,
)
from copydesk.normalise.chrome import chrome_rule
from copydesk.normalise.furniture import is_section_name, without_navigation, without_page_end
from copydesk.normalise.head import (
    Reading,
    with_found_headline,
    with_labelled_names,
    without_bylines,
    without_repeated_headline,
)
from copydesk.normalise.layout import LIST_MARK, Unit
from copydesk.normalise.shape import (
    HEADLINE_WORDS,
    could_be_headline,
    is_prose,
    is_short_line,
    lede_place,
    size,
    unquoted,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Story", "compose"]

ROUNDS_MAX: Final = 8
SUBHEAD_RUN_MAX: Final = 2
"""More short lines in a row are a table or a list of names, not subheads."""


@dataclass(frozen=True, slots=True)
class Story:
    """The blocks of an article, with what its text says of its headline and writers.

    headline: as given, else as found; blocks: without the headline, in reading order;
    bylines: the lines that credit writers, taken out of the text; those at its end where there are
    no others.
    """

    headline: str | None
    blocks: tuple[tuple[BlockKind, str], ...]
    bylines: tuple[str, ...]


def compose(units: Sequence[Unit], headline: str | None) -> Story:
    """Return the story that `units` tell.

    headline: what the source states, one line; None asks for one to be found. With a found one on
    top the story is read again, for it may change what is a kicker or a byline below it.
    """
    trailers = tuple(unit.credit for unit in units if unit.credit and byline_names(unit.credit))
    reading = _settled(Reading(headline, without_page_end(with_labelled_names(units))))
    for _ in range(ROUNDS_MAX):
        if headline is not None or reading.headline is None or lede_place(reading.units) == 0:
            break  # nothing stands between headline and lede that could be read anew
        printed = (Unit(reading.headline), *reading.units)
        again = _settled(Reading(None, printed))
        if _lines(again) == _lines(reading):
            break
        reading = replace(again, bylines=reading.bylines + again.bylines)
    return Story(reading.headline, _kinds(reading.units), reading.bylines or trailers)


def _settled(reading: Reading) -> Reading:
    for _ in range(ROUNDS_MAX):
        further = _read_once(reading)
        if further == reading:
            break
        reading = further
    return reading


def _lines(reading: Reading) -> tuple[str, ...]:
    headline = () if reading.headline is None else (reading.headline,)
    return (*headline, *(unit.text for unit in reading.units))


def _read_once(reading: Reading) -> Reading:
    """Return `reading` after one step; what is no story goes before its headline is looked for."""
    cleaner = without_bylines(without_repeated_headline(reading))
    cleaner = replace(cleaner, units=without_navigation(cleaner.units))
    if cleaner != reading:
        return cleaner
    if reading.headline is None:
        reading = with_found_headline(reading)
    units = _with_joined_places(reading.units)
    return replace(reading, units=_with_bare_subheads(units, reading.headline))


def _with_joined_places(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return `units` with 'WASHINGTON —' above the lede put in front of it."""
    lede = lede_place(units)
    if not lede or not is_place_opening(units[lede - 1].text):
        return units
    joined = replace(units[lede], text=f"{units[lede - 1].text} {units[lede].text}")
    return (*units[: lede - 1], joined, *units[lede + 1 :])


def _with_bare_subheads(units: tuple[Unit, ...], headline: str | None) -> tuple[Unit, ...]:
    """Return `units` with the quotation marks around whole short lines between prose taken off.

    What markup calls a subhead keeps them, for it is one whatever its form.
    """
    inner = {place: unquoted(unit.text) for place, unit in enumerate(units)}
    first = 1 if headline is None else 0
    quoted = [
        place
        for place, text in inner.items()
        if place >= first and text != units[place].text and units[place].stated is None
    ]
    if not quoted:
        return units
    last = max((place for place, unit in enumerate(units) if is_prose(unit.text)), default=0)
    bare = {place for place in quoted if place < last and _is_bare_subhead(inner[place])}
    return tuple(
        replace(unit, text=inner[place]) if place in bare else unit
        for place, unit in enumerate(units)
    )


def _is_bare_subhead(inner: str) -> bool:
    return is_short_line(inner) and chrome_rule(inner) is None and not is_section_name(inner)


def _kinds(units: Sequence[Unit]) -> tuple[tuple[BlockKind, str], ...]:
    lede = lede_place(units)
    prose = [place for place, unit in enumerate(units) if is_prose(unit.text)]
    are_all_quoted = all(unit.quoted for unit in units)
    found: list[tuple[BlockKind, str]] = []
    for place, unit in enumerate(units):
        if lede is None:
            kind = BlockKind.PARAGRAPH
        elif place < lede:
            kind = _kind_abovelede_place(unit.text)
        else:
            kind = _kind_in_body(unit.text)
        if kind is BlockKind.SUBHEAD and (place > prose[-1] or _is_in_table(units, place)):
            kind = BlockKind.PARAGRAPH
        if LIST_MARK.match(unit.text) and _is_list_item(units, place):
            kind = BlockKind.LIST
        if unit.quoted and not are_all_quoted and kind is not BlockKind.CAPTION:
            kind = BlockKind.QUOTE
        if unit.stated is not None:
            kind = _kind_as_stated(unit.stated, kind)
        text = _bare_caption(unit.text) if kind is BlockKind.CAPTION else unit.text
        if text:
            found.append((kind, text))
    return tuple(found)


def _bare_caption(text: str) -> str:
    """Return a caption without its labels; '' where they leave nothing, or a button's words."""
    bare = without_labels(text)
    return "" if bare != text and (chrome_rule(bare) or is_section_name(bare)) else bare


def _kind_as_stated(stated: BlockKind, read: BlockKind) -> BlockKind:
    """Markup knows best, but for captions and date lines that it prints as paragraphs."""
    if stated is BlockKind.PARAGRAPH and read in (BlockKind.CAPTION, BlockKind.DATELINE):
        return read
    return stated


def _kind_abovelede_place(text: str) -> BlockKind:
    if is_caption_before_lede(text):
        return BlockKind.CAPTION
    if is_date_line(text):
        return BlockKind.DATELINE
    if size(text) >= HEADLINE_WORDS and could_be_headline(text):
        return BlockKind.SUBHEAD
    return BlockKind.PARAGRAPH


def _kind_in_body(text: str) -> BlockKind:
    if is_caption(text):
        return BlockKind.CAPTION
    return BlockKind.SUBHEAD if is_short_line(text) else BlockKind.PARAGRAPH


def _is_in_table(units: Sequence[Unit], place: int) -> bool:
    """Whether the short line at `place` is one of several in a row."""
    around = units[max(0, place - SUBHEAD_RUN_MAX) : place + SUBHEAD_RUN_MAX + 1]
    run = longest = 0
    for unit in around:
        run = 0 if is_prose(unit.text) else run + 1
        longest = max(longest, run)
    return longest > SUBHEAD_RUN_MAX


def _is_list_item(units: Sequence[Unit], place: int) -> bool:
    """Whether a list mark is meant as one: a number needs a neighbour ('1. May was wet.')."""
    if not units[place].text[0].isalnum() and units[place].text[0] != "(":
        return True
    around = (*units[max(0, place - 1) : place], *units[place + 1 : place + 2])
    return any(LIST_MARK.match(unit.text) for unit in around)
