"""Choose one sense for each name of an article: which of its bearers the text means.

Each name starts with its most likely bearer; then all names are looked at again in the light of the
others, a few times: what shares their country or division, or lies near them, gains.
Must not: read text, or publish; scores are compared within one name only. No BLAS: sums of products
are written out, so that every machine adds in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.places.kinds import Kind
from copydesk.enrich.places.scores import EARTH_KM, SAME_PLACE_KM, own_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.places.gazetteer import Bearers
    from copydesk.enrich.places.scores import Anchor, Name, Weights

__all__ = ["Sense", "senses"]

ROUNDS = 3
COLUMNS_MAX = 40
"""Names that others are seen in the light of: the most mentioned; more add nothing but time."""

MENTIONS_MAX = 4
"""Mentions of a name, from its first, whose distance in the text to other names counts."""

BEARERS_MAX = 64
BEARERS_IN_ALL = 8_000
BEARERS_LEAST = 4
"""Bearers of a name that others are weighed for, and of all names: time grows with length alone."""

HOPELESS = 6.5
"""A bearer this far behind another of its name cannot gain enough from context."""

FAR_CHARS = 1e9
WIDE = np.isin(range(len(Kind)), (Kind.COUNTRY, Kind.CONTINENT, Kind.SEA, Kind.BLOC))
"""Kinds whose point is a convention: nothing is near them."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The bearer chosen for a name; share: 0..1, what the others leave to it."""

    index: int
    share: float


@dataclass(frozen=True, slots=True)
class _Flat:
    """All names' bearers in one row of arrays; starts: where each name's begin; sizes: how many.

    base: their own scores; unknown: of each name, the score of what the gazetteer lacks.
    """

    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    base: NDArray[np.float64]
    unknown: NDArray[np.float64]
    kind: NDArray[np.int64]
    country: NDArray[np.int64]
    division: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Others:
    """What names are seen in the light of: the columns (some of the names), then the anchors.

    close: a row a bearer, a column a column: how much it counts, 0 for its own name; fixed: the
    same for anchors; listed: whether a list puts them side by side, None without lists.
    """

    columns: NDArray[np.int64]
    anchors: tuple[Bearers, ...]
    close: NDArray[np.float64]
    fixed: NDArray[np.float64]
    listed: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Each name's best bearer, as its place in the flat arrays, and its share."""

    best: NDArray[np.int64]
    share: NDArray[np.float64]


def senses(names: Sequence[Name], anchors: Sequence[Anchor], weights: Weights) -> tuple[Sense, ...]:
    """Return the sense of each name, in their order."""
    if not names:
        return ()
    keep = min(max(BEARERS_LEAST, BEARERS_IN_ALL // len(names)), BEARERS_MAX)
    own = [own_score(name, names, anchors, weights) for name in names]
    kept = [_best(score, keep) for score in own]
    flat = _flattened(names, own, kept, weights)
    found = _chosen(flat, np.zeros(len(flat.base)), weights)
    others = _others(names, flat, anchors, weights)
    for _ in range(ROUNDS):
        before, found = (
            found,
            _chosen(flat, _context(flat, others, found, weights), weights),
        )
        if (before.best == found.best).all():
            break
    indexes = (found.best - flat.starts).tolist()
    return tuple(
        Sense(int(part[index]), share)
        for part, index, share in zip(kept, indexes, found.share.tolist(), strict=True)
    )


def _best(score: NDArray[np.float64], keep: int) -> NDArray[np.int64]:
    """Return the places of the `keep` highest scores that are not hopeless, in their order."""
    hopeful = np.flatnonzero(score >= score.max() - HOPELESS)
    if len(hopeful) <= keep:
        return hopeful
    return np.sort(hopeful[np.argsort(-score[hopeful], kind="stable")[:keep]])


def _flattened(
    names: Sequence[Name],
    own: Sequence[NDArray[np.float64]],
    kept: Sequence[NDArray[np.int64]],
    weights: Weights,
) -> _Flat:
    sizes = np.array([len(part) for part in kept])
    pairs = [(name.bearers, part) for name, part in zip(names, kept, strict=True)]
    return _Flat(
        starts=np.cumsum(sizes) - sizes,
        sizes=sizes,
        base=np.concatenate([score[part] for score, part in zip(own, kept, strict=True)]),
        unknown=np.array(
            [weights.unknown_dateline if name.dateline else weights.unknown for name in names]
        ),
        kind=np.concatenate([bearers.kind[part] for bearers, part in pairs]),
        country=np.concatenate([bearers.country[part] for bearers, part in pairs]),
        division=np.concatenate([bearers.division[part] for bearers, part in pairs]),
        x=np.concatenate([bearers.x[part] for bearers, part in pairs]),
        y=np.concatenate([bearers.y[part] for bearers, part in pairs]),
        z=np.concatenate([bearers.z[part] for bearers, part in pairs]),
    )


def _median(values: NDArray[np.float64]) -> float:
    """Return the median; numpy's own imports its masked arrays for it, 30 ms of every start."""
    ranked = np.sort(values)
    return float(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def _chosen(flat: _Flat, gain: NDArray[np.float64], weights: Weights) -> _Chosen:
    """Return each name's best bearer, the first of equals, and what the others leave to it.

    The place that the gazetteer lacks lies where the article is at home: it has a part of the gain
    that the middle one of the chosen has, so that a small namesake far away is doubted.
    """
    score = flat.base + gain
    highest = np.maximum.reduceat(score, flat.starts)
    tops = np.flatnonzero(score == np.repeat(highest, flat.sizes))
    best = tops[np.searchsorted(tops, flat.starts)]
    likely = np.exp(weights.sharpness * (score - np.repeat(highest, flat.sizes)))
    at = np.repeat(best, flat.sizes)
    dot = flat.x * flat.x[at] + flat.y * flat.y[at] + flat.z * flat.z[at]
    same = EARTH_KM * np.sqrt(np.maximum(2.0 - 2.0 * dot, 0.0)) < SAME_PLACE_KM
    at_home = weights.unknown_gain * _median(gain[best])
    unknown = np.exp(weights.sharpness * (flat.unknown + at_home - highest))
    share = np.add.reduceat(likely * same, flat.starts) / (
        np.add.reduceat(likely, flat.starts) + unknown
    )
    return _Chosen(best, share)


def _others(
    names: Sequence[Name], flat: _Flat, anchors: Sequence[Anchor], weights: Weights
) -> _Others:
    columns = _columns(names)
    close = _closeness(names, columns, weights)
    fixed = np.array([anchor.weight for anchor in anchors])
    return _Others(
        columns=np.array(columns, np.int64),
        anchors=tuple(anchor.place for anchor in anchors),
        close=np.repeat(close, flat.sizes, axis=0),
        fixed=np.broadcast_to(fixed, (len(flat.kind), len(fixed))),
        listed=_listed(names, columns, flat.sizes),
    )


def _columns(names: Sequence[Name]) -> list[int]:
    """Return the names that count as context: the most mentioned, the earlier first."""
    if len(names) <= COLUMNS_MAX:
        return list(range(len(names)))
    order = sorted(range(len(names)), key=lambda n: (-len(names[n].at), names[n].at[:1], n))
    return sorted(order[:COLUMNS_MAX])


def _closeness(
    names: Sequence[Name], columns: Sequence[int], weights: Weights
) -> NDArray[np.float64]:
    """Return how much each column counts for each name: 1, more close by, 0 for itself."""
    mentions = [name.at[:MENTIONS_MAX] or (-FAR_CHARS,) for name in names]
    rows, row_starts = _end_to_end(mentions)
    cells, cell_starts = _end_to_end([mentions[n] for n in columns])
    gaps = np.abs(rows[:, None] - cells)
    gaps = np.minimum.reduceat(np.minimum.reduceat(gaps, cell_starts, axis=1), row_starts, axis=0)
    close: NDArray[np.float64] = 1.0 + weights.close / (1.0 + gaps / weights.close_chars)
    close[columns, range(len(columns))] = 0.0
    return close


def _end_to_end(
    parts: Sequence[tuple[float, ...]],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the parts in one array, and where each begins."""
    sizes = np.array([len(part) for part in parts])
    return np.array([value for part in parts for value in part], np.float64), sizes.cumsum() - sizes


def _context(flat: _Flat, others: _Others, found: _Chosen, weights: Weights) -> NDArray[np.float64]:
    """Return what each bearer gains from the other names' present senses and the anchors."""
    seen, anchors = found.best[others.columns], others.anchors
    country = np.concatenate([flat.country[seen], *(place.country for place in anchors)])
    division = np.concatenate([flat.division[seen], *(place.division for place in anchors)])
    kind = np.concatenate([flat.kind[seen], *(place.kind for place in anchors)])
    x = np.concatenate([flat.x[seen], *(place.x for place in anchors)])
    y = np.concatenate([flat.y[seen], *(place.y for place in anchors)])
    z = np.concatenate([flat.z[seen], *(place.z for place in anchors)])
    counted = np.concatenate([others.close * found.share[others.columns], others.fixed], axis=1)
    same_country = (flat.country[:, None] == country) & (country >= 0)
    same_division = (flat.division[:, None] == division) & (division >= 0)
    if others.listed is not None:  # what is listed beside a state is a state, not a town in it
        same_division[:, : len(seen)] &= ~(others.listed & (flat.kind[seen] == Kind.ADMIN1))
    dot = flat.x[:, None] * x + flat.y[:, None] * y + flat.z[:, None] * z
    chord = np.maximum(2.0 - 2.0 * dot, 0.0) * (EARTH_KM / weights.near_km) ** 2
    near = np.where(WIDE[kind], 0.0, 1.0 / (1.0 + chord))
    gain: NDArray[np.float64] = (
        weights.same_country * np.log1p((counted * same_country).sum(axis=1))
        + weights.same_division * np.log1p((counted * same_division).sum(axis=1))
        + weights.near * np.log1p((counted * near).sum(axis=1))
    )
    if others.listed is not None:
        gain += weights.alike * _alike(flat, seen, others.listed)
    return gain


def _listed(
    names: Sequence[Name], columns: Sequence[int], sizes: NDArray[np.int64]
) -> NDArray[np.bool_] | None:
    """Tell for each bearer which columns a list puts its name beside; None where no list is."""
    if not any(name.listed_with for name in names):
        return None
    listed = np.zeros((len(names), len(columns)), np.bool_)
    column_of = {number: at for at, number in enumerate(columns)}
    for number, name in enumerate(names):
        for other in name.listed_with:
            if other in column_of:
                listed[number, column_of[other]] = True
    return np.repeat(listed, sizes, axis=0)


def _alike(flat: _Flat, seen: NDArray[np.int64], listed: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return 1 for bearers of the kind that a list names beside them: countries, or divisions."""
    kind, country = flat.kind[seen], flat.country[seen]
    state = (flat.kind == Kind.COUNTRY) | (flat.kind == Kind.HISTORICAL)
    countries = state[:, None] & (kind == Kind.COUNTRY)
    divisions = (flat.kind == Kind.ADMIN1)[:, None] & (kind == Kind.ADMIN1)
    divisions &= flat.country[:, None] == country
    alike: NDArray[np.float64] = (listed & (countries | divisions)).any(axis=1).astype(np.float64)
    return alike
