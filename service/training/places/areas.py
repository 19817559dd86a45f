"""How large a place is, where its table does not say: a division, a sea, a continent, a region.

Its point is a convention, so whoever compares points must know how far its edges are. Sources, the
first that has it: areas.toml (general knowledge, set down by hand), Natural Earth's polygons of the
same name, and for divisions the hull of their cities, which is at most a little too small.
Must not: change a point.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.enrich.places.keys import name_key
from copydesk.enrich.places.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Areas", "Point"]

BY_HAND = Path(__file__).parent / "areas.toml"
DEGREE_KM = 111.2
WIDE = frozenset({Kind.CONTINENT, Kind.SEA, Kind.REGION, Kind.BLOC, Kind.HISTORICAL, Kind.MOUNTAIN})
"""Kinds that the tables by name speak of: a lake's or an island's namesakes are too many."""
CITIES_MIN = 10
"""Cities whose hull tells a division's shape."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


class Areas:
    """Areas in square kilometres."""

    def __init__(
        self,
        polygons: Iterable[tuple[str, float, float]],
        cities: Iterable[tuple[str, Point]],
        countries: Mapping[str, float],
    ) -> None:
        """polygons: name, square degrees, latitude; cities: code of their division, where they are.

        countries: area by code, which no division can pass.
        """
        by_hand = tomllib.loads(BY_HAND.read_text("utf-8"))
        self._named: dict[str, float] = defaultdict(float)
        for name, degrees, lat in polygons:
            self._named[name_key(name)] += degrees * DEGREE_KM**2 * math.cos(math.radians(lat))
        self._named.update({name_key(name): float(area) for name, area in by_hand.items()})
        points: dict[str, list[Point]] = defaultdict(list)
        for code, point in cities:
            points[code].append(point)
        self._divisions = {
            code: min(_hull_km2(some), countries.get(code.partition(".")[0], math.inf))
            for code, some in points.items()
            if len(some) >= CITIES_MIN
        }

    def of(self, name: str, kind: Kind, division: str) -> float:
        """The area of a place, 0 where it is not known; division: the code of a first-level one."""
        if kind is Kind.ADMIN1:
            return round(self._divisions.get(division, 0.0))
        return round(self._named.get(name_key(name), 0.0)) if kind in WIDE else 0.0


def _hull_km2(points: Sequence[Point]) -> float:
    """The area of the smallest convex shape around the points, on a map true at their middle.

    Andrew's monotone chain, and the shoelace formula.
    """
    middle = math.cos(math.radians(sum(lat for lat, _ in points) / len(points)))
    flat = sorted({(lat * DEGREE_KM, lon * DEGREE_KM * middle) for lat, lon in points})
    hull = [*_half(flat)[:-1], *_half(flat[::-1])[:-1]]
    around = zip(hull, [*hull[1:], *hull[:1]], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in around)) / 2


def _half(flat: Sequence[Point]) -> list[Point]:
    """One side of the hull of sorted points."""
    side: list[Point] = []
    for x, y in flat:
        while len(side) > 1:
            (x0, y0), (x1, y1) = side[-2:]
            if (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0:
                break
            side.pop()
        side.append((x, y))
    return side
