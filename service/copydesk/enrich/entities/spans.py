"""Read spans off a label sequence.

Must not: repair; the decoder only emits well-formed sequences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities.viterbi import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["label_spans", "span_margin"]


def label_spans(labels: Sequence[int]) -> list[tuple[int, int, str]]:
    """The (first token, end token, type) of each span in a row of label numbers."""
    spans = []
    start = 0
    for place, number in enumerate(labels):
        if not number:
            continue
        part, kind = LABELS[number][0], LABELS[number][2:]
        if part in "BS":
            start = place
        if part in "ES":
            spans.append((start, place + 1, kind))
    return spans


def span_margin(margins: Sequence[int], span: tuple[int, int, str]) -> int:
    """How clear a span is: the margin of its least clear token."""
    return min(margins[span[0] : span[1]])
