"""Read spans off a label sequence.

Must not: repair; the decoder only emits well-formed sequences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.viterbi import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["label_spans", "span_margin"]


_PARTS = tuple((label[0], label[2:]) for label in LABELS)


def label_spans(labels: Sequence[int] | NDArray[np.int8]) -> list[tuple[int, int, str]]:
    """The (first token, end token, type) of each span in a row of label numbers."""
    row = np.asarray(labels, dtype=np.int8)
    named = row.nonzero()[0]
    spans = []
    start = 0
    for place, number in zip(named.tolist(), row[named].tolist(), strict=True):
        part, kind = _PARTS[number]
        if part in "BS":
            start = place
        if part in "ES":
            spans.append((start, place + 1, kind))
    return spans


def span_margin(margins: Sequence[int], span: tuple[int, int, str]) -> int:
    """How clear a span is: the margin of its least clear token."""
    return min(margins[span[0] : span[1]])
