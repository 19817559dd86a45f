"""One tagged article as plain lists, with what the rules about names ask of a word.

Must not: decide anything about mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from copydesk.enrich.entities import names
from copydesk.enrich.entities.features import word_hash
from copydesk.enrich.entities.lexicon import WordFlag
from copydesk.enrich.entities.spans import label_spans, span_margin

if TYPE_CHECKING:
    from copydesk.enrich.entities.model import EntityModel
    from copydesk.enrich.entities.tagger import Tagged

__all__ = ["Article", "Mention"]

_PLACE = int(WordFlag.COUNTRY | WordFlag.REGION | WordFlag.CITY)
_COUNTRY = int(WordFlag.COUNTRY)
_DEMONYM = int(WordFlag.DEMONYM)
_ORG_HEAD = int(WordFlag.ORG_HEAD)
_HEAD = int(WordFlag.ORG_HEAD | WordFlag.PLACE_HEAD | WordFlag.COMPANY_END)
_SURNAME = int(WordFlag.SURNAME)
_GIVEN = int(WordFlag.GIVEN)
_BODY_TOKENS_MIN = 8
_USAGE_STEPS = 6
_CAPITAL_STEP_RARE = 1
"""Written with a capital in at most 15% of uses: an ordinary word."""
_CAPITAL_STEP_USUAL = 4
"""Written with a capital in at least 85% of uses."""


class Mention(NamedTuple):
    """A name in the text: tokens `first` to `last` (exclusive), its folded words, how sure it is.

    confidence: 0..1, that exactly this stretch is a name of this kind; repeat: found by its
    likeness to another mention. A tuple: an article makes a hundred, and a dataclass takes thrice
    as long to make and to replace.
    """

    kind: str
    first: int
    last: int
    words: tuple[str, ...]
    confidence: float
    repeat: bool = False


class Article:
    """The columns of a tagged article; tokens are named by their place.

    capitals: the places of tokens that are written as names may be.
    """

    def __init__(self, tagged: Tagged, model: EntityModel) -> None:
        """View the columns: single look-ups in arrays are slow, and lists take time to fill."""
        self.words = tagged.words
        self.case = tagged.case.tobytes()
        self.opens = tagged.opens.tobytes()
        self.labels = tagged.label.tobytes()
        self.block: memoryview[int] = tagged.block.data
        self._label = tagged.label
        self._margins: memoryview[int] = tagged.margin.data
        self._gazetteer: memoryview[int] = tagged.gazetteer.data
        self._usage: memoryview[int] = tagged.usage.data
        self._model = model
        self.capitals: list[int] = np.flatnonzero(tagged.capital).tolist()
        body = self.case.count(0)
        self.has_headline = body < len(self.case)
        self.has_body = body >= _BODY_TOKENS_MIN

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that stand in small letters outside headlines."""
        return frozenset(
            word
            for word, case in zip(self.words, self.case, strict=True)
            if not case and word.islower()
        )

    def spans(self) -> list[tuple[int, int, str, float]]:
        """What the tagger found: first token, end token, kind, confidence."""
        return [
            (*span, self._confidence(span_margin(self._margins, span)))
            for span in label_spans(self._label)
        ]

    def is_place(self, at: int) -> bool:
        """Whether the word is a country, a region or a larger city."""
        return bool(self._gazetteer[at] & _PLACE)

    def is_country(self, at: int) -> bool:
        """Whether the word is a country's name."""
        return bool(self._gazetteer[at] & _COUNTRY)

    def is_body_head(self, at: int) -> bool:
        """Whether the word is one that official bodies are named by: Agency, Ministry."""
        return bool(self._gazetteer[at] & _ORG_HEAD)

    def is_head(self, at: int) -> bool:
        """Whether the word is one that bodies, companies or places are named by."""
        return bool(self._gazetteer[at] & _HEAD)

    def is_surname(self, at: int) -> bool:
        """Whether the word is a surname that many have."""
        return bool(self._gazetteer[at] & _SURNAME)

    def is_given(self, at: int) -> bool:
        """Whether the word is a given name that many have."""
        return bool(self._gazetteer[at] & _GIVEN)

    def is_demonym(self, at: int) -> bool:
        """Whether the word is a nationality, singular or plural, and no place."""
        bits = self._gazetteer[at]
        word = self.words[at]
        if bits & _PLACE:
            return False
        if not bits & _DEMONYM and word.endswith("s"):
            bits = int(self._model.lexicon.facts([word_hash(word[:-1].lower())]).flags[0])
        return bool(bits & _DEMONYM) and not bits & _PLACE

    def part_is_place(self, part: str) -> bool:
        """Whether a part of a hyphenated word is a place."""
        flags = int(self._model.lexicon.facts([word_hash(part.lower())]).flags[0])
        return bool(flags & _PLACE) or names.fold(part) in names.COUNTRY_ALIASES

    def is_ordinary(self, at: int) -> bool:
        """Whether the word mostly stands without a capital."""
        usage = self._usage[at]
        return usage > 0 and (usage - 1) % _USAGE_STEPS <= _CAPITAL_STEP_RARE

    def is_mostly_capital(self, at: int) -> bool:
        """Whether the word mostly stands with a capital, or is unknown."""
        usage = self._usage[at]
        return usage == 0 or (usage - 1) % _USAGE_STEPS >= _CAPITAL_STEP_USUAL

    def after_preposition(self, at: int) -> bool:
        """Whether the word before the token says that a place follows."""
        return at > 0 and self.words[at - 1].lower() in names.PLACE_PREPOSITIONS

    def _confidence(self, margin: int) -> float:
        """The calibrated confidence of a margin: a line through the knots."""
        knots = self._model.calibration
        place = bisect_left(knots, (margin, 0.0))
        if place == 0:
            return knots[0][1] if knots else 1.0
        if place == len(knots):
            return knots[-1][1]
        (low, left), (high, right) = knots[place - 1], knots[place]
        return left + (right - left) * (margin - low) / (high - low)
