"""Measure a fitted model: accuracy, coverage, calibration, and the sources it never saw.

Must not: change the model, except for the calibration and the threshold it proposes.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from copydesk.enrich.section.classify import HEADLINE_WORDS_MAX, logits, probabilities
from copydesk.enrich.section.words import tokens
from training.section.corpus import TOPS, clean, own_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.section.model import Classifier
    from training.section.corpus import Row

__all__ = [
    "Judged",
    "TestSet",
    "Transfer",
    "by_topic",
    "calibrate",
    "calibration_error",
    "crossed",
    "judge",
    "rows_set",
    "threshold_for",
    "transfer",
    "wikinews",
]

_WIKINEWS_DATE = re.compile(r"^\w+, \w+ \d+, \d{4}\s*")
_BINS = 10
_BLOCK = 5_000
_HALVES_SEED = 8


@dataclass(frozen=True, slots=True)
class TestSet:
    """Tokenised texts with their acceptable classes, the best first."""

    name: str
    heads: list[list[bytes]]
    bodies: list[list[bytes]]
    right: list[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A set's answers: class, probability, acceptable or not, best or not; raw scores."""

    answer: NDArray[np.int64]
    confidence: NDArray[np.float64]
    accepted: NDArray[np.bool_]
    best: NDArray[np.bool_]
    scores: NDArray[np.float64]
    known: NDArray[np.int64]


def rows_set(name: str, rows: Sequence[Row]) -> TestSet:
    """Return rows of a training source as a test set."""
    return TestSet(
        name,
        [tokens(row.headline, HEADLINE_WORDS_MAX) for row in rows],
        [tokens(row.text) for row in rows],
        [(own_label(row),) for row in rows],
    )


def wikinews(data: Path) -> TestSet:
    """Return Wikinews' long articles, labelled for this project in wikinews_labels.toml."""
    table = tomllib.loads(
        (Path(__file__).parent / "wikinews_labels.toml").read_text(encoding="utf-8")
    )
    with gzip.open(
        data / "section" / "wikinews-2019-2020-unlabelled.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        articles = [json.loads(line) for line in lines]
    chosen = [
        (articles[int(number)], tuple(code - 1 for code in codes))
        for number, codes in table["labels"].items()
    ]
    return TestSet(
        "wikinews",
        [tokens(clean(article["title"]), HEADLINE_WORDS_MAX) for article, _ in chosen],
        [tokens(clean(_WIKINEWS_DATE.sub("", article["text"]))) for article, _ in chosen],
        [codes for _, codes in chosen],
    )


def judge(model: Classifier, test: TestSet) -> Judged:
    """Return the model's answers to `test`, made with the service's own scoring."""
    scored = [
        logits(model, test.heads[at : at + _BLOCK], test.bodies[at : at + _BLOCK])
        for at in range(0, len(test.heads), _BLOCK)
    ]
    scores = np.concatenate([one for one, _ in scored])
    known = np.concatenate([one for _, one in scored])
    likely = probabilities(model, scores, known)
    answer = likely.argmax(axis=1)
    pairs = list(zip(answer.tolist(), test.right, strict=True))
    return Judged(
        answer,
        likely.max(axis=1),
        np.array([got in right for got, right in pairs], dtype=np.bool_),
        np.array([got == right[0] for got, right in pairs], dtype=np.bool_),
        scores,
        known,
    )


def calibrate(
    model: Classifier, judged: Sequence[Judged], weights: Sequence[float]
) -> tuple[float, float, float]:
    """Return the certainty that predicts best how often it is right; weights: one for each set."""

    def loss(numbers: NDArray[np.float64]) -> float:
        total = 0.0
        for one, weight in zip(judged, weights, strict=True):
            offset, slope, by_length = numbers.tolist()
            sure = _confidence(model, one, (offset, slope, by_length))
            chance = np.where(one.accepted, np.log(sure), np.log1p(-sure))
            total -= weight * float(chance.mean())
        return total

    done = minimize(loss, np.array([0.0, 0.6, 0.3]), method="Nelder-Mead", options={"xatol": 1e-3})
    offset, slope, by_length = np.round(done.x, 4).tolist()
    return offset, slope, by_length


def crossed(model: Classifier, judged: Sequence[Judged], weights: Sequence[float]) -> list[Judged]:
    """Return the answers with confidences that no row had a part in: each half's by the other's."""
    random = np.random.default_rng(_HALVES_SEED)
    halves = [random.permutation(len(one.answer)) % 2 == 0 for one in judged]
    confidences = [np.zeros(len(one.answer)) for one in judged]
    for is_first in (True, False):
        fitted = [_part(one, half == is_first) for one, half in zip(judged, halves, strict=True)]
        certainty = calibrate(model, fitted, weights)
        for one, half, confidence in zip(judged, halves, confidences, strict=True):
            other = half != is_first
            confidence[other] = _confidence(model, _part(one, other), certainty)
    return [
        replace(one, confidence=confidence)
        for one, confidence in zip(judged, confidences, strict=True)
    ]


def _confidence(
    model: Classifier, judged: Judged, certainty: tuple[float, float, float]
) -> NDArray[np.float64]:
    fitted = replace(model, certainty=certainty)
    return np.asarray(probabilities(fitted, judged.scores, judged.known).max(axis=1))


def _part(judged: Judged, chosen: NDArray[np.bool_]) -> Judged:
    return Judged(
        judged.answer[chosen],
        judged.confidence[chosen],
        judged.accepted[chosen],
        judged.best[chosen],
        judged.scores[chosen],
        judged.known[chosen],
    )


def calibration_error(judged: Judged) -> float:
    """Return the expected calibration error over ten equal bins of confidence."""
    place = np.minimum((judged.confidence * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(judged.accepted[place == b].mean() - judged.confidence[place == b].mean())
            * (place == b).mean()
            for b in range(_BINS)
            if (place == b).any()
        )
    )


def threshold_for(judged: Sequence[Judged], accuracy: float) -> float:
    """Return the least threshold, in .01 steps, at which answers to each set are right this often.

    From there on every higher one does as well, too.
    """
    found = 0.99
    for step in range(99, 19, -1):
        rates = [one.accepted[one.confidence >= step / 100] for one in judged]
        if any(len(rate) and rate.mean() < accuracy for rate in rates):
            break
        found = step / 100
    return found


def by_topic(judged: Judged, test: TestSet) -> dict[str, tuple[int, float, float]]:
    """Return (rows, recall, precision) of each topic that the set has, without threshold."""
    first = np.array([right[0] for right in test.right])
    found = {}
    for number, name in enumerate(TOPS):
        truth, said = first == number, judged.answer == number
        if truth.any():
            found[name] = (
                int(truth.sum()),
                round(float(judged.accepted[truth].mean()), 3),
                round(float(judged.accepted[said].mean()), 3) if said.any() else 0.0,
            )
    return found


@dataclass(frozen=True, slots=True)
class Transfer:
    """A source that the model never saw: shares right.

    everything: of all rows, among all 17 topics; shared: of the rows whose topic training had,
    among all 17; among: the same rows, when only topics that both sources have can be said.
    """

    everything: float
    shared: float
    among: float
    topics: dict[str, tuple[int, float, float]]


def transfer(model: Classifier, test: TestSet, known: NDArray[np.int64]) -> Transfer:
    """Measure on a source of which nothing was trained on; known: the classes that training had."""
    judged = judge(model, test)
    first = np.array([right[0] for right in test.right])
    shared = np.intersect1d(known, np.unique(first))
    rows = np.isin(first, shared)
    barred = np.full(judged.scores.shape[1], -np.inf)
    barred[shared] = 0.0
    among = (judged.scores + barred).argmax(axis=1)
    return Transfer(
        round(float(judged.best.mean()), 3),
        round(float(judged.best[rows].mean()), 3),
        round(float((among == first)[rows].mean()), 3),
        by_topic(judged, test),
    )
