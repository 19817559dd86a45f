"""Number the distinct words of all texts, with what is known of each and its summed weights.

Most of what decides a label depends on one word alone, and most words come again: each is computed
once. A bounded cache; it never changes a result.
Must not: see a text, or know where a word stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.features import (
    ATTRIBUTES,
    GAZETTEER,
    PAD,
    USAGE,
    WINDOW,
    CaseClass,
    attributes,
    static_rows,
)
from copydesk.enrich.entities.tokens import bare, flags_of
from copydesk.enrich.entities.viterbi import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.entities.model import EntityModel

__all__ = ["WordTable"]

_TYPES_MAX = 1 << 15
"""Distinct words kept between calls, about 16 MB; a new word costs 10 us."""
_ROOM = 1 << 12
"""Rows that a table begins with."""


class WordTable:
    """Distinct words, numbered, with what is known of each; 0 is the pad.

    Columns have room to grow, so that a new word costs its own row and no copy of the others.
    """

    def __init__(self, model: EntityModel) -> None:
        """Start with the pad alone."""
        self._model = model
        self._numbers: dict[tuple[str, int], int] = {}
        self._pieces: dict[str, int] = {}
        self.words: list[str] = []
        self._reset()

    def prepare(self) -> None:
        """Forget everything past the bound; call before numbering a chunk, never within."""
        if len(self.words) > _TYPES_MAX:
            self._reset()

    def numbers(self, parts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The number of each piece's token as it reads in an ordinary sentence, and its blanks.

        blanks: 1 where the piece ends with the blank after its token, else 0.
        """
        known = self._pieces
        out = np.array([known.get(part, -1) for part in parts], dtype=np.int64)
        if len(out) and out.min() < 0:
            fresh = list(dict.fromkeys(parts[at] for at in np.flatnonzero(out < 0).tolist()))
            tokens = [bare(part) for part in fresh]
            numbers = self.recased(tokens, [CaseClass.NORMAL] * len(fresh)).tolist()
            for part, token, number in zip(fresh, tokens, numbers, strict=True):
                known[part] = 2 * number + (len(part) - len(token))
            out = np.array([known[part] for part in parts], dtype=np.int64)
        return out >> 1, out & 1

    def recased(self, parts: Sequence[str], cases: Sequence[CaseClass]) -> NDArray[np.int64]:
        """The number of each word in a sentence of the given case class."""
        keys = list(zip(parts, cases, strict=True))
        fresh = [key for key in dict.fromkeys(keys) if key not in self._numbers]
        if fresh:
            self._add(fresh)
        return np.array([self._numbers[key] for key in keys], dtype=np.int64)

    def flags(self) -> NDArray[np.int32]:
        """`Flag` bits by number."""
        return self._flags

    def lengths(self) -> NDArray[np.int64]:
        """Code points by number."""
        return self._lengths

    def attribute_columns(self) -> NDArray[np.uint32]:
        """Attributes by number, shape (ATTRIBUTES, numbers or more)."""
        return self._attributes

    def word_facts(
        self, numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Gazetteer bits and usage of the words of those numbers."""
        return self._attributes[GAZETTEER].take(numbers), self._attributes[USAGE].take(numbers)

    def static(self, distance: int) -> NDArray[np.int16]:
        """Summed weights by number, for a word `distance` tokens from the one scored."""
        return self._static[distance + WINDOW]

    def _reset(self) -> None:
        self._numbers.clear()
        self._pieces.clear()
        self.words.clear()
        self._flags = np.zeros(_ROOM, dtype=np.int32)
        self._lengths = np.zeros(_ROOM, dtype=np.int64)
        self._attributes = np.zeros((ATTRIBUTES, _ROOM), dtype=np.uint32)
        self._static = [
            np.zeros((_ROOM, len(LABELS)), dtype=np.int16) for _ in range(2 * WINDOW + 1)
        ]
        self._add([(PAD, CaseClass.NORMAL)])

    def _add(self, keys: Sequence[tuple[str, CaseClass]]) -> None:
        """Number new words and compute their rows."""
        model = self._model
        first = len(self.words)
        end = first + len(keys)
        self._numbers.update(zip(keys, range(first, end), strict=True))
        words = [part for part, _ in keys]
        self.words += words
        self._make_room(end)
        rows = attributes(words, [case for _, case in keys], model.lexicon)
        self._attributes[:, first:end] = rows.T
        self._flags[first:end] = [flags_of(word) if word else 0 for word in words]
        self._lengths[first:end] = [len(word) for word in words]
        mask = len(model.weights) - 1
        for place, known in enumerate(self._static):
            slots = static_rows(rows, place - WINDOW, mask)
            known[first:end] = model.weights[slots].sum(axis=1, dtype=np.int16)

    def _make_room(self, count: int) -> None:
        """Double the columns until they hold `count` numbers."""
        room = len(self._flags)
        if count <= room:
            return
        more = max(room, count - room)
        self._flags = np.append(self._flags, np.zeros(more, dtype=np.int32))
        self._lengths = np.append(self._lengths, np.zeros(more, dtype=np.int64))
        self._attributes = np.pad(self._attributes, ((0, 0), (0, more)))
        self._static = [np.pad(known, ((0, more), (0, 0))) for known in self._static]
