"""Fit all classes together: a softmax by stochastic descent with a step size for each weight.

AdaGrad (Duchi et al. 2011) with dropped features, compiled; 8 passes over 300,000 rows take 8
seconds. Must not: depend on threads or the hash seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

__all__ = ["softmax"]

_PASSES = 8
_RATE = np.float32(0.3)
_DROPPED = 0.1
_SEED = 1
_UNSAID = -4.0
"""Logits taken from a class while learning from a row whose source could not have said it: that the
row is not of it is no evidence against it."""


def softmax(
    rows: csr_matrix,
    labels: NDArray[np.int64],
    trust: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    source: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (features, classes) and biases; trust: weight of each row.

    allowed: (sources, classes), what each source could have said; source: number of each row's.
    """
    classes = allowed.shape[1]
    generator = np.random.default_rng(_SEED)
    weights = np.zeros((rows.shape[1], classes), dtype=np.float32)
    seen = np.full_like(weights, 0.01)
    bias = np.zeros(classes, dtype=np.float32)
    seen_bias = np.ones(classes, dtype=np.float32)
    order = np.arange(rows.shape[0])
    shape = (rows.indptr.astype(np.int64), rows.indices.astype(np.int64), rows.data)
    handicap = np.where(allowed, 0.0, _UNSAID).astype(np.float32)
    truth = (labels, trust.astype(np.float32), source, handicap)
    for number in range(_PASSES):
        generator.shuffle(order)
        kept = generator.random(rows.nnz, dtype=np.float32) >= _DROPPED
        rate = _RATE * np.float32(1 - number / _PASSES)
        tables = (weights, seen, bias, seen_bias)
        _pass(shape, (order, kept), truth, tables, rate)
    return weights.astype(np.float64), bias.astype(np.float64)


@njit(cache=False)
def _pass(  # noqa: C901 - one compiled loop
    shape: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]],
    turn: tuple[NDArray[np.int64], NDArray[np.bool_]],
    truth: tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64], NDArray[np.float32]],
    tables: tuple[
        NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]
    ],
    rate: np.float32,
) -> None:
    starts, columns, values = shape
    order, kept = turn
    labels, trust, source, handicap = truth
    weights, seen, bias, seen_bias = tables
    classes = len(bias)
    scale = np.float32(1.0 / (1.0 - _DROPPED))
    slope = np.zeros(classes, dtype=np.float32)
    for number in order:
        for c in range(classes):
            slope[c] = bias[c]
            if c != labels[number]:
                slope[c] += handicap[source[number], c]
        for k in range(starts[number], starts[number + 1]):
            if kept[k]:
                value = values[k] * scale
                for c in range(classes):
                    slope[c] += value * weights[columns[k], c]
        highest = slope.max()
        total = np.float32(0.0)
        for c in range(classes):
            slope[c] = np.exp(slope[c] - highest)
            total += slope[c]
        for c in range(classes):
            slope[c] = slope[c] / total * trust[number]
        slope[labels[number]] -= trust[number]
        for c in range(classes):
            seen_bias[c] += slope[c] * slope[c]
            bias[c] -= rate * slope[c] / np.sqrt(seen_bias[c])
        for k in range(starts[number], starts[number + 1]):
            if kept[k]:
                value = values[k] * scale
                for c in range(classes):
                    step = value * slope[c]
                    seen[columns[k], c] += step * step
                    weights[columns[k], c] -= rate * step / np.sqrt(seen[columns[k], c])
