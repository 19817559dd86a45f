"""Classify English copy into a top Media Topic from its words and word pairs.

The headline and the body are scored apart and count alike, so that a long body does not drown its
headline. Must not: look at more than one article at a time for an answer, or use BLAS: sums are of
integers, hence exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.section.features import Counts, count
from copydesk.enrich.section.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.section.model import Classifier, SectionInput

__all__ = [
    "HEADLINE_WORDS_MAX",
    "Guess",
    "chances",
    "classify",
    "contributions",
    "logits",
    "probabilities",
]

HEADLINE_WORDS_MAX = 40
_CHUNK = 32
"""Articles scored at once: faster than one by one, and a few megabytes of scratch space."""

_KNOWN_MIN = 3
"""Known features without which there is nothing to go by."""

_SHORT = 30
"""Known features of a short item: a headline and a summary."""

_SMALLEST = 1e-6
"""How near to 0 or 1 a chance may be for its odds to be taken."""

_PROSE_WORDS_MIN = 25
_GRAMMAR_SHARE_MIN = 0.10
_GRAMMAR = frozenset(
    b"the of and to that for with was were is are has have had been from by which their"
    b" they its on at as but who it he she"
    b" we you this be not said would after about".split(),
)
"""English grammar: a fourth of any English prose, hardly any of a table or of other languages."""

Guess = tuple[int, float] | None
"""A class number and its probability; None when there is too little English prose to go by."""


def classify(model: Classifier, articles: Sequence[SectionInput]) -> list[Guess]:
    """Return the likeliest class of each article; the threshold is the caller's.

    An article's answer is the same in any company.
    """
    return [
        None if row is None else (int(row.argmax()), float(row.max()))
        for row in chances(model, articles)
    ]


def chances(
    model: Classifier, articles: Sequence[SectionInput], among: Sequence[int] | None = None
) -> list[NDArray[np.float64] | None]:
    """Return each article's probability of every class; None with too little English to go by.

    among: the only classes that count, where a source is known to have no others.
    """
    found: list[NDArray[np.float64] | None] = []
    barred = np.zeros(len(model.codes))
    if among is not None:
        barred[:] = -np.inf
        barred[list(among)] = 0.0
    for start in range(0, len(articles), _CHUNK):
        chunk = articles[start : start + _CHUNK]
        heads = [tokens(article.headline or "", HEADLINE_WORDS_MAX) for article in chunk]
        bodies = [tokens(article.text) for article in chunk]
        scores, known = logits(model, heads, bodies)
        likely = probabilities(model, scores + barred, known)
        for row, (head, body) in enumerate(zip(heads, bodies, strict=True)):
            is_readable = known[row] >= _KNOWN_MIN and _is_english_prose(head + body)
            found.append(likely[row] if is_readable else None)
    return found


def logits(
    model: Classifier, heads: Sequence[list[bytes]], bodies: Sequence[list[bytes]]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return (articles, classes) raw scores and each article's number of known features."""
    size = len(heads)
    if not size:
        return np.zeros((0, len(model.codes))), np.zeros(0, dtype=np.int64)
    counts = count(model.vocabulary, [*heads, *bodies], size)
    sums, squares = _sums(model, counts, 2 * size)
    part = sums / _lengths(squares)[:, None]
    parts = _parts(squares[:size], squares[size:])
    scores = (part[:size] + part[size:]) / parts[:, None] * model.scale + model.bias
    own = counts.feature < len(model.vocabulary.rarity)
    known = np.bincount(counts.text[own] % size, minlength=size)
    return scores, known.astype(np.int64)


def contributions(
    model: Classifier, head: list[bytes], body: list[bytes]
) -> tuple[list[str], NDArray[np.float64]]:
    """Return the known words and pairs of one article, and (words, classes) what each adds.

    A feature of headline and body, or of both kinds, is one word with the sum of what it adds.
    """
    counts = count(model.vocabulary, [head, body], 1)
    _, squares = _sums(model, counts, 2)
    scale = model.scale / (_lengths(squares) * _parts(squares[:1], squares[1:]))
    adds = model.weights[counts.feature] * (counts.value * scale[counts.text])[:, None]
    names = _names(model, [head, body])
    texts = sorted({names[feature] for feature in counts.feature.tolist()})
    number = {text: at for at, text in enumerate(texts)}
    total = np.zeros((len(texts), len(model.codes)))
    rows = np.array([number[names[one]] for one in counts.feature.tolist()], dtype=np.int64)
    np.add.at(total, rows, adds)
    return texts, total


def probabilities(
    model: Classifier, scores: NDArray[np.float64], known: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return calibrated probabilities, (articles, classes); known: each one's known features.

    The best class has the chance that it is right: a temperature alone cannot tell it, since short
    items are filed otherwise than they read more often than their words are unsure. The others
    share what is left, and none comes up to the best.
    """
    soft = (scores - scores.max(axis=1, keepdims=True)) / model.softness
    likely = np.exp(soft)
    likely /= likely.sum(axis=1, keepdims=True)
    best = np.clip(likely.max(axis=1, keepdims=True), _SMALLEST, 1.0 - _SMALLEST)
    offset, slope, by_length = model.certainty
    length = np.log(np.maximum(known, 1) / _SHORT)[:, None]
    odds = offset + slope * np.log(best / (1.0 - best)) + by_length * length
    right = 1.0 / (1.0 + np.exp(-odds))
    others = np.minimum(likely * (1.0 - right) / (1.0 - best), np.nextafter(right, 0.0))
    return np.asarray(np.where(soft == 0.0, right, others))


def _lengths(squares: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.maximum(np.sqrt(squares.astype(np.float64)), 1.0)


def _parts(heads: NDArray[np.int64], bodies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the length of headline and body together, each of length 1 where it is there."""
    return np.sqrt(np.maximum((heads > 0).astype(np.float64) + (bodies > 0), 1.0))


def _names(model: Classifier, texts: Sequence[list[bytes]]) -> dict[int, str]:
    """Return the words of each feature that the texts have, as they are first written there."""
    names: dict[int, str] = {}
    vocabulary = model.vocabulary
    known = [[word for word in words if len(count(vocabulary, [[word]]).text)] for words in texts]
    singles = [[word] for words in known for word in words]
    pairs = [words[at : at + 2] for words in known for at in range(len(words) - 1)]
    for part in (*singles, *pairs):
        for feature in count(vocabulary, [part], 1).feature.tolist():
            names.setdefault(feature, b" ".join(part).decode())
    return names


def _sums(
    model: Classifier, counts: Counts, texts: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each text's summed weights (texts, classes) and its squared length.

    Headline features add to the sums alone: their words are in the length already.
    """
    sums = np.zeros((texts, len(model.codes)), dtype=np.int64)
    squares = np.zeros(texts, dtype=np.int64)
    if len(counts.text):
        starts = np.flatnonzero(np.diff(counts.text, prepend=-1))
        value = counts.value.astype(np.int64)
        owners = counts.text[starts]
        sums[owners] = np.add.reduceat(
            model.weights[counts.feature] * value[:, None], starts, axis=0
        )
        rarity = model.vocabulary.rarity
        is_own = counts.feature < len(rarity)
        rare = np.where(is_own, rarity[np.minimum(counts.feature, len(rarity) - 1)], 0)
        squares[owners] = np.add.reduceat((value * rare) ** 2, starts)
    return sums, squares


def _is_english_prose(words: list[bytes]) -> bool:
    """Return whether enough of `words` is English grammar; too few words to tell count as prose."""
    if len(words) < _PROSE_WORDS_MIN:
        return True
    return sum(word in _GRAMMAR for word in words) >= _GRAMMAR_SHARE_MIN * len(words)
