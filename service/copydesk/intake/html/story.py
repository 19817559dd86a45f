# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Choose the story's pieces from a page's, and say what each one is.

Evidence is put together: which text an extractor takes for the story, what the page's names say,
and where a piece stands. Names alone condemn nothing that holds the story; the extractor alone
keeps nothing that the page calls a caption or a link to elsewhere.
Must not: drop lines by their wording where their form decides; normalise knows chrome's wording.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind
from copydesk.intake.html.coverage import PROSE_WORDS, ends_sentence, is_prose, key, size
from copydesk.intake.html.pieces import NO_BOX
from copydesk.intake.html.statements import BY
from copydesk.intake.html.study import LINK_SHARE, study_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.intake.html.pieces import Box, Piece, Pieces
    from copydesk.intake.html.study import Place, Study

__all__ = ["Blocks", "fragment_blocks", "story_blocks"]

Blocks = tuple[tuple[BlockKind, str], ...]

ACQUITTED_SHARE: Final = 0.25
"""An element that holds so much of the story is not furniture, whatever it is called."""
ACQUITTED_IN_BODY_SHARE: Final = 0.5
"""The same in a body, where nearly all is the story."""
CONTAINER_SHARE: Final = 0.8
SIBLING_LINK_SHARE: Final = 0.5
LABELLED_LINK_SHARE: Final = 0.6
SUBHEAD_WORDS_MAX: Final = 14
BOLD_SHARE: Final = 0.95
LIST_LINES_MIN: Final = 3
BIOGRAPHY_AFTER: Final = 4
BIOGRAPHY_WORDS_MAX: Final = 70
SHORT_NAME: Final = 4
DECK_WORDS_MIN: Final = 4
"""A heading right below the headline that is shorter is more often a section or a button."""

_DIGITS: Final = re.compile(r"\d+")
_PLACE_END: Final = re.compile(r"[—–-]\Z")
# 'READ MORE: Village split over quarry', 'Lire aussi : ...'; the label alone is no link.
_LABELLED: Final = re.compile(r"\W{0,2}\w[^:.!?]{1,24}:\s")
_LIST_LINE: Final = re.compile(r"(?:\d{1,2}[.)]|[-–—•*·])\s")
_PRESENTS: Final = re.compile(
    r"(?:[^\W\d_][\w'’.-]*,? ){2,5}(?:is|are|was|covers|writes|reports|works|joined|has|can|es|est"
    r"|son|ist|è|é)\b",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:media|image|video|photo|picture) (?:caption|copyright|source|credit)|(?:photo|image|credit"
    r"|crédits?|foto) ?:?|(?:close|enlarge|expand)(?: this)? image|advertisement",
    re.IGNORECASE,
)


def story_blocks(
    page: Pieces, covered: Sequence[bool], headline: str | None, authors: Sequence[str]
) -> Blocks:
    """Return the story's blocks in reading order, without the headline.

    covered: which of the pieces are surely the story's; headline, authors: as printed.
    No blocks where none of them is. Raises nothing.
    """
    title = key(headline or "")
    study = study_of(page, covered, title, ACQUITTED_SHARE)
    kept = _core(study, title)
    if not kept:
        return ()
    container = _container(study)
    kept = _without_biography(study, _without_head(study, kept), authors)
    kept = _with_company(study, kept, container, _start(study, kept, title))
    return _finished(study, kept, title)


def fragment_blocks(page: Pieces) -> Blocks:
    """Return the blocks of a body that is the story already, such as a feed's content."""
    study = study_of(page, [True] * len(page.pieces), "", ACQUITTED_IN_BODY_SHARE)
    kept = [
        n
        for n, piece in enumerate(page.pieces)
        if not _is_foreign(study, n, piece) or _is_signature(piece)
    ]
    blocks = _finished(study, kept, "")
    if blocks and study.place(kept[0]).heading == "h1":
        return ((BlockKind.HEADLINE, blocks[0][1]), *blocks[1:])
    return blocks


def _is_signature(piece: Piece) -> bool:
    """Whether a piece seems to name the writers; a body has nowhere else to say it."""
    return BY.match(piece.text) is not None and size(piece.text) < PROSE_WORDS


def _is_foreign(study: Study, number: int, piece: Piece) -> bool:
    """Whether a piece is no part of the story by its own form or by where it stands."""
    place = study.place(number)
    if place.is_out or _LABEL.fullmatch(piece.text):
        return True
    if place.in_list and piece.linked >= LINK_SHARE:
        return _is_link_list(study, number)
    if piece.linked >= LABELLED_LINK_SHARE and _LABELLED.match(piece.text):
        return not ends_sentence(piece.text)
    return piece.linked >= LINK_SHARE and not place.in_quote


def _is_link_list(study: Study, number: int) -> bool:
    """Whether the items around a linked item are links too, so that the list leads elsewhere."""
    box = study.pieces[number].box
    around = study.boxes[box].parent
    near = [
        piece
        for piece in study.pieces[max(0, number - 2) : number + 3]
        if piece.box != NO_BOX and study.boxes[piece.box].parent == around
    ]
    return sum(piece.linked >= LINK_SHARE for piece in near) * 2 > len(near)


def _core(study: Study, title: str) -> list[int]:
    """Return the pieces that are surely the story's: covered, in place, and no caption."""
    container = _container(study)
    inside = _inside(study, container)
    kept: list[int] = []
    for number, piece in enumerate(study.pieces):
        if not study.covered[number] or _is_foreign(study, number, piece):
            continue
        place = study.place(number)
        if place.in_caption or (title and key(piece.text) == title):
            continue
        kept.append(number)
    within = [n for n in kept if inside[study.pieces[n].box]]
    if not within:
        return kept
    return [
        n
        for n in kept
        if (n <= within[-1] and (n >= within[0] or size(study.pieces[n].text) >= PROSE_WORDS))
        or _continues(study, study.pieces[n].box, container)
    ]


def _without_head(study: Study, kept: list[int]) -> list[int]:
    """Return `kept` without dates, bylines and kickers that stand as lines above the story."""
    for at, number in enumerate(kept):
        piece = study.pieces[number]
        is_heading = bool(study.place(number).heading)
        if is_heading or is_prose(piece.text) or _PLACE_END.search(piece.text):
            return kept[at:]
    return kept


def _without_biography(study: Study, kept: list[int], authors: Sequence[str]) -> list[int]:
    """Return `kept` without the paragraph at its end that presents a writer.

    It begins with a writer's name, or is in italics and begins with a name and what the person is.
    """
    last = study.pieces[kept[-1]]
    if len(kept) < BIOGRAPHY_AFTER or size(last.text) > BIOGRAPHY_WORDS_MAX:
        return kept
    opening = last.text.casefold()
    is_writer = any(
        len(name) > SHORT_NAME and opening.startswith(name.casefold()) for name in authors
    )
    presents = _PRESENTS.match(last.text)
    if presents and (is_writer or last.slanted >= BOLD_SHARE):
        return kept[:-1]
    return kept


def _container(study: Study) -> int:
    """Return the innermost box that holds nearly all of the story."""
    limit = CONTAINER_SHARE * study.totals[0]
    return max(place for place, total in enumerate(study.totals) if total >= limit)


def _inside(study: Study, container: int) -> list[bool]:
    inside = [False] * (len(study.boxes) + 1)
    for place, box in enumerate(study.boxes):
        inside[place] = place == container or (box.parent != NO_BOX and inside[box.parent])
    return inside


def _continues(study: Study, box: int, container: int) -> bool:
    """Whether `box` is in a box named like the story's, as pages have that print it in parts."""
    names = _signature(study.boxes[container])
    while box > 0:
        if _signature(study.boxes[box]) == names:
            return bool(study.boxes[container].names)
        box = study.boxes[box].parent
    return False


def _signature(box: Box) -> tuple[str, str]:
    return box.tag, _DIGITS.sub("", box.names)


def _start(study: Study, kept: Sequence[int], title: str) -> int:
    """Return the first place where a caption may stand: below the headline, else at the story."""
    if title:
        for number in range(kept[0], -1, -1):
            if key(study.pieces[number].text) == title:
                return _above_captions(study, number) if number < kept[0] else number + 1
    return kept[0]


def _above_captions(study: Study, headline: int) -> int:
    """Return the first of the captions right above the headline, else the place below it.

    Stations print their film above the headline.
    """
    first = headline
    while first and study.place(first - 1).in_caption and not study.place(first - 1).is_out:
        first -= 1
    return first if first < headline else headline + 1


def _with_company(study: Study, kept: list[int], container: int, start: int) -> list[int]:
    """Return `kept` and what stands among it: captions, quotes, subheads, missed paragraphs."""
    inside = _inside(study, container)
    homes = {study.boxes[study.pieces[n].box].parent for n in kept}
    chosen = set(kept)
    for number in range(start, kept[-1] + 1):
        piece = study.pieces[number]
        if number in chosen or piece.box == NO_BOX or _is_foreign(study, number, piece):
            continue
        place = study.place(number)
        is_home = inside[piece.box] and number > kept[0]
        around = study.boxes[piece.box].parent
        if place.in_list and around != NO_BOX:
            around = study.boxes[around].parent
        is_near = is_home and around in homes
        is_text = piece.linked < SIBLING_LINK_SHARE and (
            is_prose(piece.text) or _is_subhead(piece, place)
        )
        if (
            place.in_caption
            or (is_home and (place.in_quote or place.heading))
            or (is_near and is_text)
            or (place.heading and number + 1 == kept[0] and inside[piece.box])
            or (place.heading and number == start and size(piece.text) >= DECK_WORDS_MIN)
        ):
            chosen.add(number)
    return sorted(chosen)


def _finished(study: Study, kept: Sequence[int], title: str) -> Blocks:
    blocks: list[tuple[BlockKind, str]] = []
    seen: set[tuple[BlockKind, str]] = set()
    for number in kept:
        piece = study.pieces[number]
        place = study.place(number)
        for block in _blocks_of(piece, place):
            is_again = block in seen and size(block[1]) >= PROSE_WORDS
            if is_again or (title and key(block[1]) == title):
                continue
            seen.add(block)
            blocks.append(block)
    while blocks and blocks[-1][0] is BlockKind.SUBHEAD:
        blocks.pop()
    return tuple(blocks)


def _blocks_of(piece: Piece, place: Place) -> Iterable[tuple[BlockKind, str]]:
    if place.in_caption:
        return ((BlockKind.CAPTION, piece.text),)
    if place.in_quote:
        return ((BlockKind.QUOTE, piece.text),)
    if place.in_list:
        return ((BlockKind.LIST, piece.text),)
    if _is_subhead(piece, place):
        return ((BlockKind.SUBHEAD, piece.text),)
    items = [bool(_LIST_LINE.match(line)) for line in piece.lines]
    if sum(items) >= LIST_LINES_MIN:
        return tuple(
            (BlockKind.LIST if is_item else BlockKind.PARAGRAPH, line)
            for line, is_item in zip(piece.lines, items, strict=True)
        )
    return ((BlockKind.PARAGRAPH, piece.text),)


def _is_subhead(piece: Piece, place: Place) -> bool:
    """Whether a piece heads a part of the story: a heading, or a short line in bold alone.

    A long heading that ends as a sentence is the standfirst or the lede.
    """
    words = size(piece.text)
    is_sentence = ends_sentence(piece.text) and piece.text[-1] != "?"
    if place.heading:
        return words <= SUBHEAD_WORDS_MAX or not is_sentence
    return piece.strong >= BOLD_SHARE and words <= SUBHEAD_WORDS_MAX and not is_sentence
