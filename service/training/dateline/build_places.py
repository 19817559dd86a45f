"""Make the dateline desk's list of place names from the tables of places.

    python service/training/dateline/build_places.py ../shared/data
    service/copydesk/models/dateline/places.tsv

One line a name, sorted by code point: KEY <tab> MARKS [<tab> Readable]. KEY and MARKS are defined
in copydesk.enrich.dateline.names; Readable is there only where the desk's own casing rule would
not give it.
Must not: list the datelines of any test file. The few names set by hand below are general
knowledge.
Source: GeoNames through ../shared/data/places (CC BY 4.0). The mark 'w' (also an ordinary word) is
counted in the summaries of the News Category Dataset; no text of it is shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from copydesk.enrich.dateline.names import fold, title_case, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

POPULATION_MIN = 500
"""The tables' own floor: small towns carry datelines too, and only ever count beside a date, an
agency or a region."""

ALTERNATES_POPULATION_MIN = 100_000
"""Alternate names of small places are mostly other languages', and many are words."""

SIZES = ((500_000, "x"), (100_000, "l"), (15_000, "m"), (0, "s"))
"""Population to mark; national capitals are 'x' whatever their size."""

RANK = {"": 0, "s": 1, "m": 2, "l": 3, "x": 4}
WORD_COUNT_MIN = 3
"""Lower-case sightings in 209,051 summaries that make a name an ordinary word as well (NICE,
SPLIT, READING)."""

KEY_CHARS_MAX = 40
ALTERNATE_WORDS_MAX = 3
ALTERNATE_CHARS_MIN = 4

ABBREVIATIONS = """
Ala. Ariz. Ark. Calif. Cal. Colo. Col. Conn. Ct. Del. Dela. D.C. Fla. Ga. Ida. Ill. Il. Ind. Ia.
Kan. Kans. Kas. Ky. La. Me. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nebr. Nev. N.H. N.J. N.M.
N. Mex. N.Y. N.C. N. Car. N.D. N. Dak. Okla. Ore. Oreg. Pa. Penn. Penna. R.I. S.C. S.D. S. Dak.
Tenn. Tex. Vt. Va. Wash. W.Va. Wis. Wisc. Wyo. P.R. V.I. AL AK AZ AR CA CO CT DE FL GA HI ID IL
IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT
VA WA WV WI WY DC PR Alta. B.C. Man. N.B. Nfld. N.L. N.S. N.W.T. Ont. P.E.I. Que. Sask. Y.T. AB
BC MB NB NL NS NT NU ON PE QC SK YT N.S.W. NSW Qld. Vic. Tas. W.A. S.A. N.T. A.C.T. ACT U.S.
U.S.A. U.K. U.A.E. USA UK UAE
"""
"""Abbreviations of first-level divisions and countries that wires print after a city: AP style,
postal and older ones."""

_REGIONS_BY_HAND_TEXT = """
United States of America, West Germany, East Germany, Soviet Union, Yugoslavia, Czechoslovakia,
Zaire, Burma, Holland, Ivory Coast, Gaza Strip, Gaza, West Bank, Golan Heights, England,
Scotland, Wales, Northern Ireland, Crimea, Kosovo, Tibet, Newfoundland, Labrador, Channel
Islands, Jersey, Guernsey, Isle of Man, Sicily, Sardinia, Corsica, Bavaria, Kashmir, Canary
Islands, Puerto Rico, Virgin Islands, Guam, Taiwan, Hong Kong, Macau, Iraqi Kurdistan, Siberia,
Congo, Vatican City, Long Island, Cape Cod
"""
REGIONS_BY_HAND = [" ".join(name.split()) for name in _REGIONS_BY_HAND_TEXT.split(",")]
_PLACES_BY_HAND_TEXT = """
United Nations, Vatican City, Guantanamo Bay, Cape Canaveral, West Berlin, East Berlin, Gaza,
Kuwait, Monaco, Gibraltar, Luxembourg, Djibouti, San Marino, Macau, New York, Atlanta,
Baltimore, Boston, Chicago, Cincinnati, Cleveland, Dallas, Denver, Detroit, Honolulu, Houston,
Indianapolis, Las Vegas, Los Angeles, Miami, Milwaukee, Minneapolis, New Orleans, Oklahoma City,
Philadelphia, Phoenix, Pittsburgh, St. Louis, Salt Lake City, San Antonio, San Diego, San
Francisco, Seattle, Washington, Geneva, Jerusalem, Johannesburg, Milan, Montreal, Munich, New
Delhi, Quebec City, Rio de Janeiro, Zurich, Paris, London, Berlin, Vienna, Cairo, Sydney
"""
PLACES_BY_HAND = [" ".join(name.split()) for name in _PLACES_BY_HAND_TEXT.split(",")]
"""Places that open a story without region by agencies' custom, and seats of news that are no city
of the tables."""

_GIVEN_NAMES_TEXT = """
adelaide aden alexandria allen alma amalfi angela antonio arlington aurora austin bella berlin
brooklyn cairo carmen carolina carson chad charlotte chelsea chester clayton cleveland dakota
dallas david denver diana diego elizabeth ella emma eugene florence georgia hamilton hamza
helena henderson houston india irving israel isabel jackson jasper jefferson jordan kent kenya
kingston lafayette laval leon lima lincoln logan london lourdes lucknow luis madison marion mary
milan monica monroe montgomery nancy nelson odessa olympia orlando paris phoenix regina roma
rosario salvador samara santiago santos savannah sharon sofia sydney tara trenton trinidad troy
tyler valencia verona victoria vienna virginia warren washington wayne wellington winston zahra
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES_TEXT.split())
"""Names of cities that are people's given names or surnames as often; general knowledge."""

QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\t": None})
SAME_WORDS = (("Saint ", "St. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "), ("Port of ", "Port-of-"))


class Row(TypedDict):
    """What this script reads of a row of the place tables."""

    name: str
    alternates: list[str]
    kind: str
    country: str | None
    population: int
    capital: str


def rows(data: Path, table: str) -> Iterator[Row]:
    """Yield the rows of one gzipped table of places."""
    with gzip.open(data / "places" / f"{table}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ordinary_words(data: Path) -> frozenset[str]:
    """Return the words seen in lower case at least WORD_COUNT_MIN times in running text."""
    counts: Counter[str] = Counter()
    path = data / "section" / "huffpost-news-category-v3-full.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(
                re.findall(r"(?<![\w./@-])[a-z]{3,}\b", json.loads(line)["short_description"])
            )
    return frozenset(word for word, count in counts.items() if count >= WORD_COUNT_MIN)


class Names:
    """The growing list: key to size, roles and the readable form of its largest bearer."""

    def __init__(self) -> None:
        """Start empty."""
        self.size: dict[str, str] = {}
        self.roles: dict[str, set[str]] = {}
        self.readable: dict[str, tuple[int, str]] = {}

    def add(self, name: str, size: str = "", role: str = "", weight: int = 0) -> None:
        """Note one name; of two bearers the larger gives the size and the casing."""
        readable = unaccented(name).translate(QUOTES).strip()
        key = fold(readable)
        if (
            not readable.isascii()
            or not key.isascii()
            or not 1 < len(key) <= KEY_CHARS_MAX
            or not key[0].isalpha()
        ):
            return
        if RANK[size] > RANK[self.size.get(key, "")]:
            self.size[key] = size
        if role:
            self.roles.setdefault(key, set()).add(role)
        if weight > self.readable.get(key, (-1, ""))[0]:
            self.readable[key] = (weight, readable)

    def lines(self, words: frozenset[str]) -> list[str]:
        """Return the file's lines, sorted by key."""
        found = []
        alone = {fold(name) for name in PLACES_BY_HAND}
        for key in sorted(self.readable):
            marks = self.size.get(key, "") + "".join(sorted(self.roles.get(key, ())))
            marks += "p" * (key.lower() in GIVEN_NAMES and key not in alone) + "w" * (
                key.lower() in words
            )
            readable = self.readable[key][1]
            plain = title_case(readable.upper()) == readable
            found.append(f"{key}\t{marks}" if plain else f"{key}\t{marks}\t{readable}")
        return found


def add_cities(names: Names, data: Path, capitals: frozenset[tuple[str, str]]) -> None:
    """Add cities, with variants of Saint, Fort and Mount, and the larger ones' alternates."""
    for row in rows(data, "cities500"):
        people = row["population"]
        if people < POPULATION_MIN:
            continue
        national = (fold(row["name"]), row["country"] or "") in capitals
        size = "x" if national else next(mark for floor, mark in SIZES if people >= floor)
        for name in sorted({row["name"], *(row["name"].replace(a, b) for a, b in SAME_WORDS),
                     *(row["name"].replace(b, a) for a, b in SAME_WORDS)}):  # fmt: skip
            names.add(name, size, weight=people)
        if people >= ALTERNATES_POPULATION_MIN or national:
            # A famous city's other names (KIEV, BOMBAY, PEKING) stand alone too; 'l' so that words
            # and given names do not.
            lesser = "l" if size == "x" else "m"
            for name in row["alternates"]:
                if (
                    name[:1].isupper()
                    and len(name) >= ALTERNATE_CHARS_MIN
                    and len(name.split()) <= ALTERNATE_WORDS_MAX
                ):
                    names.add(name, lesser)


def build(data: Path) -> list[str]:
    """Return the lines of the list."""
    names = Names()
    countries = list(rows(data, "countries"))
    capitals = frozenset(
        (fold(row["capital"]), row["country"] or "") for row in countries if row.get("capital")
    )
    add_cities(names, data, capitals)
    for row in countries:
        names.add(row["name"], role="c", weight=1)
        for name in (*row["alternates"][:2], *row.get("english_alternates", ())):  # type: ignore[misc]  # countries alone have it
            if len(name) >= ALTERNATE_CHARS_MIN and name[0].isupper():
                names.add(name, role="c")
    for row in rows(data, "admin1"):
        names.add(row["name"], role="r", weight=1)
    for row in rows(data, "supplement"):
        if row["kind"] == "historical":
            names.add(row["name"], role="r", weight=1)
    for name in REGIONS_BY_HAND:
        names.add(name, role="r", weight=1)
    for name in PLACES_BY_HAND:
        names.add(name, "x", weight=1)
    for name in re.findall(r"[NSW]\.\s(?:Mex|Car|Dak)\.|\S+", ABBREVIATIONS):
        names.add(name, role="a", weight=2)
    return names.lines(ordinary_words(data))


def main() -> None:
    """Write the list to the path given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder that holds places/ and section/")
    parser.add_argument("output", type=Path, help="places.tsv to write")
    given = parser.parse_args()
    given.output.write_text("\n".join(build(given.data)) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
