"""What a source says of a story's filing besides its text: markup, home, time of publishing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.unit.dateline.gazette import DESK, LEDE, copy_of

from copydesk.draft import BlockKind
from copydesk.enrich.dateline import Hints, When, day_of, day_of_writing

NOW = datetime(2021, 5, 8, 9, 30, tzinfo=UTC)
LOCAL = "Workers in Dalton closed the bridge. The Dalton council will pay for it."


@dataclass(frozen=True)
class Case:
    name: str
    hints: Hints
    found: tuple[str, date | None, str] | None
    body: str = LEDE


MARKUP = (
    Case("dateline-of-an-unknown-town", Hints(dateline="Quarryvale, May 7 -"),
         ("Quarryvale", date(2021, 5, 7), "explicit")),
    Case("dateline-with-region", Hints(dateline="DALTON, Ga., 7 May 2019"),
         ("Dalton, Ga.", date(2019, 5, 7), "explicit")),
    Case("dateline-printed-too", Hints(dateline="Quarryvale"),
         ("Quarryvale", None, "explicit"), f"Quarryvale \u2013 {LEDE}"),
    Case("printed-one-is-fuller", Hints(dateline="Madrid"),
         ("Madrid", date(2021, 5, 7), "explicit"), f"MADRID, May 7 (AP) \u2013 {LEDE}"),
    Case("located", Hints(located="Lyon, France"), ("Lyon, France", None, "inferred")),
    Case("located-in-a-country", Hints(located="France"), None),
    Case("located-nowhere-known", Hints(located="Room 12"), None),
    Case("place-of-300-characters", Hints(dateline="Q" * 300, located="Q" * 300), None),
    Case("nothing", Hints(dateline=" \u2013 ", located=" , "), None),
    Case("home-in-the-story", Hints(home=("Dalton, Ga.",)),
         ("Dalton, Ga.", None, "inferred"), LOCAL),
    Case("home-not-in-the-story", Hints(home=("Dalton, Ga.",)), None),
    Case("home-named-once", Hints(home=("Dalton, Ga.",)), None, "Workers in Dalton closed it."),
    Case("another-town-in-the-lede", Hints(home=("Dalton, Ga.",)), None,
         f"{LOCAL} They had met in Madrid."),
)  # fmt: skip


@pytest.mark.parametrize("case", MARKUP, ids=lambda case: case.name)
def test_what_the_source_states_is_used(case: Case) -> None:
    """Markup needs no proof; a home is taken only by a story that is at home."""
    copy = copy_of((BlockKind.PARAGRAPH, case.body))
    dateline, cut = DESK.find(copy, NOW, None, case.hints)
    found = dateline and (dateline.place, dateline.date, dateline.origin)
    assert found == case.found
    assert cut.text == copy.text


def test_a_block_that_markup_set_apart_is_the_dateline() -> None:
    """It keeps its own block, whatever its town is called."""
    copy = copy_of((BlockKind.DATELINE, "Quarryvale, May 7"), (BlockKind.PARAGRAPH, LEDE))
    dateline, cut = DESK.find(copy, NOW)
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("Quarryvale", date(2021, 5, 7))
    assert cut.blocks == copy.blocks


CAPTIONS = (
    ("weekday", "Ministers meet in Geneva on Friday.", ("Geneva", date(2021, 5, 7))),
    ("weekday-with-date", "Ministers meet in Geneva, Friday, May 7.", ("Geneva", date(2021, 5, 7))),
    ("old-picture", "FILE - Ministers meet in Geneva on Friday.", None),
)


@pytest.mark.parametrize(("caption", "found"), [case[1:] for case in CAPTIONS],
                         ids=[case[0] for case in CAPTIONS])  # fmt: skip
def test_captions_may_name_their_day_by_weekday(
    caption: str, found: tuple[str, date] | None
) -> None:
    """'in Geneva on Friday' is the last Friday, which is as good as a date."""
    copy = copy_of((BlockKind.CAPTION, caption), (BlockKind.PARAGRAPH, LEDE))
    dateline, _ = DESK.find(copy, NOW)
    assert (dateline and (dateline.place, dateline.date)) == found


YEARS = (
    ("published", True, "MADRID, May 7 - ", LEDE, date(2021, 5, 7)),
    ("archive-read-in-late", False, "MADRID, May 7 - ", f"{LEDE} He left on May 4, 1987.",
     date(1987, 5, 7)),
    ("across-new-year", False, "MADRID, Jan 2 - ", f"{LEDE} He left on Dec. 30, 1986.",
     date(1987, 1, 2)),
    ("two-years-in-the-text", False, "MADRID, May 7 - ",
     f"{LEDE} It opened on May 4, 1987 and closed on May 9, 1988.", date(2021, 5, 7)),
    ("text-does-not-beat-the-source", True, "MADRID, May 7 - ",
     f"{LEDE} It opened on May 4, 1987.", date(2021, 5, 7)),
    ("weekday-gives-the-year", True, "MADRID, Thursday, May 7 - ", LEDE, date(2020, 5, 7)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("published", "head", "body", "day"), [case[1:] for case in YEARS], ids=[c[0] for c in YEARS]
)
def test_the_year_is_the_sources_then_the_texts(
    published: bool,  # noqa: FBT001 - a column of the table
    head: str,
    body: str,
    day: date,
) -> None:
    """Without a day of publishing, a full date near by in the text beats the record's time."""
    copy = copy_of((BlockKind.PARAGRAPH, head + body))
    dateline, _ = DESK.find(copy, NOW, None, Hints(published=published))
    assert dateline is not None
    assert dateline.date == day


def test_a_bare_day_is_the_same_day_everywhere() -> None:
    """A format without a time gives midnight in UTC, which no zone may move to the day before."""
    west = timezone(timedelta(hours=-5))
    assert day_of(datetime(2021, 5, 7, tzinfo=UTC), west) == date(2021, 5, 7)
    assert day_of(datetime(2021, 5, 7, 3, tzinfo=UTC), west) == date(2021, 5, 6)


def test_days_count_from_the_dateline_where_it_fits() -> None:
    """Filed on Friday night and published on Saturday, 'today' is Friday."""
    copy = copy_of((BlockKind.PARAGRAPH, f"MADRID, May 7 - {LEDE}"))
    dateline, cut = DESK.find(copy, NOW)
    assert day_of_writing(cut, dateline, When(NOW.date(), firm=True)) == date(2021, 5, 7)
    assert day_of_writing(cut, dateline, When(date(2021, 6, 1), firm=True)) == date(2021, 6, 1)


def test_days_count_from_a_stamp_when_nothing_else_is_known() -> None:
    """A line that is a date and nothing else is the article's own."""
    copy = copy_of((BlockKind.PARAGRAPH, "Friday, January 4, 2019"), (BlockKind.PARAGRAPH, LEDE))
    assert day_of_writing(copy, None, When(NOW.date(), firm=False)) == date(2019, 1, 4)
    assert day_of_writing(copy, None, When(NOW.date(), firm=True)) == NOW.date()


@pytest.mark.parametrize(
    ("head", "warned"),
    [("MADRID, Feb. 30 (Reuters) - ", True), ("MADRID, Feb. 28 (Reuters) - ", False)],
    ids=["no-such-day", "a-day"],
)
def test_a_day_that_does_not_exist_is_said(head: str, warned: bool) -> None:  # noqa: FBT001 - a column
    """The place stands, the day is null, and a person is told."""
    dateline, cut = DESK.find(copy_of((BlockKind.PARAGRAPH, head + LEDE)), NOW)
    assert dateline is not None
    assert dateline.place == "Madrid"
    assert (dateline.date is None) == warned
    assert ("no-such-day-in-dateline" in cut.warnings) == warned


SMALL = ("reading — ", "new york - ", "paris, the city — ", "madrid: ")


@pytest.mark.parametrize("head", SMALL)
def test_small_letters_need_a_long_dash_and_a_sure_place(head: str) -> None:
    """Running text may begin in small letters; only 'washington \u2014' is sure enough."""
    assert DESK.find(copy_of((BlockKind.PARAGRAPH, head + LEDE)), NOW)[0] is None


LONG = "near Madrid on Friday, " * 5_000


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.DATELINE])
def test_hints_over_hostile_text_are_read_to_the_end(kind: BlockKind) -> None:
    """Every look reaches a bounded stretch, whatever the block claims to be."""
    hints = Hints(dateline="A - " * 100, located="B, " * 100, home=("Madrid",), published=False)
    copy = copy_of((kind, LONG), (BlockKind.PARAGRAPH, f"Madrid {LONG} May 4, 1987"))
    assert DESK.find(copy, NOW, None, hints)[1].text == copy.text
