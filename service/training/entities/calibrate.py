"""Turn margins into confidences: the share of right mentions at each margin, on unseen sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities.spans import label_spans, span_margin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.entities.tagger import Tagger
    from training.entities.corpora import Sentence

__all__ = ["knots", "outcomes"]

_BINS = 12


def outcomes(tagger: Tagger, sentences: Sequence[Sentence]) -> list[tuple[int, bool]]:
    """The margin of every mention found, and whether exactly that mention is right."""
    out = []
    tagged = tagger.tag_sentences([sentence.tokens for sentence in sentences])
    for sentence, (labels, margins) in zip(sentences, tagged, strict=True):
        truth = set(sentence.spans)
        out += [(span_margin(margins, span), span in truth) for span in label_spans(labels)]
    return out


def knots(pairs: Sequence[tuple[int, bool]]) -> list[tuple[int, float]]:
    """Knots of a rising line through equal bins' shares; bins that fall are pooled."""
    ranked = sorted(pairs)
    size = max(1, len(ranked) // _BINS)
    pools: list[list[float]] = []  # sum of margins, hits, count
    for low in range(0, len(ranked), size):
        part = ranked[low : low + size]
        pools.append(
            [float(sum(m for m, _ in part)), float(sum(hit for _, hit in part)), float(len(part))]
        )
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] > pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [(round(margins / count), round(hits / count, 3)) for margins, hits, count in pools]
