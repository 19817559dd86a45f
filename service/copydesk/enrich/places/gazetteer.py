"""Find the places that bear a name.

The arrays come in as values, memory-mapped elsewhere; a bounded memory of names looked up makes
repeats cheap and never changes an answer.
Must not: read a file, or choose between the bearers of a name (that is senses.py).
Format: training/places/index.py.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from copydesk.enrich.places.keys import abbreviated, key_hash, name_key
from copydesk.enrich.places.kinds import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "PLACE",
    "STANDS_ALONE",
    "USE_SHIFT",
    "Bearers",
    "Gazetteer",
    "GazetteerArrays",
    "PlaceRecord",
    "TablesFile",
]

PLACE = np.dtype(
    [
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("geonames_id", "<u4"),
        ("name", "<u4"),
        ("area_km2", "<f4"),
        ("country", "<u2"),
        ("division", "<u2"),
        ("kind", "u1"),
        ("prominence", "u1"),
    ]
)
"""lat, lon: ten-thousandths of a degree; name: where it begins in names.npy; area_km2: 0
where it is not known; prominence: 25 steps a decimal power of the population."""

USE_SHIFT = 24
STANDS_ALONE = 1 << 31
PLACE_MASK = (1 << USE_SHIFT) - 1
USE_MASK = 7
DEGREE = 10_000.0
PROMINENCE_STEPS = 25.0

BEARERS_MAX = 400
"""Namesakes looked at, the most prominent first; the commonest name has a few hundred."""

SHORT_LETTERS_MIN = 3
SHORT_LETTERS_MAX = 5
REMEMBERED_MAX = 20_000
"""Names kept from article to article; the memory starts anew when it is full."""


class TablesFile(TypedDict):
    """gazetteer/tables.json."""

    countries: list[str]
    divisions: list[str]
    demonyms: dict[str, int]
    country_places: dict[str, int]


@dataclass(frozen=True, slots=True)
class GazetteerArrays:
    """The arrays as they are on disk."""

    places: NDArray[np.void]
    names: NDArray[np.uint8]
    keys: NDArray[np.uint64]
    starts: NDArray[np.uint32]
    bearers: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place as the gazetteer knows it; admin1 is a GeoNames code ('US.DC')."""

    number: int
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonames_id: int | None
    area_km2: float


@dataclass(frozen=True, slots=True)
class Bearers:
    """The places of one name, the most prominent first; parallel arrays.

    x, y, z: unit vectors from the earth's centre; use: Use; alone: the name without region means
    this place in a dateline; country, division: numbers, -1 for none.
    """

    numbers: NDArray[np.int64]
    use: NDArray[np.int64]
    alone: NDArray[np.bool_]
    kind: NDArray[np.int64]
    prominence: NDArray[np.float64]
    country: NDArray[np.int64]
    division: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]

    def __len__(self) -> int:
        """How many bear the name."""
        return len(self.numbers)

    def only(self, wanted: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Bearers:
        """Return some of the bearers, in the same order."""
        return Bearers(*(getattr(self, field.name)[wanted] for field in fields(self)))

    def fitting(self, kinds: frozenset[Kind], least_prominence: float) -> Bearers | None:
        """Return those of these kinds (any if empty) and prominence, None when there are none."""
        fits = self.prominence >= least_prominence
        if kinds:
            fits &= np.isin(self.kind, list(kinds))
        return self.only(fits) if fits.any() else None


class Gazetteer:
    """Names to places."""

    def __init__(self, arrays: GazetteerArrays, tables: TablesFile) -> None:
        """Keep the arrays; nothing is read until a name is asked for."""
        self.arrays = arrays
        self._tables = tables
        self._remembered: dict[str, Bearers | None] = {}
        self._records: dict[int, PlaceRecord] = {}
        self._no_country = tables["countries"].index("")
        self._whole = np.array([not code for code in tables["divisions"]])
        self.demonyms = tables["demonyms"]

    def named(self, name: str) -> Bearers | None:
        """Return the places that a name as written may mean, None when there are none.

        Short forms ('Ky.', 'NSW') count where the name is in capitals or ends in a full stop.
        """
        known = self._remembered.get(name, False)
        if known is not False:
            return known  # type: ignore[return-value]  # False is the only other value
        key = name_key(name)
        found = [self._bearers(key)] if key else []
        if key and (name.isupper() or name.endswith(".")):
            found.append(self._bearers(abbreviated(key)))
        numbers = [part for part in found if len(part)]
        bearers = self._gathered(np.concatenate(numbers)) if numbers else None
        if len(self._remembered) >= REMEMBERED_MAX:
            self._remembered.clear()
        self._remembered[name] = bearers
        return bearers

    def region(self, name: str) -> Bearers | None:
        """Return what a name may mean behind a city and a comma, where 'Conn' needs no stop."""
        short = SHORT_LETTERS_MIN <= len(name) <= SHORT_LETTERS_MAX
        return self.named(name + "." if short and name[-1] != "." else name)

    def record(self, number: int) -> PlaceRecord:
        """Return what is known of one place."""
        known = self._records.get(number)
        if known is None:
            if len(self._records) >= REMEMBERED_MAX:
                self._records.clear()
            known = self._records[number] = self._read(number)
        return known

    def _read(self, number: int) -> PlaceRecord:
        row = self.arrays.places[number]
        country = self._tables["countries"][row["country"]]
        division = self._tables["divisions"][row["division"]]
        return PlaceRecord(
            number=number,
            name=self._name(int(row["name"])),
            kind=Kind(int(row["kind"])),
            country=country or None,
            admin1=f"{country}.{division}" if country and division else None,
            lat=int(row["lat"]) / DEGREE,
            lon=int(row["lon"]) / DEGREE,
            geonames_id=int(row["geonames_id"]) or None,
            area_km2=float(row["area_km2"]),
        )

    def place(self, number: int) -> Bearers:
        """Return one place as the only bearer of a name."""
        return self._gathered(np.array([number], np.uint32))

    def country(self, code: str) -> Bearers | None:
        """Return a country by its ISO 3166 alpha-2 code, None when there is no such country."""
        number = self._tables["country_places"].get(code.upper())
        return None if number is None else self.place(number)

    def _bearers(self, key: str) -> NDArray[np.uint32]:
        wanted = np.uint64(key_hash(key))
        keys = self.arrays.keys
        at = int(keys.searchsorted(wanted))
        if at == len(keys) or keys[at] != wanted:
            return self.arrays.bearers[:0]
        begin, end = int(self.arrays.starts[at]), int(self.arrays.starts[at + 1])
        return self.arrays.bearers[begin : min(end, begin + BEARERS_MAX)]

    def _gathered(self, bearers: NDArray[np.uint32]) -> Bearers:
        packed = bearers.astype(np.int64)
        numbers = packed & PLACE_MASK
        rows = self.arrays.places[numbers]
        lat = np.radians(rows["lat"] / DEGREE)
        lon = np.radians(rows["lon"] / DEGREE)
        return Bearers(
            numbers=numbers,
            use=(packed >> USE_SHIFT) & USE_MASK,
            alone=(packed & STANDS_ALONE) != 0,
            kind=rows["kind"].astype(np.int64),
            prominence=rows["prominence"] / PROMINENCE_STEPS,
            country=np.where(rows["country"] == self._no_country, -1, rows["country"]),
            division=np.where(self._whole[rows["division"]], -1, rows["division"]),
            x=np.cos(lat) * np.cos(lon),
            y=np.cos(lat) * np.sin(lon),
            z=np.sin(lat),
        )

    def _name(self, begin: int) -> str:
        names = self.arrays.names
        end = begin
        while names[end]:
            end += 1
        return names[begin:end].tobytes().decode()
