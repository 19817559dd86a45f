"""Explicit datelines: the forms agencies print are read, and what only looks like one is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from tests.unit.dateline.gazette import DESK, LEDE, copy_of

from copydesk.draft import BlockKind

if TYPE_CHECKING:
    from copydesk.enrich.dateline import Dateline

NOW = datetime(2021, 5, 8, 9, 30, tzinfo=UTC)
MAY_7 = date(2021, 5, 7)


@dataclass(frozen=True)
class Case:
    name: str
    head: str
    place: str
    date: date | None = None
    agency: str | None = None
    text: str | None = None
    lede: str = LEDE


PRINTED = (
    Case("city-day-agency", "WASHINGTON, May 7 (Reuters) - ", "Washington", MAY_7, "Reuters"),
    Case("city-agency-em-dash", "WASHINGTON (AP) — ", "Washington", None, "AP"),
    Case("city-agency-two-hyphens", "CHICAGO (AP) -- ", "Chicago", None, "AP"),
    Case("city-agency-underscore", "WASHINGTON (AP) _ ", "Washington", None, "AP"),
    Case("city-agency-hyphen", "SEOUL (Reuters) - ", "Seoul", None, "Reuters"),
    Case("city-region-agency", "PORTLAND, Ore. (AP) — ", "Portland, Ore.", None, "AP"),
    Case("city-region-day", "DALTON, Ga., May 7 - ", "Dalton, Ga.", MAY_7),
    Case(
        "city-country-day-agency", "LYON, France, May 7 (AFP) \u2013 ", "Lyon, France", MAY_7, "AFP"
    ),
    Case("stated-year", "PARIS, May 7, 2019 (AFP) \u2013 ", "Paris", date(2019, 5, 7), "AFP"),
    Case(
        "two-cities-one-slash", "LONDON/PARIS, May 7 (Reuters) - ", "London/Paris", MAY_7, "Reuters"
    ),
    Case(
        "two-cities-slash-space",
        "LONDON/ PARIS, May 7 (Reuters) - ",
        "London/Paris",
        MAY_7,
        "Reuters",
    ),
    Case("bar", "LYON, France | ", "Lyon, France", text="LYON, France"),
    Case("bars", "MADRID | 7 May | ", "Madrid", MAY_7, text="MADRID | 7 May"),
    Case("day-in-figures", "Berlin, 07.05.2021 \u2013 ", "Berlin", MAY_7),
    Case("day-in-figures-spaced", "Berlin, 7. 5. 2021 \u2013 ", "Berlin", MAY_7),
    Case("its-city", "MADRID CITY—", "Madrid City"),
    Case("two-cities-and", "LONDON and PARIS (AP) — ", "London and Paris", None, "AP"),
    Case("abbreviated-month", "MADRID, Sept 3 (Reuters) - ", "Madrid", date(2021, 9, 3), "Reuters"),
    Case(
        "abbreviated-month-with-dot", "MADRID, Jan. 12 (AP) — ", "Madrid", date(2021, 1, 12), "AP"
    ),
    Case("month-in-capitals", "MADRID, MAY 7 - ", "Madrid", MAY_7),
    Case("month-in-lower-case", "MADRID, may 7 - ", "Madrid", MAY_7),
    Case("day-first", "MADRID, 7 May - ", "Madrid", MAY_7),
    Case("day-first-year-mixed-case", "Nairobi, 7 May 2021 (IRIN) - ", "Nairobi", MAY_7, "IRIN"),
    Case("day-before-place", "May 7, WASHINGTON (AP) — ", "Washington", MAY_7, "AP"),
    Case("day-before-place-mixed-case", "7 May 2021, Geneva \u2013 ", "Geneva", MAY_7),
    Case("day-in-brackets", "GENEVA (7 May 2021) \u2013 ", "Geneva", MAY_7),
    Case("weekday-before-day", "BEIRUT, Friday, May 7 — ", "Beirut", MAY_7),
    Case(
        "city-colon-in-news",
        "CHICAGO: ",
        "Chicago",
        lede="The appeals court on Wednesday asked the city to reply within two weeks.",
    ),
    Case("agency-of-two-houses", "LONDON (dpa-AFX) - ", "London", None, "dpa-AFX"),
    Case("agency-behind-day", "LONDON, May 7 AAP - ", "London", MAY_7, "AAP"),
    Case("weekday-alone", "BEIRUT, Friday (Reuters) - ", "Beirut", None, "Reuters"),
    Case("small-letters-long-dash", "washington — ", "Washington"),
    Case("small-letters-region", "lyon, france — ", "Lyon, France"),
    Case("mixed-case-agency", "Washington (AP) — ", "Washington", None, "AP"),
    Case("mixed-case-region", "Nairobi, Kenya — ", "Nairobi, Kenya"),
    Case("capitals-region", "NAIROBI, Kenya — ", "Nairobi, Kenya"),
    Case("small-town-region", "QUARRYVALE, Calif. — ", "Quarryvale, Calif."),
    Case("region-in-capitals", "PARIS, TEXAS — ", "Paris, Texas"),
    Case("abbreviation-in-capitals", "MOBILE, ALA., May 7 - ", "Mobile, Ala.", MAY_7),
    Case("postal-code", "MOBILE, AL. (AP) - ", "Mobile, Al.", None, "AP"),
    Case("initials", "NEW YORK, N.Y., May 7 - ", "New York, N.Y.", MAY_7),
    Case("region-in-brackets", "FARMINGTON (Conn.) - ", "Farmington, Conn."),
    Case("large-city-alone", "MADRID — ", "Madrid"),
    Case("large-city-no-spaces", "MADRID—", "Madrid"),
    Case("horizontal-bar", "MADRID ― ", "Madrid"),
    Case("minus-sign", "MADRID \u2212 ", "Madrid"),
    Case("small-particles", "RIO DE JANEIRO \u2013 ", "Rio de Janeiro"),
    Case("saint-with-dot", "ST. LOUIS — ", "St. Louis"),
    Case("saint-without-dot", "ST LOUIS (AP) - ", "St Louis", None, "AP"),
    Case("hyphens-inside", "PORT-AU-PRINCE, Haiti (AP) — ", "Port-au-Prince, Haiti", None, "AP"),
    Case("hyphen-inside-region", "WINSTON-SALEM, N.C. (AP) — ", "Winston-Salem, N.C.", None, "AP"),
    Case("apostrophe", "COEUR D'ALENE, Mo. (AP) — ", "Coeur d'Alene, Mo.", None, "AP"),
    Case(
        "curly-apostrophe",
        "COEUR D\u2019ALENE, Mo. (AP) \u2014 ",
        "Coeur d\u2019Alene, Mo.",
        None,
        "AP",
    ),
    Case("scots-name", "McLEAN, Va. (AP) — ", "McLean, Va.", None, "AP"),
    Case("accent-kept", "BOGOTÁ, May 7 (EFE) - ", "Bogotá", MAY_7, "EFE"),
    Case("unlisted-newsroom", "CHICAGO (WXYZ) — ", "Chicago", None, "WXYZ"),
    Case("station-with-number", "CHICAGO (ABC7) — ", "Chicago", None, "ABC7"),
    Case("agency-of-two-words", "NEW YORK (Reuters Health) - ", "New York", None, "Reuters Health"),
    Case("agency-between-slashes", "LONDON, May 7 /PRNewswire/ -- ", "London", MAY_7, "PRNewswire"),
    Case("agency-unbracketed", "MADRID, May 7, Reuter - ", "Madrid", MAY_7, "Reuter"),
    Case(
        "agency-full-stop-dash",
        "MADRID, May 7 (EFE).- ",
        "Madrid",
        MAY_7,
        "EFE",
        "MADRID, May 7 (EFE).",
    ),
    Case("agency-no-dash", "MADRID, May 7 (PTI) ", "Madrid", MAY_7, "PTI"),
    Case("agency-colon", "MADRID (PTI): ", "Madrid", None, "PTI"),
    Case(
        "slashed-agency-full-stop",
        "MOSCOW, May 7. /TASS/. ",
        "Moscow",
        MAY_7,
        "TASS",
        "MOSCOW, May 7. /TASS/",
    ),
    Case("full-stop-after-city", "MOSCOW. May 7 (Interfax) - ", "Moscow", MAY_7, "Interfax"),
    Case(
        "wire-between-dashes",
        "NEW YORK--(BUSINESS WIRE)--May 7, 2021--",
        "New York",
        MAY_7,
        "BUSINESS WIRE",
    ),
    Case("dash-before-day", "PORTLAND, Ore., - May 7 - ", "Portland, Ore.", MAY_7),
    Case("comma-lacking-before-day", "MADRID May 7 - ", "Madrid", MAY_7),
    Case("comma-lacking-after-region", "DALTON, Ga. May 7 - ", "Dalton, Ga.", MAY_7),
    Case("comma-lacking-before-region", "FARMINGTON Conn., May 7 - ", "Farmington, Conn.", MAY_7),
    Case("comma-too-many", "MADRID, May 7, - ", "Madrid", MAY_7),
    Case("month-mistyped", "MADRID, Febuary 7 - ", "Madrid", date(2021, 2, 7)),
    Case("letter-o-for-zero", "MADRID, May 2O - ", "Madrid", date(2021, 5, 20)),
    Case("city-mistyped-with-day", "WASINGTON, May 7 - ", "Wasington", MAY_7),
    Case("impossible-day", "TOKYO, Feb. 30 (AP) — ", "Tokyo", None, "AP"),
    Case("three-digit-day", "TOKYO, March 187 - ", "Tokyo", None),
    Case("month-and-year-only", "PARIS, TEXAS, April 2017 - ", "Paris, Texas", None),
    Case("outside-any-town", "ABOARD THE FERRY (AP) — ", "Aboard the Ferry", None, "AP"),
    Case("town-named-like-a-label", "WATCH HILL, May 7 (AP) — ", "Watch Hill", MAY_7, "AP"),
    Case(
        "lede-with-a-small-letter",
        "SEOUL, May 7 (Reuters) - ",
        "Seoul",
        MAY_7,
        "Reuters",
        lede="iWidgets sold well.",
    ),
    Case("nothing-after-it", "SEOUL, May 7 (Reuters) -", "Seoul", MAY_7, "Reuters", lede=""),
)

ORDINARY = (
    "Opinion — ",
    "UPDATE - ",
    "UPDATE (Reuters) - ",
    "WATCH — ",
    "BREAKING: ",
    "Analysis - ",
    "Q&A — ",
    "May 5 - ",
    "May 5 (Reuters) - ",
    "(Reuters) - ",
    "(AP) — ",
    "THURSDAY, Jan. 3 (AP) -- ",
    "SATURDAY — ",
    "Paris Hilton — ",
    "PARIS HILTON — ",
    "Jordan — ",
    "JORDAN — ",
    "AUSTIN — ",
    "CHARLOTTE: ",
    "MADRID: Ten places to eat well. ",
    "Madrid — ",
    "Madrid - ",
    "READING — ",
    "SPLIT - ",
    "GERMANY — ",
    "GERMANY - ",
    "ACME (ACME) - ",
    "Acme (AP) — ",
    "JANE SMITH (AP) - ",
    "GALA OF THE YEAR, May 7 — ",
    "ORANGE, May 3 — ",
    "Hope, May 3 — ",
    "CHICAGO 3, MADRID 2 — ",
    "CHICAGO (3-2) — ",
    "MADRID (Smith, a baker from the coast of the far north) - ",
    "OR - ",
    "US — ",
    "A — ",
    "I—",
    "WHO IS HE? — ",
    "“MADRID — ",
    "The plan — ",
    "MOBILE CITY — ",
    "AUSTIN CITY — ",
    "NEWS | ",
    "MADRID| ",
    "Berlin, 07.13.2021 \u2013 ",
    "Berlin 2.0.2021 \u2013 ",
    "",
)


@dataclass(frozen=True)
class Tail:
    name: str
    paragraph: str


NOT_A_LEDE = (
    Tail(
        "goes-on-in-lower-case",
        "CHICAGO — the musical — comes to town for a week in May, they said.",
    ),
    Tail("a-saying", "MADRID - the city that never sleeps, they said, and went home early."),
    Tail("title-case", "MADRID — The Ten Best Places in the Old Town for a Weekend With Friends"),
    Tail("capitals", "MADRID - THE CITY THAT NEVER SLEEPS IS WIDE AWAKE AND HUNGRY TONIGHT"),
    Tail("a-list", "MADRID — Museo Grande, Plaza Alta, Mercado Nuevo, Parque Viejo, Calle Mayor"),
    Tail("a-path", "MADRID | Sport | Football | Results and tables of the second division"),
    Tail("too-short", "MADRID — Wait for it."),
    Tail("a-score", "MADRID - 3"),
    Tail("two-scores", "MADRID 24 - CHICAGO 17"),
    Tail(
        "parenthesis-in-dashes", "Jordan — who scored twice — said he was glad to be back at last."
    ),
    Tail(
        "far-down",
        "The mayor spoke at length about it. " * 6 + "MADRID, May 7 (Reuters) - The end.",
    ),
)


def check(
    paragraph: str, now: datetime | None = NOW
) -> tuple[Dateline | None, list[tuple[str, str]]]:
    """Return the dateline of a one-paragraph article, and its blocks as (kind, words)."""
    dateline, copy = DESK.find(copy_of((BlockKind.PARAGRAPH, paragraph)), now)
    assert copy.text == paragraph
    return dateline, [
        (block.kind.value, copy.text[block.start : block.end]) for block in copy.blocks
    ]


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case.name)
def test_a_printed_dateline_is_read(case: Case) -> None:
    """Place, day and agency are what the head says; dateline and lede are blocks of their own."""
    dateline, blocks = check(case.head + case.lede)
    assert dateline is not None
    assert (dateline.place, dateline.date, dateline.agency) == (case.place, case.date, case.agency)
    assert dateline.origin == "explicit"
    assert dateline.text == (case.text or case.head.rstrip(" _-\u2013\u2014\u2015\u2212:,"))
    lede = [("paragraph", case.lede)] if case.lede else []
    assert blocks == [("dateline", dateline.text), *lede]


@pytest.mark.parametrize("head", ORDINARY, ids=lambda head: head.strip() or "nothing")
def test_what_only_looks_like_a_dateline_is_left_alone(head: str) -> None:
    """A label, a person, a country, a score or a word in capitals before a dash is no dateline."""
    assert check(head + LEDE) == (None, [("paragraph", head + LEDE)])


@pytest.mark.parametrize("case", NOT_A_LEDE, ids=lambda case: case.name)
def test_a_bare_city_needs_a_sentence_after_it(case: Tail) -> None:
    """Without day, agency or region, even a capital's name is a dateline only before a lede."""
    assert check(case.paragraph) == (None, [("paragraph", case.paragraph)])


def test_an_agency_with_a_day_is_surer_than_a_bare_city() -> None:
    """Confidence follows the evidence, and is never certainty."""
    heads = (
        "SEOUL, May 7 (AP) — ",
        "SEOUL (AP) — ",
        "SEOUL, Texas — ",
        "SEOUL — ",
        "Seoul, Kenya — ",
    )
    found = [check(head + LEDE)[0] for head in heads]
    sure = [dateline.confidence for dateline in found if dateline]
    assert len(sure) == len(heads)
    assert sure == sorted(sure, reverse=True)
    assert sure[0] == 0.99


def test_a_dateline_line_of_its_own_is_cut_out() -> None:
    """VOA sets the place on a line of its own above the lede; it becomes the dateline block."""
    for line in ("MADRID —", "MADRID", "DALTON, Ga. —", "MADRID, May 7", "MADRID (AP)"):
        for kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD):
            copy = copy_of(
                (BlockKind.HEADLINE, "Bridge Closes"), (kind, line), (BlockKind.PARAGRAPH, LEDE)
            )
            dateline, cut = DESK.find(copy, NOW)
            assert dateline is not None
            assert dateline.text == line.rstrip(" —")
            assert [block.kind.value for block in cut.blocks] == [
                "headline",
                "dateline",
                "paragraph",
            ]


def test_a_line_that_is_no_place_stays_a_subhead() -> None:
    """Words over the first paragraph that name no city by custom are left where they are."""
    for line in (
        "Range of challenges",
        "GERMANY",
        "READING",
        "Madrid",
        "AUSTIN",
        "UPDATE",
        "THE BRIDGE",
    ):
        copy = copy_of((BlockKind.SUBHEAD, line), (BlockKind.PARAGRAPH, LEDE))
        assert DESK.find(copy, NOW) == (None, copy)


def test_the_dateline_may_follow_bylines_and_captions() -> None:
    """Captions and short credit lines that stand before the lede do not hide its dateline."""
    copy = copy_of(
        (BlockKind.HEADLINE, "Bridge Closes"),
        (BlockKind.CAPTION, "The old bridge."),
        (BlockKind.PARAGRAPH, "By Jane Q. Public"),
        (BlockKind.PARAGRAPH, "Published 9 May 2021"),
        (BlockKind.PARAGRAPH, "TOKYO, May 7 (Reuters) - " + LEDE),
    )
    dateline, cut = DESK.find(copy, NOW)
    assert dateline is not None
    assert dateline.place == "Tokyo"
    assert cut.text[cut.blocks[-1].start :] == LEDE


def test_a_credit_in_the_same_paragraph_is_kept_apart() -> None:
    """A byline run into the dateline by a scraper stays in the text, as a block before it."""
    dateline, blocks = check("By Jane Q. Public and John Doe TOKYO, May 7 (Reuters) - " + LEDE)
    assert dateline is not None
    assert blocks == [
        ("paragraph", "By Jane Q. Public and John Doe"),
        ("dateline", "TOKYO, May 7 (Reuters)"),
        ("paragraph", LEDE),
    ]


def test_a_dateline_after_the_lede_is_not_the_articles() -> None:
    """Only the head of the body counts: a second story's dateline further down is left alone."""
    copy = copy_of(
        (BlockKind.PARAGRAPH, LEDE), (BlockKind.PARAGRAPH, "TOKYO, May 7 (AP) — " + LEDE)
    )
    assert DESK.find(copy, NOW) == (None, copy)


def test_stars_before_the_city_are_no_part_of_it() -> None:
    """A teleprinter's marks before the city belong to no block."""
    dateline, blocks = check("****MADRID, May 7 - " + LEDE)
    assert dateline is not None
    assert (dateline.place, blocks[0][1]) == ("Madrid", "MADRID, May 7")
