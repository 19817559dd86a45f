"""Train the entity model: `python -m training.entities --data FOLDER --out FOLDER`.

The same data and packages give the same bytes. crossner-politics-test is only ever measured, never
trained on or tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.progress import Progress

from copydesk.enrich.entities.features import word_hash
from copydesk.enrich.entities.model import EntityModel, entity_model_from_arrays
from copydesk.enrich.entities.tagger import Tagger
from training.entities.ablation import FEATURES, Row, ablation_table, blinded
from training.entities.calibrate import knots, outcomes
from training.entities.corpora import (
    TEST_SOURCE,
    Sentence,
    Source,
    load,
    source_named,
    training_sources,
)
from training.entities.encode import encode, prepared
from training.entities.evaluate import Score, score
from training.entities.evidence import counted, enriched, unlabelled
from training.entities.harmonise import harmonised
from training.entities.lexicon import build_lexicon
from training.entities.perceptron import Recipe, train

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.table import Table

    from copydesk.enrich.entities.lexicon import Lexicon

VERSION = "entities-2026.11.3"
_FOLDS = (("uner-pud",), ("wikigold",), ("uner-ewt-train", "uner-ewt-dev"))
"""Sources left out together, the last measured; recipe and calibration come from these."""
_WEIGHT_MAX = 120
_FIRST_EPOCHS = 16


def main() -> None:
    """Read the arguments, train, measure, write."""
    parser = argparse.ArgumentParser(prog="training.entities", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder of the labelled corpora; place tables are beside it",
    )
    parser.add_argument(
        "--out", type=Path, help="folder to write the model to; left out: only measure"
    )
    parser.add_argument(
        "--holdout",
        action="append",
        default=[],
        metavar="SOURCE",
        help="train once without SOURCE (repeatable)",
    )
    parser.add_argument(
        "--without-share-alike", action="store_true", help="leave out what is under CC BY-SA"
    )
    parser.add_argument(
        "--ablation",
        action="store_true",
        help="only measure what each group of features and each source is worth (half an hour)",
    )
    options = parser.parse_args()
    console = Console()
    lexicon = build_lexicon(options.data.parent / "places")
    trainer = Trainer(
        options.data, lexicon, console, without_share_alike=options.without_share_alike
    )
    if options.holdout:
        trainer.fold(tuple(options.holdout))
        return
    if options.ablation:
        console.print(ablation(trainer))
        return
    pairs = [pair for fold in _FOLDS for pair in trainer.fold(fold)]
    model = trainer.model(frozenset(), calibration=tuple(knots(pairs)))
    trainer.measure(model, TEST_SOURCE, "shipped model")
    if options.out is not None:
        write(model, options.out, trainer)


def ablation(trainer: Trainer) -> Table:
    """Train without each group of features, then without each source; all without uner-pud."""
    measured = _FOLDS[0]
    whole = trainer.row("nothing: the whole recipe", frozenset(measured))
    rows = []
    for blind in FEATURES:
        with blinded(blind) as without:
            rows.append(trainer.row(blind.name, frozenset(measured), without))
    rows += [
        trainer.row(source.name, frozenset((*measured, source.name)))
        for source in trainer.sources
        if source.name not in measured
    ]
    return ablation_table(whole, rows)


class Trainer:
    """The corpora, read and harmonised once."""

    def __init__(
        self, data: Path, lexicon: Lexicon, console: Console, *, without_share_alike: bool
    ) -> None:
        """`data` holds the corpora of PROVENANCE.md."""
        self.figures: dict[str, dict[str, dict[str, float]]] = {}
        self.sources = training_sources(without_share_alike=without_share_alike)
        self._data = data
        self._lexicon = lexicon
        self._console = console
        self._news = unlabelled(data.parent / "section", without_share_alike=without_share_alike)

    def model(
        self,
        holdout: frozenset[str],
        calibration: tuple[tuple[int, float], ...] = (),
        without: Callable[[Lexicon], Lexicon] = lambda lexicon: lexicon,
    ) -> EntityModel:
        """Train on every source not held out.

        A first tagger reads unlabelled news; what it found of each word is the second's evidence.
        without: takes from a lexicon what an ablation leaves out.
        """
        known = without(self._lexicon)
        first = self._trained(holdout, known, Recipe(epochs=_FIRST_EPOCHS), ())
        lexicon = without(enriched(known, counted(Tagger(first), self._news)))
        return self._trained(holdout, lexicon, Recipe(), calibration)

    def row(
        self,
        name: str,
        holdout: frozenset[str],
        without: Callable[[Lexicon], Lexicon] = lambda lexicon: lexicon,
    ) -> Row:
        """One row of the ablation."""
        tagger = Tagger(self.model(holdout, without=without))
        news, politics = (
            score(tagger, load(self._data, source))["all"].f1
            for source in (source_named(_FOLDS[0][-1]), TEST_SOURCE)
        )
        self._console.print(f"without {name}: {news:.1f} {politics:.1f}", soft_wrap=True)
        return Row(name, news, politics)

    def _trained(
        self,
        holdout: frozenset[str],
        lexicon: Lexicon,
        recipe: Recipe,
        calibration: tuple[tuple[int, float], ...],
    ) -> EntityModel:
        """Train once with that lexicon."""
        sentences: list[Sentence] = []
        for source in self.sources:
            if source.name not in holdout:
                ready = self._harmonised(load(self._data, source))
                sentences += prepared(ready, splits_hyphens=source.splits_hyphens, seed=recipe.seed)
        problem = encode(sentences, lexicon, recipe.rows)
        with Progress(console=self._console, transient=True) as progress:
            task = progress.add_task(
                f"training on {len(problem.gold):,} tokens", total=recipe.epochs
            )
            weights, transitions = train(problem, recipe, lambda _: progress.advance(task))
        return quantised(weights, transitions, lexicon, calibration)

    def fold(self, holdout: tuple[str, ...]) -> list[tuple[int, bool]]:
        """Train without `holdout`, measure the last of it, return what calibration needs."""
        training_sources(holdout=frozenset(holdout))  # refuses an unknown name
        model = self.model(frozenset(holdout))
        source = source_named(holdout[-1])
        self.measure(model, source, f"trained without {', '.join(holdout)}")
        self.measure(model, TEST_SOURCE, f"trained without {', '.join(holdout)}")
        return outcomes(Tagger(model), self._harmonised(load(self._data, source)))

    def measure(self, model: EntityModel, source: Source, note: str) -> None:
        """Print strict-span figures on the source as it is published."""
        scores = score(Tagger(model), load(self._data, source))
        self.figures[f"{source.name} ({note})"] = {
            name: _rounded(value) for name, value in scores.items()
        }
        line = "  ".join(
            f"{name} P {s.precision:.1f} R {s.recall:.1f} F1 {s.f1:.1f}"
            for name, s in scores.items()
        )
        self._console.print(f"{source.name} ({note}): {line}", soft_wrap=True)

    def _harmonised(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        firsts = sorted(
            {sentence.tokens[span[0]].lower() for sentence in sentences for span in sentence.spans}
        )
        facts = self._lexicon.facts([word_hash(word) for word in firsts])
        flags = dict(zip(firsts, facts.flags.tolist(), strict=True))
        return [harmonised(sentence, flags) for sentence in sentences]


def quantised(
    weights: np.ndarray,
    transitions: np.ndarray,
    lexicon: Lexicon,
    calibration: tuple[tuple[int, float], ...],
) -> EntityModel:
    """The model with weights of one byte: the largest 1 in 10,000 are cut off at +-127."""
    scale = _WEIGHT_MAX / np.quantile(np.abs(weights[weights != 0]), 0.9999)
    small = np.clip(np.rint(weights * scale), -127, 127).astype(np.int8)
    moves = np.rint(transitions * scale).astype(np.int32)
    return entity_model_from_arrays(small, tables_of(lexicon, moves), calibration, VERSION)


def tables_of(lexicon: Lexicon, transitions: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays of tables.npz; transitions without the grammar."""
    facts = lexicon.facts_by_key
    return {
        "transitions": transitions,
        "keys": lexicon.keys,
        "cluster_lower": facts.cluster_lower,
        "cluster_title": facts.cluster_title,
        "usage": facts.usage,
        "flags": facts.flags,
        "kinds": facts.kinds,
        "role": facts.role,
        "phrases": lexicon.phrases,
    }


def write(model: EntityModel, out: Path, trainer: Trainer) -> None:
    """Write weights.npy, tables.npz and model.json."""
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "weights.npy", model.weights)
    np.savez(out / "tables.npz", allow_pickle=False, **tables_of(model.lexicon, model.transitions))
    meta = {
        "version": model.version,
        "licence": "CC-BY-SA-4.0"
        if any(source.share_alike for source in trainer.sources)
        else "CC-BY-4.0",
        "sources": [source.name for source in trainer.sources],
        "calibration": [list(knot) for knot in model.calibration],
        "figures": trainer.figures,
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("weights.npy", "tables.npz")
        },
    }
    (out / "model.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def _rounded(value: Score) -> dict[str, float]:
    return {
        "precision": round(value.precision, 1),
        "recall": round(value.recall, 1),
        "f1": round(value.f1, 1),
    }


if __name__ == "__main__":
    main()
