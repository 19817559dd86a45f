"""What an event says when source and text differ, and what kind of piece it is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.enrich.section import SectionInput

from .desk import desk

QUAKE = (
    "At least 12 people died when an earthquake struck the valley before dawn, the disaster agency "
    "said. Rescuers pulled survivors from collapsed houses and the death toll was expected to rise."
)
VOTE = (
    "The government lost a vote of confidence in parliament on Tuesday and the prime minister said "
    "she would resign. Opposition leaders called for an early election."
)


def subjects_of(article: SectionInput) -> list[tuple[str, str]]:
    (filing,) = desk().filings([article])
    return [(one.code, one.origin) for one in filing.subjects]


@dataclass(frozen=True)
class Case:
    name: str
    article: SectionInput
    subjects: tuple[tuple[str, str], ...]


FUSED = (
    Case(
        "agreement-is-one-subject",
        SectionInput("Government falls", VOTE, ("Politics",), None, "en"),
        (("medtop:11000000", "declared"),),
    ),
    Case(
        "disagreement-says-both",
        SectionInput("Government falls", VOTE, ("Business",), None, "en"),
        (("medtop:11000000", "classified"), ("medtop:04000000", "declared")),
    ),
    Case(
        "a-finer-label-stands-for-its-section",
        SectionInput("Late winner", "", ("Sport", "medtop:20001065"), None, "en"),
        (("medtop:20001065", "declared"),),
    ),
    Case(
        "a-topics-own-name-beats-its-section",
        SectionInput("Late winner", "", ("Cricket",), None, "en"),
        (("medtop:20000888", "declared"),),
    ),
    Case(
        "a-rule-finds-the-finer-topic",
        SectionInput("Quake kills 12", QUAKE, (), None, "en"),
        (("medtop:20000153", "classified"),),
    ),
    Case(
        "no-finer-topic-outside-its-section",
        SectionInput("Political earthquake as government falls", VOTE, (), None, "en"),
        (("medtop:11000000", "classified"),),
    ),
    Case("nothing-known", SectionInput("x", "", ("World",), None, "en"), ()),
)


@pytest.mark.parametrize("case", FUSED, ids=lambda case: case.name)
def test_subjects_say_what_source_and_text_say(case: Case) -> None:
    """Agreement is one subject, disagreement two with their origins, the surest first."""
    assert subjects_of(case.article) == list(case.subjects)


def test_no_more_than_three_subjects() -> None:
    """A source may name any number of topics; the event holds the three surest."""
    labels = ("Health", "Sport", "Sport", "Religion", "Education")
    found = subjects_of(SectionInput("x", "", labels, None, "en"))
    assert len(found) == 3
    assert found[0] == ("medtop:15000000", "declared")


@dataclass(frozen=True)
class GenreCase:
    name: str
    headline: str
    genre: str | None
    labels: tuple[str, ...] = ()
    url: str | None = None


GENRES = (
    GenreCase("label", "Tax the rich", "opinion", ("Opinion",)),
    GenreCase("branch", "Tax the rich", "opinion", ("Opinion > Columnists",)),
    GenreCase("label-in-spanish", "Impuestos", "opinion", ("Opinión",)),
    GenreCase("folder", "Tax the rich", "opinion", (), "https://example.org/commentisfree/a"),
    GenreCase("folder-live", "Storm", "live-blog", (), "https://example.org/weather/live/a"),
    GenreCase("headline-mark", "Opinion | Tax the rich", "opinion"),
    GenreCase("headline-end", "Rovers 2-1 Albion \u2013 as it happened", "live-blog"),
    GenreCase("review-mark", "Film review: Eleven Doors", "review"),
    GenreCase("obituary-label", "Ada Pym, 88", "obituary", ("Obituaries",)),
    GenreCase("word-inside-headline", "Court opinion: what the judges said", None),
    GenreCase("live-is-a-verb", "Live music returns to the pier", None),
    GenreCase("plain-report", "Government falls", None, ("Politics",)),
)


@pytest.mark.parametrize("case", GENRES, ids=lambda case: case.name)
def test_genre_is_said_not_guessed(case: GenreCase) -> None:
    """A kind of piece is known from a label, a folder or a mark at an end of the headline."""
    (filing,) = desk().filings([SectionInput(case.headline, "", case.labels, case.url, "en")])
    assert filing.genre == case.genre


def test_a_genre_is_never_a_section() -> None:
    """An opinion on a vote is politics, and that it is an opinion is said apart."""
    (filing,) = desk().filings([SectionInput("Resign", VOTE, ("Opinion",), None, "en")])
    assert filing.section is not None
    assert (filing.section.code, filing.section.origin) == ("medtop:11000000", "classified")
    assert filing.genre == "opinion"


def test_labels_that_nobody_mapped_are_named() -> None:
    """A label that is neither a topic nor known to be none is passed on for the count."""
    labels = ("World", "Zebra Corner", "Sport", "", "Opinion", "News > Tollgate")
    (filing,) = desk().filings([SectionInput("x", "", labels)])
    assert filing.unknown == ("Zebra Corner",)
