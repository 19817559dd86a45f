"""Put an article's location names on the map: one sense for each, or none.

Must not: find names (that is enrich.entities), or learn from one article for the next.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.enrich.places.confidence import calibrated
from copydesk.enrich.places.grouping import Grouping, names_of
from copydesk.enrich.places.kinds import Kind
from copydesk.enrich.places.scores import Anchor, Weights
from copydesk.enrich.places.senses import senses
from copydesk.enrich.places.values import Place, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.draft import Span
    from copydesk.enrich.places.confidence import Knots
    from copydesk.enrich.places.gazetteer import Gazetteer
    from copydesk.enrich.places.grouping import Group
    from copydesk.enrich.places.senses import Sense
    from copydesk.enrich.places.values import PlacesInput, SourceArea

__all__ = ["LEAST_CONFIDENCE", "PlacesDesk"]

LEAST_CONFIDENCE = 0.5
"""Places below this are not published."""

PART_OF_NAME = 0.8
"""How sure a place is of which the text's name has only a part ('northern Kivu'), beside others."""

HINT_CHARS_MAX = 40_000
HINT_WEIGHT = 1.0
HINT_WEIGHT_MAX = 2.0
SOURCE_WEIGHT = 1.0
HOME_WEIGHT = 2.0
REMEMBERED_SOURCES_MAX = 1_000
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'\u2019-]*")


class PlacesDesk:
    """Resolves names with a gazetteer that was loaded elsewhere."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        calibration: Knots = (),
        weights: Weights | None = None,
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        """calibration: (share, confidence) knots, ascending; without, the share as it is."""
        self._gazetteer = gazetteer
        self._calibration = calibration
        self._weights = weights or Weights()
        self._least_confidence = least_confidence
        self._sources: dict[SourceArea, tuple[Anchor, ...]] = {}

    def resolve(self, article: PlacesInput) -> Placed:
        """Return the places of an article, by first mention, and which of them is the dateline's.

        A name that no place bears, a people's name, or a sense below the least confidence, is no
        place.
        """
        grouping = Grouping(self._gazetteer, self._weights, article.text)
        filed = None if article.dateline is None else grouping.add_dateline(article.dateline)
        for span in _in_order(article.mentions):
            if filed is None or span.end <= filed.start or filed.end <= span.start:
                grouping.add(span)
        groups = grouping.groups()
        return self._placed(groups, self._senses(groups, article))

    def located(self, article: PlacesInput) -> tuple[Place | None, ...]:
        """Return what each mention is taken for, however unsure; for measuring, not for events.

        A people's name, which is never published as a place, is taken for its country.
        """
        grouping = Grouping(self._gazetteer, self._weights, article.text)
        for span in _in_order(article.mentions):
            grouping.add(span, peoples=True)
        groups = grouping.groups()
        place_at: dict[Span, Place] = {}
        for group, sense in zip(groups, self._senses(groups, article), strict=True):
            number = int(group.named.bearers.numbers[sense.index])
            place = self._place("", number, group.mentions, self._sure(group, sense))
            place_at |= dict.fromkeys(group.mentions, place)
        return tuple(place_at.get(span) for span in article.mentions)

    def knows_country(self, code: str) -> bool:
        """Tell whether this is the ISO 3166 alpha-2 code of a country."""
        return self._gazetteer.country(code) is not None

    def knows_home(self, place: str) -> bool:
        """Tell whether a source's home place ('Paris, Texas') is in the gazetteer."""
        return self._written(place) is not None

    def _senses(self, groups: Sequence[Group], article: PlacesInput) -> tuple[Sense, ...]:
        return senses(names_of(groups), self._anchors(article), self._weights)

    def _anchors(self, article: PlacesInput) -> list[Anchor]:
        """Return what is known before any name is: the source's area, and the peoples named."""
        words = _CAPITALISED.findall(article.text, 0, HINT_CHARS_MAX)
        known = self._gazetteer.demonyms
        peoples = Counter(known[word] for word in words if word in known)
        hints = [
            Anchor(self._gazetteer.place(number), min(HINT_WEIGHT * count, HINT_WEIGHT_MAX))
            for number, count in sorted(peoples.items())
        ]
        return [*self._source_anchors(article.source), *hints]

    def _source_anchors(self, source: SourceArea) -> tuple[Anchor, ...]:
        known = self._sources.get(source)
        if known is not None:
            return known
        anchors = []
        country = self._gazetteer.country(source.country) if source.country else None
        if country is not None:
            anchors.append(Anchor(country, SOURCE_WEIGHT))
        for place in source.home:
            number = self._written(place)
            if number is not None:
                anchors.append(Anchor(self._gazetteer.place(number), HOME_WEIGHT, home=True))
        if len(self._sources) >= REMEMBERED_SOURCES_MAX:
            self._sources.clear()
        self._sources[source] = tuple(anchors)
        return self._sources[source]

    def _written(self, place: str) -> int | None:
        """Return the number of a place written with its region, by itself."""
        grouping = Grouping(self._gazetteer, self._weights, place)
        grouping.add_written(place, [])
        for group in grouping.groups():
            sense = senses(names_of([group]), (), self._weights)[0]
            return int(group.named.bearers.numbers[sense.index])
        return None

    def _placed(self, groups: Sequence[Group], found: Sequence[Sense]) -> Placed:
        spans: dict[int, list[Span]] = {}
        shares: dict[int, float] = {}
        filed: int | None = None
        for group, sense in zip(groups, found, strict=True):
            number = int(group.named.bearers.numbers[sense.index])
            sure = self._sure(group, sense)
            if sure < self._least_confidence:
                continue
            spans.setdefault(number, []).extend(group.mentions)
            shares[number] = max(shares.get(number, 0.0), sure)
            if group.dateline:
                filed = number
        order = sorted(spans, key=lambda number: (sorted(spans[number])[:1], number))
        ids = {number: f"p{at}" for at, number in enumerate(order, 1)}
        return Placed(
            tuple(self._place(ids[n], n, spans[n], shares[n]) for n in order),
            ids[filed] if filed is not None else None,
        )

    def _sure(self, group: Group, sense: Sense) -> float:
        share = sense.share if group.named.exact else sense.share * PART_OF_NAME
        return calibrated(share, self._calibration)

    def _place(self, ident: str, number: int, mentions: Iterable[Span], sure: float) -> Place:
        known = self._gazetteer.record(number)
        return Place(
            id=ident,
            geonames_id=known.geonames_id,
            name=known.name,
            country=known.country,
            admin1=known.admin1,
            lat=known.lat,
            lon=known.lon,
            mentions=tuple(sorted(mentions)),
            confidence=sure,
            area_km2=known.area_km2,
            is_country=known.kind is Kind.COUNTRY,
        )


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(set(spans), key=lambda span: (span.start, span.end))
