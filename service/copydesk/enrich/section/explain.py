"""Say which labels, words and rules decided where an article belongs.

Must not: decide anything itself: it asks the very functions that the desk uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.section.classify import HEADLINE_WORDS_MAX, chances, contributions
from copydesk.enrich.section.declared import Declared, declared, label_code, path_code
from copydesk.enrich.section.rules import certain_topics
from copydesk.enrich.section.words import tokens

if TYPE_CHECKING:
    from copydesk.enrich.section.model import SectionInput, SectionModel

__all__ = ["Explanation", "Likely", "Word", "explained", "found_topics"]

_WORDS_MAX = 12
_LIKELY_MAX = 3
_TOPICS_MAX = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word or pair of words, and what it adds to the topic's logit against the mean topic."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Likely:
    """A topic that the text may have, its probability, and the words that say most for it."""

    code: str
    chance: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why.

    said: (what the source says, the topic code that it means or None); declared: what that adds up
    to; likely: the text's likeliest topics, empty when there is too little English prose to go by;
    ruled: finer topics that a rule finds.
    """

    said: tuple[tuple[str, str | None], ...]
    declared: Declared
    likely: tuple[Likely, ...]
    ruled: tuple[str, ...]


def explained(model: SectionModel, article: SectionInput) -> Explanation:
    """Return why `article` is filed as it is."""
    taxonomy, table = model.taxonomy, model.labels
    said = [
        (f"{kind} {label!r}", label_code(taxonomy, table, label))
        for kind, labels in (("label", article.labels), ("keyword", article.keywords))
        for label in labels
    ]
    if article.url:
        said.append((f"address {article.url}", path_code(taxonomy, table, article.url)))
    likely = _likely(model, article)
    ruled = certain_topics(article, likely[0].code) if likely else ()
    return Explanation(tuple(said), declared(taxonomy, table, article), likely, ruled)


def found_topics(model: SectionModel, term: str) -> tuple[str, ...]:
    """Return the codes that `term` names: a code, a label of the table, or words of a topic's name.

    Whole names and labels come first; then names that hold all its words, at most twenty.
    """
    exact = label_code(model.taxonomy, model.labels, term)
    words = {word.decode() for word in tokens(term)}
    named = [
        code
        for code, topic in model.taxonomy.topics.items()
        if words and words <= {word.decode() for word in tokens(topic.name)}
    ]
    return tuple(dict.fromkeys([*([exact] if exact else []), *named]))[:_TOPICS_MAX]


def _likely(model: SectionModel, article: SectionInput) -> tuple[Likely, ...]:
    (found,) = chances(model.classifier, [article])
    if found is None:
        return ()
    head = tokens(article.headline or "", HEADLINE_WORDS_MAX)
    texts, weights = contributions(model.classifier, head, tokens(article.text))
    above = weights - weights.mean(axis=1, keepdims=True)
    return tuple(
        Likely(
            model.classifier.codes[number],
            float(found[number]),
            tuple(
                Word(texts[at], float(above[at, number]))
                for at in np.argsort(-above[:, number], kind="stable")[:_WORDS_MAX]
                if above[at, number] > 0
            ),
        )
        for number in np.argsort(-found, kind="stable")[:_LIKELY_MAX].tolist()
    )
