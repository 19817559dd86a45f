"""Turn rows into the arrays of the gazetteer.

File format (all little-endian; read by copydesk.enrich.places.gazetteer):
- places.npy: one record a place, as PLACE below; names.npy: their names, UTF-8, each ended by a 0;
- keys.npy: 64-bit hashes of all name keys, ascending; starts.npy: where each key's bearers begin;
- bearers.npy: place number, how it comes by the name (3 bits from 24), whether it stands alone in
  datelines (bit 31); most prominent first;
- tables.json: country codes, division codes, demonyms.
Must not: keep anything that depends on the order of a set or a hash seed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.places.gazetteer import PLACE, STANDS_ALONE, USE_SHIFT
from copydesk.enrich.places.keys import abbreviated, key_hash, name_key
from copydesk.enrich.places.kinds import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from training.places.tables import Row

__all__ = ["Built", "Conventions", "build"]

CAPITAL_COUNTRY_MIN = 5.4
"""Prominence of a country (250,000 people) whose capital stands alone in datelines."""

KNOWN = 5.3
RIVAL = 3.7
"""Prominence of a city known under several names (200,000 people), and of a rival (5,000)."""

ABBREVIATION_CHARS_MAX = 3
NAME_CHARS_MIN = 2
CODE_CHARS = 3
MICRO = 10_000
PROMINENCE_STEPS = 25

_AFFIXED = {
    Kind.RIVER: ("{} River", "River {}"),
    Kind.LAKE: ("Lake {}", "{} Lake"),
    Kind.MOUNTAIN: ("Mount {}",),
}
DIVISIONS = frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.DIVISION})
_BARE = re.compile(
    r"(?:Province|State|Region|Department|Municipality|District) of (?P<before>.+)"
    r"|(?P<behind>.+) (?:Province|State|Region|Department|Oblast|Governorate|Prefecture|District)"
)
"""English text names a division without its word more often than not; US counties never."""

GREAT = 5.6
"""Prominence of rivers, lakes and mountains that need no such word: Danube, Nile, Everest."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """conventions.toml: name to place, short form to the divisions it stands for ('US.KY')."""

    stands_alone: Mapping[str, str]
    abbreviations: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Built:
    """The gazetteer, ready to be written: arrays by file name, and the small tables."""

    arrays: dict[str, NDArray[np.generic]]
    tables: dict[str, object]


def build(rows: Sequence[Row], conventions: Conventions) -> Built:
    """Return the gazetteer of these rows; the same rows give the same bytes."""
    countries = sorted({row.country for row in rows})
    divisions = sorted({(row.country, row.admin1) for row in rows})
    places, names = _places(rows, countries, divisions)
    uses = _uses(rows, conventions)
    alone = _standing_alone(rows, uses, conventions)
    keys, starts, bearers = _postings(rows, uses, alone)
    return Built(
        arrays={
            "places": places,
            "names": names,
            "keys": keys,
            "starts": starts,
            "bearers": bearers,
        },
        tables={
            "countries": countries,
            "divisions": [admin1 for _, admin1 in divisions],
            "demonyms": _demonyms(rows),
            "country_places": {
                row.country: at for at, row in enumerate(rows) if row.kind is Kind.COUNTRY
            },
        },
    )


def _places(
    rows: Sequence[Row], countries: list[str], divisions: list[tuple[str, str]]
) -> tuple[NDArray[np.void], NDArray[np.uint8]]:
    country_of = {code: at for at, code in enumerate(countries)}
    division_of = {code: at for at, code in enumerate(divisions)}
    places = np.zeros(len(rows), PLACE)
    names = bytearray()
    seen: dict[str, int] = {}
    for at, row in enumerate(rows):
        if row.name not in seen:
            seen[row.name] = len(names)
            names += row.name.encode() + b"\0"
        places[at] = (
            round(row.lat * MICRO),
            round(row.lon * MICRO),
            row.geonames_id,
            seen[row.name],
            row.area_km2,
            country_of[row.country],
            division_of[row.country, row.admin1],
            row.kind,
            min(round(row.prominence * PROMINENCE_STEPS), 255),
        )
    return places, np.frombuffer(bytes(names), np.uint8)


def _uses(rows: Sequence[Row], conventions: Conventions) -> dict[str, dict[int, Use]]:
    """Return key -> place number -> the surest way in which the place comes by that name."""
    uses: dict[str, dict[int, Use]] = defaultdict(dict)
    for at, row in enumerate(rows):
        for key, use in _keys(row):
            known = uses[key].get(at, use)
            uses[key][at] = min(known, use)
    by_code = {
        row.country + (f".{row.admin1}" if row.kind is Kind.ADMIN1 else ""): at
        for at, row in enumerate(rows)
        if row.kind in {Kind.COUNTRY, Kind.ADMIN1}
    }
    for short, codes in conventions.abbreviations.items():
        for code in codes:
            uses[abbreviated(name_key(short))][by_code[code]] = Use.ABBREVIATION
    return uses


def _keys(row: Row) -> Iterator[tuple[str, Use]]:
    own = Use.ALTERNATE if row.kind in _AFFIXED and row.prominence < GREAT else Use.CUSTOMARY
    named = [(row.name, own)]
    named += [(affixed.format(row.name), Use.CUSTOMARY) for affixed in _AFFIXED.get(row.kind, ())]
    if row.kind in DIVISIONS and (bare := _BARE.fullmatch(row.name)):
        named.append((bare["before"] or bare["behind"], Use.ENGLISH))
    named += [(name, Use.ENGLISH) for name in row.english]
    named += [(name, Use.ALTERNATE) for name in row.alternates]
    for name, use in named:
        key = name_key(name)
        if len(key) < NAME_CHARS_MIN or not key[0].isalnum():
            continue
        if use is not Use.CUSTOMARY and _is_short(name):
            if row.kind in {Kind.COUNTRY, Kind.ADMIN1, Kind.BLOC} and not _is_iso3(row, name):
                yield abbreviated(key), Use.ABBREVIATION
            continue
        yield key, use


def _is_short(name: str) -> bool:
    """Tell whether a name is a short form: 'NSW', 'U.S.', 'Ont.', an airport's code."""
    letters = name.replace(".", "").replace(" ", "")
    return name.endswith(".") or (len(letters) <= ABBREVIATION_CHARS_MAX and letters.isupper())


def _is_iso3(row: Row, name: str) -> bool:
    """Tell whether a country's short form may be its ISO code, which no text uses as a name."""
    return row.kind is Kind.COUNTRY and len(name) == CODE_CHARS and name.isalpha()


def _standing_alone(
    rows: Sequence[Row], uses: Mapping[str, Mapping[int, Use]], conventions: Conventions
) -> frozenset[tuple[str, int]]:
    large = {
        row.country
        for row in rows
        if row.kind is Kind.COUNTRY and row.prominence >= CAPITAL_COUNTRY_MIN
    }
    alone = {
        (name_key(row.name), at)
        for at, row in enumerate(rows)
        if row.kind is Kind.CAPITAL and row.country in large
    }
    alone |= {
        (key, at)
        for key, bearers in uses.items()
        for at, use in bearers.items()
        if use is Use.ALTERNATE
        and rows[at].kind is Kind.CAPITAL
        and rows[at].country in large
        and _use(rows, bearers, at) is Use.ENGLISH
    }
    for name, code in conventions.stands_alone.items():
        key = name_key(name)
        country, _, admin1 = code.partition(".")
        bearers = [
            at
            for at in uses[key]
            if rows[at].country == country
            and (not admin1 or rows[at].admin1 == admin1)
            and rows[at].kind in {Kind.CAPITAL, Kind.CITY, Kind.COUNTRY}
        ]
        chosen = max(
            bearers,
            key=lambda at: (
                rows[at].kind != Kind.COUNTRY,
                uses[key][at] == Use.CUSTOMARY,
                rows[at].prominence,
            ),
        )
        alone = {pair for pair in alone if pair[0] != key} | {(key, chosen)}
    return frozenset(alone)


def _postings(
    rows: Sequence[Row],
    uses: Mapping[str, Mapping[int, Use]],
    alone: frozenset[tuple[str, int]],
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]:
    hashed = sorted((key_hash(key), key) for key in uses)
    keys = np.array([number for number, _ in hashed], np.uint64)
    if len(np.unique(keys)) != len(keys):
        sentence = "two names share a hash; give KEY_CHARS or the digest another salt"
        raise ValueError(sentence)
    starts = np.zeros(len(hashed) + 1, np.uint32)
    bearers: list[int] = []
    for number, (_, key) in enumerate(hashed):
        for at in sorted(uses[key], key=lambda at: (-rows[at].prominence, at)):
            use, flag = _use(rows, uses[key], at), 0
            if (key, at) in alone:  # GeoNames calls it 'New York City', English does not
                use, flag = min(use, Use.ENGLISH), STANDS_ALONE
            bearers.append(at | use << USE_SHIFT | flag)
        starts[number + 1] = len(bearers)
    return keys, starts, np.array(bearers, np.uint32)


def _use(rows: Sequence[Row], bearers: Mapping[int, Use], at: int) -> Use:
    """Return how a place comes by a name; 'Duesseldorf' is English if it means no other place."""
    use, row = bearers[at], rows[at]
    known = row.kind is Kind.CAPITAL or (row.kind is Kind.CITY and row.prominence >= KNOWN)
    if use is not Use.ALTERNATE or not known:
        return use
    rivals = any(
        other != at and theirs < Use.ALTERNATE and rows[other].prominence >= RIVAL
        for other, theirs in bearers.items()
    )
    return use if rivals else Use.ENGLISH


def _demonyms(rows: Sequence[Row]) -> dict[str, int]:
    """Return demonym as written -> place number; of two places the more prominent has it."""
    found: dict[str, int] = {}
    for at, row in enumerate(rows):
        for demonym in row.demonyms:
            known = found.get(demonym)
            if known is None or rows[known].prominence < row.prominence:
                found[demonym] = at
    return dict(sorted(found.items()))
