"""Read the tables in ../shared/data/places as rows of one shape.

Must not: choose between namesakes; every bearer of a name goes in.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from copydesk.enrich.places.keys import name_key
from copydesk.enrich.places.kinds import Kind
from training.places.areas import Areas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["TABLES", "Row", "read_rows"]

TABLES = (
    "countries",
    "admin1",
    "admin2",
    "cities500",
    "regions_geonames",
    "naturalearth_physical",
    "naturalearth_cultural",
    "supplement",
)

KINDS = {
    "country": Kind.COUNTRY,
    "admin1": Kind.ADMIN1,
    "admin2": Kind.ADMIN2,
    "city": Kind.CITY,
    "continent": Kind.CONTINENT,
    "sea": Kind.SEA,
    "ocean": Kind.SEA,
    "strait": Kind.SEA,
    "river": Kind.RIVER,
    "waterfall": Kind.RIVER,
    "lake": Kind.LAKE,
    "island": Kind.ISLAND,
    "mountain": Kind.MOUNTAIN,
    "mountains": Kind.MOUNTAIN,
    "bloc": Kind.BLOC,
    "historical": Kind.HISTORICAL,
    "landmark": Kind.LANDMARK,
    "airport": Kind.AIRPORT,
    "park": Kind.PARK,
    "admin3": Kind.DIVISION,
    "admin4": Kind.DIVISION,
    "admin5": Kind.DIVISION,
    "admin_other": Kind.DIVISION,
}
"""What is not here (deserts, capes, valleys, disputed areas ...) is a region."""

PROMINENCE = {
    Kind.CONTINENT: 8.0,
    Kind.BLOC: 6.0,
    Kind.HISTORICAL: 6.5,
    Kind.LANDMARK: 5.5,
    Kind.AIRPORT: 4.0,
    Kind.PARK: 4.3,
    Kind.CITY: 2.2,
    Kind.COUNTRY: 4.0,
    Kind.ADMIN1: 4.0,
    Kind.ADMIN2: 4.0,
    Kind.DIVISION: 4.0,
    Kind.SEA: 5.5,
}
"""For what has no people, or whose people nobody counted: the logarithm of the population of a city
named about as often in news. By judgement, not measured."""

RANKED = {
    Kind.SEA: (7.2, 0.35),
    Kind.RIVER: (6.4, 0.35),
    Kind.LAKE: (6.2, 0.35),
    Kind.ISLAND: (5.8, 0.3),
    Kind.MOUNTAIN: (5.5, 0.25),
    Kind.REGION: (5.8, 0.3),
}
"""The same from Natural Earth's rank, 0 for the greatest to 12: at rank 0, and less per rank."""

APOSTROPHES = "'`\u2018\u2019"
KEPT = frozenset({Kind.RIVER, Kind.LAKE, Kind.HISTORICAL, Kind.LANDMARK})
"""A river that a state is named after is not that state, nor is a country of the past."""

WIDE_DEGREES = 45.0
NARROW_DEGREES = 3.0
MACRO_REGION = 6.8
GEONAMES_REGION = 3.8


class _Row(TypedDict, total=False):
    """A row of the tables, as far as it is read here."""

    name: str
    alternates: list[str]
    english_alternates: list[str]
    demonyms: list[str]
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    area_km2: float
    area_deg2: float
    capital: str
    rank: float
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place to be: `english` are names that English text uses, `alternates` any others.

    prominence: about the decimal logarithm of a population; area_km2: the table's own, else what
    areas.py knows, 0 where that is nothing.
    """

    name: str
    english: tuple[str, ...]
    alternates: tuple[str, ...]
    demonyms: tuple[str, ...]
    kind: Kind
    country: str
    admin1: str
    lat: float
    lon: float
    prominence: float
    geonames_id: int
    area_km2: float


def read_rows(folder: Path) -> list[Row]:
    """Return every place of the tables, in the tables' order."""
    read = {table: list(_raw_rows(folder, table)) for table in TABLES}
    capitals = _capitals(read["countries"], read["cities500"])
    people = _people(read["cities500"])
    areas = _areas(read)
    rows = []
    for table in TABLES:
        for raw in read[table]:
            if table == "supplement" and raw["kind"] == "admin1_adjective":
                continue
            row = _row(table, raw, people)
            if not row.area_km2:
                row = replace(row, area_km2=areas.of(row.name, row.kind, _division(raw)))
            if row.kind is Kind.CITY and row.geonames_id in capitals:
                row = replace(row, kind=Kind.CAPITAL)
            rows.append(row)
    return _without_doubles(_with_demonyms(rows, _adjectives(read["supplement"])))


def _raw_rows(folder: Path, table: str) -> Iterator[_Row]:
    with gzip.open(folder / f"{table}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _capitals(countries: list[_Row], cities: list[_Row]) -> frozenset[int]:
    """Return the GeoNames ids of the capitals: the largest city of the name, else by alternate."""
    wanted = {(row["country"], name_key(row["capital"])) for row in countries if row["capital"]}
    best: dict[tuple[str | None, str], tuple[bool, int, int]] = {}
    for city in cities:
        for name in (city["name"], *city["alternates"]):
            place = (city["country"], name_key(name))
            if place in wanted and city["geonames_id"]:
                rank = (name == city["name"], city["population"], city["geonames_id"])
                best[place] = max(best.get(place, rank), rank)
    return frozenset(ident for _, _, ident in best.values())


def _areas(read: dict[str, list[_Row]]) -> Areas:
    """Areas from the tables themselves, for places whose own row has none."""
    return Areas(
        (
            (raw["name"], raw["area_deg2"], raw["lat"])
            for raw in read["naturalearth_physical"]
            if raw.get("area_deg2")
        ),
        ((_division(raw), (raw["lat"], raw["lon"])) for raw in read["cities500"]),
        {raw["country"] or "": raw.get("area_km2") or math.inf for raw in read["countries"]},
    )


def _division(raw: _Row) -> str:
    """The code of the first-level division that a row is, or lies in: 'AU.04'."""
    return f"{raw['country']}.{raw['admin1']}"


def _people(cities: list[_Row]) -> dict[tuple[str | None, str | None], int]:
    """People of each first-level division's cities: for divisions whose own number is unknown."""
    people: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for city in cities:
        people[city["country"], city["admin1"]] += city["population"]
    return people


def _row(table: str, raw: _Row, people: dict[tuple[str | None, str | None], int]) -> Row:
    kind = KINDS.get(raw["kind"], Kind.REGION)
    name = raw["name"].strip()
    english = list(raw.get("english_alternates", []))
    alternates = [other for other in raw["alternates"] if other.lstrip(APOSTROPHES)[:1].isupper()]
    if kind is Kind.AIRPORT:
        alternates = [other for other in alternates if "Airport" in other]
    if table in {"supplement", "naturalearth_physical", "naturalearth_cultural"}:
        english, alternates = [*english, *alternates], []
    population = raw["population"]
    if kind is Kind.ADMIN1 and not population:
        population = people.get((raw["country"], raw["admin1"]), 0)
    return Row(
        name=name,
        english=tuple(english),
        alternates=tuple(alternates),
        demonyms=tuple(raw.get("demonyms", ())),
        kind=kind,
        country=raw["country"] or "",
        admin1=raw["admin1"] or "",
        lat=raw["lat"],
        lon=raw["lon"],
        prominence=_prominence(table, raw, kind, population),
        geonames_id=raw["geonames_id"] or 0,
        area_km2=raw.get("area_km2", 0.0) or 0.0,
    )


def _prominence(table: str, raw: _Row, kind: Kind, population: int) -> float:
    if population > 0:
        return math.log10(population)
    if table == "supplement" and kind not in PROMINENCE:
        return MACRO_REGION
    if "rank" in raw and kind in RANKED:
        top, slope = RANKED[kind]
        return max(top - slope * raw["rank"], 1.0)
    return PROMINENCE.get(kind, GEONAMES_REGION)


def _adjectives(supplement: list[_Row]) -> dict[int, tuple[str, ...]]:
    """Demonyms of first-level divisions ('Texan'), by GeoNames id."""
    return {
        row["geonames_id"]: tuple(row["demonyms"])
        for row in supplement
        if row["kind"] == "admin1_adjective" and row["geonames_id"]
    }


def _with_demonyms(rows: list[Row], adjectives: dict[int, tuple[str, ...]]) -> list[Row]:
    return [
        replace(row, demonyms=adjectives[row.geonames_id])
        if row.kind is Kind.ADMIN1 and row.geonames_id in adjectives
        else row
        for row in rows
    ]


def _without_doubles(rows: list[Row]) -> list[Row]:
    """Leave out what has no GeoNames id and is there with one under the same name, close by."""
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.geonames_id:
            named[name_key(row.name)].append(row)
    return [
        row
        for row in rows
        if row.geonames_id
        or row.kind in KEPT
        or not any(_doubles(row, other) for other in named.get(name_key(row.name), ()))
    ]


def _doubles(row: Row, other: Row) -> bool:
    wide = other.kind in {Kind.COUNTRY, Kind.CONTINENT, Kind.ADMIN1, Kind.SEA}
    # Natural Earth's subunits are regions without a country: 'Brussels' is the city all the same.
    capital_region = row.kind is Kind.REGION and not row.country and other.kind is Kind.CAPITAL
    if not wide and not capital_region and other.kind is not row.kind:
        return False
    reach = WIDE_DEGREES if wide else NARROW_DEGREES
    return abs(row.lat - other.lat) < reach and abs(row.lon - other.lon) < reach
