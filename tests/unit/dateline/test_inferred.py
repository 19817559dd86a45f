"""Inferred datelines: only evidence gives one, and it is named by spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from tests.unit.dateline.gazette import DESK, LEDE, copy_of

from copydesk.draft import BlockKind

NOW = datetime(2021, 5, 8, 12, 0, tzinfo=UTC)
MAY_7 = date(2021, 5, 7)


@dataclass(frozen=True)
class Case:
    name: str
    caption: str
    evidence: str
    place: str
    date: date | None = MAY_7
    now: datetime | None = NOW


PROVEN = (
    Case(
        "place-comma-day",
        "The mayor speaks in Madrid, May 7, 2021.",
        "Madrid, May 7, 2021",
        "Madrid",
    ),
    Case(
        "without-now",
        "The mayor speaks in Madrid, May 7, 2021.",
        "Madrid, May 7, 2021",
        "Madrid",
        now=None,
    ),
    Case(
        "nearest-preposition",
        "Talks in the Old Hall in the east wing in Madrid, May 7, 2021.",
        "Madrid, May 7, 2021",
        "Madrid",
    ),
    Case("on-day", "A crowd in Tokyo on May 7.", "Tokyo on May 7", "Tokyo"),
    Case("no-year-no-now", "A crowd in Tokyo on May 7.", "Tokyo on May 7", "Tokyo", None, None),
    Case(
        "country-weekday",
        "A crowd in Nairobi, Kenya, on Friday, May 7, 2021.",
        "Nairobi, Kenya, on Friday, May 7, 2021",
        "Nairobi, Kenya",
    ),
    Case(
        "state-weekday",
        "A crowd in Portland, Ore., Friday, May 7, 2021.",
        "Portland, Ore., Friday, May 7, 2021",
        "Portland, Ore.",
    ),
    Case(
        "small-city-with-state",
        "A crowd in Dalton, Ga., on May 7.",
        "Dalton, Ga., on May 7",
        "Dalton, Ga.",
    ),
    Case(
        "three-parts",
        "A crowd in St. Louis, Mo., U.S., May 7, 2021.",
        "St. Louis, Mo., U.S., May 7, 2021",
        "St. Louis, Mo., U.S.",
    ),
    Case(
        "day-before-place",
        "A crowd cheers, Friday, May 7, 2021, in Geneva. (Photo)",
        "May 7, 2021, in Geneva",
        "Geneva",
    ),
    Case(
        "day-before-place-country",
        "A crowd, May 7, 2021, in Geneva, Switzerland. (Photo)",
        "May 7, 2021, in Geneva, Switzerland",
        "Geneva, Switzerland",
    ),
    Case(
        "day-before-place-state",
        "A crowd, May 7, 2021, in Portland, Ore.",
        "May 7, 2021, in Portland, Ore.",
        "Portland, Ore.",
    ),
    Case("british-day", "A crowd in London on 7 May 2021.", "London on 7 May 2021", "London"),
    Case(
        "opens-the-caption",
        "In Madrid, May 7, 2021, the mayor speaks.",
        "Madrid, May 7, 2021",
        "Madrid",
    ),
    Case(
        "three-days-old", "A crowd in Tokyo on May 5.", "Tokyo on May 5", "Tokyo", date(2021, 5, 5)
    ),
    Case("near-the-city", "Smoke near Beirut on May 7, 2021.", "Beirut on May 7, 2021", "Beirut"),
)

UNPROVEN = (
    "FILE - The mayor speaks in Madrid, May 7, 2021.",
    "FILE PHOTO: The mayor speaks in Madrid, May 7, 2021.",
    "(File) The mayor in Madrid, May 7, 2021.",
    "In this file photo, the mayor speaks in Madrid, May 7, 2021.",
    "An undated picture shows a man in Madrid, May 7, 2021.",
    "Archive: the mayor in Madrid, May 7, 2021.",
    "The mayor speaks in Madrid, May 7, 2019.",
    "The mayor speaks in Madrid on April 20.",
    "The mayor will speak in Madrid on May 20.",
    "The mayor speaks in Madrid, February 30, 2021.",
    "The mayor speaks in Madrid.",
    "The mayor speaks, May 7, 2021.",
    "The mayor speaks in Germany, May 7, 2021.",
    "The mayor speaks in Quarryvale, May 7, 2021.",
    "The mayor speaks in Dalton, May 7, 2021.",
    "The mayor speaks in Reading, May 7, 2021.",
    "The mayor speaks in English, May 7, 2021.",
    "Madrid beat Lyon, May 7, 2021.",
    "",
)


@pytest.mark.parametrize("case", PROVEN, ids=lambda case: case.name)
def test_a_fresh_caption_with_place_and_day_is_evidence(case: Case) -> None:
    """Place and day stand side by side in the caption, and the span slices to just these words."""
    copy = copy_of((BlockKind.CAPTION, case.caption), (BlockKind.PARAGRAPH, LEDE))
    dateline, same = DESK.find(copy, case.now)
    assert dateline is not None
    assert same == copy
    assert [copy.text[span.start : span.end] for span in dateline.evidence] == [case.evidence]
    assert (dateline.text, dateline.place, dateline.date) == (case.evidence, case.place, case.date)
    assert (dateline.origin, dateline.agency) == ("inferred", None)
    assert 0.5 <= dateline.confidence <= 0.8


@pytest.mark.parametrize("caption", UNPROVEN, ids=lambda caption: caption[:40] or "nothing")
def test_without_evidence_there_is_no_dateline(caption: str) -> None:
    """An old picture, a country, an unknown or ambiguous town, or no day beside the place: null."""
    copy = copy_of((BlockKind.CAPTION, caption), (BlockKind.PARAGRAPH, LEDE))
    assert DESK.find(copy, NOW) == (None, copy)


def test_agreement_raises_the_confidence() -> None:
    """A second caption, or a body that keeps naming the place, makes an inferred dateline surer."""
    caption = (BlockKind.CAPTION, "The mayor speaks in Madrid, May 7, 2021.")
    alone, _ = DESK.find(copy_of(caption, (BlockKind.PARAGRAPH, LEDE)), NOW)
    twice, _ = DESK.find(copy_of(caption, caption, (BlockKind.PARAGRAPH, LEDE)), NOW)
    named, _ = DESK.find(
        copy_of(caption, (BlockKind.PARAGRAPH, "Madrid waits. So does all of Madrid.")), NOW
    )
    assert alone is not None
    assert twice is not None
    assert named is not None
    assert alone.confidence < twice.confidence == named.confidence < 0.93
    assert len(twice.evidence) == 2


def test_captions_that_disagree_say_nothing() -> None:
    """Two fresh captions, two cities: null, unless the body names one and never the other."""
    one = (BlockKind.CAPTION, "A crowd in Madrid, May 7, 2021.")
    two = (BlockKind.CAPTION, "A crowd in Tokyo, May 7, 2021.")
    settled = (BlockKind.PARAGRAPH, "In Tokyo it rained. Nobody in Tokyo minded.")
    torn = (BlockKind.PARAGRAPH, "In Tokyo it rained. In Tokyo and Madrid nobody minded.")
    assert DESK.find(copy_of(one, two, (BlockKind.PARAGRAPH, LEDE)), NOW)[0] is None
    assert DESK.find(copy_of(one, two, torn), NOW)[0] is None
    dateline, _ = DESK.find(copy_of(one, two, settled), NOW)
    assert dateline is not None
    assert (dateline.place, dateline.confidence) == ("Tokyo", 0.6)


def test_captions_of_two_days_keep_the_place_alone() -> None:
    """One city on two days: the place is proven, the day is not."""
    copy = copy_of(
        (BlockKind.CAPTION, "A crowd in Madrid, May 6, 2021."),
        (BlockKind.CAPTION, "A crowd in Madrid, May 7, 2021."),
        (BlockKind.PARAGRAPH, LEDE),
    )
    dateline, _ = DESK.find(copy, NOW)
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("Madrid", None)


def test_an_old_picture_beside_a_fresh_one_is_ignored() -> None:
    """A file picture from elsewhere neither contradicts nor counts."""
    copy = copy_of(
        (BlockKind.CAPTION, "FILE - A crowd in Tokyo, May 7, 2021."),
        (BlockKind.CAPTION, "A crowd in Madrid, May 7, 2021."),
        (BlockKind.PARAGRAPH, LEDE),
    )
    dateline, _ = DESK.find(copy, NOW)
    assert dateline is not None
    assert (dateline.place, len(dateline.evidence)) == ("Madrid", 1)


def test_the_reporters_here_places_the_story() -> None:
    """'told reporters here' and a city named again and again, with no other near: that will do."""
    body = (
        "The minister told reporters here that trams in Madrid would stop.",
        "Shops in Madrid closed early. A fair in Lyon went on. Schools in Madrid stay shut.",
    )
    copy = copy_of(*((BlockKind.PARAGRAPH, words) for words in body))
    dateline, _ = DESK.find(copy, NOW)
    assert dateline is not None
    assert (dateline.place, dateline.date, dateline.origin) == ("Madrid", None, "inferred")
    assert [copy.text[span.start : span.end] for span in dateline.evidence] == [
        "Madrid",
        "reporters here",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Trams in Madrid stop. Shops in Madrid close. Schools in Madrid stay shut.",
        "“Officials here know,” said a baker in Madrid. Fog in Madrid. Ice in Madrid.",
        "Officials here agree. Trams in Madrid stop. Shops in Madrid close.",
        "Officials here agree. Fog in Madrid, in Madrid, in Madrid. Ice in Lyon, in Lyon.",
        "Officials here agree. Rain in Kenya. Sun in Kenya. Hail in Kenya.",
    ],
    ids=["no-here", "here-is-quoted", "named-twice-only", "another-city-near", "a-country"],
)
def test_here_alone_is_not_enough(body: str) -> None:
    """Without the reporter's own 'here' and one dominant city there is no dateline."""
    copy = copy_of((BlockKind.PARAGRAPH, body))
    assert DESK.find(copy, NOW) == (None, copy)


def test_a_printed_dateline_beats_every_caption() -> None:
    """What the story prints is not overruled by where its picture was taken."""
    copy = copy_of(
        (BlockKind.CAPTION, "A crowd in Tokyo, May 7, 2021."),
        (BlockKind.PARAGRAPH, "MADRID, May 8 (AP) — " + LEDE),
    )
    dateline, _ = DESK.find(copy, NOW)
    assert dateline is not None
    assert (dateline.place, dateline.origin) == ("Madrid", "explicit")
