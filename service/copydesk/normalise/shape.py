# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""What a unit of text looks like by itself: prose, a short line, a headline, a quoted phrase.

Must not: look at neighbours, or know chrome from story.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind
from copydesk.normalise.captions import (
    is_caption,
    is_caption_before_lede,
    is_date_line,
    is_place_opening,
)
from copydesk.normalise.chrome import is_sentence_end
from copydesk.normalise.layout import LIST_MARK, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "HEADLINE_WORDS",
    "could_be_headline",
    "in_title_case",
    "is_prose",
    "is_short_line",
    "lede_place",
    "likeness",
    "size",
    "unquoted",
]

REMEMBERED: Final = 1024
"""Short lines whose form is kept: each is asked about a dozen times while its story settles."""
PROSE_WORDS_MIN: Final = 6
"""A line that ends as a sentence is prose from here on; without its end, only above the next."""
QUESTION_WORDS_MAX: Final = 12
"""A question alone is a headline, a subhead or an interviewer's turn up to this length."""
HEADING_WORDS_MAX: Final = 25
HEADING_CHARS_MAX: Final = 200
SUBHEAD_WORDS_MAX: Final = 10
SUBHEAD_CHARS_MAX: Final = 80
HEADLINE_WORDS: Final = 4
"""Shorter lines before the body are more often kickers, sites or names than headlines."""
TITLE_CASE_SHARE: Final = 0.8
TITLE_WORD_CHARS: Final = 4
_LEDE_KINDS: Final = (None, BlockKind.PARAGRAPH, BlockKind.QUOTE)
_CHARS_PER_WORD: Final = 10
"""Above any alphabet's average, so that only scripts without spaces are measured by it."""
PROSE_CHARS: Final = (HEADING_WORDS_MAX + 1) * _CHARS_PER_WORD
"""What is so long has more words than a heading, whatever they are."""

_NOT_IN_HEADING: Final = re.compile(r"https?://|www\.|\w@\w|^(?:Q|A)[.:] |[,;:]\Z")
# '—Ana Obeng' signs a quotation and '(Q)' opens a turn of an interview.
_OPENS_HEADING: Final = re.compile(r"[\w'\"“‘«„¿¡#$£€@]")
_LETTERS: Final = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_PAIRS: Final = {"'": "'", '"': '"', "“": "”", "‘": "’", "«": "»", "„": "“"}
_INNER_QUOTE: Final = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)")
_UNLIKE: Final = re.compile(r"[\W_]+")


def size(text: str) -> int:
    """Return about how many words `text` has, also where a script writes no spaces."""
    return max(text.count(" ") + 1, len(text) // _CHARS_PER_WORD)


def is_prose(text: str) -> bool:
    """Whether `text` reads as a paragraph of a story."""
    return len(text) >= PROSE_CHARS or _is_short_prose(text)


@lru_cache(maxsize=REMEMBERED)
def _is_short_prose(text: str) -> bool:
    words = size(text)
    if text[-1] == "?" and words <= QUESTION_WORDS_MAX:
        return False
    return words > HEADING_WORDS_MAX or (words >= PROSE_WORDS_MIN and is_sentence_end(text))


def lede_place(units: Sequence[Unit]) -> int | None:
    """Return the place of the first paragraph of the story, None when nothing reads as prose."""
    for place, unit in enumerate(units):
        if LIST_MARK.match(unit.text) or not is_prose(unit.text):
            continue
        if unit.stated not in _LEDE_KINDS:
            continue
        if not is_caption_before_lede(unit.text):
            return place
    return None


def could_be_headline(text: str) -> bool:
    """Whether `text` has the form of a headline: a short line that is no statement."""
    if not 1 < size(text) <= HEADING_WORDS_MAX or len(text) > HEADING_CHARS_MAX:
        return False
    return (text[-1] in "?!" or not is_sentence_end(text)) and _is_plain_heading(text)


def is_short_line(text: str) -> bool:
    """Whether `text` has the form of a subhead; a question may be one."""
    if size(text) > SUBHEAD_WORDS_MAX or len(text) > SUBHEAD_CHARS_MAX:
        return False
    return (text[-1] == "?" or not is_sentence_end(text)) and _is_plain_heading(text)


def in_title_case(text: str) -> bool:
    """Whether nearly all longer words of `text` are capitalised, as only headlines have it."""
    longer = [word for word in text.split() if len(word) >= TITLE_WORD_CHARS]
    capitals = sum(not word.lstrip("'\"“‘(")[:1].islower() for word in longer)
    return len(longer) > 1 and capitals >= TITLE_CASE_SHARE * len(longer)


def unquoted(text: str) -> str:
    """Return `text` without the one pair of quotation marks around the whole of it, if so."""
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1]:  # noqa: PLR2004
        inner = text[1:-1].strip()
        if inner and not _INNER_QUOTE.search(inner):
            return inner
    return text


def likeness(text: str) -> str:
    """Return the letters and digits of `text` alone, to compare two printings of one headline."""
    return _UNLIKE.sub("", text.casefold()) or text.strip("> ")


def _is_plain_heading(text: str) -> bool:
    return (
        _OPENS_HEADING.match(text) is not None
        and not text[0].islower()
        and _LETTERS.search(text) is not None
        and not _NOT_IN_HEADING.search(text)
        and not LIST_MARK.match(text)
        and not is_date_line(text)
        and not is_place_opening(text)
        and not is_caption(text)
    )
