"""What each group of features and each corpus is worth: the recipe without it, on two unseen sets.

Must not: be used by the shipped model. A group is taken away by blinding the code that scores, so
that training and scoring agree.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from rich.table import Table

from copydesk.enrich.entities import tagger, word_table
from copydesk.enrich.entities.features import attributes, context_rows
from copydesk.enrich.entities.lexicon import Lexicon
from training.entities import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.entities.features import CaseClass

__all__ = ["FEATURES", "Blind", "Row", "ablation_table", "blinded"]

_AFFIXES = tuple(range(2, 9))
"""PREFIX2 to SUFFIX4 of `features`: the word's beginning and end."""


@dataclass(frozen=True, slots=True)
class Blind:
    """A group of features taken away.

    facts: columns of WordFacts set to 0; attributes: places in a word's attribute row set to 0;
    phrases, joined: the gazetteer of phrases, and all features of several words, taken away.
    """

    name: str
    facts: tuple[str, ...] = ()
    attributes: tuple[int, ...] = ()
    phrases: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """F1 in per cent on the two sets, without what `name` says."""

    name: str
    news: float
    politics: float


FEATURES = (
    Blind("gazetteer: names, places, phrases", facts=("flags",), phrases=True),
    Blind("word clusters", facts=("cluster_lower", "cluster_title")),
    Blind("word frequency and usual case", facts=("usage",)),
    Blind("evidence of unlabelled news", facts=("kinds", "role")),
    Blind(
        "all four: no knowledge of words",
        ("flags", "cluster_lower", "cluster_title", "usage", "kinds", "role"),
        (),
        phrases=True,
    ),
    Blind("beginnings and ends of words", attributes=_AFFIXES),
    Blind("features of several words", joined=True),
)


@contextmanager
def blinded(blind: Blind) -> Iterator[Callable[[Lexicon], Lexicon]]:
    """Score and train without a group; yields what a lexicon becomes."""

    def fewer(
        words: Sequence[str], cases: Sequence[CaseClass], lexicon: Lexicon
    ) -> NDArray[np.uint32]:
        rows = attributes(words, cases, lexicon)
        rows[:, list(blind.attributes)] = 0
        return rows

    with ExitStack() as patches:
        patches.enter_context(patch.object(word_table, "attributes", fewer))
        if blind.joined:
            for module in (tagger, encode):
                none = patch.object(
                    module, "context_rows", lambda *given: np.zeros_like(context_rows(*given))
                )
                patches.enter_context(none)
        yield lambda lexicon: _without(lexicon, blind)


def _without(lexicon: Lexicon, blind: Blind) -> Lexicon:
    known = lexicon.facts_by_key
    empty = {name: np.zeros_like(getattr(known, name)) for name in blind.facts}
    phrases = lexicon.phrases[:0] if blind.phrases else lexicon.phrases
    return Lexicon(lexicon.keys, replace(known, **empty), phrases)


def ablation_table(whole: Row, rows: Iterable[Row]) -> Table:
    """F1 without each group, and what is lost."""
    table = Table(title="Strict-span F1 without ...; no training saw uner-pud or politics")
    for column in ("without", "uner-pud", "lost", "politics", "lost"):
        table.add_column(column, justify="left" if column == "without" else "right")
    for row in (whole, *rows):
        losses = (whole.news - row.news, whole.politics - row.politics)
        news, politics = (f"{loss:+.1f}" if row != whole else "" for loss in losses)
        table.add_row(row.name, f"{row.news:.1f}", news, f"{row.politics:.1f}", politics)
    return table
