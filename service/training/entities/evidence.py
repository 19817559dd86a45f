"""What unlabelled news says of words: how often a first tagger reads each as which kind of name.

One-word companies and rare surnames are clear in some sentences of a large collection; the counts
carry that over to sentences where they are not.
Must not: use a labelled corpus, or keep any text.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.features import normalised, word_hash
from copydesk.enrich.entities.lexicon import Lexicon, WordFacts
from copydesk.enrich.entities.tokens import sentences, tokenise
from copydesk.enrich.entities.viterbi import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from copydesk.enrich.entities.tagger import Tagger

__all__ = ["counted", "enriched", "unlabelled"]

_FILES = (
    ("wikinews-2019-2020-unlabelled.jsonl.gz", "text", False),
    ("wikipedia-current-events-2002-2026.jsonl.gz", "text", True),
    ("huffpost-news-category-v3-full.jsonl.gz", "short_description", False),
)
"""File, field, and whether its terms are share-alike."""
_CHARS_MIN = 40
_TOKENS_MIN = 4
_TOKENS_MAX = 80
_BATCH_SENTENCES = 2000
_CAPITAL_TENTHS_MAX = 6
"""Sentences with more capitalised words are headlines, where the tagger is least sure."""
_SEEN_MIN = 2
_SEEN_OFTEN = 8
_SHARES = (0.1, 0.4, 0.75)
_PARTS = 4
"""Labels of one kind of name: BIES."""


def unlabelled(folder: Path, *, without_share_alike: bool) -> list[list[str]]:
    """The sentences of the news collections in `folder`, as the service cuts them."""
    texts: dict[str, None] = {}
    for name, field, share_alike in _FILES:
        if share_alike and without_share_alike:
            continue
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                for part in str(json.loads(line).get(field) or "").split("\n\n"):
                    texts.setdefault(part.strip())
    return [tokens for text in texts if len(text) > _CHARS_MIN for tokens in _cut(text)]


def counted(tagger: Tagger, news: list[list[str]]) -> dict[str, list[int]]:
    """How often each lower-cased word has each label, where it is capitalised or in a name."""
    counts: dict[str, list[int]] = {}
    for first in range(0, len(news), _BATCH_SENTENCES):
        batch = news[first : first + _BATCH_SENTENCES]
        for tokens, (labels, _) in zip(batch, tagger.tag_sentences(batch), strict=True):
            if 10 * sum(t[0].isupper() for t in tokens) > _CAPITAL_TENTHS_MAX * len(tokens):
                continue
            for token, label in zip(tokens, labels, strict=True):
                if label or token[0].isupper():
                    word = normalised(token).lower()
                    counts.setdefault(word, [0] * len(LABELS))[label] += 1
    return counts


def enriched(lexicon: Lexicon, counts: dict[str, list[int]]) -> Lexicon:
    """The lexicon with `kinds` and `role` of the words counted, new words added."""
    codes: dict[int, tuple[int, int]] = {}
    for word, row in sorted(counts.items()):
        if sum(row) >= _SEEN_MIN:
            codes[word_hash(word)] = (_kinds(row), _role(row))
    fresh = np.array(sorted(set(codes) - set(lexicon.keys.tolist())), dtype=np.uint32)
    keys = np.concatenate((lexicon.keys, fresh))
    order = np.argsort(keys, kind="stable")
    found = [codes.get(key, (0, 0)) for key in keys[order].tolist()]
    known = lexicon.facts_by_key
    columns = (known.cluster_lower, known.cluster_title, known.usage, known.flags)
    longer = [np.append(c, np.zeros(len(fresh), dtype=c.dtype))[order] for c in columns]
    facts = WordFacts(
        cluster_lower=longer[0].astype(np.uint32),
        cluster_title=longer[1].astype(np.uint32),
        usage=longer[2].astype(np.uint8),
        flags=longer[3].astype(np.uint16),
        kinds=np.array([kinds for kinds, _ in found], dtype=np.uint8),
        role=np.array([role for _, role in found], dtype=np.uint8),
    )
    return Lexicon(keys[order], facts, lexicon.phrases)


def _cut(text: str) -> Iterator[list[str]]:
    """The sentences of a text, very short and very long ones left out."""
    for start, end in sentences(text):
        sentence = text[start:end]
        tokens = [sentence[first:last] for first, last in tokenise(sentence)]
        if _TOKENS_MIN <= len(tokens) <= _TOKENS_MAX:
            yield tokens


def _kinds(row: list[int]) -> int:
    """1 + 64 where seen often + the share of each kind in four steps; 0 = unknown."""
    total = sum(row)
    steps = (_step(sum(row[at : at + _PARTS]) / total) for at in range(1, len(row), _PARTS))
    person, place, body = steps
    return 1 + 16 * person + 4 * place + body + 64 * (total >= _SEEN_OFTEN)


def _step(share: float) -> int:
    return sum(share > bound for bound in _SHARES)


def _role(row: list[int]) -> int:
    """The most frequent label, and whether it is nearly always that."""
    label = max(range(len(row)), key=lambda place: (row[place], -place))
    return 1 + 2 * label + (row[label] / sum(row) > _SHARES[-1])
