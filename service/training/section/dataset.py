"""Assemble all that the model learns from, as a matrix of the service's own features.

Must not: hold more than one way of counting words; copydesk.enrich.section does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from copydesk.enrich.section.classify import HEADLINE_WORDS_MAX
from copydesk.enrich.section.features import TF_ONE, Vocabulary, count
from copydesk.enrich.section.words import tokens
from training.section import corpus, weak
from training.section.corpus import TOPS, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["SOURCES", "Dataset", "allowed", "load", "matrix", "spread", "trust"]

SOURCES = ("huffpost", "wikipedia", "uci", "sib200", "iptc", "copydesk")
_SHARE = {
    "huffpost": 1.0,
    "wikipedia": 1.2,
    "uci": 0.3,
    "sib200": 0.1,
    "iptc": 0.08,
    "copydesk": 0.08,
}
"""What each source weighs in all: by what it brings, not by its rows."""

_CLASS_POWER = 0.5
"""A class weighs as its rows to this power: 1 drowns small classes, 0 trusts few rows too much."""

_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows with a label, the rows without, and the words of both kinds of text of the former."""

    rows: list[Row]
    unlabelled: list[Row]
    heads: list[list[bytes]]
    bodies: list[list[bytes]]


def load(data: Path, topics: dict[str, dict[str, str]]) -> Dataset:
    """Read every source under `data` (the folder that holds section/)."""
    folder = data / "section"
    mapped, unmapped = corpus.huffpost(folder)
    news = weak.relabelled(
        [*mapped, *unmapped, *corpus.current_events(folder), *corpus.uci(folder)]
    )
    rows = [row for row in news if row.label >= 0 and row.weight > 0]
    rows += corpus.sib200(folder) + weak.definitions(topics, 1.0) + weak.phrases(1.0)
    return Dataset(
        rows,
        [row for row in news if row.label < 0],
        [tokens(row.headline, HEADLINE_WORDS_MAX) for row in rows],
        [tokens(row.text) for row in rows],
    )


def allowed(labels: NDArray[np.int64], source: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (sources, classes): what each source could have said; a handful of rows is not enough.

    The weak sources know every class.
    """
    known = np.zeros((len(SOURCES), len(TOPS)), dtype=np.bool_)
    for number, name in enumerate(SOURCES):
        rows = np.bincount(labels[source == number], minlength=len(TOPS))
        known[number] = rows >= (20 if name in {"huffpost", "wikipedia", "uci", "sib200"} else 1)
    return known


def trust(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Return each row's weight: its own, its class's by _CLASS_POWER, its source's by _SHARE."""
    weight = np.array([row.weight for row in rows])
    source = np.array([SOURCES.index(row.source) for row in rows])
    label = np.array([row.label for row in rows])
    for number, name in enumerate(SOURCES):
        here = source == number
        for top in np.unique(label[here]):
            cell = here & (label == top)
            weight[cell] *= weight[cell].sum() ** (_CLASS_POWER - 1)
        if here.any():
            weight[here] *= _SHARE[name] / weight[here].sum()
    return weight


def matrix(
    vocabulary: Vocabulary, heads: Sequence[list[bytes]], bodies: Sequence[list[bytes]]
) -> sparse.csr_matrix:
    """Return (texts, features) as the service scores: headline and body of length 1, averaged."""
    head, body = (_counted(vocabulary, texts) for texts in (heads, bodies))
    lengths = [
        np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel()) for part in (head, body)
    ]
    parts = np.maximum((lengths[0] > 0).astype(float) + (lengths[1] > 0), 1.0)
    joined = sum(
        sparse.diags(1.0 / (np.maximum(length, 1e-9) * parts)) @ part
        for part, length in zip((head, body), lengths, strict=True)
    )
    return sparse.csr_matrix(joined)


def spread(vocabulary: Vocabulary) -> sparse.csr_matrix:
    """Return (features, features + stems): a word teaches its stem, 'kills' teaches 'killed'.

    The model's row of a word is its own weight plus its stem's: the service never stems.
    """
    words, pairs = len(vocabulary.words), len(vocabulary.pairs)
    stems = sparse.csr_matrix(
        (np.ones(words), (np.arange(words), vocabulary.stems.astype(np.int64))),
        shape=(words + pairs, int(vocabulary.stems.max()) + 1),
    )
    return sparse.hstack([sparse.identity(words + pairs, format="csr"), stems]).tocsr()


def _counted(vocabulary: Vocabulary, texts: Sequence[list[bytes]]) -> sparse.csr_matrix:
    size = len(vocabulary.words) + len(vocabulary.pairs)
    blocks = []
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        counts = count(vocabulary, block)
        blocks.append(
            sparse.csr_matrix(
                (counts.value / TF_ONE, (counts.text, counts.feature)), shape=(len(block), size)
            )
        )
    return sparse.vstack(blocks).tocsr()
