"""Strict-span precision, recall and F1 of a model, as `copydesk evaluate` counts them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.entities.spans import label_spans
from copydesk.enrich.entities.viterbi import TYPES
from copydesk.evaluation.entities import stripped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.entities.tagger import Tagger
    from training.entities.corpora import Sentence

__all__ = ["Score", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent."""

    precision: float
    recall: float
    f1: float


def score(tagger: Tagger, sentences: Sequence[Sentence]) -> dict[str, Score]:
    """Scores for each type and, as 'all', over the three."""
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    right: Counter[str] = Counter()
    tagged = tagger.tag_sentences([sentence.tokens for sentence in sentences])
    for sentence, (labels, _) in zip(sentences, tagged, strict=True):
        guess = stripped(sentence.tokens, label_spans(labels))
        truth = stripped(sentence.tokens, sentence.spans)
        for counter, spans in ((found, guess), (gold, truth), (right, guess & truth)):
            counter.update(kind for *_, kind in spans)
    out = {}
    for name, kinds in (*((kind, (kind,)) for kind in TYPES), ("all", TYPES)):
        hits, guesses, truths = (sum(c[kind] for kind in kinds) for c in (right, found, gold))
        precision = 100 * hits / guesses if guesses else 0.0
        recall = 100 * hits / truths if truths else 0.0
        out[name] = Score(
            precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0
        )
    return out
