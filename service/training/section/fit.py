"""Fit the linear model: two learners that err differently, added into one set of weights.

Sources do not know every topic: UCI files every story under one of four, current events have no
lifestyle. Where a source could not have said a class, its rows count little against it: a plain
learner would conclude that storms are not weather and recipes are not food.
Must not: know what a feature means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.section.softmax import softmax
from training.section.svm import one_against_rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

__all__ = ["Fitted", "Problem", "fit"]

_COST = 0.2
"""Of 0.1, 0.2, 0.3 and 0.6 the best on held-out HuffPost and current events."""

_UNKNOWING = 0.1
"""What a row counts against a class that its source could not have said."""

_SOFTMAX_SHARE = 0.15
"""The margins alone: .744, .765 on held-out HuffPost and current events; with this .748, .768."""


_EVENED = 0.03
_EVENED_BY_LENGTH = 0.05
"""How far shares of topics among the training rows are taken back, and how much further in longer
articles: whole articles come from sites with shares of their own. .742, .763 and .938 on held-out
HuffPost, current events and Wikinews; without it .742, .761 and .921."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The model: weights (features, classes), bias and evening (classes,), see Classifier."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    evening: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Problem:
    """What there is to learn from.

    rows: (texts, features); labels: class of each text; trust: weight of each text; source: number
    of each text's source; allowed: (sources, classes), the classes a source could have said.
    """

    rows: csr_matrix
    labels: NDArray[np.int64]
    trust: NDArray[np.float64]
    source: NDArray[np.int64]
    allowed: NDArray[np.bool_]


def fit(problem: Problem, progress: Callable[[], None]) -> Fitted:
    """Return the fitted model; progress: called once a class."""
    features, classes = problem.rows.shape[1], problem.allowed.shape[1]
    rows = problem.rows.astype(np.float32)
    weights, bias = softmax(rows, problem.labels, problem.trust, classes)
    weights *= _SOFTMAX_SHARE
    bias *= _SOFTMAX_SHARE
    for number in range(classes):
        knows = problem.allowed[problem.source, number]
        cost = _COST * problem.trust * np.where(knows, 1.0, _UNKNOWING)
        one, offset = one_against_rest(rows, problem.labels == number, cost, number + 1)
        weights[:features, number] += one
        bias[number] += offset
        progress()
    counts = np.bincount(problem.labels, minlength=classes)
    share = np.log(np.maximum(counts, 1) / len(problem.labels))
    rarer = share.mean() - share
    return Fitted(weights, bias + _EVENED * rarer, _EVENED_BY_LENGTH * rarer)
