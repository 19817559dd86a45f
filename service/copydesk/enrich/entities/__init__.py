"""Find the persons, organisations and locations of an article, grouped, with exact offsets.

The model comes in as values (`entity_model_from_arrays`); nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities.grouping import Entity, EntityType, entity_id, grouped
from copydesk.enrich.entities.mentions import mentions_of
from copydesk.enrich.entities.model import EntityModel, entity_model_from_arrays
from copydesk.enrich.entities.spans import label_spans
from copydesk.enrich.entities.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Copy

__all__ = [
    "LEAST_CONFIDENCE",
    "Entity",
    "EntityModel",
    "EntityTagger",
    "EntityType",
    "entity_id",
    "entity_model_from_arrays",
]

LEAST_CONFIDENCE = 0.55
"""Entities below this are not published: above it most held-out names were exactly right."""


class EntityTagger:
    """Tags and groups; a bounded cache of word rows between calls never changes a result."""

    def __init__(self, model: EntityModel, least_confidence: float = LEAST_CONFIDENCE) -> None:
        """least_confidence: 0..1, entities below it are left out."""
        self._model = model
        self._tagger = Tagger(model)
        self._least_confidence = least_confidence

    @property
    def version(self) -> str:
        """The model's version, for provenance."""
        return self._model.version

    def entities(self, copies: Sequence[Copy]) -> tuple[tuple[Entity, ...], ...]:
        """The entities of each copy, in the order of their first mentions.

        Spans are in code points of the copy's text. A copy's entities are the same alone and in
        any company.
        """
        articles = [
            (copy.text, [(block.start, block.end) for block in copy.blocks]) for copy in copies
        ]
        return tuple(
            grouped(copy.text, tagged, mentions_of(tagged, self._model), self._least_confidence)
            for copy, tagged in zip(copies, self._tagger.tag_articles(articles), strict=True)
        )

    def tag_tokens(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[int, int, str]]]:
        """The (first token, end token, PER|LOC|ORG) spans of sentences already cut into tokens."""
        return [label_spans(labels) for labels, _ in self._tagger.tag_sentences(sentences)]
