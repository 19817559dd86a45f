"""Count the model's words and word pairs in texts, many texts at once, each as if it were alone.

Must not: use floating point before the counts are final: counts are integers, so no order of
summing and no neighbour in the chunk can change an article's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from copydesk.enrich.section.words import word_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RARITY_ONE", "STEM_BITS", "TF_ONE", "Counts", "Vocabulary", "count"]

_Keys = NDArray[np.uint32] | NDArray[np.uint64]

STEM_BITS = 20
"""Bits of a stem number inside a pair's key."""

RARITY_ONE = 16
"""Fixed-point value of a rarity of one."""

TF_ONE = 8
"""Fixed-point value of a feature seen once."""

_TF_MAX = 64
_TF = np.rint(TF_ONE * (1.0 + np.log(np.maximum(np.arange(_TF_MAX + 1), 1.0)))).astype(np.int32)
"""Sublinear term frequency by count: said ten times, a word weighs as three said once."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features a model knows.

    words: ascending CRC-32 of each known word; stems: each word's stem number, aligned with words.
    pairs: ascending keys, `stem << STEM_BITS | stem of the next known word`.
    headline: each word's place among the headline features, aligned with words, -1 for none: a word
    means more in a headline than in a body. rarity: weight of each word and pair in a text's
    length, in steps of 1 / RARITY_ONE (inverse document frequency).
    Feature numbers: words first, then pairs, then headline features.
    """

    words: NDArray[np.uint32]
    stems: NDArray[np.uint32]
    pairs: NDArray[np.uint64]
    headline: NDArray[np.int32]
    rarity: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Counts:
    """Features of several texts, in text order and then in feature order.

    text, feature: int64 numbers; value: int32 fixed-point term frequencies (TF_ONE is one
    occurrence).
    """

    text: NDArray[np.int64]
    feature: NDArray[np.int64]
    value: NDArray[np.int32]


def count(vocabulary: Vocabulary, texts: Sequence[list[bytes]], headlines: int = 0) -> Counts:
    """Return the known features of each tokenised text; pairs skip unknown words between.

    headlines: how many of the texts, the first ones, are headlines.
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    keys = word_keys([word for words in texts for word in words])
    found, word = _find(vocabulary.words, keys)
    owner, word = owner[found], word[found]
    stem = vocabulary.stems[word].astype(np.uint64)
    pair_keys = (stem[:-1] << np.uint64(STEM_BITS)) | stem[1:]
    pair_found, pair = _find(vocabulary.pairs, pair_keys)
    pair_found &= owner[:-1] == owner[1:]
    known = len(vocabulary.words) + len(vocabulary.pairs)
    size = known + len(vocabulary.words)
    top = vocabulary.headline[word]
    is_top = (owner < headlines) & (top >= 0)
    joined = np.concatenate(
        (
            owner * size + word,
            owner[:-1][pair_found] * size + len(vocabulary.words) + pair[pair_found],
            owner[is_top] * size + known + top[is_top],
        )
    )
    unique, times = np.unique(joined, return_counts=True)
    return Counts(unique // size, unique % size, _TF[np.minimum(times, _TF_MAX)])


def _find(table: _Keys, keys: _Keys) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return where each key stands in the ascending `table`, and whether it is there at all."""
    if not len(table):
        return np.zeros(len(keys), dtype=np.bool_), np.zeros(len(keys), dtype=np.int64)
    place = np.minimum(np.searchsorted(table, keys), len(table) - 1).astype(np.int64)
    return table[place] == keys, place
