"""What the places desk is given of an article, and what it makes of it.

Must not: know the other enrichers' values; the pipeline puts these together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.draft import Span

__all__ = ["DatelinePlace", "Place", "Placed", "PlacesInput", "SourceArea"]


@dataclass(frozen=True, slots=True)
class DatelinePlace:
    """The place of a dateline, as the dateline desk wrote it ('Portland, Ore.').

    evidence: the stretch of text that says so, None where the text does not hold it.
    """

    place: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceArea:
    """Where a source is at home: ISO 3166 alpha-2, and places as written ('Paris, Texas')."""

    country: str | None = None
    home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacesInput:
    """An article for the places desk; `mentions` are its location names, spans of `text`."""

    text: str
    mentions: tuple[Span, ...]
    dateline: DatelinePlace | None = None
    source: SourceArea = SourceArea()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the article names.

    id: 'p1', 'p2' ... by first mention; country: ISO 3166 alpha-2; admin1: GeoNames ('US.DC');
    lat, lon: degrees, WGS 84; area_km2: 0 where it is not known, as for all cities; confidence:
    0..1, 2 decimals.
    """

    id: str
    geonames_id: int | None
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    mentions: tuple[Span, ...]
    confidence: float
    area_km2: float = 0.0
    is_country: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An article's places by first mention; dateline_id: the dateline's, None if unresolved."""

    places: tuple[Place, ...]
    dateline_id: str | None = None
