"""Recognise a large city in capitals with one slip of the finger: WASINGTON, ALTANTA, PHILADEPHIA.

Must not: be asked about words without a day beside them: almost any word is one letter from some
city.
"""

from __future__ import annotations

from itertools import chain
from string import ascii_uppercase
from typing import TYPE_CHECKING

from copydesk.enrich.dateline.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.enrich.dateline.names import PlaceNames

__all__ = ["nearly_a_large_city"]

LETTERS_MIN, LETTERS_MAX = 5, 24


def nearly_a_large_city(name: str, names: PlaceNames) -> bool:
    """Tell whether one letter lacking, too many, wrong or swapped makes `name` of a large city."""
    key = fold(name)
    if not LETTERS_MIN <= len(key) <= LETTERS_MAX or not key.isascii():
        return False
    return any(mark in "xl" for near in _one_slip_away(key) for mark in names.marks(near))


def _one_slip_away(key: str) -> Iterator[str]:
    cuts = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    return chain(
        (left + right[1:] for left, right in cuts if right),
        (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        (left + char + right[1:] for left, right in cuts if right for char in ascii_uppercase),
        (left + char + right for left, right in cuts for char in ascii_uppercase),
    )
