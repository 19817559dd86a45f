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

__all__ = ["HEADLINE_WORDS_MAX", "Guess", "chances", "classify", "logits", "probabilities"]

HEADLINE_WORDS_MAX = 40
_CHUNK = 32
"""Articles scored at once: faster than one by one, and a few megabytes of scratch space."""

_KNOWN_MIN = 3
"""Known features without which there is nothing to go by."""

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
    counts = count(model.vocabulary, [*heads, *bodies])
    sums, squares = _sums(model, counts, 2 * size)
    lengths = np.sqrt(squares.astype(np.float64))
    part = sums / np.maximum(lengths, 1.0)[:, None]
    present = (squares > 0).astype(np.float64)
    parts = np.maximum(present[:size] + present[size:], 1.0)
    scores = (part[:size] + part[size:]) / parts[:, None] * model.scale + model.bias
    known = np.bincount(counts.text % size, minlength=size) if size else np.zeros(0, dtype=np.int64)
    return scores, known.astype(np.int64)


def probabilities(
    model: Classifier, scores: NDArray[np.float64], known: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return calibrated probabilities, (articles, classes); `known` sets the temperature."""
    softening = np.exp(model.softness + model.softness_by_length * np.log(np.maximum(known, 1)))
    soft = scores / softening[:, None]
    likely = np.exp(soft - soft.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True))


def _sums(
    model: Classifier, counts: Counts, texts: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each text's summed weights (texts, classes) and summed squared term frequencies."""
    sums = np.zeros((texts, len(model.codes)), dtype=np.int64)
    squares = np.zeros(texts, dtype=np.int64)
    if len(counts.text):
        starts = np.flatnonzero(np.diff(counts.text, prepend=-1))
        value = counts.value.astype(np.int64)
        owners = counts.text[starts]
        sums[owners] = np.add.reduceat(
            model.weights[counts.feature] * value[:, None], starts, axis=0
        )
        squares[owners] = np.add.reduceat(value * value, starts)
    return sums, squares


def _is_english_prose(words: list[bytes]) -> bool:
    """Return whether enough of `words` is English grammar; too few words to tell count as prose."""
    if len(words) < _PROSE_WORDS_MIN:
        return True
    return sum(word in _GRAMMAR for word in words) >= _GRAMMAR_SHARE_MIN * len(words)
