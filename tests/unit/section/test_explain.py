"""`copydesk section explain`: what a term names, and why an article is filed as it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from copydesk.cli.section import command
from copydesk.enrich.section import SectionInput
from copydesk.enrich.section.explain import explained
from copydesk.errors import SettingsError

from .desk import shipped_model

if TYPE_CHECKING:
    from pathlib import Path

FLOOD = (
    "Rescuers in boats searched flooded streets for survivors after a river burst its banks and "
    "swept away houses, killing at least nine people. The death toll was expected to rise."
)


def explain(what: str) -> str:
    done = CliRunner().invoke(command, ["explain", what], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


@dataclass(frozen=True)
class Case:
    name: str
    term: str
    said: tuple[str, ...]


TERMS = (
    Case("code", "medtop:20000153", ("medtop:20000153  earthquake", "disaster, accident")),
    Case("bare-code", "11000000", ("medtop:11000000  politics and government",)),
    Case("name", "earthquake", ("medtop:20000153  earthquake", "wikidata.org/entity/Q")),
    Case("label-of-a-source", "Fußball", ("medtop:15000000  sport",)),
    Case("word-of-a-name", "volcanic", ("volcanic eruption",)),
)


@pytest.mark.parametrize("case", TERMS, ids=lambda case: case.name)
def test_terms_are_looked_up(case: Case) -> None:
    """A code, a label or a word shows name, place in the tree, definition and Wikidata id."""
    found = explain(case.term)
    assert all(part in found for part in case.said)


def test_an_unknown_term_is_one_sentence() -> None:
    """What names nothing is an input error, not silence."""
    with pytest.raises(SettingsError, match="'zebrafish' is no file"):
        CliRunner().invoke(command, ["explain", "zebrafish"], catch_exceptions=False)


def test_a_file_is_explained(tmp_path: Path) -> None:
    """Labels with their meaning, unknown ones, likely topics, their words and rules are shown."""
    path = tmp_path / "story.json"
    article = {
        "source": {"id": "x"},
        "headline": "Nine dead as river floods town",
        "body": f"<p>{FLOOD}</p>",
        "content_type": "text/html",
        "section": ["World", "Zebra Corner", "Opinion"],
        "keywords": ["Floods"],
    }
    path.write_text(json.dumps(article), encoding="utf-8")
    found = explain(str(path))
    assert "section   medtop:03000000" in found
    assert "medtop:20000154 flood" in found
    assert "genre     opinion" in found
    assert "label 'World': no topic" in found
    assert "'Zebra Corner' is in no table" in found
    assert "rescuers +" in found


def test_words_of_the_likeliest_topic_speak_for_it() -> None:
    """What is shown as evidence raises the topic: without those words it is less likely."""
    article = SectionInput("Nine dead as river floods town", FLOOD, language="en")
    best = explained(shipped_model(), article).likely[0]
    assert best.code == "medtop:03000000"
    shown = {part for word in best.words for part in word.text.split()}
    left = " ".join(one for one in FLOOD.split() if one.lower().strip(".,") not in shown)
    without = explained(shipped_model(), SectionInput("", left, language="en")).likely
    assert without[0].code != best.code or without[0].chance < best.chance


def test_nothing_to_go_by_is_said(tmp_path: Path) -> None:
    """Numbers and names without prose have no likely topic."""
    path = tmp_path / "scores.txt"
    path.write_text("Redford 2 Moxley 1\nCanby 0 Dunmere 0\n" * 30, encoding="utf-8")
    assert "too little English prose" in explain(str(path))
