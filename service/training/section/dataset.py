"""Assemble all that the model learns from, as a matrix of the service's own features.

Must not: hold more than one way of counting words; copydesk.enrich.section does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from copydesk.enrich.section.classify import HEADLINE_WORDS_MAX
from copydesk.enrich.section.features import RARITY_ONE, TF_ONE, Vocabulary, count
from copydesk.enrich.section.words import tokens
from training.section import corpus, weak, written
from training.section.corpus import TOPS, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = [
    "HEADLINE_VALUE",
    "SOURCES",
    "Dataset",
    "allowed",
    "feature_scale",
    "load",
    "matrix",
    "trust",
]

SOURCES = ("huffpost", "wikipedia", "uci", "sib200", "iptc", "copydesk")
_CLASS_POWER = 0.85
"""A class weighs as its rows to this power: 1 drowns small classes, 0 trusts few rows too much.

0.7 is .003 worse on held-out HuffPost and current events, 1 is .002 worse and .001 better."""

_WRITTEN_TRUST = 12.0
"""What an item written for this project counts: there are sixty rows of sources to each. 6 is
.002 better on HuffPost held out, 8 is .001 worse on HuffPost from current events alone."""

HEADLINE_VALUE = 0.7
"""What a headline's word counts as a headline feature, beside what it counts as a word."""

_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows with a label, and the words of their headlines and texts."""

    rows: list[Row]
    heads: list[list[bytes]]
    bodies: list[list[bytes]]


def load(data: Path, topics: dict[str, dict[str, str]]) -> Dataset:
    """Read every source under `data` (the folder that holds section/)."""
    folder = data / "section"
    mapped, unmapped = corpus.huffpost(folder)
    news = weak.relabelled(
        [*mapped, *unmapped, *corpus.current_events(folder), *corpus.uci(folder)]
    )
    rows = [row for row in news if row.label >= 0]
    rows += corpus.sib200(folder) + weak.definitions(topics, 1.0) + weak.phrases(1.0)
    rows += written.items(_WRITTEN_TRUST)
    return Dataset(
        rows,
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
    """Return each row's weight: its own, and its class's by _CLASS_POWER; one on average."""
    weight = np.array([row.weight for row in rows])
    source = np.array([SOURCES.index(row.source) for row in rows])
    label = np.array([row.label for row in rows])
    for number in np.unique(source):
        here = source == number
        for top in np.unique(label[here]):
            cell = here & (label == top)
            weight[cell] *= max(weight[cell].sum(), 1.0) ** (_CLASS_POWER - 1)
        weight[here] *= np.array([row.weight for row in rows])[here].mean() / weight[here].mean()
    return weight


def matrix(
    vocabulary: Vocabulary, heads: Sequence[list[bytes]], bodies: Sequence[list[bytes]]
) -> sparse.csr_matrix:
    """Return (texts, features) as the service scores them.

    Headline and body are of length 1 each, and of length 1 together; headline features are on top.
    """
    known = len(vocabulary.rarity)
    head, body = _counted(vocabulary, heads, is_head=True), _counted(vocabulary, bodies)
    lengths = [
        np.sqrt(np.asarray(part[:, :known].multiply(part[:, :known]).sum(axis=1)).ravel())
        for part in (head, body)
    ]
    parts = np.sqrt(np.maximum((lengths[0] > 0).astype(float) + (lengths[1] > 0), 1.0))
    joined = sum(
        sparse.diags(1.0 / (np.maximum(length, 1e-9) * parts)) @ part
        for part, length in zip((head, body), lengths, strict=True)
    )
    return sparse.csr_matrix(joined)


def feature_scale(vocabulary: Vocabulary) -> NDArray[np.float64]:
    """Return what one occurrence of each feature is worth before lengths: its word's rarity."""
    rarity = vocabulary.rarity / RARITY_ONE
    is_top = vocabulary.headline >= 0
    tops = np.zeros(int(vocabulary.headline.max()) + 1)
    tops[vocabulary.headline[is_top]] = HEADLINE_VALUE * rarity[: len(is_top)][is_top]
    return np.concatenate((rarity, tops))


def _counted(
    vocabulary: Vocabulary, texts: Sequence[list[bytes]], *, is_head: bool = False
) -> sparse.csr_matrix:
    scale = feature_scale(vocabulary)
    blocks = []
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        counts = count(vocabulary, block, len(block) if is_head else 0)
        values = counts.value / TF_ONE * scale[counts.feature]
        blocks.append(
            sparse.csr_matrix(
                (values, (counts.text, counts.feature)), shape=(len(block), len(scale))
            )
        )
    return sparse.vstack(blocks).tocsr()
