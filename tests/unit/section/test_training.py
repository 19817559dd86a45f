"""What the section model learns from: the meanings of words, and a vocabulary of the language."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from copydesk.enrich.section.words import tokens, word_keys
from copydesk.models.loading import model_versions
from training.section import meanings, vocabulary, written
from training.section.corpus import TOPS

from .desk import ROOT, shipped_model

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = meanings.read()
KNOWN = [b"river", b"flood", b"bridge"]
WRITTEN = written.items(1.0)
MEASURED = (
    "section-own-34.jsonl",
    "section/own-68.jsonl",
    "section/own-102.jsonl",
    "section/own-150.jsonl",
)
SAME_WORDS = 9


@dataclass(frozen=True, slots=True)
class Case:
    """A word, one that is near to it in meaning and one that is not."""

    word: str
    near: str
    far: str


CASES = (
    Case("nurse", "hospital", "goalkeeper"),
    Case("goalkeeper", "football", "hospital"),
    Case("bishop", "church", "volcano"),
    Case("volcano", "lava", "bishop"),
    Case("layoffs", "unemployment", "recipe"),
    Case("recipe", "cooking", "layoffs"),
)


def likeness(one: str, other: str) -> float:
    first, second = SHIPPED.of(word_keys([one.encode(), other.encode()]))
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.word)
def test_words_that_mean_alike_are_near(case: Case) -> None:
    """The kept vectors say what the encoder knows."""
    assert likeness(case.word, case.near) > likeness(case.word, case.far) + 0.1


def test_a_word_without_a_meaning_counts_nothing() -> None:
    """A typing error has no vector, and does not borrow another word's."""
    assert not SHIPPED.of(word_keys([b"qqxzzy"])).any()


def test_vectors_come_back_as_they_were_written(tmp_path: Path) -> None:
    """One byte a number: as near as a half step."""
    vectors = np.array([[1.0, -0.5], [0.25, 0.0], [-1.0, 0.125]], dtype=np.float32)
    meanings.write(tmp_path / "kept.npz", KNOWN, vectors, frozenset({b"flood"}))
    found = meanings.read(tmp_path / "kept.npz")
    assert found.words == tuple(KNOWN)
    assert found.general() == [b"flood"]
    assert np.abs(found.vectors - vectors).max() <= 0.5 / 127


def test_words_of_the_language_are_known_without_a_row() -> None:
    """Rows teach their own words and pairs; a general word is known, and makes no pairs."""
    bodies = [[b"river", b"flood"]] * 3
    heads: list[list[bytes]] = [[], [], []]
    built = vocabulary.build(heads, bodies, [b"saxophone", b"lava"])
    expected = word_keys([b"river", b"flood", b"saxophone", b"lava"])
    assert built.words.tolist() == sorted(expected.tolist())
    assert len(built.pairs) == 1
    assert len(vocabulary.build(heads, bodies).words) == 2


def test_no_row_has_a_part_in_its_own_confidence() -> None:
    """What the calibration is measured by: each half has the curve of the other half."""
    pytest.importorskip("scipy", reason="needs what training needs (make train-section)")
    from training.section import evaluate  # noqa: PLC0415 - it needs scipy too

    model, random = shipped_model().classifier, np.random.default_rng(1)
    scores = random.normal(size=(40, len(TOPS)))
    right = random.random(40) < 0.5
    known = random.integers(5, 400, size=40)
    zeros = np.zeros(40)

    def crossed(accepted: np.ndarray) -> np.ndarray:
        answers = evaluate.Judged(scores.argmax(axis=1), zeros, accepted, accepted, scores, known)
        return evaluate.crossed(model, [answers], [1.0])[0].confidence

    before = crossed(right)
    for row in (0, 17, 39):
        other = right.copy()
        other[row] = not other[row]
        after = crossed(other)
        assert after[row] == before[row]
        assert (after != before).any()


def test_provenance_names_the_release_of_the_topics() -> None:
    """An event says which Media Topics its codes are from: those of the shipped taxonomy."""
    assert model_versions()["media_topics"] == shipped_model().taxonomy.release


def test_every_topic_is_written_of_in_every_voice() -> None:
    """No topic has a voice of its own, or the model would learn the voice."""
    voices = [path.read_text("utf-8").splitlines() for path in written.FOLDER.glob("*.jsonl")]
    for lines in voices:
        items = Counter(json.loads(line)["topic"] for line in lines)
        assert set(items) == set(TOPS.values())
        assert max(items.values()) <= min(items.values()) + 2
    assert len(WRITTEN) == sum(map(len, voices))


def test_what_is_learnt_from_is_not_what_is_measured_on() -> None:
    """No item shares a run of nine words with an article that measures the model."""

    def runs(text: str) -> set[tuple[bytes, ...]]:
        words = tokens(text)
        return {tuple(words[at : at + SAME_WORDS]) for at in range(len(words) - SAME_WORDS + 1)}

    folder = ROOT / "tests" / "quality"
    measured = [
        json.loads(line)["text"]
        for name in MEASURED
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    known = set[tuple[bytes, ...]]().union(*map(runs, measured))
    assert not [row.headline for row in WRITTEN if runs(row.text) & known]
