"""Label the tokens of many articles at once with a structured perceptron over hashed features.

The weights of everything that depends on one word alone are summed once per distinct word and kept;
only what depends on
several words is looked up for each token.
Must not: do I/O, use floating point in scoring, or let one article's tokens touch another's scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from copydesk.enrich.entities import viterbi
from copydesk.enrich.entities.features import WINDOW, CaseClass, context_rows
from copydesk.enrich.entities.tokens import SENTENCE_TOKENS_MAX, Flag, pieces, sentence_starts
from copydesk.enrich.entities.word_table import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.entities.model import EntityModel

Score = TypeVar("Score", np.int16, np.int32)

__all__ = ["Layout", "Tagged", "Tagger", "sentence_cases"]

_BATCH_TOKENS = 1 << 15
_SCORED_AT_ONCE = 1 << 10
"""Rows whose joined features are looked up together: their weights stay in the cache."""
# Leads of 'no name' from which a token is not looked at any more; the card says what they cost.
_CAPITAL_LEAD = 1000
_BESIDE_LEAD = 500
_SETTLED_LEAD = 800
_TITLE_WORDS_MIN = 3
_TITLE_TENTHS = 8
_UPPER_TENTHS = 7


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tokens of one article, columns of one length.

    start, end: code points; label: rows of viterbi.LABELS; margin: int32, in weight units; opens:
    begins a sentence;
    case: the CaseClass of its sentence; block: the number of its block; gazetteer, usage: what the
    lexicon says of the word; capital: it is written as a name may
    be.
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
    capital: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Layout:
    """Tokens with pads between sentences: the padded column, and each token's row in it."""

    types: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]


class Tagger:
    """Tags texts cut into blocks, or sentences already cut into tokens."""

    def __init__(self, model: EntityModel) -> None:
        """`model` is used as it is and never written to."""
        self._model = model
        self._types = WordTable(model)

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
        numbers, _ = self._types.numbers(words)
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
        numbers, blanks = self._types.numbers(parts)
        flags = self._types.flags().take(numbers)
        block = np.repeat(np.arange(len(sizes)), sizes)
        lengths = self._types.lengths().take(numbers)
        sizes_of = lengths + blanks
        end = np.cumsum(sizes_of)
        first_piece = np.cumsum(sizes) - sizes
        before = np.append(0, end)[first_piece]  # length of all that stands before each block
        end = end - before[block] + base[block]
        kept = np.flatnonzero((flags & Flag.SPACE) == 0)
        begins = end[kept] - sizes_of[kept]
        ends = begins + lengths[kept]
        spaced = np.ones(len(kept), dtype=np.bool_)
        spaced[1:] = begins[1:] != ends[:-1]
        block_kept = block[kept]
        opens = np.ones(len(kept), dtype=np.bool_)
        opens[1:] = np.diff(block_kept) > 0
        broken = np.append(0, np.cumsum((flags & Flag.BREAK) != 0))[kept]
        opens[1:] |= np.diff(broken) > 0
        opens = sentence_starts(flags[kept], spaced, opens)
        names = self._types.words
        words = [names[number] for number in numbers[kept].tolist()]
        cased, case = self._cased(words, numbers[kept], opens)
        labels, margins = self._labels(cased, opens)
        bounds = np.searchsorted(block_kept, np.cumsum([0, *blocks_of]))
        gazetteer, usage = self._types.word_facts(numbers[kept])
        capital = (flags[kept] & Flag.INITIAL) != 0
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
                capital=capital[low:high],
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
            found, margin = self._decoded(layout)
            labels[begin:end] = found[layout.rows]
            margins[begin:end] = margin[layout.rows]
            low = high
        return labels, margins

    def _decoded(self, layout: Layout) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
        """Labels and margins of padded tokens.

        What the words alone say settles three tokens of four as no name. The others are scored by
        all features, which settles most of them too; the rest are decoded in their runs, as if
        between two tokens outside every name.
        """
        scores = self._word_scores(layout.types)
        doubtful = self._doubtful(layout, _lead(scores))
        full = self._all_scores(scores, layout.types, doubtful)
        unsettled = np.flatnonzero(_lead(full) < _SETTLED_LEAD)
        rows = doubtful[unsettled]
        firsts = np.flatnonzero(np.diff(rows, prepend=-2) > 1)
        lengths = np.diff(np.append(firsts, len(rows)))
        edge = np.zeros(len(scores), dtype=np.bool_)
        edge[layout.starts] = True
        closing = np.zeros(len(scores), dtype=np.bool_)
        closing[layout.starts + layout.lengths - 1] = True
        runs = viterbi.Runs(
            firsts,
            lengths,
            edge[rows[firsts]],
            closing[rows[firsts + lengths - 1]],
        )
        found, margin = viterbi.decode(full[unsettled], self._model.transitions, runs)
        labels = np.zeros(len(scores), dtype=np.int8)
        margins = np.zeros(len(scores), dtype=np.int32)
        labels[rows] = found
        margins[rows] = margin
        return labels, margins

    def _doubtful(self, layout: Layout, lead: NDArray[np.int16]) -> NDArray[np.int64]:
        """The rows of tokens that may belong to a name, by the words alone.

        Words with a capital; what stands between two of them, two words at most, as in 'House of
        the People'; what stands beside one, unless clearly outside; what the words alone put into
        a name.
        """
        capital = (self._types.flags().take(layout.types) & Flag.INITIAL) != 0
        padded_capital = np.pad(capital, WINDOW)
        before, far_before = padded_capital[1:-3], padded_capital[:-4]
        after, far_after = padded_capital[3:-1], padded_capital[4:]
        between = (before & (after | far_after)) | (far_before & after)
        doubtful = (capital & (lead < _CAPITAL_LEAD)) | between | (lead < 0)
        doubtful |= (before | after) & (lead < _BESIDE_LEAD)
        inside = np.zeros_like(capital)
        inside[layout.rows] = True
        return np.flatnonzero(doubtful & inside)

    def _word_scores(self, types: NDArray[np.int64]) -> NDArray[np.int16]:
        """The score of each label for each padded token, by single words alone."""
        table = self._types
        scores = table.static(0).take(types, axis=0)
        for distance in (-2, -1, 1, 2):
            seen = table.static(distance).take(types, axis=0)
            if distance > 0:
                scores[:-distance] += seen[distance:]
            else:
                scores[-distance:] += seen[:distance]
        return scores

    def _all_scores(
        self, scores: NDArray[np.int16], types: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        """The scores of some rows with the joined features added."""
        columns = self._types.attribute_columns()
        phrases = self._model.lexicon.phrase_bits(columns[0].take(types))
        weights = self._model.weights
        out = scores.take(rows, axis=0).astype(np.int32)
        for first in range(0, len(rows), _SCORED_AT_ONCE):
            some = rows[first : first + _SCORED_AT_ONCE]
            slots = context_rows(columns, types, some, phrases, len(weights) - 1)
            out[first : first + len(some)] += weights.take(slots, axis=0).sum(
                axis=0, dtype=np.int16
            )
        return out


def _lead(scores: NDArray[Score]) -> NDArray[Score]:
    """How far 'no name' is ahead of the best other label."""
    ahead: NDArray[Score] = scores[:, viterbi.OUTSIDE] - scores[:, viterbi.OUTSIDE + 1 :].max(
        axis=1
    )
    return ahead


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

    TITLE: most long words begin with a capital and no full stop ends it, as one ends 'Ann Li works
    at Helion Labs in Oslo.'; UPPER: most words are capitals.
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
    lasts = np.append(firsts[1:], len(flags)) - 1
    titled = (
        ((flags[lasts] & Flag.PERIOD) == 0)
        & (longs >= _TITLE_WORDS_MIN)
        & (capital * 10 >= longs * _TITLE_TENTHS)
    )
    case = np.where(
        shouted, int(CaseClass.UPPER), np.where(titled, int(CaseClass.TITLE), 0)
    ).astype(np.int8)
    out: NDArray[np.int8] = case[np.cumsum(opens) - 1]
    return out
