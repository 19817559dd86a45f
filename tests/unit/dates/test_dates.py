"""Dates in the text: what is read, what it is resolved to, and what is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dates import AsOf, FoundDate, find_dates

FRIDAY = date(2021, 5, 7)
EDTF = re.compile(
    r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|\d\dXX)~?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?~?)?"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    found: tuple[tuple[str, str | None], ...]
    today: date | None = FRIDAY
    country: str | None = "US"
    kind: BlockKind = BlockKind.PARAGRAPH


def dates(case: Case) -> list[FoundDate]:
    copy = Copy(text=case.text, blocks=(Block(case.kind, 0, len(case.text)),))
    return list(find_dates(copy, AsOf(case.today, case.country)))


def check(case: Case) -> None:
    found = [(case.text[one.start : one.end], one.value) for one in dates(case)]
    assert found == list(case.found)


TENSE = (
    Case("said-is-past", "He said Monday it was over.", (("Monday", "2021-05-03"),)),
    Case("will-is-to-come", "He will go on Monday.", (("Monday", "2021-05-10"),)),
    Case("todays-weekday-is-today", "He will go on Friday.", (("Friday", "2021-05-07"),)),
    Case("infinitive-to-come", "He plans to go Monday.", (("Monday", "2021-05-10"),)),
    Case("infinitive-done", "He failed to show up Monday.", (("Monday", "2021-05-03"),)),
    Case("could-not-be-reached", "He could not be reached Monday.", (("Monday", "2021-05-03"),)),
    Case("may-have", "He may have left Monday.", (("Monday", "2021-05-03"),)),
    Case("put-off-until", "It was put off until Monday.", (("Monday", "2021-05-10"),)),
    Case("cancelled-through", "It cancelled flights through Sunday.", (("Sunday", "2021-05-09"),)),
    Case("lasted-until", "It lasted until Monday.", (("Monday", "2021-05-03"),)),
    Case("expected-beside-it", "The vote, expected Monday, is close.", (("Monday", "2021-05-10"),)),
    Case("verb-only-after", "On Monday the court will sit.", (("Monday", "2021-05-10"),)),
    Case(
        "each-weekday-its-own-verb",
        "It said on Tuesday that it would open the bridge on Sunday.",
        (("Tuesday", "2021-05-04"), ("Sunday", "2021-05-09")),
    ),
    Case(
        "would-counts-from-the-saying",
        "It said on Tuesday that it would open the bridge on Wednesday.",
        (("Tuesday", "2021-05-04"), ("Wednesday", "2021-05-05")),
    ),
    Case(
        "another-sentence-does-not-count",
        "The bridge will open. It closed on Sunday.",
        (("Sunday", "2021-05-02"),),
    ),
    Case(
        "abbreviation-ends-no-sentence",
        "It will be opened by Sen. Alba Reyes on Sunday.",
        (("Sunday", "2021-05-09"),),
    ),
    Case(
        "caption-shows-what-was",
        "Ministers will pose in Lisbon on Thursday.",
        (("Thursday", "2021-05-06"),),
        kind=BlockKind.CAPTION,
    ),
    Case("from-now", "It ends three days from now.", (("three days from now", "2021-05-10"),)),
    Case("month-past", "He was freed in June.", (("June", "2020-06"),)),
    Case("month-to-come", "He will be freed in June.", (("June", "2021-06"),)),
    Case("day-just-past", "It was to begin on May 3.", (("May 3", "2021-05-03"),)),
    Case("year-of-the-sentence", "In 2016 he fell ill on May 9.",
         (("2016", "2016"), ("May 9", "2016-05-09"))),
    Case("weekday-gives-the-year", "It fell on Friday, May 8.", (("Friday, May 8", "2020-05-08"),),
         today=date(2020, 11, 20)),
)  # fmt: skip

UNSETTLED = (
    Case("no-day-of-writing", "He left on Friday.", (("Friday", None),), today=None),
    Case("no-such-day", "He left on February 30.", (("February 30", None),)),
    Case("no-such-day-with-year", "Dated June 31, 2019.", (("June 31, 2019", None),)),
    Case("no-such-numeric-day", "Dated 31/31/2019.", (("31/31/2019", None),)),
    Case("no-such-iso-day", "Dated 2019-13-41.", (("2019-13-41", None),)),
    Case("which-comes-first", "Dated 03/04/2021.", (("03/04/2021", None),), country=None),
    Case("hangs-on-the-story", "Two days later he left.", (("Two days later", None),)),
    Case("time-without-a-day", "Bars close at 2 a.m. here.", (("2 a.m.", None),)),
    Case("weekday-that-never-fits", "It fell on Monday, May 8.", (("Monday, May 8", None),),
         today=date(2021, 5, 7)),
    Case("beyond-the-calendar", "It ended 900 decades ago.", (("900 decades ago", None),)),
)  # fmt: skip

ZONES = (
    Case("gmt", "It fell at 2200 GMT on Sunday.",
         (("2200 GMT on Sunday", "2021-05-02T22:00:00Z"),)),
    Case("eastern-in-summer", "It fell at 8 a.m. ET on Sunday.",
         (("8 a.m. ET on Sunday", "2021-05-02T08:00:00-04:00"),)),
    Case("eastern-in-winter", "It fell at 8 a.m. ET on Sunday.",
         (("8 a.m. ET on Sunday", "2021-01-03T08:00:00-05:00"),), today=date(2021, 1, 5)),
    Case("ist-in-india", "It fell at 8 a.m. IST on Sunday.",
         (("8 a.m. IST on Sunday", "2021-05-02T08:00:00+05:30"),), country="IN"),
    Case("ist-of-nobody-knows-where", "It fell at 8 a.m. IST on Sunday.",
         (("8 a.m. IST on Sunday", "2021-05-02T08:00:00"),), country=None),
    Case("midnight", "It fell at midnight on Sunday.",
         (("midnight on Sunday", "2021-05-02T00:00:00"),)),
    Case("no-such-hour", "It fell at 13 p.m. on Sunday.", (("Sunday", "2021-05-02"),)),
    Case("day-of-the-sentence", "On Sunday it fell at 8 a.m. and rose.",
         (("Sunday", "2021-05-02"), ("8 a.m.", "2021-05-02T08:00:00"))),
)  # fmt: skip

EVENTS = (
    Case("attacks", "Since the Sept. 11 attacks.", (("Sept. 11", "2001-09-11"),)),
    Case("day-of-the-year", "He was fined on Sept. 11.", (("Sept. 11", "2020-09-11"),)),
    Case("before-the-event", "He saw the Oct. 7 attack.", (("Oct. 7", "2020-10-07"),)),
)

NONE = (
    Case("every-week", "They meet every Friday and on Fridays.", ()),
    Case("some-friday", "It was on a Friday.", ()),
    Case("paper", "The Sunday Herald said so.", ()),
    Case("modal", "May he rest; he may march.", ()),
    Case("name", "It was led by May and June Okafor.", ()),
    Case("faith", "They had no confidence in May.", ()),
    Case("walk", "The Women's March on the capital grew.", ()),
    Case("show", "NBC's Today show and USA Today asked.", ()),
    Case("figure", "The 1500 metres, 2000 guests, $2019, flight 2020.", ()),
    Case("part-of-a-month", "It is in the last week of its life.", (("the last week", None),)),
    Case("holiday", "The Fourth of July parade is back.", ()),
    Case("match", "He scored in the third quarter as his team won.", ()),
    Case("vote-count", "They won 9/11 of the votes.", ()),
    Case("empty", "", ()),
)


@pytest.mark.parametrize("case", TENSE, ids=lambda case: case.name)
def test_verb_decides_between_past_and_future(case: Case) -> None:
    """The verb that a day goes with says whether it is behind the article or ahead of it."""
    check(case)


@pytest.mark.parametrize("case", UNSETTLED, ids=lambda case: case.name)
def test_what_nothing_settles_has_no_value(case: Case) -> None:
    """A date without a value is named and left open, never guessed."""
    check(case)


@pytest.mark.parametrize("case", ZONES, ids=lambda case: case.name)
def test_times_of_day_carry_the_zone_they_state(case: Case) -> None:
    """An offset is written only where the text states a zone that means one."""
    check(case)


@pytest.mark.parametrize("case", EVENTS, ids=lambda case: case.name)
def test_days_that_are_called_by_an_event(case: Case) -> None:
    """Sept. 11 is that of 2001 only where its attacks are meant."""
    check(case)


@pytest.mark.parametrize("case", NONE, ids=lambda case: case.name)
def test_what_only_looks_like_a_date_is_left_alone(case: Case) -> None:
    """A wrong date is worse than none."""
    check(case)


def test_offsets_are_into_the_whole_text() -> None:
    """A date in a later block is found where the whole text has it."""
    text = "Bridge closes\n\nIt closed on Sunday."
    blocks = (Block(BlockKind.HEADLINE, 0, 13), Block(BlockKind.PARAGRAPH, 15, len(text)))
    (found,) = find_dates(Copy(text=text, blocks=blocks), AsOf(FRIDAY))
    assert text[found.start : found.end] == "Sunday"


WORDS = (
    "last", "next", "the", "Friday", "May", "7", "30", "2021", "June", "to", "and", "-", ",", ".",
    "will", "said", "quarter", "first", "a.m.", "8", "ago", "weeks", "early", "noon", "GMT",
    "1990s",
    "٣", "²", "\u202e", "\ud800", "03/04/2021", "Sept.", "11", "of", "year", "month", "\n",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.one_of(st.none(), st.dates()))
def test_any_text_gives_spans_in_order(words: list[str], today: date | None) -> None:
    """Spans lie in the text, in order, without overlap; a value is EDTF of level 0 or 1."""
    text = " ".join(words)
    copy = Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
    found = find_dates(copy, AsOf(today))
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    for one in found:
        assert one.start < one.end
        assert one.value is None or EDTF.fullmatch(one.value)
        assert 0 <= one.confidence <= 1


HOSTILE = (
    ("one-sentence", "word " * 100_000),
    ("weekdays", "Friday " * 10_000),
    ("months", "of May " * 10_000),
    ("figures", "7 " * 50_000),
    ("one-figure", "7" * 100_000),
    ("capitals", "NAME " * 50_000),
    ("right-to-left", "\u202e\u05d9\u05d5\u05dd " * 20_000),
    ("the", "the " * 50_000),
)


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    """Every word is looked at once: a date behind 100,000 words is still found."""
    text += ". It closed on Sunday."
    copy = Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert find_dates(copy, AsOf(FRIDAY))[-1].value == "2021-05-02"
