"""What the text says when the source says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.enrich.section import SectionInput
from copydesk.enrich.section.classify import probabilities
from copydesk.enrich.section.words import BODY_WORDS_MAX, tokens

from .desk import ROOT, desk, shipped_model

SEED = (
    ROOT.parent
    / "shared"
    / "data"
    / "seed"
    / "voa-us-vice-president-calls-for-immigration-effort-with-mexico.txt"
)


@dataclass(frozen=True)
class Case:
    name: str
    headline: str | None
    text: str
    code: str | None
    language: str | None = "en"


VOTE = (
    "The government of Ruritania lost a vote of confidence in parliament on Tuesday and the "
    "prime minister said she would resign. Opposition leaders called for an early election, and "
    "the president is to meet party leaders."
)
FLOOD = (
    "Rescuers in boats searched flooded streets for survivors after a river burst its banks and "
    "swept away houses, killing at least nine people. Hundreds were evacuated and the death "
    "toll was expected to rise."
)
SHELLING = (
    "Rebels shelled army positions outside the town overnight, killing six soldiers, and troops "
    "answered with rockets and artillery. The fighting broke a ceasefire that had held since "
    "spring, the military said."
)
STRIKE = (
    "Bus drivers began a three-day strike over pay on Monday and set up picket lines at the "
    "depots. Their union said talks with the employers had failed and that members would walk "
    "out again unless wages rose."
)
FORECAST = (
    "Forecasters expect heavy rain and strong winds to reach the coast by Friday, with "
    "temperatures falling to five degrees and snow in the hills. The weather service issued a "
    "warning of ice."
)
FAITH = (
    "The new archbishop celebrated Mass in the cathedral before two thousand worshippers and "
    "asked the faithful to pray for priests. Bishops of four dioceses and an imam attended the "
    "service."
)
SCORES = (
    "Redford 2 Moxley 1\nCanby 0 Dunmere 0\nHexton 3 Wray 2\nFerris 1 Holm 1 (Coe 4, Pym 80)\n" * 8
)
CROSSWORD = (
    "Across\n1 Capital of Peru (4)\n3 Not out (2)\n5 Fast bird (4)\nDown\n1 Part of the ear (4)\n"
    * 5
)
SPANISH = (
    "El gobierno anunció el martes que subirá los impuestos el próximo año, según fuentes del "
    "ministerio, y la oposición pidió que se convoque una sesión del congreso para debatir la "
    "medida que afecta a las empresas."
)

CASES = (
    Case("politics", "Government falls in confidence vote", VOTE, "medtop:11000000"),
    Case("disaster", "Nine dead as river floods town", FLOOD, "medtop:03000000"),
    Case("conflict", "Six soldiers killed as truce collapses", SHELLING, "medtop:16000000"),
    Case("labour", "Bus drivers strike over pay", STRIKE, "medtop:09000000"),
    Case("weather", "Rain and wind on the way", FORECAST, "medtop:17000000"),
    Case("religion", "Archbishop calls for prayer at first Mass", FAITH, "medtop:12000000"),
    Case("body-without-headline", None, VOTE, "medtop:11000000"),
    Case(
        "headline-alone",
        "President and opposition clash in parliament over election law",
        "",
        "medtop:11000000",
    ),
    Case(
        "british-english-tag", "Nine dead as river floods town", FLOOD, "medtop:03000000", "en-GB"
    ),
    Case("language-unknown", "Nine dead as river floods town", FLOOD, "medtop:03000000", None),
    Case("nothing-at-all", None, "", None),
    Case("empty-headline-and-body", "", "   \n\n ", None),
    Case("headline-of-one-name", "Redford", "", None),
    Case("list-of-scores", "Results", SCORES, None),
    Case("crossword", "Crossword 1,204", CROSSWORD, None),
    Case("another-language-tagged", "Government falls", VOTE, None, "fr"),
    Case("another-language-untagged", "El gobierno sube los impuestos", SPANISH, None, None),
    Case(
        "another-script",
        "政府が増税を発表",
        "政府は火曜日、来年から増税すると発表した。" * 20,
        None,
        None,
    ),
    Case("right-to-left", None, "أعلنت الحكومة يوم الثلاثاء" * 50, None, None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_classified_sections(case: Case) -> None:
    """English prose gets the topic it is about; what is no English prose gets none."""
    (filing,) = desk().filings([SectionInput(case.headline, case.text, language=case.language)])
    section = filing.section
    assert (section and section.code) == case.code
    if section is not None:
        assert section.origin == "classified"
        assert shipped_model().classifier.threshold <= section.confidence <= 1.0
        assert section.confidence == round(section.confidence, 2)


ARTICLES = st.builds(
    SectionInput,
    st.one_of(
        st.none(), st.text(max_size=40), st.sampled_from([case.headline or "" for case in CASES])
    ),
    st.one_of(st.text(max_size=80), st.sampled_from([case.text for case in CASES])),
    st.lists(st.sampled_from(["Politics", "World", "Sport", "x"]), max_size=2).map(tuple),
    st.sampled_from([None, "https://example.org/health/a", "/health/a"]),
    st.sampled_from([None, "en", "fr"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ARTICLES, max_size=70))
def test_neighbours_do_not_matter(articles: list[SectionInput]) -> None:
    """An article's section is the same alone, in a chunk, and in the chunk turned round."""
    together = desk().filings(articles)
    assert together == tuple(desk().filings([one])[0] for one in articles)
    assert together == tuple(reversed(desk().filings(list(reversed(articles)))))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "word " * 100_000,
        "Capital Names " * 5_000,
        "🙂" * 100_000,
        "\ud800\udfff \ud800",
        "\x00\u202e",
        "ﷺ" * 50_000,
    ],
    ids=[
        "no-spaces",
        "long-sentence",
        "capitals",
        "emoji",
        "lone-surrogates",
        "controls",
        "expanding-ligature",
    ],
)
def test_odd_text_is_read_within_bounds(text: str) -> None:
    """Any text is read, no more than its first words, and never fails."""
    assert len(tokens(text)) <= BODY_WORDS_MAX
    assert len(desk().filings([SectionInput(text, text, (text,), text)])) == 1


@example(scores=[0.99, *[-3.0] * 15, 1.0], known=1)
@given(scores=st.lists(st.floats(-3, 3), min_size=17, max_size=17), known=st.integers(0, 2_000))
def test_chances_follow_the_scores(scores: list[float], known: int) -> None:
    """No topic is as sure as the best, and a wider lead makes it surer."""
    best = int(np.argmax(scores))
    wider = [*scores]
    wider[best] += 0.5
    close, wide = probabilities(
        shipped_model().classifier, np.array([scores, wider]), np.array([known, known])
    )
    assert (close >= 0.0).all()
    assert 0.0 < close[best] == close.max() < wide[best] < 1.0
    assert int(close.argmax()) == best
    assert all(
        one < close[best] for one, score in zip(close, scores, strict=True) if score < scores[best]
    )


def test_only_the_opening_is_read() -> None:
    """What stands after the words that are read changes nothing."""
    article = SectionInput("Nine dead as river floods town", " ".join([FLOOD] * 20), language="en")
    longer = replace(article, text=f"{article.text} {STRIKE * 50}")
    assert desk().filings([article]) == desk().filings([longer])


def test_the_seed_is_politics() -> None:
    """The seed page, talks between a vice president and a president, is politics."""
    if not SEED.exists():
        pytest.skip(f"needs {SEED.name} under ../shared/data/seed")
    paragraphs = [
        part.strip() for part in SEED.read_text(encoding="utf-8").split("\n\n") if part.strip()
    ]
    (filing,) = desk().filings(
        [SectionInput(paragraphs[2], "\n\n".join(paragraphs[4:]), language="en")]
    )
    section = filing.section
    assert section is not None
    assert (section.code, section.name) == ("medtop:11000000", "politics and government")
