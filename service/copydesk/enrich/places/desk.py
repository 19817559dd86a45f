"""Put an article's location names on the map: one sense for each, or none.

Must not: find names (that is enrich.entities), or learn from one article for the next.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.draft import Span
from copydesk.enrich.places.confidence import calibrated
from copydesk.enrich.places.keys import name_key
from copydesk.enrich.places.kinds import Kind, Use
from copydesk.enrich.places.naming import named_places, region_after
from copydesk.enrich.places.senses import Anchor, Name, Weights, likeliest, senses
from copydesk.enrich.places.values import DatelinePlace, Place, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.enrich.places.confidence import Knots
    from copydesk.enrich.places.gazetteer import Gazetteer
    from copydesk.enrich.places.naming import Named, Region
    from copydesk.enrich.places.senses import Sense
    from copydesk.enrich.places.values import PlacesInput, SourceArea

__all__ = ["LEAST_CONFIDENCE", "PlacesDesk"]

LEAST_CONFIDENCE = 0.3
"""Places below this are not published."""

HINT_CHARS_MAX = 40_000
HINT_WEIGHT = 0.7
SOURCE_WEIGHT = 1.0
HOME_WEIGHT = 2.0
REMEMBERED_SOURCES_MAX = 1_000
LIST_GAP_CHARS = 12
_LIST_GAP = re.compile(
    r"\s?[,;/]\s?|,?\s(?:and|or|&|und|to|but not|as well as)\s(?:the\s|in\s)?|,\s(?:the|in)\s"
)
PART_OF_NAME = 0.8
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'\u2019-]*")


@dataclass(slots=True)
class _Group:
    """The mentions of one name that has one sense."""

    named: Named
    mentions: list[Span]
    region: Region | None = None
    dateline: bool = False
    claimed_by: list[int] = field(default_factory=list)
    listed_with: set[int] = field(default_factory=set)


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

        A name that no place bears, or a sense below the least confidence, is no place.
        """
        groups = self._groups(article)
        found = senses(self._names(groups, article.text), self._anchors(article), self._weights)
        return self._placed(groups, found)

    def home_is_known(self, place: str) -> bool:
        """Tell whether a source's home place ('Paris, Texas') is in the gazetteer."""
        return self._written(place) is not None

    def _groups(self, article: PlacesInput) -> list[_Group]:
        groups: dict[str, list[_Group]] = {}
        dateline = article.dateline
        covered: list[Span] = sorted(set(article.mentions))
        if dateline is not None:
            at = _dateline_span(article.text, dateline)
            covered = [span for span in covered if at is None or not _overlap(span, at)]
            self._add_dateline(groups, dateline, at)
        for span in covered:
            self._add(groups, article.text, span)
        return sorted(
            (group for same in groups.values() for group in same),
            key=lambda group: group.mentions[:1],
        )

    def _add(self, groups: dict[str, list[_Group]], text: str, span: Span) -> None:
        surface = text[span.start : span.end]
        named, end = named_places(self._gazetteer, surface), span.end
        if named is None and "," in surface:
            end = span.start + surface.index(",")
            surface = text[span.start : end]
            named = named_places(self._gazetteer, surface)
        if named is None:
            return
        region = region_after(self._gazetteer, text, end)
        if region is not None and not self._is_region_of(region, named):
            region = None
        if region is None and self._is_demonym(surface, named):
            return
        _join(groups.setdefault(name_key(surface), []), _Group(named, [span], region))

    def _add_dateline(
        self, groups: dict[str, list[_Group]], dateline: DatelinePlace, at: Span | None
    ) -> None:
        written = dateline.place.split("/")[0].strip()
        mentions = [] if at is None else [at]
        whole = named_places(self._gazetteer, written)
        if whole is not None and whole.exact:
            name, named, region = written, whole, None
        else:
            name = written.split(",")[0]
            found = named_places(self._gazetteer, name)
            if found is None:
                return
            named, region = found, region_after(self._gazetteer, written, len(name))
        group = _Group(named, mentions, region, dateline=True)
        groups.setdefault(name_key(name), []).append(group)

    def _is_region_of(self, region: Region, named: Named) -> bool:
        """Tell 'Georgia, USA' and 'Lebanon, Ky.' from a list of countries or of states."""
        bearers, around = named.bearers, region.bearers
        kind = bearers.kind[likeliest(bearers, self._weights)]
        outer = around.kind[likeliest(around, self._weights)]
        if kind == Kind.COUNTRY:
            return bool(outer != Kind.COUNTRY) and not region.list_goes_on
        if kind == Kind.ADMIN1 and outer == Kind.ADMIN1:
            return not region.list_goes_on
        return True

    def _is_demonym(self, surface: str, named: Named) -> bool:
        """Tell 'Roman' and 'English' from places; 'Caribbean' is a people's and a sea's name."""
        if surface not in self._gazetteer.demonyms:
            return False
        bearers = named.bearers
        own = (bearers.use <= Use.ENGLISH) & (bearers.kind != Kind.CITY)
        return not own.any()

    def _names(self, groups: Sequence[_Group], text: str) -> list[Name]:
        starts = {span.start: n for n, group in enumerate(groups) for span in group.mentions}
        for number, group in enumerate(groups):
            if group.region is not None and group.region.start in starts:
                groups[starts[group.region.start]].claimed_by.append(number)
        _note_lists(groups, text)
        return [
            Name(
                bearers=group.named.bearers,
                at=tuple(span.start for span in group.mentions),
                called=group.named.called,
                region=group.region.bearers if group.region else None,
                claimed_by=tuple(group.claimed_by),
                dateline=group.dateline and group.region is None,
                listed_with=tuple(sorted(group.listed_with)),
            )
            for group in groups
        ]

    def _anchors(self, article: PlacesInput) -> list[Anchor]:
        words = _CAPITALISED.findall(article.text, 0, HINT_CHARS_MAX)
        known = self._gazetteer.demonyms
        peoples = Counter(known[word] for word in words if word in known)
        hints = [
            Anchor(self._gazetteer.place(number), min(HINT_WEIGHT * count, SOURCE_WEIGHT))
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
        groups: dict[str, list[_Group]] = {}
        self._add_dateline(groups, DatelinePlace(place), None)
        found = [group for same in groups.values() for group in same]
        if not found:
            return None
        sense = senses(self._names(found, place), (), self._weights)[0]
        return int(found[0].named.bearers.numbers[sense.index])

    def _placed(self, groups: Sequence[_Group], found: Sequence[Sense]) -> Placed:
        spans: dict[int, list[Span]] = {}
        shares: dict[int, float] = {}
        filed: int | None = None
        for group, sense in zip(groups, found, strict=True):
            number = int(group.named.bearers.numbers[sense.index])
            sure = calibrated(self._share(group, sense), self._calibration)
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

    def _share(self, group: _Group, sense: Sense) -> float:
        """Return how sure a sense is before calibration; part of a name says less than all."""
        return sense.share if group.named.exact else sense.share * PART_OF_NAME

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
        )


def _note_lists(groups: Sequence[_Group], text: str) -> None:
    """Note which names a list puts side by side: 'A, B and C', no region among them."""
    order = sorted((span, n) for n, group in enumerate(groups) for span in group.mentions)
    for (before, one), (after, other) in pairwise(order):
        gap = after.start - before.end
        if (
            one == other
            or not 0 < gap <= LIST_GAP_CHARS
            or not _LIST_GAP.fullmatch(text, before.end, after.start)
        ):
            continue
        region = groups[one].region
        if region is None or region.start != after.start:
            groups[one].listed_with.add(other)
            groups[other].listed_with.add(one)


def _join(same: list[_Group], new: _Group) -> None:
    """Put a mention to the groups of its name: one sense per article, two with two regions."""
    for group in same:
        if (
            group.region is None
            or new.region is None
            or name_key(group.region.name) == name_key(new.region.name)
        ):
            group.mentions.extend(new.mentions)
            group.region = group.region or new.region
            return
    same.append(new)


def _dateline_span(text: str, dateline: DatelinePlace) -> Span | None:
    """Return where the dateline's place stands in the text, in any case; None when not there."""
    if dateline.evidence is None:
        return None
    said = text[dateline.evidence.start : dateline.evidence.end].lower()
    name = re.split(r"[,/]", dateline.place, maxsplit=1)[0].strip()
    at = (
        said.find(name.lower())
        if len(said) == dateline.evidence.end - dateline.evidence.start
        else -1
    )
    if at < 0 or not name:
        return None
    start = dateline.evidence.start + at
    return Span(start, start + len(name))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
