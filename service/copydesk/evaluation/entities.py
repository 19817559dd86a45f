"""How many names the tagger finds exactly, on tokens taken as they are.

A span counts where its first token, last token and type are right; a leading 'the' and a trailing
's are stripped from both sides first, since corpora differ in nothing as much as in these.
Must not: read files, or know how a span was found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.evaluation.conll import Marked

__all__ = ["TYPE_NAMES", "Figures", "Score", "scored", "stripped"]

TYPE_NAMES = {"PER": "person", "LOC": "location", "ORG": "organisation"}
_POSSESSIVE = frozenset(("'s", "\u2019s"))

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Names in the file, found, and right; shares from 0 to 1."""

    marked: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the found that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the marked that were found; 0 where none is marked."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.marked + self.found
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The score of each type by its name, over the three, and how many tokens were read."""

    per_type: dict[str, Score]
    overall: Score
    tokens: int


def scored(marked: Sequence[Marked], found: Iterable[Iterable[Span]]) -> Figures:
    """Compare what was found with what is marked, sentence by sentence."""
    counts: dict[str, Counter[str]] = {"marked": Counter(), "found": Counter(), "right": Counter()}
    for sentence, guess in zip(marked, found, strict=True):
        truth = stripped(sentence.tokens, sentence.spans)
        spans = stripped(sentence.tokens, guess)
        for what, some in (("marked", truth), ("found", spans), ("right", truth & spans)):
            counts[what].update(kind for *_, kind in some)
    return Figures(
        per_type={name: _score(counts, (kind,)) for kind, name in TYPE_NAMES.items()},
        overall=_score(counts, tuple(TYPE_NAMES)),
        tokens=sum(len(sentence.tokens) for sentence in marked),
    )


def stripped(tokens: Sequence[str], spans: Iterable[Span]) -> set[Span]:
    """The spans without a leading 'the' and a trailing possessive; emptied ones are left out."""
    out = set()
    for start, end, kind in spans:
        first, last = start, end
        while first < last and tokens[first].lower() == "the":
            first += 1
        while last > first and tokens[last - 1] in _POSSESSIVE:
            last -= 1
        if first < last:
            out.add((first, last, kind))
    return out


def _score(counts: dict[str, Counter[str]], kinds: tuple[str, ...]) -> Score:
    """The score over some types."""
    marked, found, right = (
        sum(counts[what][kind] for kind in kinds) for what in ("marked", "found", "right")
    )
    return Score(marked, found, right)
