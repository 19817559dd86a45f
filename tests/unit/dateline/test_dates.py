"""The day a dateline states, and the year it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.unit.dateline.gazette import DESK, LEDE, copy_of

from copydesk.draft import BlockKind
from copydesk.enrich.dateline.dates import resolve, stated_at_end, stated_in


@dataclass(frozen=True)
class Case:
    name: str
    words: str
    today: date | None
    value: date | None


CASES = (
    Case("year-from-text", "May 7, 2021", None, date(2021, 5, 7)),
    Case("year-from-text-beats-today", "May 7, 2019", date(2021, 5, 8), date(2019, 5, 7)),
    Case("year-from-today", "May 7", date(2021, 5, 8), date(2021, 5, 7)),
    Case("no-year-at-all", "May 7", None, None),
    Case("last-december", "Dec 31", date(2021, 1, 1), date(2020, 12, 31)),
    Case("next-january", "Jan 1", date(2020, 12, 31), date(2021, 1, 1)),
    Case("a-day-ahead", "May 9", date(2021, 5, 8), date(2021, 5, 9)),
    Case("half-a-year-back", "Dec 1", date(2021, 5, 8), date(2020, 12, 1)),
    Case("half-a-year-on", "Sept. 1", date(2021, 5, 8), date(2021, 9, 1)),
    Case("leap-day", "Feb 29", date(2024, 3, 1), date(2024, 2, 29)),
    Case("leap-day-of-no-year-near", "Feb 29", date(2022, 3, 1), None),
    Case("february-30", "Feb. 30", date(2021, 2, 28), None),
    Case("february-30-with-year", "February 30, 2021", None, None),
    Case("june-31", "31 June", date(2021, 6, 30), None),
    Case("day-119", "March 119", date(1987, 3, 19), None),
    Case("day-zero", "May 0", date(2021, 5, 8), None),
    Case("ordinal", "7th of May 2021", None, date(2021, 5, 7)),
    Case("weekday-passes", "Friday, May 7", date(2021, 5, 8), date(2021, 5, 7)),
    Case("month-of-a-year-is-no-day", "April 2017", date(2017, 4, 3), None),
    Case("first-year-of-the-calendar", "May 7", date(1, 5, 8), date(1, 5, 7)),
    Case("last-year-of-the-calendar", "Jan 1", date(9999, 12, 31), None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_day_gets_the_year_it_means(case: Case) -> None:
    """The year stated, else the one nearest to the article; impossible days are None."""
    stated = stated_at_end(case.words)
    assert stated is not None
    assert resolve(stated, case.today) == case.value


@pytest.mark.parametrize(
    "words", ["", "7", "May", "Smith 7", "Market 2", "2021", "May seven", "Mayor 7"]
)
def test_words_that_state_no_day(words: str) -> None:
    """A number beside a word that is no month is no date."""
    assert stated_at_end(words) is None


def test_running_text_yields_every_day_in_order() -> None:
    """Days are found in a caption wherever they stand; a mistyped month is not guessed there."""
    text = "Open from March 3 to 5 April 2021, not Marhc 9."
    assert [text[day.start : day.end] for day in stated_in(text)] == ["March 3", "5 April 2021"]


def test_the_sources_zone_decides_what_day_it_is() -> None:
    """Three in the morning in London is the day before in New York: so July 2 is another year's."""
    copy = copy_of((BlockKind.PARAGRAPH, "TOKYO, July 2 (AP) — " + LEDE))
    now = datetime(2021, 1, 1, 3, 0, tzinfo=UTC)
    far_west, far_east = timezone(timedelta(hours=-5)), timezone(timedelta(hours=9))
    found = [DESK.find(copy, now, zone)[0] for zone in (far_west, far_east)]
    assert [dateline.date for dateline in found if dateline] == [date(2020, 7, 2), date(2021, 7, 2)]


def test_a_naive_now_is_taken_as_it_stands() -> None:
    """A time without a zone names its own day, whatever the source's zone."""
    copy = copy_of((BlockKind.PARAGRAPH, "TOKYO, May 7 (AP) — " + LEDE))
    dateline, _ = DESK.find(copy, datetime(2021, 5, 8), timezone(timedelta(hours=9)))  # noqa: DTZ001
    assert dateline is not None
    assert dateline.date == date(2021, 5, 7)
