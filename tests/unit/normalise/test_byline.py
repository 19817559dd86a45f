# ruff: noqa: E501 - a case stays on its line
"""Bylines: which lines are one, whom they name, and for which organisation."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.normalise.byline import byline_names, is_byline, read_byline


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
    Case("article-joined", "By Omar al-Masri", ("Omar al-Masri",)),
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


@dataclass(frozen=True)
class Credit:
    name: str
    byline: str
    names: tuple[str, ...]
    agency: str | None


JANE, JOHN, ANN = "Jane Doe", "John Roe", "Ann Poe"
CREDITS = (
    Credit("the-issue's-own", "By JANE DOE and John Roe, Associated Press", (JANE, JOHN), "Associated Press"),
    Credit("no-comma", "By JANE DOE Associated Press Writer", (JANE,), "Associated Press"),
    Credit("no-comma-no-agency", "By JANE DOE Staff Writer", (JANE,), None),
    Credit("beat", "By Jane Doe, AP Political Writer", (JANE,), "AP"),
    Credit("agency's-desk", "By Jane Doe, Reuters Health", (JANE,), "Reuters"),
    Credit("in-brackets", "Jane Doe (AP)", (JANE,), "AP"),
    Credit("shouted-in-brackets", "By JANE DOE (REUTERS)", (JANE,), "Reuters"),
    Credit("of-the", "By Jane Doe of The Associated Press", (JANE,), "Associated Press"),
    Credit("special-to", "By JANE DOE, Special to The Gazette", (JANE,), "The Gazette"),
    Credit("special-to-no-comma", "By Jane Doe Special to the Harbour Gazette", (JANE,), "Harbour Gazette"),
    Credit("for-a-paper", "Jane Doe for the Guardian", (JANE,), "Guardian"),
    Credit("for-what-no-list-has", "By Jane Doe for Harbour Notes", (JANE,), "Harbour Notes"),
    Credit("town-and-paper", "Jane Doe in Nairobi for The Daily Telegraph", (JANE,), "The Daily Telegraph"),
    Credit("staff-writer", "By Jane Doe, Staff Writer", (JANE,), None),
    Credit("paper's-staff-writer", "By Jane Doe, Washington Post Staff Writer", (JANE,), "Washington Post"),
    Credit("paper's-editor", "By Jane Doe, the Gazette's political editor", (JANE,), "Gazette"),
    Credit("editor-of", "Jane Doe, editor of the Harbour Gazette", (JANE,), "Harbour Gazette"),
    Credit("reporter-at", "Jane Doe, senior reporter at the Harbour Gazette", (JANE,), "Harbour Gazette"),
    Credit("bureau-of-known", "By Jane Doe, BBC News Washington correspondent", (JANE,), "BBC News"),
    Credit("correspondent", "By Jane Doe, Political Correspondent", (JANE,), None),
    Credit("doctor", "By Dr. Jane Doe", (JANE,), None),
    Credit("degrees", "By Jane Doe, MD, and John Roe, PhD", (JANE, JOHN), None),
    Credit("reuters-trailer", "Reporting by Jane Doe in Nairobi; Editing by John Roe", (JANE,), None),
    Credit(
        "reuters-trailer-of-many",
        "(Reporting by Jane Doe in Nairobi, John Roe in Cairo; Additional reporting by Max Moe; "
        "Writing by Ann Poe; Editing by Eve Loe)",
        (JANE, JOHN, ANN),
        None,
    ),
    Credit("two-tasks", "Reporting and writing by Jane Doe; editing by John Roe", (JANE,), None),
    Credit("photographer", "By Jane Doe; Photographs by John Roe", (JANE,), None),
    Credit("text-and-pictures", "Text by Jane Doe, photos by John Roe", (JANE,), None),
    Credit("german", "Von Jane Doe, dpa", (JANE,), "dpa"),
    Credit("french", "Par Élise Morel avec AFP", ("Élise Morel",), "AFP"),
    Credit("slash", "Karl Melander/TT", ("Karl Melander",), "TT"),
    Credit("agency-first", "Reuters/Jane Doe", (JANE,), "Reuters"),
    Credit("and-agencies", "By Jane Doe and agencies", (JANE,), None),
    Credit("with-an-agency", "By Jane Doe with AP", (JANE,), "AP"),
    Credit("agency-alone", "AFP", (), "AFP"),
    Credit("agency-and-article", "By The Associated Press", (), "Associated Press"),
    Credit("agency's-staff", "By Reuters Staff", (), "Reuters"),
    Credit("agency-in-town", "Agence France-Presse in Paris", (), "Agence France-Presse"),
    Credit("staff-and-agencies", "Staff and agencies", (), None),
    Credit("paper's-staff-and-agencies", "Guardian staff and agencies", (), "Guardian"),
    Credit("paper-alone", "By THE HARBOUR GAZETTE", (), "The Harbour Gazette"),
    Credit("wire-alone", "Norland News Agency", (), "Norland News Agency"),
    Credit("desk-alone", "Nairobi Bureau", (), None),
    Credit("person-named-like-a-paper", "By Emily Post", (), None),
    Credit("one-name", "By Madonna", (), None),
    Credit("with-date", "By Jane Doe | Reuters | March 3, 2020", (JANE,), "Reuters"),
    Credit("empty", "", (), None),
)  # fmt: skip


@pytest.mark.parametrize("case", CREDITS, ids=lambda case: case.name)
def test_names_and_agency(case: Credit) -> None:
    """Writers and the organisation are told apart; a job, a desk and a town are neither."""
    read = read_byline([case.byline])
    assert (read.names, read.agency) == (case.names, case.agency)


def test_an_organisation_that_the_source_states_is_no_person() -> None:
    """'Harbour Commons' may be a name; the source knows better."""
    assert read_byline(["Jane Doe, Harbour Commons"], "Harbour Commons").names == ("Jane Doe",)
    assert read_byline(["Harbour Commons"]).names == ("Harbour Commons",)
    alone = read_byline(["Harbour Commons"], "Harbour Commons")
    assert (alone.names, alone.agency) == ((), "Harbour Commons")


PEOPLE = st.sampled_from(["JANE DOE", "John Roe", "Ana de la Cruz", "J.K. Rowe", "Mae O'Brien Jr."])
AGENCIES = st.sampled_from(
    ["Associated Press", "Reuters", "AFP", "BBC News", "The Harbour Gazette"]
)
FORMS = st.sampled_from(
    ["By {}, {}", "{} | {}", "By {} ({})", "By {} for {}", "{}, {} Political Writer", "By {} of {}"]
)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("By Jane Doe jane.doe@example.org", "By Jane Doe"),
        ("By Jane Doe (@janedoe) and John Roe", "By Jane Doe and John Roe"),
        ("Jane Doe | jane.doe@example.org", "Jane Doe"),
        ("jane.doe@example.org", ""),
    ],
)
def test_addresses_are_no_part_of_a_byline(printed: str, text: str) -> None:
    """Nobody's address is published as who wrote."""
    assert read_byline([printed]).text == text


@given(st.lists(PEOPLE, min_size=1, max_size=3, unique=True), AGENCIES, FORMS)
@settings(max_examples=60, deadline=None)
def test_who_is_credited_does_not_depend_on_the_form(
    people: list[str], agency: str, form: str
) -> None:
    """Every writer and the organisation come out, however the byline puts them together."""
    listed = " and ".join(filter(None, (", ".join(people[:-1]), people[-1])))
    read = read_byline([form.format(listed, agency)])
    assert [name.casefold() for name in read.names] == [name.casefold() for name in people]
    assert read.agency == agency


@given(st.text(max_size=80) | st.text("ABac .,()'-/;&|", max_size=60).map("By {} and AP".format))
@settings(max_examples=100, deadline=None)
def test_any_byline(byline: str) -> None:
    """No text breaks the reader; whoever is named is printed, and no agency is a person."""
    read = read_byline([byline])
    printed = byline.casefold()
    assert all(name.split()[0].casefold()[:1] in printed for name in read.names)
    assert read.agency not in read.names
    assert read_byline([byline]) == read


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
        "By Jane Doe, dpa",
        "By Jane Doe, Political Correspondent",
        "By Jane Doe | Local democracy reporter",
        "By Jane Doe and John Roe, agriculture correspondents, Farley",
        "Our Foreign Staff",
        "Staff and agencies",
        "By Staff",
        "By The Harbour Gazette",
        "Jane Doe (AP)",
        "By Jane Doe, Special to The Gazette",
        "Our Correspondent",
        "By Omar al-Masri and Sara el-Amin",
        "OUR STAFF REPORTER",
        "Press Trust of India",
        "Farley | Published May 7, 2021 09:15 IST | By Jane Doe",
        "Words by Jane Doe | Pictures by John Roe",
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
        "By Monday, every reporter",
        "By Jane Doe's account, the mayor lied to a reporter",
        "By Harbour and hill, walking with an editor",
        "Jane Doe, who runs the harbour, resigned",
        "Jane Doe | Mayor of Farley resigns",
        "In Pictures",
        "Farley, New York",
        "Report: Iran Deal Dead",
        "Harbour vote | By Monday it was over",
        "Published by demand",
        "Jane Doe",
        "",
    ],
)
def test_is_no_byline(line: str) -> None:
    """A headline or a sentence that begins with 'By', and a bare name, are none."""
    assert not is_byline(line)
