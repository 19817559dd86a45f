"""The averaged structured perceptron: Viterbi with a cost for wrong tokens, then an update.

Compiled with numba, which the service never imports. Integer updates and one thread: the same input
gives the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from copydesk.enrich.entities.viterbi import ENDS, LABELS, STARTS, allowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    _Ints = NDArray[np.int64]
    _Bools = NDArray[np.bool_]
    _Data = tuple[NDArray[np.uint32], _Bools, NDArray[np.int8], _Ints, _Ints]
    _Turn = tuple[_Ints, _Bools]
    _Tables = tuple[
        NDArray[np.float32], NDArray[np.float64], NDArray[np.float32], NDArray[np.float64]
    ]
    _Rules = tuple[_Bools, _Bools, _Bools, np.float32, np.float32]

__all__ = ["Problem", "Recipe", "train"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Tokens laid end to end.

    slots: (tokens, features) rows of the weight table; lexical: True for features that name the
    word itself;
    gold: label by token; starts, lengths: by sentence.
    """

    slots: NDArray[np.uint32]
    lexical: NDArray[np.bool_]
    gold: NDArray[np.int8]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen on held-out sources.

    cost, outside_cost: of a wrong label, of a wrong O; drop_per_mille: tokens read without
    their word; rows: a power of two.
    """

    epochs: int = 10
    cost: int = 150
    outside_cost: int = 150
    drop_per_mille: int = 150
    seed: int = 20261123
    rows: int = 1 << 18


def train(
    problem: Problem, recipe: Recipe, tick: Callable[[int], None]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Averaged weights (rows, labels) and transitions (labels, labels); `tick` hears each pass."""
    count = len(LABELS)
    weights = np.zeros((recipe.rows, count), dtype=np.float32)
    summed = np.zeros((recipe.rows, count), dtype=np.float64)
    trans = np.zeros((count, count), dtype=np.float32)
    trans_summed = np.zeros((count, count), dtype=np.float64)
    grammar = np.array(
        [[allowed(left, right) for right in range(count)] for left in range(count)], dtype=np.bool_
    )
    opens = np.array([label in STARTS for label in range(count)], dtype=np.bool_)
    closes = np.array([label in ENDS for label in range(count)], dtype=np.bool_)
    rng = np.random.Generator(np.random.PCG64(recipe.seed))
    clock = 1
    for epoch in range(recipe.epochs):
        order = rng.permutation(len(problem.starts))
        dropped = (
            rng.integers(0, 1000, size=len(problem.gold), dtype=np.int64) < recipe.drop_per_mille
        )
        clock = _epoch(
            (problem.slots, problem.lexical, problem.gold, problem.starts, problem.lengths),
            (order, dropped),
            (weights, summed, trans, trans_summed),
            (grammar, opens, closes, np.float32(recipe.cost), np.float32(recipe.outside_cost)),
            clock,
        )
        tick(epoch)
    return weights - summed / clock, trans - trans_summed / clock


@njit(cache=False)
def _epoch(  # noqa: C901, PLR0912, PLR0915 - one compiled loop
    data: _Data, turn: _Turn, tables: _Tables, rules: _Rules, clock: int
) -> int:
    """One pass over the sentences in their turn; updates the tables, returns the clock."""
    slots, lexical, gold, starts, lengths = data
    order, dropped = turn
    weights, summed, trans, trans_summed = tables
    grammar, opens, closes, cost, outside_cost = rules
    labels = trans.shape[0]
    features = slots.shape[1]
    low = np.float32(-1e9)
    for sentence in order:
        begin, length = starts[sentence], lengths[sentence]
        score = np.zeros((length, labels), np.float32)
        best = np.empty((length, labels), np.float32)
        back = np.zeros((length, labels), np.int8)
        for step in range(length):
            row = begin + step
            for f in range(features):
                if dropped[row] and lexical[f]:
                    continue
                slot = slots[row, f]
                for y in range(labels):
                    score[step, y] += weights[slot, y]
            for y in range(labels):
                if y != gold[row]:
                    score[step, y] += outside_cost if y == 0 else cost
        for step in range(length):
            for y in range(labels):
                if step == 0:
                    best[0, y] = score[0, y] if opens[y] else low
                    continue
                top, arg = low * 2, 0
                for x in range(labels):
                    if grammar[x, y]:
                        value = best[step - 1, x] + trans[x, y]
                        if value > top:
                            top, arg = value, x
                best[step, y] = top + score[step, y]
                back[step, y] = arg
        top, current = low * 2, 0
        for y in range(labels):
            if closes[y] and best[length - 1, y] > top:
                top, current = best[length - 1, y], y
        guess = np.empty(length, np.int8)
        for step in range(length - 1, -1, -1):
            guess[step] = current
            current = back[step, current]
        for step in range(length):
            row = begin + step
            right, wrong = gold[row], guess[step]
            if right != wrong:
                for f in range(features):
                    if dropped[row] and lexical[f]:
                        continue
                    slot = slots[row, f]
                    weights[slot, right] += 1
                    summed[slot, right] += clock
                    weights[slot, wrong] -= 1
                    summed[slot, wrong] -= clock
            if step:
                right_left, wrong_left = gold[row - 1], guess[step - 1]
                if right_left != wrong_left or right != wrong:
                    trans[right_left, right] += 1
                    trans_summed[right_left, right] += clock
                    trans[wrong_left, wrong] -= 1
                    trans_summed[wrong_left, wrong] -= clock
        clock += 1
    return clock
