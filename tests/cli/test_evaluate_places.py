"""`copydesk evaluate places`: figures for anybody's file, one sentence for a fault in it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.evaluation.places import BadRowError, distance_km, labelled_articles

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Fire spread from Nairobi to Blahville and to Paris, Texas."
NAIROBI = {"start": 17, "end": 24, "lat": -1.28, "lon": 36.82, "text": "Nairobi"}
BLAHVILLE = {"start": 28, "end": 37, "lat": 1.0, "lon": 2.0}
PARIS = {"start": 45, "end": 50, "lat": 33.66, "lon": -95.56}


def evaluate(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "evaluate", "places", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_figures_of_a_file(tmp_path: Path) -> None:
    """Of three names two are put where they lie, one is unknown; --json gives the shares."""
    row = {"text": TEXT, "toponyms": [NAIROBI, BLAHVILLE, PARIS], "url": "ignored"}
    (tmp_path / "mine.jsonl").write_text(json.dumps(row) + "\n\n")
    code, out, err = evaluate("mine.jsonl", "--json", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "accuracy_161km": 0.6667,
        "accuracy_by_area": 0.6667,
        "accuracy_by_country_area": 0.6667,
        "toponyms": 3,
        "answered": 2,
        "articles": 1,
    }


def test_a_country_is_allowed_its_own_radius(tmp_path: Path) -> None:
    """A country's point is a convention: 500 km off is right for Canada, by area."""
    canada = {"start": 0, "end": 6, "lat": 56.0, "lon": -106.0}
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "Canada won.", "toponyms": [canada]}))
    code, out, _ = evaluate("c.jsonl", "--json", cwd=tmp_path)
    figures = json.loads(out)
    assert code == 0
    assert (figures["accuracy_161km"], figures["accuracy_by_area"]) == (0.0, 1.0)


def test_a_state_is_allowed_its_radius_too(tmp_path: Path) -> None:
    """390 km off is right for Queensland, by every known area; by countries' alone it is not."""
    state = {"start": 0, "end": 10, "lat": -22.6, "lon": 142.4}
    row = {"text": "Queensland, Australia, won.", "toponyms": [state]}
    (tmp_path / "q.jsonl").write_text(json.dumps(row))
    code, out, _ = evaluate("q.jsonl", "--json", cwd=tmp_path)
    figures = json.loads(out)
    assert code == 0
    assert (figures["accuracy_by_area"], figures["accuracy_by_country_area"]) == (1.0, 0.0)


def test_names_that_do_not_read_as_marked_are_counted(tmp_path: Path) -> None:
    """Offsets that are off by one are said, so that nobody trusts the figure."""
    moved = NAIROBI | {"start": 18, "end": 25}
    (tmp_path / "m.jsonl").write_text(json.dumps({"text": TEXT, "toponyms": [moved]}))
    code, _, err = evaluate("m.jsonl", cwd=tmp_path)
    assert code == 0
    assert err == "copydesk: 1 toponyms do not read in the text as marked.\n"


@dataclass(frozen=True)
class Bad:
    name: str
    content: str
    sentence: str


BAD = (
    Bad("not-json", "{nope", "it is not JSON"),
    Bad("not-an-article", "[1]", "it needs text and a list of toponyms"),
    Bad(
        "outside",
        json.dumps({"text": "Oslo", "toponyms": [NAIROBI]}),
        "toponym 1 needs start and end within the text",
    ),
    Bad(
        "no-point",
        json.dumps({"text": TEXT, "toponyms": [NAIROBI, {"start": 0, "end": 4}]}),
        "toponym 2 needs lat and lon in degrees",
    ),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda one: one.name)
def test_a_bad_line_is_said(bad: Bad) -> None:
    """What is wrong with which line, blank ones counted."""
    with pytest.raises(BadRowError) as caught:
        labelled_articles(["\n", bad.content])
    assert (caught.value.line, str(caught.value)) == (2, bad.sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{nope", "x.jsonl line 1: it is not JSON."), ("\n", "x.jsonl has no toponym in it.")],
)
def test_a_bad_file_is_one_sentence(content: str, sentence: str, tmp_path: Path) -> None:
    """What is wrong is said with file and line, exit 2, nothing on standard output."""
    (tmp_path / "x.jsonl").write_text(content)
    code, out, err = evaluate("x.jsonl", cwd=tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err


def test_distance_is_along_the_great_circle() -> None:
    """London to Paris is 344 km; half round the earth is 20,015."""
    assert round(distance_km(51.5074, -0.1278, 48.8566, 2.3522)) == 344
    assert round(distance_km(0, 0, 0, 180)) == 20015
