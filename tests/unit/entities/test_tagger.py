"""The shipped tagger on whole articles: what it publishes, decided by the article alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.entities.desk import ROOT, copy_of, shipped_model

from copydesk.enrich.entities import Entity, EntityTagger

COUP = (
    "Minister quits after vote\n\n"
    "NAIROBI, Kenya (AP) \u2014 Transport Minister Josphat Kimani resigned on Monday, a day "
    "after President Ann Wanjala dismissed "
    "his deputy.\n\nKimani told the Kenya Broadcasting Corporation that Wanjala\u2019s "
    "government had \u201clost its way.\u201d Kenyan "
    "officials in Mombasa declined to comment. The World Food Programme (WFP) said in March that "
    "WFP staff would stay."
)
MATCH = (
    "Rovers Stun Harborough United as Late Mensah Strike Seals Final Place\n\n"
    "LEEDS, England \u2014 Kwame Mensah scored in stoppage time on Saturday as Calder Rovers "
    "beat Harborough United 2-1. "
    "Manager Paul Dunleavy hugged Mensah. \u201cWhat a night,\u201d Dunleavy said. Harborough "
    "United coach Roberto Carlini left early."
)
COURT = (
    "A federal judge in Ohio on Thursday rejected a plea deal for Thomas Gentry, a former "
    "council member. U.S. District Judge Elena "
    "Marchetti said the deal with the Department of Justice was too lenient. Gentry's lawyer, "
    "Sam Abernathy, said he would appeal "
    "in Cincinnati. The United States had asked for two years. \u201cWe disagree,\u201d "
    "Abernathy said of Marchetti."
)
TRADE = (
    "TOKYO: Prime Minister Hiroshi Tanabe and Anil Deshpande, who chairs Tarang Industries Ltd., "
    "opened a plant in Gujarat on Friday. "
    "Tanabe called it a new chapter. Japanese and Indian workers cheered. Tarang shares rose in "
    "Mumbai, and Deshpande said the "
    "European Union and Brazil would be next."
)


@dataclass(frozen=True, slots=True)
class Case:
    """An article with exactly these persons, and at least these places and bodies."""

    name: str
    text: str
    persons: frozenset[str]
    locations: frozenset[str]
    organisations: frozenset[str]


CASES = (
    Case(
        "politics-in-africa",
        COUP,
        frozenset({"Josphat Kimani", "Ann Wanjala"}),
        frozenset({"Nairobi", "Kenya", "Mombasa"}),
        frozenset({"Kenya Broadcasting Corporation", "World Food Programme"}),
    ),
    Case(
        "sport-with-title-case-headline",
        MATCH,
        frozenset({"Kwame Mensah", "Paul Dunleavy", "Roberto Carlini"}),
        frozenset({"England"}),
        frozenset({"Harborough United", "Calder Rovers"}),
    ),
    Case(
        "court",
        COURT,
        frozenset({"Thomas Gentry", "Elena Marchetti", "Sam Abernathy"}),
        frozenset({"Ohio", "Cincinnati", "United States"}),
        frozenset({"Department of Justice"}),
    ),
    Case(
        "business-in-asia",
        TRADE,
        frozenset({"Hiroshi Tanabe", "Anil Deshpande"}),
        frozenset({"Gujarat", "Mumbai", "Brazil"}),
        frozenset({"Tarang Industries Ltd.", "European Union"}),
    ),
)
NEVER = frozenset(
    {
        "Monday",
        "Thursday",
        "Saturday",
        "Friday",
        "March",
        "The",
        "Kenyan",
        "Japanese",
        "Indian",
        "President",
        "A",
    }
)
HARD = {
    "empty": "",
    "blank": " \n\n \t",
    "emoji": "\U0001f600 \U0001f1fa\U0001f1f8 Kwame \U0001f469\u200d\U0001f680 Mensah",
    "right-to-left": "\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 "
    "\u05e9\u05dc\u05d5\u05dd Ann Wanjala",
    "lone-surrogate": "Kwame \ud83d Mensah \udc00 spoke in Kenya\ud800.",
    "stops": "." * 5000,
    "capitals": "AAA " * 5000,
}


@cache
def tagger() -> EntityTagger:
    """The shipped tagger with its default threshold."""
    return EntityTagger(shipped_model())


def names(entities: tuple[Entity, ...], entity_type: str) -> set[str]:
    """The names of one type."""
    return {entity.name for entity in entities if entity.type == entity_type}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_article(case: Case) -> None:
    """Persons are exact, places and bodies found; no weekday, title or nationality is a name."""
    (entities,) = tagger().entities([copy_of(case.text)])
    assert names(entities, "person") == case.persons
    assert case.locations <= names(entities, "location")
    assert case.organisations <= names(entities, "organisation")
    assert not {entity.name for entity in entities} & NEVER


def test_seed_article() -> None:
    """The project's first article has exactly its four persons, and its countries and bodies."""
    folder = ROOT.parent / "shared" / "data" / "seed"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        pytest.skip("shared seed article is not here")
    body = files[0].read_text(encoding="utf-8").split("Breaking News", 1)[1]
    (entities,) = tagger().entities([copy_of(body)])
    assert names(entities, "person") == {
        "Kamala Harris",
        "Andres Manuel Lopez Obrador",
        "Symone Sanders",
        "Joe Biden",
    }
    assert {"Mexico", "Guatemala", "Honduras", "El Salvador", "United States"} <= names(
        entities, "location"
    )
    assert {
        "U.S. Agency for International Development",
        "Mexicans Against Corruption and Impunity",
    } <= names(entities, "organisation")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([COUP, MATCH, COURT, TRADE, "", "Kenya"]), min_size=1, max_size=6))
def test_an_article_is_the_same_alone_and_in_any_chunk(texts: list[str]) -> None:
    """Neighbours in a chunk, and whatever was tagged before, change nothing."""
    together = tagger().entities([copy_of(text) for text in texts])
    assert together == tuple(tagger().entities([copy_of(text)])[0] for text in texts)


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Ab. \n'\u2019-\"\u00e9\ud83d\U0001f600U.S1,"), max_size=120)
)
def test_spans_are_in_order_and_slice_to_text(text: str) -> None:
    """Every mention is a stretch without blanks at its edges; mentions never overlap."""
    (entities,) = EntityTagger(shipped_model(), 0.0).entities([copy_of(text)])
    spans = sorted(span for entity in entities for span in entity.mentions)
    for span in spans:
        surface = text[span.start : span.end]
        assert surface == surface.strip()
        assert surface
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_hard_text_is_no_error(text: str) -> None:
    """Odd text gives entities or none, never an exception."""
    (entities,) = tagger().entities([copy_of(text)])
    assert all(0 <= entity.confidence <= 1 for entity in entities)


def test_long_run_of_capitalised_words_is_cut_and_finished() -> None:
    """20,000 capitalised words without a stop give names of at most a dozen words."""
    text = "Kwame Mensah Harborough United Kenya " * 4000
    (entities,) = tagger().entities([copy_of(text)])
    assert all(len(entity.name.split()) <= 12 for entity in entities)


def test_tokens_as_they_are() -> None:
    """CoNLL-style evaluation: spans count the given tokens."""
    (spans,) = tagger().tag_tokens([["Ann", "Wanjala", "visited", "Kenya", "."]])
    assert spans == [(0, 2, "PER"), (3, 4, "LOC")]


def test_hash_seed_changes_nothing() -> None:
    """Two interpreters with different hash seeds publish the same bytes."""
    code = (
        "import json\nfrom dataclasses import asdict\nfrom tests.unit.entities.test_tagger "
        "import COUP, MATCH, tagger\n"
        "from tests.unit.entities.desk import copy_of\n"
        "print(json.dumps([[asdict(e) for e in r] for r in tagger().entities([copy_of(COUP), "
        "copy_of(MATCH)])]))"
    )
    path = os.pathsep.join([str(ROOT / "service"), str(ROOT)])
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    here = [
        [asdict(entity) for entity in row]
        for row in tagger().entities([copy_of(COUP), copy_of(MATCH)])
    ]
    assert printed == {(json.dumps(here) + os.linesep).encode()}
