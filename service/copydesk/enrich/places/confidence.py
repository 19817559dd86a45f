"""Turn a sense's share into the confidence that is published: the part of such places right."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["CONFIDENCE_MAX", "Knots", "calibrated"]

CONFIDENCE_MAX = 0.99

Knots = tuple[tuple[float, float], ...]
"""(share, confidence) pairs, both ascending."""


def calibrated(share: float, knots: Knots) -> float:
    """Return the confidence of a share, between its neighbouring knots; two decimals, below 1."""
    if knots:
        share = _between(share, knots)
    return round(min(max(share, 0.0), CONFIDENCE_MAX), 2)


def _between(share: float, knots: Knots) -> float:
    at = bisect_right([knot[0] for knot in knots], share)
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (low, before), (high, after) = knots[at - 1], knots[at]
    return before + (after - before) * (share - low) / (high - low)
