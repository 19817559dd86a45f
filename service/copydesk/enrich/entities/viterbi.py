"""Find the best label sequence of many sentences at once, and how clear each choice was.

Integer arithmetic throughout, so that a sentence decodes the same alone and among others.
Must not: know what a label means beyond the BIOES grammar of `LABELS`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["ENDS", "LABELS", "OUTSIDE", "STARTS", "TYPES", "Runs", "allowed", "decode", "grammar"]

TYPES = ("PER", "LOC", "ORG")
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIES"))
OUTSIDE = 0
_FORBIDDEN = -(1 << 24)

STARTS = frozenset(number for number, label in enumerate(LABELS) if label[0] in "OBS")
"""Labels that may open a sentence."""
ENDS = frozenset(number for number, label in enumerate(LABELS) if label[0] in "OES")
"""Labels that may close a sentence."""

_ENDING, _STARTING = (np.array(sorted(labels)) for labels in (ENDS, STARTS))
_ENTERED, _CONTINUED = (
    np.array([[LABELS.index(f"{part}-{kind}") for part in parts] for kind in TYPES])
    for parts in ("BI", "IE")
)
"""A row a type: the labels that a name must go on after, and those that it goes on with."""

_EDGES = np.array(
    [
        [0 if label in edge else _FORBIDDEN for label in range(len(LABELS))]
        for edge in (STARTS, ENDS)
    ],
    dtype=np.int32,
)
"""What opening and closing a sentence costs each label."""


def allowed(left: int, right: int) -> bool:
    """Whether label `right` may follow label `left`."""
    if left in ENDS:
        return right in STARTS
    return LABELS[right][0] in "IE" and LABELS[left][2:] == LABELS[right][2:]


def grammar() -> NDArray[np.int32]:
    """0 where one label may follow another, else prohibitive; shape (labels, labels)."""
    count = len(LABELS)
    return np.array(
        [
            [0 if allowed(left, right) else _FORBIDDEN for right in range(count)]
            for left in range(count)
        ],
        dtype=np.int32,
    )


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of rows to decode: first row, number of rows (at least 1).

    opens, closes: the run begins, ends its sentence; else a token outside every name is beside it.
    """

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]


_Way = tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]


def decode(
    scores: NDArray[np.int32], transitions: NDArray[np.int32], runs: Runs
) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Return each row's best label, and its lead over the best sequence with another label there.

    scores: (rows, labels). Rows outside every run get OUTSIDE and margin 0.
    """
    labels = np.zeros(len(scores), dtype=np.int8)
    if len(runs.starts) == 0:
        return labels, np.zeros(len(scores), dtype=np.int32)
    order = np.argsort(-runs.lengths, kind="stable")
    starts, lengths = runs.starts[order], runs.lengths[order]
    edges = np.where(
        np.stack((runs.opens[order], runs.closes[order]))[:, :, None],
        _EDGES[:, None],
        np.stack((transitions[OUTSIDE], transitions[:, OUTSIDE]))[:, None],
    )
    # How many runs are longer than each step.
    active = np.searchsorted(-lengths, -np.arange(1, int(lengths[0]) + 1), side="right")
    ends = starts + lengths - 1
    ahead, behind = _sweeps(scores, transitions, np.stack((starts, ends)), edges, active)
    current = np.argmax(ahead[ends] + edges[1], axis=1)
    labels[ends] = current
    columns = np.ascontiguousarray(transitions.T)
    for step, count in enumerate(active[1:].tolist(), start=1):
        rows = ends[:count] - step
        current = np.argmax(ahead[rows] + columns[current[:count]], axis=1)
        labels[rows] = current
    return labels, _margins(ahead + behind - scores, labels)


def _sweeps(
    scores: NDArray[np.int32],
    transitions: NDArray[np.int32],
    rows: NDArray[np.int64],
    edges: NDArray[np.int32],
    active: NDArray[np.int64],
) -> NDArray[np.int32]:
    """The best score of a path up to each row and label, and from there; (2, rows, labels).

    rows: first and last row of each run; edges: what beginning and ending it costs each label.
    """
    best = np.stack((scores, scores))
    sides = np.array([[0], [1]])
    step = np.array([[1], [-1]])
    ways = _ways(transitions)
    current = scores[rows] + edges
    best[sides, rows] = current
    for count in active[1:].tolist():
        rows = rows[:, :count] + step
        reached = scores[rows]
        for side, left, right, gains in ways:
            before = current[side, :count][:, left, None]
            reached[side][:, right] += (before + gains).max(axis=-2)
        best[sides, rows] = reached
        current = reached
    return best


def _ways(transitions: NDArray[np.int32]) -> list[_Way]:
    """How a path may go on, forwards (side 0) and backwards (side 1).

    The grammar leaves 61 of 169 pairs: from what ends to what starts, and within each name.
    """
    ways: list[_Way] = []
    for left, right in ((_ENDING, _STARTING), (_ENTERED, _CONTINUED)):
        gains = transitions[left[..., :, None], right[..., None, :]]
        ways += [(0, left, right, gains), (1, right, left, gains.swapaxes(-1, -2))]
    return ways


def _margins(through: NDArray[np.int32], labels: NDArray[np.int8]) -> NDArray[np.int32]:
    """The best path through the chosen label less the best through any other."""
    rows = np.arange(len(labels))
    chosen = through[rows, labels]
    rest = through.copy()
    rest[rows, labels] = np.iinfo(np.int32).min
    margins: NDArray[np.int32] = np.minimum(
        chosen - np.maximum(rest.max(axis=1), _FORBIDDEN), 1 << 20
    ).astype(np.int32)
    return margins
