"""Score the bearers of one name by all but the other names: prominence, kind, region, home.

Must not: compare names with each other's senses (that is senses.py), or read text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.places.kinds import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.places.gazetteer import Bearers

__all__ = [
    "EARTH_KM",
    "SAME_PLACE_KM",
    "Anchor",
    "Name",
    "Weights",
    "likeliest",
    "own_score",
    "said_of",
]

EARTH_KM = 6371.0
SAME_PLACE_KM = 50.0
"""Bearers of one name this near each other (a city and its county) are one answer."""

CLAIMS_MAX = 8
"""Names whose region a name is that are looked at."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in decimal orders of magnitude of population.

    Set by judgement and on the open half of geovirus (models/gazetteer/MODEL_CARD.md); `sharpness`
    turns scores into shares, `unknown` is the score of the place that the gazetteer lacks (in a
    dateline without region a great one), `unknown_gain` its part of the others' gain from context.
    """

    country: float = 0.3
    admin1: float = -0.5
    admin2: float = -1.3
    division: float = -1.8
    capital: float = 0.9
    nature: float = -0.5
    island: float = -1.0
    alternate: float = -1.5
    english: float = -0.1
    abbreviation: float = -0.3
    other_kind: float = -3.0
    region: float = 8.0
    near_region: float = 2.0
    claimed: float = 3.0
    alone: float = 0.6
    alone_in_dateline: float = 3.0
    home: float = 3.0
    same_country: float = 1.4
    same_division: float = 0.9
    near: float = 1.0
    near_km: float = 80.0
    close: float = 1.5
    close_chars: float = 60.0
    alike: float = 2.5
    sharpness: float = 2.0
    unknown: float = 2.5
    unknown_dateline: float = 3.7
    unknown_gain: float = 0.7


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


def likeliest(bearers: Bearers, weights: Weights) -> int:
    """Return which bearer a name means where nothing else is known."""
    return int(_alone(bearers, weights).argmax())


def said_of(inner: Bearers, outer: Bearers) -> bool:
    """Tell whether any of `inner` lies in, or at, any of `outer`."""
    return bool(_within(inner, outer).any() or _beside(inner, outer).any())


def own_score(
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
    for claimant in name.claimed_by[:CLAIMS_MAX]:
        score = score + weights.claimed * _holds(bearers, names[claimant].bearers)
    if name.dateline:
        score = score + weights.alone_in_dateline * bearers.alone
    for anchor in anchors:
        if anchor.home:
            score = score + weights.home * (bearers.numbers == anchor.place.numbers[0])
    return score


@lru_cache(maxsize=4)
def _by_kind_and_use(weights: Weights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each kind and each use adds."""
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
    return kinds, uses


def _alone(bearers: Bearers, weights: Weights) -> NDArray[np.float64]:
    """Score bearers by themselves: prominence, kind, how they come by the name."""
    kinds, uses = _by_kind_and_use(weights)
    score: NDArray[np.float64] = (
        bearers.prominence + kinds[bearers.kind] + uses[bearers.use] + weights.alone * bearers.alone
    )
    return score


def _within(inner: Bearers, outer: Bearers) -> NDArray[np.bool_]:
    """Tell which of `inner` lie in a country or first-level division among `outer`."""
    countries = outer.country[outer.kind == Kind.COUNTRY]
    divisions = outer.division[outer.kind == Kind.ADMIN1]
    part = inner.kind != Kind.COUNTRY
    in_country = (inner.country[:, None] == countries).any(axis=1)
    in_division = (inner.division[:, None] == divisions).any(axis=1) & (inner.kind != Kind.ADMIN1)
    within: NDArray[np.bool_] = part & (in_country | in_division)
    return within


def _holds(outer: Bearers, inner: Bearers) -> NDArray[np.bool_]:
    """Tell which of `outer`, as a country or division, have one of `inner` in them."""
    part = inner.kind != Kind.COUNTRY
    small = part & (inner.kind != Kind.ADMIN1)
    country = (outer.country[:, None] == inner.country[part]).any(axis=1)
    division = (outer.division[:, None] == inner.division[small]).any(axis=1)
    holds: NDArray[np.bool_] = ((outer.kind == Kind.COUNTRY) & country) | (
        (outer.kind == Kind.ADMIN1) & division
    )
    return holds


def _beside(inner: Bearers, outer: Bearers) -> NDArray[np.bool_]:
    """Tell which of `inner` lie where one of the smaller places among `outer` does."""
    small = outer.only(~np.isin(outer.kind, (Kind.COUNTRY, Kind.ADMIN1, Kind.CONTINENT, Kind.SEA)))
    dot = inner.x[:, None] * small.x + inner.y[:, None] * small.y + inner.z[:, None] * small.z
    near = EARTH_KM * np.sqrt(np.maximum(2.0 - 2.0 * dot, 0.0)) < SAME_PLACE_KM
    beside: NDArray[np.bool_] = (near & (inner.numbers[:, None] != small.numbers)).any(axis=1)
    return beside
