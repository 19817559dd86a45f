"""The section model's figures: those of its training, and on the articles written for this project.

`make quality` shows the figures. The floors fall only in commits of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.table import Table

import copydesk
from copydesk.evaluation.section import Figures, Labelled, measured
from copydesk.models.loading import load_section
from training.section.report import show

MODEL = Path(copydesk.__file__).parent / "models" / "section"
OWN = Path(__file__).parents[1]
MEBIBYTE = 1024 * 1024
SPOTLIGHT = ("02", "03", "06", "09", "12", "16", "17")


def figures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((MODEL / "figures.json").read_text(encoding="utf-8"))
    return found


def own(name: str) -> Figures:
    lines = (OWN / name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return measured(
        load_section(),
        [Labelled(row["headline"], row["text"], tuple(row["codes"])) for row in rows],
    )


def test_the_figures_are_of_the_model_that_ships() -> None:
    """A model is not changed without its figures."""
    shipped = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))
    assert figures()["model"] == shipped["version"]
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 20 * MEBIBYTE


def test_rows_held_out_hold_their_floors() -> None:
    """On rows and sources that the measured model did not see, the figures are above the start.

    The starting points are words and pairs with a linear SVM: .74 and .76 held out; .43 on current
    events from the others, .30 on HuffPost from current events alone. Ten points above these are
    wanted on topics that both have, and reached on all rows too.
    """
    show(Console(width=150), figures())
    held, absent = figures()["rows held out"], figures()["absent sources"]
    assert held["huffpost"]["accuracy"] >= 0.74
    assert held["wikipedia"]["accuracy"] >= 0.76
    assert held["wikinews"]["accuracy"] >= 0.92
    assert held["copydesk"]["accuracy"] >= 0.85
    for row in held.values():
        assert row["accuracy_answered"] >= 0.90
    for source in ("huffpost", "wikipedia", "wikinews"):
        assert held[source]["calibration_error"] < 0.05
    # Of clean copy more is right than a confidence says that fits sources whose own labels err.
    assert held["copydesk"]["calibration_error"] < 0.15
    for figure in ("everything", "shared", "among"):
        assert absent["current events, from all others"][figure] >= 0.53
        assert absent["HuffPost, from current events alone"][figure] >= 0.40


@pytest.mark.parametrize(
    "name",
    [
        "section/own-68.jsonl",
        "section/own-102.jsonl",
        "section/own-150.jsonl",
        "section-own-34.jsonl",
    ],
)
def test_own_articles_are_filed_right(name: str) -> None:
    """Of short articles written for this project at least 85 in 100 are right, all answered."""
    found = own(name)
    table = Table(title=f"{name}: {found.rows} articles")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for figure in ("accuracy", "macro_f1", "coverage", "accuracy_answered", "calibration_error"):
        table.add_row(figure, f"{getattr(found, figure):.3f}")
    for code, one in found.topics.items():
        table.add_row(f"recall / precision {code}", f"{one.recall:.2f} / {one.precision:.2f}")
    Console().print(table)
    assert found.accuracy >= 0.85
    assert found.accuracy_answered >= 0.95
    for digits in SPOTLIGHT:
        assert found.topics[f"medtop:{digits}000000"].recall >= 0.5
