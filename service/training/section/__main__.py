"""Train, measure and write the section model: `python -m training.section --data DIR --out DIR`.

Must not: read a test set of the project, or depend on the clock, the thread count or the hash seed.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from training.section import dataset, evaluate, export, meanings, report, taxonomy, vocabulary
from training.section.corpus import TOPS, Row, own_label
from training.section.fit import Problem, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copydesk.enrich.section.model import Classifier
    from training.section.meanings import Meanings

RELEASE = "iptc/IPTC-MediaTopic-NewsCodes_2025-03-31.xlsx"
_ACCURACY = 0.92
"""What answers to every set must reach; .90 is wanted, and a wrong section is worse than none."""

_HELD_YEARS = (2018, 2019, 2020)
"""Current events kept from the measured model: 2018 for testing, 2019-2020 as in Wikinews."""

_HELD_ROWS = 20
"""One row in so many is held out of the other sources."""

_CALIBRATION_WEIGHTS = {"copydesk": 0.25}
"""The labels of written items err less than those of any source, so what fits them is too sure of
sources: at full weight current events are .048 off on rows that the curve was not fitted to."""

_EDITORS = ("iptc", "copydesk")
"""Rows that are no source's: definitions, and what was written for this project."""

_ABSENT = {
    "current events, from all others": ("wikipedia", None),
    "HuffPost, from current events alone": ("huffpost", ("wikipedia",)),
    "HuffPost, from all others": ("huffpost", None),
    "UCI, from all others": ("uci", None),
}
"""What is measured: a source left out, and the sources trained on (None: all others)."""


@dataclass(frozen=True, slots=True)
class Material:
    """All rows with their words, labels and sources, aligned; and what words mean."""

    rows: list[Row]
    heads: list[list[bytes]]
    bodies: list[list[bytes]]
    labels: NDArray[np.int64]
    source: NDArray[np.int64]
    meanings: Meanings


def main() -> None:
    """Train and write the model."""
    asked = argparse.ArgumentParser(prog="python -m training.section", description=__doc__)
    asked.add_argument("--data", type=Path, required=True, help="folder holding section/ and iptc/")
    asked.add_argument("--out", type=Path, required=True, help="folder the model is written to")
    given = asked.parse_args()
    console = Console()
    release, topics = taxonomy.read(given.data / RELEASE)
    with console.status("reading rows"):
        material = _material(dataset.load(given.data, topics))
    console.print(f"{len(material.rows):,} rows")
    measured, figures = _measured(console, material, given.data)
    figures["absent sources"] = {
        name: asdict(_transfer(console, material, name, *which)) for name, which in _ABSENT.items()
    }
    final = replace(
        _fit(console, material, np.ones(len(material.rows), dtype=np.bool_), "shipped model"),
        certainty=measured.certainty,
        threshold=measured.threshold,
    )
    given.out.mkdir(parents=True, exist_ok=True)
    export.write_taxonomy(given.out, release, topics)
    version = export.write_model(given.out, final, release)
    figures = {"model": version, **figures}
    text = json.dumps(figures, indent=1)
    (given.out / "figures.json").write_text(text + "\n", encoding="utf-8")
    console.print("wrote", version)
    report.show(console, figures)


def _material(read: dataset.Dataset) -> Material:
    return Material(
        read.rows,
        read.heads,
        read.bodies,
        np.array([row.label for row in read.rows]),
        np.array([dataset.SOURCES.index(row.source) for row in read.rows]),
        meanings.read(),
    )


def _measured(
    console: Console, material: Material, data: Path
) -> tuple[Classifier, dict[str, object]]:
    """Return a calibrated model that has not seen the rows it is measured on, and the figures."""
    held = _held(material)
    model = _fit(console, material, ~held, "with rows held out")
    sets = _test_sets(material, held, data)
    unsure = [evaluate.judge(model, one) for one in sets]
    weights = [_CALIBRATION_WEIGHTS.get(one.name, 1.0) for one in sets]
    model = replace(model, certainty=evaluate.calibrate(model, unsure, weights))
    judged = [evaluate.judge(model, one) for one in sets]
    errors = map(evaluate.calibration_error, evaluate.crossed(model, judged, weights))
    model = replace(model, threshold=evaluate.threshold_for(judged, _ACCURACY))
    figures: dict[str, object] = {"threshold": model.threshold, "rows held out": {}}
    table = {}
    for one, answers, error in zip(sets, judged, errors, strict=True):
        sure = answers.confidence >= model.threshold
        table[one.name] = {
            "rows": len(one.right),
            "accuracy": round(float(answers.accepted.mean()), 3),
            "best": round(float(answers.best.mean()), 3),
            "coverage": round(float(sure.mean()), 3),
            "accuracy_answered": round(float(answers.accepted[sure].mean()), 3),
            "calibration_error": round(error, 3),
            "topics": evaluate.by_topic(answers, one),
        }
    figures["rows held out"] = table
    return model, figures


def _held(material: Material) -> NDArray[np.bool_]:
    """Return which rows the measured model does not see."""
    drawn = np.random.default_rng(20250331).integers(_HELD_ROWS, size=len(material.rows)) == 0
    years = np.array(
        [row.year in _HELD_YEARS and row.source == "wikipedia" for row in material.rows]
    )
    others = np.isin(
        material.source,
        [dataset.SOURCES.index(name) for name in ("huffpost", "uci", "sib200", "copydesk")],
    )
    return np.asarray((drawn & others) | years)


def _test_sets(material: Material, held: NDArray[np.bool_], data: Path) -> list[evaluate.TestSet]:
    chosen = [
        evaluate.rows_set(
            name,
            [
                row
                for row, out in zip(material.rows, held, strict=True)
                if out
                and row.source == name
                and own_label(row) >= 0
                and (name != "wikipedia" or row.year == _HELD_YEARS[0])
            ],
        )
        for name in ("huffpost", "wikipedia", "copydesk")
    ]
    return [*chosen, evaluate.wikinews(data)]


def _transfer(
    console: Console,
    material: Material,
    name: str,
    source: str,
    trained: tuple[str, ...] | None,
) -> evaluate.Transfer:
    numbers = [dataset.SOURCES.index(one) for one in (*(trained or ()), *_EDITORS)]
    out = material.source == dataset.SOURCES.index(source)
    seen = ~out if trained is None else np.isin(material.source, numbers)
    model = _fit(console, material, seen, name)
    of_editors = np.array([own_label(row) >= 0 for row in material.rows])
    test = [row for row, is_out in zip(material.rows, out & of_editors, strict=True) if is_out]
    no_source = np.isin(material.source, [dataset.SOURCES.index(one) for one in _EDITORS])
    own = np.array([own_label(row) for row in material.rows])
    known = np.unique(own[seen & ~no_source & of_editors])
    return evaluate.transfer(model, evaluate.rows_set(name, test), known)


def _fit(console: Console, material: Material, seen: NDArray[np.bool_], name: str) -> Classifier:
    """Return the model that the rows seen give: nothing in it comes from any other row."""
    chosen = np.flatnonzero(seen)
    labels, source = material.labels[chosen], material.source[chosen]
    heads, bodies = [material.heads[at] for at in chosen], [material.bodies[at] for at in chosen]
    words = vocabulary.build(heads, bodies, material.meanings.general())
    problem = Problem(
        dataset.matrix(words, heads, bodies),
        labels,
        dataset.trust([material.rows[at] for at in chosen]),
        source,
        dataset.allowed(labels, source),
        material.meanings.of(words.words),
    )
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        classes = progress.add_task(name, total=len(TOPS))
        fitted = fit(problem, lambda: progress.advance(classes))
    return export.classifier(words, fitted)


if __name__ == "__main__":
    main()
