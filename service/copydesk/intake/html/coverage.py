# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Which pieces of a page an extractor's text covers, or read as prose where no extractor can.

Must not: judge a piece by anything but its own text and its tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copydesk.intake.html.markup import Trait
from copydesk.intake.html.pieces import NO_BOX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.intake.html.pieces import Pieces

__all__ = [
    "PROSE_WORDS",
    "covered_by",
    "ends_sentence",
    "holds_prose",
    "is_mostly_prose",
    "is_prose",
    "key",
    "prose_in",
    "size",
    "words",
]

PROSE_WORDS: Final = 8
PROSE_LINK_SHARE: Final = 0.5
PARAGRAPHS_MIN: Final = 3
SHINGLE_WORDS: Final = 4
COVERED_SHARE: Final = 0.7
CHARS_PER_WORD: Final = 10
_TAIL_CHARS: Final = 24
_STORY_TAGS: Final = frozenset({"article", "main"})
_TOKEN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\Z")


def prose_in(page: Pieces) -> list[bool]:
    """Return which pieces read as paragraphs, for pages that no extractor can read.

    Where the page marks its article as one, only what is in there.
    """
    inside = [False] * len(page.boxes)
    out = [False] * len(page.boxes)
    for place, box in enumerate(page.boxes):
        has_parent = box.parent != NO_BOX
        inside[place] = box.tag in _STORY_TAGS or (has_parent and inside[box.parent])
        is_aside = box.trait not in {Trait.NONE, Trait.LIST, Trait.PICTURE}
        out[place] = is_aside or (has_parent and out[box.parent])
    is_marked = any(inside)
    return [
        piece.box != NO_BOX
        and (inside[piece.box] or not is_marked)
        and not out[piece.box]
        and piece.linked < PROSE_LINK_SHARE
        and size(piece.text) >= PROSE_WORDS
        and ends_sentence(piece.text)
        for piece in page.pieces
    ]


def holds_prose(page: Pieces, covered: Sequence[bool]) -> bool:
    """Whether any of the covered pieces has a paragraph's length."""
    pairs = zip(page.pieces, covered, strict=True)
    return any(is_story and size(piece.text) >= PROSE_WORDS for piece, is_story in pairs)


def is_mostly_prose(page: Pieces) -> bool:
    """Whether paragraphs are most of a page's text, so that it can hardly be but an article."""
    prose = [len(p.text) for p, is_text in zip(page.pieces, prose_in(page), strict=True) if is_text]
    chars = sum(len(piece.text) for piece in page.pieces)
    return len(prose) >= PARAGRAPHS_MIN and 2 * sum(prose) >= chars


def covered_by(story: Iterable[str], page: Pieces) -> list[bool]:
    """Return which pieces are in the texts `story`: by runs of words, the shortest as a whole."""
    runs: set[tuple[str, ...]] = set()
    whole: set[tuple[str, ...]] = set()
    for text in story:
        listed = words(text)
        if len(listed) < SHINGLE_WORDS * 4:
            whole.add(tuple(listed))
        runs.update(_runs(listed))
    return [_is_covered(words(piece.text), runs, whole) for piece in page.pieces]


def _is_covered(
    listed: Sequence[str], runs: set[tuple[str, ...]], whole: set[tuple[str, ...]]
) -> bool:
    if tuple(listed) in whole:
        return bool(listed)
    found = [run in runs for run in _runs(listed)]
    return sum(found) >= COVERED_SHARE * len(found) if found else False


def size(text: str) -> int:
    """Return about how many words `text` has, also where a script writes no spaces."""
    return max(text.count(" ") + 1, len(text) // CHARS_PER_WORD)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return _SENTENCE_END.search(text[-_TAIL_CHARS:]) is not None


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; where none are spaced, its characters."""
    return _TOKEN.findall(text.lower())


def _runs(listed: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(listed[start:] for start in range(SHINGLE_WORDS)), strict=False)


def is_prose(text: str) -> bool:
    """Whether `text` reads as a paragraph: it has some length, or ends as a sentence."""
    return size(text) >= PROSE_WORDS or ends_sentence(text)


def key(text: str) -> str:
    """Return the words of `text` alone, to compare two printings of one line."""
    return " ".join(words(text))
