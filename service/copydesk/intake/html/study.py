"""Study a page's boxes: which are furniture, captions, quotes or lists, and what story each holds.

Names alone condemn nothing: an element that holds much of the story is acquitted of its name.
Must not: choose pieces; `story` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copydesk.intake.html.coverage import key
from copydesk.intake.html.markup import Trait
from copydesk.intake.html.pieces import HEADINGS, NO_BOX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.intake.html.pieces import Box, Piece, Pieces

__all__ = ["CAPTION_CHARS_MAX", "LINK_SHARE", "Place", "Study", "study_of"]

WRAPPER_SHARE: Final = 0.5
WRAPPER_CHARS_MIN: Final = 300
"""An element called a caption, a quote or a list that holds more than this is the page's layout."""
ACQUITTED_CHARS_MIN: Final = 300
CARD_SHARE: Final = 0.3
CAPTION_CHARS_MAX: Final = 1200
LINK_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """What a box inherits from the boxes around it."""

    is_out: bool = False
    in_caption: bool = False
    in_quote: bool = False
    in_list: bool = False
    heading: str = ""


@dataclass(slots=True)
class Study:
    """A page under study; lists run parallel to pieces or to boxes.

    totals: characters of the story in each box; sizes: of any text.
    """

    pieces: Sequence[Piece]
    boxes: Sequence[Box]
    covered: Sequence[bool]
    totals: list[int]
    sizes: list[int]
    places: list[Place]
    acquitted: float

    def place(self, number: int) -> Place:
        """Return where the piece of that number stands."""
        box = self.pieces[number].box
        return self.places[box] if box != NO_BOX else Place()


def study_of(page: Pieces, covered: Sequence[bool], title: str, acquitted: float) -> Study:
    """Return the study of a page.

    covered: which pieces are surely the story's; title: the headline's key, '' when there is none;
    acquitted: the share of the story above which an element is not furniture.
    """
    headed = _around_headline(page, title)
    totals = [0] * len(page.boxes)
    sizes = [0] * len(page.boxes)
    for piece, is_story in zip(page.pieces, covered, strict=True):
        if piece.box != NO_BOX:
            sizes[piece.box] += len(piece.text)
            totals[piece.box] += len(piece.text) if is_story else 0
    for place in range(len(page.boxes) - 1, 0, -1):
        parent = page.boxes[place].parent
        if parent != NO_BOX:
            totals[parent] += totals[place]
            sizes[parent] += sizes[place]
    study = Study(page.pieces, page.boxes, covered, totals, sizes, [], acquitted)
    cards = _cards(study)
    for place, box in enumerate(page.boxes):
        around = study.places[box.parent] if box.parent != NO_BOX else Place()
        if place in headed:
            study.places.append(around)
        else:
            study.places.append(_placed(study, place, around, is_card=place in cards))
    return study


def _around_headline(page: Pieces, title: str) -> frozenset[int]:
    """Return the boxes around the printed headline: whatever their names, they are the story's."""
    boxes: set[int] = set()
    for piece in page.pieces:
        if title and piece.box != NO_BOX and page.boxes[piece.box].tag == "h1":
            box = piece.box if key(piece.text) == title else NO_BOX
            while box != NO_BOX:
                boxes.add(box)
                box = page.boxes[box].parent
            if boxes:
                break
    return frozenset(boxes)


def _placed(study: Study, place: int, around: Place, *, is_card: bool) -> Place:
    if around.is_out:
        return around
    box = study.boxes[place]
    if box.trait is Trait.NONE and box.tag not in HEADINGS and not is_card:
        return around
    share = study.totals[place] / (study.totals[0] or 1)
    size = study.sizes[place]
    if is_card or box.trait is Trait.HIDDEN:
        return replace(around, is_out=True)
    if box.tag in HEADINGS:
        around = replace(around, heading=box.tag)
    is_layout = share >= WRAPPER_SHARE and size >= WRAPPER_CHARS_MIN
    is_small = size < CAPTION_CHARS_MAX
    is_acquitted = share >= study.acquitted and (
        study.totals[place] >= ACQUITTED_CHARS_MIN or share >= WRAPPER_SHARE
    )
    match box.trait:
        case Trait.FURNITURE if not is_acquitted:
            around = replace(around, is_out=True)
        case Trait.PICTURE if box.has_image and size < WRAPPER_CHARS_MIN and share < WRAPPER_SHARE:
            around = replace(around, in_caption=True)
        case Trait.CAPTION | Trait.FIGURE if is_small and not is_layout:
            around = replace(around, in_caption=True)
        case Trait.QUOTE if is_small or share < WRAPPER_SHARE:
            around = replace(around, in_quote=True, in_caption=False)
        case Trait.LIST if is_small or share < WRAPPER_SHARE:
            around = replace(around, in_list=True)
        case _:
            pass
    return around


def _cards(study: Study) -> set[int]:
    """Return the boxes that are teasers of other stories: a heading that is a link, and its text.

    A subhead of the story is no link. The card is the smallest box with more text than the heading.
    """
    cards: set[int] = set()
    limit = CARD_SHARE * (study.totals[0] or 1)
    for piece in study.pieces:
        if piece.box == NO_BOX or piece.linked < LINK_SHARE:
            continue
        box = piece.box
        if study.boxes[box].tag not in HEADINGS:
            continue
        cards.add(box)
        while study.boxes[box].parent != NO_BOX and study.sizes[box] <= len(piece.text):
            box = study.boxes[box].parent
        if study.totals[box] < limit and study.sizes[box] < CAPTION_CHARS_MAX:
            cards.add(box)
    return cards
