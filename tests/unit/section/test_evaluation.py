"""The figures of `copydesk evaluate section`, and what it says of a file it cannot read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from copydesk.cli.evaluate_section import command
from copydesk.errors import SettingsError
from copydesk.evaluation.section import Labelled, measured

from .desk import shipped_model

if TYPE_CHECKING:
    from pathlib import Path

POLITICS, SPORT, DISASTER = "medtop:11000000", "medtop:15000000", "medtop:03000000"
VOTE = (
    "The government lost a vote of confidence in parliament on Tuesday and the prime minister said "
    "she would resign. Opposition leaders called for an early election."
)
FLOOD = (
    "Rescuers in boats searched flooded streets for survivors after a river burst its banks and "
    "swept away houses, killing at least nine people. The death toll was expected to rise."
)
ROWS = [
    Labelled("Government falls", VOTE, (POLITICS,)),
    Labelled("Nine dead in flood", FLOOD, (SPORT, DISASTER)),
    Labelled("Nine dead in flood", FLOOD, (SPORT,)),
    Labelled("", "", (POLITICS,)),
]


def test_every_article_is_answered_for_accuracy() -> None:
    """Any accepted code is right; an article without an answer is wrong, and not covered."""
    figures = measured(shipped_model(), ROWS)
    assert (figures.rows, figures.accuracy) == (4, 0.5)
    assert figures.coverage == 0.75
    assert figures.accuracy_answered == pytest.approx(2 / 3, abs=1e-4)
    assert figures.confusion == {
        (DISASTER, DISASTER): 1,
        (POLITICS, POLITICS): 1,
        (POLITICS, "none"): 1,
        (SPORT, DISASTER): 1,
    }
    politics = figures.topics[POLITICS]
    assert (politics.rows, politics.precision, politics.recall) == (2, 1.0, 0.5)
    assert figures.topics[DISASTER].precision == 0.5
    assert figures.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3, abs=1e-3)


def test_a_sure_wrong_answer_is_a_calibration_error() -> None:
    """Articles answered with confidence c and all wrong are off by c."""
    figures = measured(shipped_model(), [Labelled("Nine dead in flood", FLOOD, (SPORT,))])
    assert figures.calibration_error > 0.8


def test_among_leaves_only_a_sources_own_classes() -> None:
    """A class that the source does not have is never the answer."""
    figures = measured(shipped_model(), ROWS[:3], [POLITICS, SPORT])
    assert {answer for _, answer in figures.confusion} <= {POLITICS, SPORT}


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


GOOD = {"headline": "Government falls", "text": VOTE, "codes": ["20000574"]}


def test_json_has_the_published_names(tmp_path: Path) -> None:
    """One object with the figures; a finer code counts as its top term."""
    path = tmp_path / "rows.jsonl"
    path.write_text(lines(GOOD, GOOD | {"headline": None}), encoding="utf-8")
    done = CliRunner().invoke(command, ["--json", str(path)], catch_exceptions=False)
    found = json.loads(done.output)
    assert found["accuracy"] == 1.0
    assert found["macro_f1"] == 1.0
    assert found["coverage"] == 1.0
    assert found["confusion"] == [{"right": POLITICS, "answer": POLITICS, "rows": 2}]


def test_the_table_names_topics(tmp_path: Path) -> None:
    """Without --json a person reads topics by name and the confusion table."""
    path = tmp_path / "rows.jsonl"
    path.write_text(lines(GOOD), encoding="utf-8")
    done = CliRunner().invoke(command, ["--among", "11000000,15000000", str(path)])
    assert "politics and government" in done.output
    assert "right topic (down), answer (across)" in done.output


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    said: str
    options: tuple[str, ...] = ()


BAD = (
    Case("not-json", lines(GOOD) + "{\n", "rows.jsonl line 2: not JSON."),
    Case("a-list", "[]\n", "line 1: not a JSON object."),
    Case("no-codes", lines({"headline": "x", "text": "y"}), "line 1: codes is a list"),
    Case("unknown-code", lines(GOOD | {"codes": ["99"]}), "'99' is not an active Media Topic."),
    Case("headline-a-number", lines(GOOD | {"headline": 3}), "headline and text are strings."),
    Case("nothing", "\n", "has no article in it."),
    Case("among-unknown", lines(GOOD), "--among: 'x' is not", ("--among", "x")),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_bad_line_is_one_sentence(case: Case, tmp_path: Path) -> None:
    """What cannot be read is named by file and line."""
    path = tmp_path / "rows.jsonl"
    path.write_text(case.text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        CliRunner().invoke(command, [*case.options, str(path)], catch_exceptions=False)
    assert case.said in str(caught.value)
