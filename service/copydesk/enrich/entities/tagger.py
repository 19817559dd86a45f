"""Label the tokens of many articles at once with a structured perceptron over hashed features.

The weights of everything that depends on one word alone are summed once per distinct word and kept;
only what depends on
several words is looked up for each token.
Must not: do I/O, use floating point in scoring, or let one article's tokens touch another's scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities import viterbi
from copydesk.enrich.entities.features import (
    ATTRIBUTES,
    GAZETTEER,
    PAD,
    USAGE,
    WINDOW,
    CaseClass,
    attributes,
    context_rows,
    static_rows,
)
from copydesk.enrich.entities.tokens import (
    SENTENCE_TOKENS_MAX,
    Flag,
    flags_of,
    pieces,
    sentence_starts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.entities.model import EntityModel

__all__ = ["Layout", "Tagged", "Tagger", "TypeTable", "sentence_cases"]

_TYPES_MAX = 1 << 16
"""Distinct words kept between calls, about 20 MB."""
_BATCH_TOKENS = 1 << 14
_TITLE_WORDS_MIN = 3
_TITLE_TENTHS = 8
_UPPER_TENTHS = 7


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tokens of one article, columns of one length.

    start, end: code points; label: rows of viterbi.LABELS; margin: int32, in weight units; opens:
    begins a sentence;
    case: the CaseClass of its sentence; block: the number of its block; gazetteer, usage: what the
    lexicon says of the word.
    """

    words: list[str]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    label: NDArray[np.int8]
    margin: NDArray[np.int32]
    opens: NDArray[np.bool_]
    case: NDArray[np.int8]
    block: NDArray[np.int64]
    gazetteer: NDArray[np.uint32]
    usage: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Layout:
    """Tokens with pads between sentences: the padded column, and each token's row in it."""

    types: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]


class TypeTable:
    """Distinct words, numbered, with what is known of each; 0 is the pad."""

    def __init__(self, model: EntityModel) -> None:
        """Start with the pad alone."""
        self._model = model
        self._numbers: dict[tuple[str, int], int] = {}
        self._plain: dict[str, int] = {}
        self._reset()

    def prepare(self) -> None:
        """Forget everything past the bound; call before numbering a chunk, never within."""
        if len(self._numbers) > _TYPES_MAX:
            self._reset()

    def numbers(self, parts: Sequence[str]) -> NDArray[np.int64]:
        """The number of each part as it reads in an ordinary sentence."""
        plain = self._plain
        found = [plain.get(part, -1) for part in parts]
        out = np.array(found, dtype=np.int64)
        if len(out) and out.min() < 0:
            fresh = dict.fromkeys(parts[place] for place in np.flatnonzero(out < 0).tolist())
            plain.update(
                zip(fresh, self._add([(part, CaseClass.NORMAL) for part in fresh]), strict=True)
            )
            out = np.array([plain[part] for part in parts], dtype=np.int64)
        return out

    def recased(self, parts: Sequence[str], cases: Sequence[CaseClass]) -> NDArray[np.int64]:
        """The number of each part in a sentence of the given case class."""
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

    def attribute_rows(self) -> NDArray[np.uint32]:
        """Attribute rows by number."""
        return self._attributes

    def word_facts(
        self, numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Gazetteer bits and usage of the words of those numbers."""
        return self._attributes[numbers, GAZETTEER], self._attributes[numbers, USAGE]

    def static(self, distance: int) -> NDArray[np.int16]:
        """Summed weights by number, for a word `distance` tokens from the one scored."""
        return self._static[distance + WINDOW]

    def _reset(self) -> None:
        self._numbers.clear()
        self._plain.clear()
        self._flags = np.zeros(0, dtype=np.int32)
        self._lengths = np.zeros(0, dtype=np.int64)
        self._attributes = np.zeros((0, ATTRIBUTES), dtype=np.uint32)
        self._static = [
            np.zeros((0, len(viterbi.LABELS)), dtype=np.int16) for _ in range(2 * WINDOW + 1)
        ]
        self._add([(PAD, CaseClass.NORMAL)])

    def _add(self, keys: Sequence[tuple[str, CaseClass]]) -> list[int]:
        """Number new words and compute their rows."""
        model = self._model
        first = len(self._flags)
        numbers = list(range(first, first + len(keys)))
        self._numbers.update(zip(keys, numbers, strict=True))
        words = [part for part, _ in keys]
        rows = attributes(words, [case for _, case in keys], model.lexicon)
        self._attributes = np.concatenate((self._attributes, rows))
        self._flags = np.append(
            self._flags, np.array([flags_of(word) if word else 0 for word in words], dtype=np.int32)
        )
        self._lengths = np.append(
            self._lengths, np.array([len(word) for word in words], dtype=np.int64)
        )
        mask = len(model.weights) - 1
        for place, known in enumerate(self._static):
            slots = static_rows(rows, place - WINDOW, mask)
            summed = model.weights[slots].sum(axis=1, dtype=np.int16)
            self._static[place] = np.concatenate((known, summed))
        return numbers


class Tagger:
    """Tags texts cut into blocks, or sentences already cut into tokens."""

    def __init__(self, model: EntityModel) -> None:
        """`model` is used as it is and never written to."""
        self._model = model
        self._types = TypeTable(model)

    def tag_articles(
        self, articles: Sequence[tuple[str, Sequence[tuple[int, int]]]]
    ) -> list[Tagged]:
        """Tag (text, block spans) pairs; blocks are in order and do not overlap."""
        self._types.prepare()
        parts: list[str] = []
        base: list[int] = []  # per block: where it starts in its text
        sizes: list[int] = []
        blocks_of: list[int] = []
        for text, blocks in articles:
            for start, end in blocks:
                cut = pieces(text[start:end])
                parts += cut
                base.append(start)
                sizes.append(len(cut))
            blocks_of.append(len(blocks))
        return self._tag_parts(
            parts, np.array(base, dtype=np.int64), np.array(sizes, dtype=np.int64), blocks_of
        )

    def tag_sentences(
        self, sentences: Sequence[Sequence[str]]
    ) -> list[tuple[list[int], list[int]]]:
        """Labels and margins of tokens taken as they are, a pair of lists for each sentence."""
        self._types.prepare()
        words = [word for sentence in sentences for word in sentence]
        numbers = self._types.numbers(words)
        opens = np.zeros(len(words), dtype=np.bool_)
        at = 0
        for sentence in sentences:
            opens[at : at + len(sentence)] = np.arange(len(sentence)) % SENTENCE_TOKENS_MAX == 0
            at += len(sentence)
        numbers, _ = self._cased(words, numbers, opens)
        labels, margins = self._labels(numbers, opens)
        out = []
        at = 0
        for sentence in sentences:
            end = at + len(sentence)
            out.append((labels[at:end].tolist(), margins[at:end].tolist()))
            at = end
        return out

    def _tag_parts(
        self,
        parts: list[str],
        base: NDArray[np.int64],
        sizes: NDArray[np.int64],
        blocks_of: list[int],
    ) -> list[Tagged]:
        """Tag pieces laid end to end, `sizes` to a block and `blocks_of` blocks to an article."""
        numbers = self._types.numbers(parts)
        flags = self._types.flags()[numbers]
        block = np.repeat(np.arange(len(sizes)), sizes)
        end = np.cumsum(self._types.lengths()[numbers])
        first_piece = np.cumsum(sizes) - sizes
        before = np.append(0, end)[first_piece]  # length of all that stands before each block
        end = end - before[block] + base[block]
        kept = np.flatnonzero((flags & Flag.SPACE) == 0)
        spaced = np.ones(len(kept), dtype=np.bool_)
        spaced[1:] = np.diff(kept) > 1
        block_kept = block[kept]
        opens = np.ones(len(kept), dtype=np.bool_)
        opens[1:] = np.diff(block_kept) > 0
        broken = np.append(0, np.cumsum((flags & Flag.BREAK) != 0))[kept]
        opens[1:] |= np.diff(broken) > 0
        opens = sentence_starts(flags[kept], spaced, opens)
        words = [parts[place] for place in kept.tolist()]
        cased, case = self._cased(words, numbers[kept], opens)
        labels, margins = self._labels(cased, opens)
        ends = end[kept]
        begins = ends - self._types.lengths()[numbers[kept]]
        bounds = np.searchsorted(block_kept, np.cumsum([0, *blocks_of]))
        gazetteer, usage = self._types.word_facts(numbers[kept])
        return [
            Tagged(
                words=words[low:high],
                start=begins[low:high],
                end=ends[low:high],
                label=labels[low:high],
                margin=margins[low:high],
                opens=opens[low:high],
                case=case[low:high],
                block=block_kept[low:high],
                gazetteer=gazetteer[low:high],
                usage=usage[low:high],
            )
            for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        ]

    def _cased(
        self, words: list[str], numbers: NDArray[np.int64], opens: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        """Number the words of Title Case and ALL CAPS sentences anew; also each token's class."""
        case = sentence_cases(self._types.flags()[numbers], opens)
        odd = np.flatnonzero(case)
        if len(odd):
            numbers = numbers.copy()
            places = odd.tolist()
            numbers[odd] = self._types.recased(
                [words[place] for place in places],
                [CaseClass(int(case[place])) for place in places],
            )
        return numbers, case

    def _labels(
        self, numbers: NDArray[np.int64], opens: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
        """Labels and margins of tokens, in batches that end with a sentence."""
        labels = np.zeros(len(numbers), dtype=np.int8)
        margins = np.zeros(len(numbers), dtype=np.int32)
        firsts = np.flatnonzero(opens)
        low = 0
        while low < len(firsts):
            limit = firsts[low] + _BATCH_TOKENS
            high = max(int(np.searchsorted(firsts, limit, side="right")) - 1, low + 1)
            if firsts[-1] < limit and len(numbers) <= limit:
                high = len(firsts)
            begin = int(firsts[low])
            end = int(firsts[high]) if high < len(firsts) else len(numbers)
            layout = padded(numbers[begin:end], opens[begin:end])
            found, margin = viterbi.decode(
                self._scores(layout), self._model.transitions, layout.starts, layout.lengths
            )
            labels[begin:end] = found[layout.rows]
            margins[begin:end] = margin[layout.rows]
            low = high
        return labels, margins

    def _scores(self, layout: Layout) -> NDArray[np.int32]:
        """The score of each label for each padded token."""
        table = self._types
        types = layout.types
        scores = table.static(0).take(types, axis=0)
        for distance in (-2, -1, 1, 2):
            seen = table.static(distance).take(types, axis=0)
            if distance > 0:
                scores[:-distance] += seen[distance:]
            else:
                scores[-distance:] += seen[:distance]
        attribute_rows = table.attribute_rows()
        phrases = self._model.lexicon.phrase_bits(attribute_rows[:, 0].take(types))
        weights = self._model.weights
        for rows in context_rows(attribute_rows, types, phrases, len(weights) - 1):
            scores += weights.take(rows, axis=0)
        return scores.astype(np.int32)


def padded(numbers: NDArray[np.int64], opens: NDArray[np.bool_]) -> Layout:
    """Put WINDOW pads before every sentence and after the last."""
    sentence = np.cumsum(opens)
    rows = np.arange(len(numbers)) + WINDOW * sentence
    types = np.zeros(
        len(numbers) + WINDOW * (int(sentence[-1]) + 1 if len(sentence) else 1), dtype=np.int64
    )
    types[rows] = numbers
    firsts = np.flatnonzero(opens)
    lengths = np.diff(np.append(firsts, len(numbers)))
    return Layout(types=types, rows=rows, starts=rows[firsts], lengths=lengths)


def sentence_cases(flags: NDArray[np.int32], opens: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The CaseClass of each token's sentence.

    TITLE: most long words begin with a capital; UPPER: most words are capitals.
    """
    if len(flags) == 0:
        return np.zeros(0, dtype=np.int8)
    firsts = np.flatnonzero(opens)
    word = (flags & Flag.WORD) != 0
    long = (flags & Flag.LONG) != 0
    words = np.add.reduceat(word.astype(np.int64), firsts)
    longs = np.add.reduceat(long.astype(np.int64), firsts)
    upper = np.add.reduceat((word & ((flags & Flag.UPPER) != 0)).astype(np.int64), firsts)
    capital = np.add.reduceat((long & ((flags & Flag.CAPITAL) != 0)).astype(np.int64), firsts)
    shouted = (words >= _TITLE_WORDS_MIN) & (upper * 10 >= words * _UPPER_TENTHS)
    titled = (longs >= _TITLE_WORDS_MIN) & (capital * 10 >= longs * _TITLE_TENTHS)
    case = np.where(
        shouted, int(CaseClass.UPPER), np.where(titled, int(CaseClass.TITLE), 0)
    ).astype(np.int8)
    out: NDArray[np.int8] = case[np.cumsum(opens) - 1]
    return out
