"""Turn sentences into the perceptron's problem with the code that scores in service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.features import (
    CONTEXT_COUNT,
    STATIC_COUNT,
    WINDOW,
    CaseClass,
    context_rows,
    lexical_columns,
    static_rows,
)
from copydesk.enrich.entities.model import EntityModel
from copydesk.enrich.entities.tagger import padded, sentence_cases
from copydesk.enrich.entities.viterbi import LABELS
from copydesk.enrich.entities.word_table import WordTable
from training.entities.corpora import Sentence, retokenised
from training.entities.perceptron import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.entities.lexicon import Lexicon

__all__ = ["encode", "labels_of", "prepared"]


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(text.split())


_TITLE_PER_MILLE = 120
_UPPER_PER_MILLE = 60
_DATELINE_PER_MILLE = 40
_AGENCIES = ("AP", "Reuters", "AFP", "Xinhua", "dpa", "UPI", "")
_DASHES = ("-", "\u2014", "\u2013", "--")
_REGION_PER_CENT = 40
_PLACE_TOKENS_MAX = 3
_SMALL_WORDS = frozenset(
    _words("""
    a an the of in on at to for and or but by with from as is vs
""")
)


def prepared(sentences: Sequence[Sentence], *, splits_hyphens: bool, seed: int) -> list[Sentence]:
    """The sentences as the service cuts them, and copies in headline case and with datelines.

    Corpora that split hyphens keep every second sentence as it is: `copydesk evaluate` reads tokens
    as they come.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    out: list[Sentence] = []
    places = [
        sentence.tokens[start:end]
        for sentence in sentences
        for start, end, kind in sentence.spans
        if kind == "LOC" and end - start <= _PLACE_TOKENS_MAX
    ]
    for number, sentence in enumerate(sentences):
        recut = retokenised(sentence, splits_hyphens=splits_hyphens)
        chosen = recut if recut is not None and not (splits_hyphens and number % 2) else sentence
        out.append(chosen)
        draw = int(rng.integers(0, 1000))
        if draw < _TITLE_PER_MILLE:
            out.append(_as_headline(chosen))
        elif draw < _TITLE_PER_MILLE + _UPPER_PER_MILLE:
            out.append(Sentence(tuple(token.upper() for token in chosen.tokens), chosen.spans))
        elif draw >= 1000 - _DATELINE_PER_MILLE and places:
            out.append(_datelined(chosen, places, rng))
    return out


def _datelined(
    sentence: Sentence, places: Sequence[tuple[str, ...]], rng: np.random.Generator
) -> Sentence:
    """The sentence as a report's lede: 'PLACE, Region (Agency) - …'.

    The agency is left unmarked: it is no part of the story.
    """
    city = tuple(token.upper() for token in places[int(rng.integers(len(places)))])
    head = list(city)
    spans = [(0, len(city), "LOC")]
    if int(rng.integers(100)) < _REGION_PER_CENT:
        region = places[int(rng.integers(len(places)))]
        spans.append((len(head) + 1, len(head) + 1 + len(region), "LOC"))
        head += [",", *region]
    agency = _AGENCIES[int(rng.integers(len(_AGENCIES)))]
    if agency:
        head += ["(", agency, ")"]
    head.append(_DASHES[int(rng.integers(len(_DASHES)))])
    moved = [(start + len(head), end + len(head), kind) for start, end, kind in sentence.spans]
    return Sentence((*head, *sentence.tokens), (*spans, *moved))


def encode(sentences: Sequence[Sentence], lexicon: Lexicon, rows: int) -> Problem:
    """Feature rows and gold labels of all tokens."""
    count = len(LABELS)
    blank = EntityModel(
        np.zeros((rows, count), dtype=np.int8),
        np.zeros((count, count), dtype=np.int32),
        lexicon,
        (),
        "training",
    )
    table = WordTable(blank)
    words = [token for sentence in sentences for token in sentence.tokens]
    lengths = np.array([len(sentence.tokens) for sentence in sentences], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    opens = np.zeros(len(words), dtype=np.bool_)
    opens[starts] = True
    numbers, _ = table.numbers(words)
    case = sentence_cases(table.flags()[numbers], opens)
    odd = np.flatnonzero(case)
    places = odd.tolist()
    numbers[odd] = table.recased(
        [words[p] for p in places], [CaseClass(int(case[p])) for p in places]
    )
    layout = padded(numbers, opens)
    slots = np.empty((len(words), STATIC_COUNT + CONTEXT_COUNT), dtype=np.uint32)
    columns = table.attribute_columns()
    attribute_rows = columns.T
    column = 0
    for distance in range(-WINDOW, WINDOW + 1):
        known = static_rows(attribute_rows, distance, rows - 1)
        slots[:, column : column + known.shape[1]] = known[layout.types[layout.rows + distance]]
        column += known.shape[1]
    phrases = lexicon.phrase_bits(columns[0].take(layout.types))
    slots[:, column:] = context_rows(columns, layout.types, layout.rows, phrases, rows - 1).T
    gold = np.array(
        [label for sentence in sentences for label in labels_of(sentence)], dtype=np.int8
    )
    return Problem(slots, lexical_columns(), gold, starts, lengths)


def labels_of(sentence: Sentence) -> list[int]:
    """BIOES label numbers of the sentence's tokens."""
    out = [0] * len(sentence.tokens)
    for start, end, kind in sentence.spans:
        if end - start == 1:
            out[start] = LABELS.index(f"S-{kind}")
            continue
        out[start] = LABELS.index(f"B-{kind}")
        out[start + 1 : end - 1] = [LABELS.index(f"I-{kind}")] * (end - start - 2)
        out[end - 1] = LABELS.index(f"E-{kind}")
    return out


def _as_headline(sentence: Sentence) -> Sentence:
    """The sentence in Title Case, without the stop that ends it."""
    tokens = sentence.tokens
    if (
        tokens[-1] == "."
        and len(tokens) > 1
        and all(end < len(tokens) for _, end, _ in sentence.spans)
    ):
        tokens = tokens[:-1]
    return Sentence(tuple(_titled(at, token) for at, token in enumerate(tokens)), sentence.spans)


def _titled(place: int, token: str) -> str:
    """The token as a headline writes it."""
    if place and token in _SMALL_WORDS:
        return token
    return token[:1].upper() + token[1:] if token[:1].isalpha() else token
