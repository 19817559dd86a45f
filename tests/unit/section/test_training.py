"""What the section model learns from: the meanings of words, and a vocabulary of the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from copydesk.enrich.section.words import word_keys
from copydesk.models.loading import model_versions
from training.section import meanings, vocabulary

from .desk import shipped_model

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = meanings.read()
KNOWN = [b"river", b"flood", b"bridge"]


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


def test_provenance_names_the_release_of_the_topics() -> None:
    """An event says which Media Topics its codes are from: those of the shipped taxonomy."""
    assert model_versions()["media_topics"] == shipped_model().taxonomy.release
