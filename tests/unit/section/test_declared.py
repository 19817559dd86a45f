"""What a source's own labels and addresses mean."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.enrich.section import SectionInput
from copydesk.enrich.section.labels import normal_label

from .desk import desk, shipped_model


@dataclass(frozen=True)
class Case:
    name: str
    labels: tuple[str, ...] = ()
    url: str | None = None
    code: str | None = None
    keywords: tuple[str, ...] = ()


CASES = (
    Case("plain-label", ("Politics",), code="medtop:11000000"),
    Case("shouted-label", ("POLITICS",), code="medtop:11000000"),
    Case("ampersand-is-and", ("Arts & Entertainment",), code="medtop:01000000"),
    Case("escaped-ampersand", ("Food &amp; Drink",), code="medtop:10000000"),
    Case("hyphens-and-underscores", ("food_and-drink",), code="medtop:10000000"),
    Case("accents", ("Économie",), code="medtop:04000000"),
    Case("german-sharp-s", ("Fußball",), code="medtop:15000000"),
    Case("huffpost-category", ("WEIRD NEWS",), code="medtop:08000000"),
    Case("media-topic-code", ("medtop:20000065",), code="medtop:16000000"),
    Case(
        "media-topic-uri",
        ("http://cv.iptc.org/newscodes/mediatopic/20000065",),
        code="medtop:16000000",
    ),
    Case("media-topic-name", ("natural disaster",), code="medtop:03000000"),
    Case("american-topic-name", ("movies",), code="medtop:01000000"),
    Case("old-subject-code", ("subj:15054000",), code="medtop:15000000"),
    Case("old-subject-code-without-successor", ("15999000",), code="medtop:15000000"),
    Case("code-of-nothing", ("99000000",)),
    Case("branch-means-its-leaf", ("World > Politics",), code="medtop:11000000"),
    Case("branch-ending-in-a-region", ("Sport / Europe",), code="medtop:15000000"),
    Case("region-is-no-topic", ("World",)),
    Case("kind-of-piece-is-no-topic", ("Opinion", "Analysis")),
    Case("region-beside-a-topic", ("us-news", "Football"), code="medtop:15000000"),
    Case("unknown-label", ("Zebrafish Corner",)),
    Case("resembling-is-not-being", ("Politics of food",)),
    Case("script-we-do-not-fold", ("المناخ",)),
    Case("empty-labels", ("", "  ", "///")),
    Case("majority-of-labels", ("Health", "Football", "Tennis"), code="medtop:15000000"),
    Case(
        "tie-settled-by-url",
        ("Health", "Business"),
        "https://example.org/business/a-story",
        "medtop:04000000",
    ),
    Case("tie-without-text-takes-first", ("Health", "Business"), code="medtop:07000000"),
    Case(
        "folder-of-url",
        (),
        "https://example.org/sport/football/2024/may/01/late-winner",
        "medtop:15000000",
    ),
    Case(
        "deepest-topic-folder",
        (),
        "https://example.org/world/politics/vote-today",
        "medtop:11000000",
    ),
    Case("relative-scheme", (), "//example.org/tech/story.html?x=/sport/", "medtop:13000000"),
    Case("numbered-slug", (), "https://example.org/news/health-12345678", "medtop:07000000"),
    Case("short-word-only-in-urls", (), "https://example.org/sci/new-moon", "medtop:13000000"),
    Case("slug-is-not-a-folder", (), "https://example.org/news/politics"),
    Case("word-inside-slug", (), "https://example.org/2024/the-politics-of-sport.html"),
    Case("host-of-a-desk", (), "https://www.sport.example.co.uk/a/b", "medtop:15000000"),
    Case("path-beats-host", (), "https://sport.example.org/health/b", "medtop:07000000"),
    Case("site-named-like-a-desk", (), "https://www.weather.com/a/b"),
    Case("ministry-is-no-desk", (), "https://health.gov.au/a/b"),
    Case("faculty-is-no-desk", (), "https://law.example.edu/a/b"),
    Case("keyword", keywords=("Football", "Redford"), code="medtop:15000000"),
    Case("majority-of-keywords", (), None, "medtop:15000000", ("Health", "Football", "Tennis")),
    Case("keywords-that-disagree", keywords=("Health", "Football")),
    Case("label-beats-keywords", ("Religion",), None, "medtop:12000000", ("Football", "Tennis")),
    Case(
        "label-beats-url", ("Religion",), "https://example.org/travel/pilgrims", "medtop:12000000"
    ),
    Case("not-a-url", (), "::::"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_declared_sections(case: Case) -> None:
    """A label that maps decides; one that is no topic, or only resembles one, says nothing."""
    article = SectionInput(None, "", case.labels, case.url, "en", case.keywords)
    section = desk().filings([article])[0].section
    assert (section and section.code) == case.code
    assert section is None or section.origin == "declared"


def test_declared_holds_in_any_language() -> None:
    """Labels are read whatever language the copy is in; the text is not."""
    article = SectionInput(
        "Die Regierung tritt zurück",
        "Der Kanzler hat im Parlament verloren.",
        ("Politik",),
        None,
        "de",
    )
    section = desk().filings([article])[0].section
    assert section is not None
    assert (section.code, section.name) == ("medtop:11000000", "politics and government")


def test_disagreeing_labels_follow_the_text() -> None:
    """When labels tie and no URL settles it, the one that the text is about wins, less surely."""
    headline = "Patients with measles treated in hospital as vaccine runs out"
    text = "Doctors said the disease was spreading and that clinics needed vaccine for patients."
    agreed, tied = (
        desk().filings([SectionInput(headline, text, labels, None, "en")])[0].section
        for labels in (("Health",), ("Business", "Health"))
    )
    assert agreed is not None
    assert tied is not None
    assert tied.code == "medtop:07000000"
    assert tied.confidence < agreed.confidence


def test_normalising_twice_is_once() -> None:
    """A normalised label stays as it is."""
    for label in ("Arts & Entertainment", "U.S. News", "Qur'an", "Économie", ""):
        assert normal_label(normal_label(label)) == normal_label(label)


def test_every_topic_rolls_up_to_one_of_seventeen() -> None:
    """The shipped taxonomy has the 17 top terms, and every other active topic stands under one."""
    taxonomy = shipped_model().taxonomy
    tops = {taxonomy.top(code).code for code in taxonomy.topics}
    assert len(tops) == 17
    assert tops == set(shipped_model().classifier.codes)
    assert len(taxonomy.topics) == 1085
