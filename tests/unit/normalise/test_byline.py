"""Bylines: which lines are one, and whom they name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.normalise.byline import byline_names, is_byline


@dataclass(frozen=True)
class Case:
    name: str
    byline: str
    names: tuple[str, ...]


NAMES = (
    Case(
        "shouted-and-agency", "By JANE DOE and John Roe, Associated Press", ("Jane Doe", "John Roe")
    ),
    Case("role", "By Jane Doe, Political Correspondent", ("Jane Doe",)),
    Case("place", "Jane Doe in Nairobi", ("Jane Doe",)),
    Case("two-places", "By Jane Doe in Nairobi and John Roe in Farley", ("Jane Doe", "John Roe")),
    Case("three", "By Jane Doe, John Roe and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
    Case("oxford-comma", "Jane Doe, John Roe, and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
    Case("bar-and-agency", "Jane Doe | Reuters", ("Jane Doe",)),
    Case("slash", "Jane Doe/John Roe", ("Jane Doe", "John Roe")),
    Case(
        "scottish-and-irish", "BY EWAN McDONALD AND MAE O'BRIEN", ("Ewan McDonald", "Mae O'Brien")
    ),
    Case("shouted-mc", "By EWAN MCDONALD", ("Ewan McDonald",)),
    Case("hyphens", "By ANNE-MARIE SMITH-JONES", ("Anne-Marie Smith-Jones",)),
    Case("particles", "By ANA DE LA CRUZ", ("Ana de la Cruz",)),
    Case("generations", "By JOHN ROE JR. and TOM REYES III", ("John Roe Jr.", "Tom Reyes III")),
    Case("initials", "By J.K. ROWE and D. H. Lawson", ("J.K. Rowe", "D. H. Lawson")),
    Case("accents", "By JOSÉ ÁLVAREZ", ("José Álvarez",)),
    Case("with-date", "By Jane Doe | March 3, 2020 at 5:00 p.m.", ("Jane Doe",)),
    Case("with-address", "By Jane Doe jane.doe@example.org @janedoe", ("Jane Doe",)),
    Case("town-after-comma", "By Jane Doe, New York", ("Jane Doe",)),
    Case("for-a-paper", "By Jane Doe for the Harbour Gazette", ("Jane Doe",)),
    Case("named-twice", "Jane Doe and JANE DOE", ("Jane Doe",)),
    Case("staff", "Staff", ()),
    Case("agency", "AFP", ()),
    Case("staff-and-agencies", "By Staff and agencies", ()),
    Case("paper", "By The Harbour Gazette", ()),
    Case("bureau", "Nairobi Bureau", ()),
    Case("one-word", "By Madonna", ()),
    Case("no-name", "By the numbers", ()),
    Case("empty", "", ()),
)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case.name)
def test_names(case: Case) -> None:
    """Persons come out in order, in title case; agencies, roles and places do not."""
    assert byline_names(case.byline) == case.names


@pytest.mark.parametrize(
    "line",
    [
        "By JANE DOE",
        "By Jane Doe and John Roe, Associated Press",
        "by: Jane Doe",
        "Written by Jane Doe",
        "Jane Doe | Reuters",
        "JANE DOE, Associated Press",
        "Jane Doe, Staff Writer",
        "By Jane Doe, Political Correspondent",
        "Our Foreign Staff",
        "Staff and agencies",
        "By Staff",
    ],
)
def test_is_byline(line: str) -> None:
    """A line that only credits is a byline."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, 40 people had died.",
        "By the sea",
        "By Hook or by Crook",
        "By a whisker",
        "Jane Doe, who runs the harbour, resigned",
        "Jane Doe | Mayor of Farley resigns",
        "In Pictures",
        "Farley, New York",
        "Jane Doe",
        "",
    ],
)
def test_is_no_byline(line: str) -> None:
    """A headline or a sentence that begins with 'By', and a bare name, are none."""
    assert not is_byline(line)
