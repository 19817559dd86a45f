"""Decide where each article belongs: what the source declares, what its text says, or both.

Must not: guess below the model's threshold, classify copy that is not English, or take a kind of
piece (opinion, live blog) for a section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.section.classify import Guess, classify
from copydesk.enrich.section.declared import Basis, Declared, declared, unknown_labels
from copydesk.enrich.section.genre import genre_of
from copydesk.enrich.section.model import Filing, Section
from copydesk.enrich.section.rules import certain_topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.section.model import Origin, SectionInput, SectionModel, Taxonomy

__all__ = ["SUBJECTS_MAX", "SectionDesk"]

SUBJECTS_MAX = 3

_CERTAIN_MAX = 0.99
"""A guess is never certain, not even rounded."""

_DECLARED = {Basis.LABELS: 0.98, Basis.PATH: 0.95, Basis.HOST: 0.85, Basis.KEYWORDS: 0.8}
"""An editor's label that maps, and weaker signs: wrong where source and table differ in meaning.
All confidences of declared topics are set by hand: no labelled set of such articles exists."""

_FIRM = frozenset({Basis.LABELS, Basis.PATH})
"""What an editor decided; a sure text overrules what is weaker."""

_CONTRADICTED = 0.1
"""What a declared topic loses when the text surely says another."""

_SETTLED_BY_TEXT = 0.8
_FIRST_OF_MANY = 0.6
"""Labels that disagree, settled by the text, or by nothing but their order."""

_ALSO_DECLARED = 0.7
"""A topic that the source names beside the section's own."""

_RULED = 0.9
"""A finer topic that a rule finds inside the section that the text surely has."""


class SectionDesk:
    """Answers for many articles at once; one article's answer never depends on the others."""

    __slots__ = ("_model",)

    def __init__(self, model: SectionModel) -> None:
        """Answer with `model`, which is shared and never changed."""
        self._model = model

    @property
    def model(self) -> SectionModel:
        """The model that answers: its taxonomy, table and classifier."""
        return self._model

    def filings(self, inputs: Sequence[SectionInput]) -> tuple[Filing, ...]:
        """Return where each article belongs; section None where neither source nor text settles it.

        Source and text are both heard: where they agree there is one subject, where they differ
        both are subjects, each with its origin.
        """
        english = [at for at, one in enumerate(inputs) if _may_be_english(one)]
        answers = classify(self._model.classifier, [inputs[at] for at in english])
        guesses: dict[int, Guess] = dict(zip(english, answers, strict=True))
        return tuple(self._filing(one, guesses.get(at)) for at, one in enumerate(inputs))

    def _filing(self, article: SectionInput, guess: Guess) -> Filing:
        taxonomy, table = self._model.taxonomy, self._model.labels
        said = declared(taxonomy, table, article)
        section = self._section(said, guess)
        return Filing(
            section,
            self._subjects(article, said, section, guess),
            genre_of(table, article),
            unknown_labels(taxonomy, table, article.labels),
        )

    def _section(self, said: Declared, guess: Guess) -> Section | None:
        sure = self._sure(guess)
        if said.basis is None:
            return sure
        is_firm = said.basis in _FIRM
        if len(said.tops) > 1:
            return self._settled(said, guess) or sure
        if sure is not None and not is_firm:
            return sure
        is_contradicted = sure is not None and sure.code != said.tops[0]
        loss = _CONTRADICTED if is_contradicted else 0.0
        return self._topic(said.tops[0], "declared", _DECLARED[said.basis] - loss)

    def _settled(self, said: Declared, guess: Guess) -> Section | None:
        """Return one of several declared topics: the text's, else the first that an editor set."""
        likely = None if guess is None else self._model.classifier.codes[guess[0]]
        if likely is not None and likely in said.tops:
            return self._topic(likely, "declared", _SETTLED_BY_TEXT)
        if said.basis in _FIRM:
            return self._topic(said.tops[0], "declared", _FIRST_OF_MANY)
        return None

    def _subjects(
        self, article: SectionInput, said: Declared, section: Section | None, guess: Guess
    ) -> tuple[Section, ...]:
        """Return the section's topic in its finest form, then what else source and text say."""
        taxonomy = self._model.taxonomy
        sure = self._sure(guess)
        found: list[Section] = []
        for code in said.codes:
            is_main = section is not None and taxonomy.top(code).code == section.code
            chance = section.confidence if section is not None and is_main else _ALSO_DECLARED
            found.append(self._topic(code, "declared", chance))
        if section is not None:
            found.append(section)
        if sure is not None:
            found.append(sure)
            finer = certain_topics(article, sure.code)
            found += [self._topic(code, "classified", _RULED) for code in finer]
        return _ordered(self._model.taxonomy, found)

    def _sure(self, guess: Guess) -> Section | None:
        classifier = self._model.classifier
        if guess is None or guess[1] < classifier.threshold:
            return None
        return self._topic(classifier.codes[guess[0]], "classified", min(guess[1], _CERTAIN_MAX))

    def _topic(self, code: str, origin: Origin, confidence: float) -> Section:
        return Section(code, self._model.taxonomy.topics[code].name, origin, round(confidence, 2))


def _ordered(taxonomy: Taxonomy, found: Sequence[Section]) -> tuple[Section, ...]:
    """Return the topics, each once, the surest first.

    One that a finer one of the same origin stands for is left out: 'football' says 'sport'.
    """
    once: dict[str, Section] = {}
    for one in found:
        once.setdefault(one.code, one)
    implied = {(above, one.origin) for one in once.values() for above in taxonomy.above(one.code)}
    kept = [one for one in once.values() if (one.code, one.origin) not in implied]
    return tuple(sorted(kept, key=lambda one: -one.confidence)[:SUBJECTS_MAX])


def _may_be_english(article: SectionInput) -> bool:
    return article.language is None or article.language.replace("_", "-").split("-")[0].lower() in {
        "en",
        "eng",
        "und",
        "",
    }
