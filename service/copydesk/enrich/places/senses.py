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

from copydesk.enrich.places.kinds import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.places.gazetteer import Bearers

__all__ = ["Name", "Sense", "Weights", "likeliest", "senses"]

ROUNDS = 3
COLUMNS_MAX = 40
"""Names that others are seen in the light of: the most mentioned; more add nothing but time."""

MENTIONS_MAX = 4
"""Mentions of a name, from its first, whose distance in the text to other names counts."""

FAR_CHARS = 1e9
BEARERS_IN_ALL = 8_000
BEARERS_LEAST = 4
"""An article's names share the bearers looked at, so that its time grows with its length alone."""

EARTH_KM = 6371.0
WIDE = (Kind.COUNTRY, Kind.CONTINENT, Kind.SEA, Kind.BLOC)
"""Kinds whose point is a convention: nothing is near them."""

SAME_PLACE_KM = 50.0
"""Bearers of one name this near each other (a city and its county) are one answer."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in decimal orders of magnitude of population.

    Set by judgement and on the open half of geovirus (training/places/MODEL_CARD.md); `sharpness`
    turns scores into shares, `unknown` is the score of the place that the gazetteer lacks.
    """

    country: float = 0.8
    admin1: float = -0.8
    admin2: float = -1.3
    division: float = -1.8
    capital: float = 0.9
    nature: float = -0.5
    island: float = -1.0
    alternate: float = -2.0
    english: float = -0.1
    abbreviation: float = -0.3
    other_kind: float = -3.0
    region: float = 5.0
    near_region: float = 2.0
    claimed: float = 3.0
    alone: float = 0.3
    alone_in_dateline: float = 3.0
    home: float = 3.0
    same_country: float = 0.9
    same_division: float = 0.9
    near: float = 1.0
    near_km: float = 80.0
    close: float = 1.0
    close_chars: float = 60.0
    alike: float = 1.5
    sharpness: float = 2.0
    unknown: float = 2.5


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the article.

    called: kinds that the text's word for it allows, empty for any; region: what stands behind it
    after a comma; claimed_by: numbers of the names that it stands behind; at: offsets of its
    mentions; dateline: it opens the story, without a region; listed_with: names that a list puts it
    beside ('Georgia, Armenia and Turkey').
    """

    bearers: Bearers
    at: tuple[int, ...]
    called: frozenset[Kind] = frozenset()
    region: Bearers | None = None
    claimed_by: tuple[int, ...] = ()
    dateline: bool = False
    listed_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place known before the text is read; `home`: the source's own."""

    place: Bearers
    weight: float
    home: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """The bearer chosen for a name; share: 0..1, what the others leave to it."""

    index: int
    share: float


@dataclass(frozen=True, slots=True)
class _Flat:
    """All names' bearers in one row of arrays; starts: where each name's begin."""

    starts: NDArray[np.int64]
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


def likeliest(bearers: Bearers, weights: Weights) -> int:
    """Return which bearer a name means where nothing else is known."""
    return int(np.argmax(_alone(bearers, weights)))


def senses(names: Sequence[Name], anchors: Sequence[Anchor], weights: Weights) -> tuple[Sense, ...]:
    """Return the sense of each name, in their order."""
    if not names:
        return ()
    keep = max(BEARERS_LEAST, BEARERS_IN_ALL // len(names))
    own = [_own_score(name, names, anchors, weights) for name in names]
    kept = [_best(score, keep) for score in own]
    flat = _flattened(names, kept)
    base = np.concatenate([score[part] for score, part in zip(own, kept, strict=True)])
    found = _chosen(base, flat, weights)
    others = _others(names, flat, anchors, weights)
    for _ in range(ROUNDS):
        found = _chosen(base + _context(flat, others, found, weights), flat, weights)
    return tuple(
        Sense(int(kept[n][index - flat.starts[n]]), share) for n, (index, share) in enumerate(found)
    )


def _alone(bearers: Bearers, weights: Weights) -> NDArray[np.float64]:
    """Score bearers by themselves: prominence, kind, how they come by the name."""
    kinds = np.zeros(len(Kind))
    kinds[Kind.COUNTRY] = weights.country
    kinds[Kind.ADMIN1] = weights.admin1
    kinds[Kind.ADMIN2] = weights.admin2
    kinds[Kind.DIVISION] = weights.division
    kinds[Kind.CAPITAL] = weights.capital
    kinds[Kind.ISLAND] = weights.island
    for kind in (Kind.RIVER, Kind.LAKE, Kind.MOUNTAIN, Kind.REGION, Kind.AIRPORT, Kind.PARK):
        kinds[kind] = weights.nature
    uses = np.zeros(len(Use))
    uses[Use.ENGLISH] = weights.english
    uses[Use.ALTERNATE] = weights.alternate
    uses[Use.ABBREVIATION] = weights.abbreviation
    score: NDArray[np.float64] = (
        bearers.prominence + kinds[bearers.kind] + uses[bearers.use] + weights.alone * bearers.alone
    )
    return score


def _own_score(
    name: Name, names: Sequence[Name], anchors: Sequence[Anchor], weights: Weights
) -> NDArray[np.float64]:
    """Score a name's bearers by all but the senses of other names."""
    bearers = name.bearers
    score = _alone(bearers, weights)
    if name.called:
        score = score + weights.other_kind * ~np.isin(bearers.kind, list(name.called))
    if name.region is not None:
        score = score + weights.region * _within(bearers, name.region)
        score = score + weights.near_region * _beside(bearers, name.region)
    for claimant in name.claimed_by:
        inside = names[claimant].bearers
        holds = np.array(
            [
                bool(_within(inside, bearers.only(slice(n, n + 1))).any())
                for n in range(len(bearers))
            ]
        )
        score = score + weights.claimed * holds
    if name.dateline:
        score = score + weights.alone_in_dateline * bearers.alone
    for anchor in anchors:
        if anchor.home:
            score = score + weights.home * (bearers.numbers == anchor.place.numbers[0])
    return score


def _within(inner: Bearers, outer: Bearers) -> NDArray[np.bool_]:
    """Tell which of `inner` lie in a country or first-level division among `outer`."""
    within = np.zeros(len(inner), np.bool_)
    for at in range(len(outer)):
        if outer.kind[at] == Kind.COUNTRY:
            within |= (inner.country == outer.country[at]) & (inner.kind != Kind.COUNTRY)
        elif outer.kind[at] == Kind.ADMIN1:
            small = (inner.kind != Kind.COUNTRY) & (inner.kind != Kind.ADMIN1)
            within |= (inner.division == outer.division[at]) & small
    return within


def _beside(inner: Bearers, outer: Bearers) -> NDArray[np.bool_]:
    """Tell which of `inner` lie where one of the smaller places among `outer` does."""
    small = ~np.isin(outer.kind, (Kind.COUNTRY, Kind.ADMIN1, Kind.CONTINENT, Kind.SEA))
    distance = _distance(inner, outer)
    other = inner.numbers[:, None] != outer.numbers[None, :]
    beside: NDArray[np.bool_] = ((distance < SAME_PLACE_KM) & small[None, :] & other).any(axis=1)
    return beside


def _best(score: NDArray[np.float64], keep: int) -> NDArray[np.int64]:
    """Return the places of the `keep` highest scores, in their order."""
    if len(score) <= keep:
        return np.arange(len(score))
    return np.sort(np.argsort(-score, kind="stable")[:keep])


def _flattened(names: Sequence[Name], kept: Sequence[NDArray[np.int64]]) -> _Flat:
    sizes = [len(part) for part in kept]
    pairs = list(zip(names, kept, strict=True))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return _Flat(
        starts,
        *(
            np.concatenate([getattr(name.bearers, array)[part] for name, part in pairs])
            for array in ("kind", "country", "division", "x", "y", "z")
        ),
    )


def _columns(names: Sequence[Name]) -> list[int]:
    """Return the names that count as context: the most mentioned, the earlier first."""
    order = sorted(range(len(names)), key=lambda n: (-len(names[n].at), names[n].at[:1], n))
    return sorted(order[:COLUMNS_MAX])


def _closeness(
    names: Sequence[Name], columns: Sequence[int], weights: Weights
) -> NDArray[np.float64]:
    """Return how much each column counts for each name: 1, more close by, 0 for itself."""
    at = np.full((len(names), MENTIONS_MAX), FAR_CHARS)
    for number, name in enumerate(names):
        some = name.at[:MENTIONS_MAX]
        at[number, : len(some)] = some
    seen = at[columns]
    gaps = np.abs(at[:, None, :, None] - seen[None, :, None, :]).min(axis=(2, 3))
    gaps[(at[:, :1] == FAR_CHARS)[:, 0]] = FAR_CHARS
    close: NDArray[np.float64] = 1.0 + weights.close / (1.0 + gaps / weights.close_chars)
    close[columns, range(len(columns))] = 0.0
    return close


def _chosen(score: NDArray[np.float64], flat: _Flat, weights: Weights) -> list[tuple[int, float]]:
    """Return each name's best bearer (its place in the flat arrays) and its share."""
    found = []
    for begin, end in zip(flat.starts[:-1], flat.starts[1:], strict=True):
        part = score[begin:end]
        best = int(begin) + int(np.argmax(part))
        likely = np.exp(weights.sharpness * (part - score[best]))
        dot = (
            flat.x[begin:end] * flat.x[best]
            + flat.y[begin:end] * flat.y[best]
            + flat.z[begin:end] * flat.z[best]
        )
        same = EARTH_KM * np.sqrt(np.maximum(2.0 - 2.0 * dot, 0.0)) < SAME_PLACE_KM
        unknown = np.exp(weights.sharpness * min(weights.unknown - score[best], 0.0))
        found.append((best, float((likely * same).sum() / (likely.sum() + unknown))))
    return found


def _others(
    names: Sequence[Name], flat: _Flat, anchors: Sequence[Anchor], weights: Weights
) -> _Others:
    columns = _columns(names)
    close = _closeness(names, columns, weights)
    fixed = np.array([anchor.weight for anchor in anchors])
    sizes = np.diff(flat.starts)
    return _Others(
        columns=np.array(columns, np.int64),
        anchors=tuple(anchor.place for anchor in anchors),
        close=np.repeat(close, sizes, axis=0),
        fixed=np.broadcast_to(fixed, (len(flat.kind), len(fixed))),
        listed=_listed(names, columns, sizes),
    )


def _context(
    flat: _Flat, others: _Others, found: Sequence[tuple[int, float]], weights: Weights
) -> NDArray[np.float64]:
    """Return what each bearer gains from the other names' present senses and the anchors."""
    seen = np.array([found[n][0] for n in others.columns], np.int64)
    certain = np.array([found[n][1] for n in others.columns])

    anchors = others.anchors
    country = np.concatenate([flat.country[seen], *(place.country for place in anchors)])
    division = np.concatenate([flat.division[seen], *(place.division for place in anchors)])
    kind = np.concatenate([flat.kind[seen], *(place.kind for place in anchors)])
    x = np.concatenate([flat.x[seen], *(place.x for place in anchors)])
    y = np.concatenate([flat.y[seen], *(place.y for place in anchors)])
    z = np.concatenate([flat.z[seen], *(place.z for place in anchors)])
    counted = np.concatenate([others.close * certain, others.fixed], axis=1)
    same_country = (flat.country[:, None] == country) & (country >= 0)
    same_division = (flat.division[:, None] == division) & (division >= 0)
    dot = flat.x[:, None] * x + flat.y[:, None] * y + flat.z[:, None] * z
    chord = np.maximum(2.0 - 2.0 * dot, 0.0) * (EARTH_KM / weights.near_km) ** 2
    near = np.where(np.isin(kind, WIDE), 0.0, 1.0 / (1.0 + chord))
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
    countries = (flat.kind == Kind.COUNTRY)[:, None] & (kind == Kind.COUNTRY)
    divisions = (flat.kind == Kind.ADMIN1)[:, None] & (kind == Kind.ADMIN1)
    divisions &= flat.country[:, None] == country
    alike: NDArray[np.float64] = (listed & (countries | divisions)).any(axis=1).astype(np.float64)
    return alike


def _distance(some: Bearers, others: Bearers) -> NDArray[np.float64]:
    """Return the distances in km of each of `some` to each of `others`, along the chord."""
    dot = some.x[:, None] * others.x + some.y[:, None] * others.y + some.z[:, None] * others.z
    distance: NDArray[np.float64] = EARTH_KM * np.sqrt(np.maximum(2.0 - 2.0 * dot, 0.0))
    return distance
