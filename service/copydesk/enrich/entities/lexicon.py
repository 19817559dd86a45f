"""What is known of words and phrases beforehand: clusters, usual case, gazetteer bits.

Words are stored as sorted 32-bit hashes, phrases as a Bloom filter, so that the tables load as
arrays and hold no text.
Must not: read files, or know about sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Lexicon", "WordFacts", "WordFlag", "chain", "phrase_probes"]

_T = TypeVar("_T", bound=np.generic)
_PROBE_FACTORS = (0x9E3779B1, 0xC2B2AE35)
_CHAIN = np.uint32(0x85EBCA6B)


class WordFlag(IntFlag):
    """Gazetteer bits of a lower-cased word."""

    GIVEN = 1
    SURNAME = 2
    COUNTRY = 4
    REGION = 8
    CITY = 16
    PLACE_PART = 32
    DEMONYM = 64
    ORG_HEAD = 128
    TITLE = 256
    CALENDAR = 512
    PLACE_HEAD = 1024
    COMPANY_END = 2048


@dataclass(frozen=True, slots=True)
class WordFacts:
    """One value a word, 0 = unknown; clusters for the word written small and with a capital.

    kinds: how often unlabelled news has it in persons', places' and bodies' names; role: the label
    it has there most often.
    """

    cluster_lower: NDArray[np.uint32]
    cluster_title: NDArray[np.uint32]
    usage: NDArray[np.uint8]
    flags: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    role: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables: `keys` are sorted hashes of lower-cased words, the facts stand in their order.

    phrases: a Bloom filter of 2^k bits, packed, over hash chains of two or three words.
    """

    keys: NDArray[np.uint32]
    facts_by_key: WordFacts
    phrases: NDArray[np.uint8]

    def facts(self, hashes: Sequence[int]) -> WordFacts:
        """The facts of lower-cased words given by their hashes."""
        wanted = np.array(hashes, dtype=np.uint32)
        if len(self.keys) == 0:
            place = np.zeros(len(wanted), dtype=np.int64)
            known = np.zeros(len(wanted), dtype=np.bool_)
        else:
            place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            known = self.keys[place] == wanted
        table = self.facts_by_key
        return WordFacts(
            cluster_lower=_where(known, table.cluster_lower, place),
            cluster_title=_where(known, table.cluster_title, place),
            usage=_where(known, table.usage, place),
            flags=_where(known, table.flags, place),
            kinds=_where(known, table.kinds, place),
            role=_where(known, table.role, place),
        )

    def phrase_bits(self, words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """What known place names of two and three words say of each token.

        words: hashes of the lower-cased tokens. Bits: 1 begins, 2 ends a pair; 4 begins, 8 inside,
        16 ends a triple.
        """
        bits = np.zeros(len(words), dtype=np.uint32)
        if len(words) < 2 or len(self.phrases) == 0:  # noqa: PLR2004 - a phrase has two words at least
            return bits
        pairs = _chain(words[:-1], words[1:])
        hit = self._holds(pairs)
        bits[:-1] |= hit
        bits[1:] |= hit * np.uint32(2)
        triple = self._holds(_chain(pairs[:-1], words[2:]))
        bits[:-2] |= triple * np.uint32(4)
        bits[1:-1] |= triple * np.uint32(8)
        bits[2:] |= triple * np.uint32(16)
        return bits

    def _holds(self, chains: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """1 where the filter holds a chain, else 0."""
        hit = np.ones(len(chains), dtype=np.uint32)
        for probe in phrase_probes(chains, len(self.phrases) * 8):
            hit &= (self.phrases[probe >> np.uint32(3)] >> (probe & np.uint32(7))) & 1
        return hit


def phrase_probes(chains: NDArray[np.uint32], size_bits: int) -> list[NDArray[np.uint32]]:
    """The bits that stand for each chain in a filter of `size_bits` (a power of two)."""
    out = []
    for factor in _PROBE_FACTORS:
        mixed = chains * np.uint32(factor)
        out.append((mixed ^ (mixed >> np.uint32(13))) & np.uint32(size_bits - 1))
    return out


def chain(hashes: Sequence[int]) -> int:
    """The hash chain of a phrase of two or more words."""
    value = np.array([hashes[0]], dtype=np.uint32)
    for word in hashes[1:]:
        value = _chain(value, np.array([word], dtype=np.uint32))
    return int(value[0])


def _chain(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Add a word to a chain."""
    mixed: NDArray[np.uint32] = (left ^ (left >> np.uint32(15))) * _CHAIN + right
    return mixed


def _where(known: NDArray[np.bool_], column: NDArray[_T], place: NDArray[np.int64]) -> NDArray[_T]:
    """The column's value where the word is known, else 0."""
    if len(column) == 0:
        return np.zeros(len(place), dtype=column.dtype)
    values = column[place]
    values[~known] = 0
    return values
