"""The gazetteer's builder: the same rows, the same bytes, and every bearer of a name in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.enrich.places import Gazetteer, GazetteerArrays
from copydesk.enrich.places.kinds import Kind, Use
from training.places.areas import Areas
from training.places.index import Built, Conventions, build
from training.places.tables import Row

COUNTRY = Row(
    name="Norland", english=("N.L.", "NOR"), alternates=("Norlandia",), demonyms=("Norlander",),
    kind=Kind.COUNTRY, country="NO", admin1="", lat=60.0, lon=10.0, prominence=6.5,
    geonames_id=1, area_km2=1000.0,
)  # fmt: skip
STATE = replace(
    COUNTRY, name="Westmark", english=(), alternates=(), demonyms=(), kind=Kind.ADMIN1, admin1="WM",
    prominence=6.0, geonames_id=2, area_km2=0.0,
)  # fmt: skip
CITY = replace(
    STATE, name="Port Ann", alternates=("Annhaven",), kind=Kind.CITY, prominence=4.5, geonames_id=3
)
NAMESAKE = replace(CITY, alternates=(), country="SU", admin1="", prominence=5.0, geonames_id=4)
CAPITAL = replace(CITY, name="Lumberg", alternates=(), kind=Kind.CAPITAL, geonames_id=5)
RIVER = replace(
    CITY, name="Westmark", alternates=(), kind=Kind.RIVER, country="", admin1="", prominence=4.0,
    geonames_id=0,
)  # fmt: skip
ROWS = (COUNTRY, STATE, CITY, NAMESAKE, CAPITAL, RIVER)
CONVENTIONS = Conventions({"Port Ann": "NO.WM"}, {"Wm": ("NO.WM",)})


def gazetteer(built: Built) -> Gazetteer:
    return Gazetteer(GazetteerArrays(**built.arrays), built.tables)  # type: ignore[arg-type]  # as read from its file


def ids(name: str) -> list[int | None]:
    known = gazetteer(build(ROWS, CONVENTIONS))
    bearers = known.named(name)
    if bearers is None:
        return []
    return [known.record(int(number)).geonames_id for number in bearers.numbers]


def test_the_same_rows_give_the_same_bytes() -> None:
    """Building twice gives equal arrays and tables."""
    one, other = build(ROWS, CONVENTIONS), build(ROWS, CONVENTIONS)
    assert one.tables == other.tables
    assert {name: array.tobytes() for name, array in one.arrays.items()} == {
        name: array.tobytes() for name, array in other.arrays.items()
    }


@pytest.mark.parametrize(
    ("name", "bearers"),
    [
        ("Port Ann", [4, 3]),
        ("PORT-ANN", [4, 3]),
        ("Annhaven", [3]),
        ("Norlandia", [1]),
        ("Westmark", [2, None]),
        ("Westmark River", [None]),
        ("Wm.", [2]),
        ("WM", [2]),
        ("wm", []),
        ("N.L.", [1]),
        ("NOR", []),
        ("Norlander", []),
        ("Nowhere", []),
    ],
)
def test_a_name_has_all_its_bearers(name: str, bearers: list[int | None]) -> None:
    """The most prominent first; short forms only as such; ISO codes and peoples are no names."""
    assert ids(name) == bearers


def test_who_stands_alone_in_datelines() -> None:
    """A great country's capital does, and what the conventions say, whatever its size."""
    known = gazetteer(build(ROWS, CONVENTIONS))
    port, lumberg = known.named("Port Ann"), known.named("Lumberg")
    assert port is not None
    assert lumberg is not None
    assert port.alone.tolist() == [False, True]
    assert lumberg.alone.tolist() == [True]


def test_a_record_is_what_the_row_says() -> None:
    """Name, kind, country, division, point and id come back; nothing is 0 that is unknown."""
    known = gazetteer(build(ROWS, CONVENTIONS))
    state, river = known.record(1), known.record(5)
    assert (state.name, state.kind, state.country, state.admin1) == (
        "Westmark",
        Kind.ADMIN1,
        "NO",
        "NO.WM",
    )
    assert (state.lat, state.lon) == (60.0, 10.0)
    assert (river.country, river.admin1, river.geonames_id) == (None, None, None)
    assert known.demonyms == {"Norlander": 0}


def test_a_river_is_no_state() -> None:
    """A lesser river's bare name is a name it goes by, its full name its own."""
    known = gazetteer(build(ROWS, CONVENTIONS))
    bare, full = known.named("Westmark"), known.named("River Westmark")
    assert bare is not None
    assert full is not None
    assert (bare.use.tolist(), full.use.tolist()) == (
        [Use.CUSTOMARY, Use.ALTERNATE],
        [Use.CUSTOMARY],
    )


def test_areas_come_from_the_tables_and_a_list_by_hand() -> None:
    """A division has the hull of its cities, at most its country; a sea has its polygons."""
    corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
    inside = [(0.1 + 0.05 * step, 0.4) for step in range(12)]
    areas = Areas(
        polygons=[("Long Sea", 2.0, 0.0), ("Long Sea", 1.0, 60.0)],
        cities=[("XX.01", point) for point in corners + inside]
        + [("YY.01", point) for point in corners + inside]
        + [("XX.02", point) for point in corners],
        countries={"XX": 1_000_000.0, "YY": 5_000.0},
    )
    square = 111.2**2
    assert areas.of("First", Kind.ADMIN1, "XX.01") == pytest.approx(square, rel=0.01)
    assert areas.of("Small Country's", Kind.ADMIN1, "YY.01") == 5_000
    assert areas.of("Too Few Cities", Kind.ADMIN1, "XX.02") == 0
    assert areas.of("Long Sea", Kind.SEA, ".") == pytest.approx(2.5 * square, rel=0.01)
    assert areas.of("Long Sea", Kind.CITY, ".") == 0
    assert areas.of("Europe", Kind.CONTINENT, ".") > 10_000_000
