"""How near the places desk comes to where marked names really lie.

The names are given, so what is measured is the choice between namesakes, and what the gazetteer
lacks; a name that gets no place is wrong. Must not: open files, or find names.
Measure: accuracy within 161 km (100 miles), as in the literature since Leidner; 'by area' allows a
place the radius of a circle of its area where that is known, since the point of a country, a state
or a sea is a convention; 'by country area' allows it to countries alone.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.draft import Span
from copydesk.enrich.places import PlacesInput, SourceArea

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from copydesk.draft import SourceFacts
    from copydesk.enrich.places import Place, PlacesDesk

__all__ = [
    "TOLERANCE_KM",
    "BadRowError",
    "Figures",
    "Labelled",
    "Toponym",
    "distance_km",
    "labelled_articles",
    "measured",
    "tolerance_km",
]

TOLERANCE_KM = 161.0
EARTH_KM = 6371.0088
LAT_MAX = 90.0
LON_MAX = 180.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name and where it lies, in degrees."""

    span: Span
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its marked names; source: its id in the sources file, '' for none.

    misread: names that the text does not have where the file says.
    """

    text: str
    toponyms: tuple[Toponym, ...]
    source: str = ""
    misread: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over all marked names."""

    articles: int
    toponyms: int
    answered: int
    within_161km: int
    within_area: int
    within_country_area: int

    @property
    def accuracy_161km(self) -> float:
        """The share of names put within 161 km of the truth; 0 without names."""
        return self.within_161km / self.toponyms if self.toponyms else 0.0

    @property
    def accuracy_by_area(self) -> float:
        """The same where a place is allowed the radius of its area, as far as that is known."""
        return self.within_area / self.toponyms if self.toponyms else 0.0

    @property
    def accuracy_by_country_area(self) -> float:
        """The same where only a country is."""
        return self.within_country_area / self.toponyms if self.toponyms else 0.0


class BadRowError(ValueError):
    """A line that is no labelled article. line: from 1; `str()` says what is wrong with it."""

    def __init__(self, line: int, wrong: str) -> None:
        """Keep the place for the caller, who knows the file's name."""
        super().__init__(wrong)
        self.line = line


def labelled_articles(lines: Iterable[str]) -> list[Labelled]:
    """Read JSON lines {text, toponyms: [{start, end, lat, lon, text?}], source?}; BadRowError."""
    return [
        _article(number, line) for number, line in enumerate(lines, 1) if line.strip("\ufeff \r\n")
    ]


def measured(
    desk: PlacesDesk, articles: Sequence[Labelled], sources: Mapping[str, SourceFacts]
) -> Figures:
    """Compare where the desk puts each marked name with where it lies."""
    toponyms = answered = near = near_by_area = near_by_country = 0
    for article in articles:
        facts = sources.get(article.source)
        area = SourceArea(facts.country, facts.home) if facts else SourceArea()
        spans = tuple(toponym.span for toponym in article.toponyms)
        places = desk.located(PlacesInput(article.text, spans, source=area))
        for toponym, place in zip(article.toponyms, places, strict=True):
            toponyms += 1
            if place is None:
                continue
            answered += 1
            distance = distance_km(place.lat, place.lon, toponym.lat, toponym.lon)
            near += distance <= TOLERANCE_KM
            near_by_area += distance <= tolerance_km(place)
            allowed = tolerance_km(place) if place.is_country else TOLERANCE_KM
            near_by_country += distance <= allowed
    return Figures(len(articles), toponyms, answered, near, near_by_area, near_by_country)


def tolerance_km(place: Place) -> float:
    """Return how far off the truth a place may be: the radius of its area, 161 km at least."""
    return max(TOLERANCE_KM, math.sqrt(place.area_km2 / math.pi))


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    east = math.radians(other_lon - lon)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _article(number: int, line: str) -> Labelled:
    try:
        row = json.loads(line.strip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        wrong = "it is not JSON"
        raise BadRowError(number, wrong) from error
    text = row.get("text") if isinstance(row, dict) else None
    marked = row.get("toponyms") if isinstance(row, dict) else None
    if not isinstance(text, str) or not isinstance(marked, list):
        wrong = "it needs text and a list of toponyms"
        raise BadRowError(number, wrong)
    source = row.get("source")
    toponyms = tuple(_toponym(number, at, one, len(text)) for at, one in enumerate(marked, 1))
    misread = sum(
        "text" in one and one["text"] != text[toponym.span.start : toponym.span.end]
        for one, toponym in zip(marked, toponyms, strict=True)
    )
    return Labelled(text, toponyms, source if isinstance(source, str) else "", misread)


def _toponym(number: int, at: int, marked: object, length: int) -> Toponym:
    if not isinstance(marked, dict):
        wrong = f"toponym {at} is not an object"
        raise BadRowError(number, wrong)
    start, end = marked.get("start"), marked.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
        wrong = f"toponym {at} needs start and end within the text"
        raise BadRowError(number, wrong)
    lat, lon = marked.get("lat"), marked.get("lon")
    if not (
        isinstance(lat, int | float)
        and isinstance(lon, int | float)
        and abs(lat) <= LAT_MAX
        and abs(lon) <= LON_MAX
    ):
        wrong = f"toponym {at} needs lat and lon in degrees"
        raise BadRowError(number, wrong)
    return Toponym(Span(start, end), float(lat), float(lon))
