"""Decide each article's section: what the source declares, else what its text says, else nothing.

Must not: guess below the model's threshold, or classify copy that is not English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.section.classify import Guess, classify
from copydesk.enrich.section.declared import Declared, declared
from copydesk.enrich.section.model import Section, SectionInput, SectionModel

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SectionDesk"]

_DECLARED = 0.98
"""An editor's label that maps: wrong where source and table differ in meaning (set by hand)."""

_SETTLED_BY_TEXT = 0.8
_FIRST_OF_MANY = 0.6
"""Labels that disagree, settled by the text, or by nothing but their order (both set by hand)."""


class SectionDesk:
    """Answers for many articles at once; one article's answer never depends on the others."""

    __slots__ = ("_model",)

    def __init__(self, model: SectionModel) -> None:
        """Answer with `model`, which is shared and never changed."""
        self._model = model

    def sections(self, inputs: Sequence[SectionInput]) -> tuple[Section | None, ...]:
        """Return each article's section, None where neither source nor text settles it."""
        said = [
            declared(self._model.taxonomy, self._model.labels, one.labels, one.url)
            for one in inputs
        ]
        asked = [
            at for at, one in enumerate(inputs) if len(said[at].tops) != 1 and _may_be_english(one)
        ]
        guesses: dict[int, Guess] = dict(
            zip(asked, classify(self._model.classifier, [inputs[at] for at in asked]), strict=True)
        )
        return tuple(self._section(one, guesses.get(at)) for at, one in enumerate(said))

    def _section(self, said: Declared, guess: Guess) -> Section | None:
        classifier = self._model.classifier
        guessed = None if guess is None else classifier.codes[guess[0]]
        if len(said.tops) == 1:
            return self._declared(said.tops[0], _DECLARED)
        if said.tops:
            if guessed is not None and guessed in said.tops:
                return self._declared(guessed, _SETTLED_BY_TEXT)
            return self._declared(said.tops[0], _FIRST_OF_MANY)
        if guess is None or guessed is None or guess[1] < classifier.threshold:
            return None
        topic = self._model.taxonomy.topics[guessed]
        return Section(topic.code, topic.name, "classified", round(guess[1], 2))

    def _declared(self, code: str, confidence: float) -> Section:
        return Section(code, self._model.taxonomy.topics[code].name, "declared", confidence)


def _may_be_english(article: SectionInput) -> bool:
    return article.language is None or article.language.replace("_", "-").split("-")[0].lower() in {
        "en",
        "eng",
        "und",
        "",
    }
