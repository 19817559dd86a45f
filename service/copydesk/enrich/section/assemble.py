"""Make the section model out of its files' contents, which the loader has read.

Must not: open anything; the shapes below are the files' own (written by service/training/section).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NotRequired, TypedDict

import numpy as np

from copydesk.enrich.section.features import Vocabulary
from copydesk.enrich.section.labels import label_table, reviewed
from copydesk.enrich.section.model import Classifier, SectionModel, Taxonomy, Topic

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "LabelsFile",
    "ModelFile",
    "SectionArrays",
    "TaxonomyFile",
    "TopicEntry",
    "section_model",
    "taxonomy_of",
]


class TopicEntry(TypedDict):
    """One topic of taxonomy.json; `us` is its American name, `subject` its old subject code."""

    name: str
    parent: NotRequired[str]
    wikidata: NotRequired[str]
    subject: NotRequired[str]
    us: NotRequired[str]
    definition: NotRequired[str]


class TaxonomyFile(TypedDict):
    """taxonomy.json."""

    release: str
    topics: dict[str, TopicEntry]


class ModelFile(TypedDict):
    """model.json; media_topics: their release date; Classifier says what the numbers mean."""

    version: str
    media_topics: str
    codes: list[str]
    scale: float
    bias: list[float]
    softness: float
    certainty: list[float]
    threshold: float


LabelsFile = Mapping[str, object]
"""labels.toml or a newsroom's own map, as labels.reviewed describes it."""


@dataclass(frozen=True, slots=True)
class SectionArrays:
    """The .npy files, memory-mapped or not; features.Vocabulary and Classifier say what they are.

    words, stems, headline (W,), pairs (P,), rarity (W+P,), weights (W+P+headline words, 17).
    """

    words: NDArray[np.uint32]
    stems: NDArray[np.uint32]
    pairs: NDArray[np.uint64]
    headline: NDArray[np.int32]
    rarity: NDArray[np.uint8]
    weights: NDArray[np.int16]


def section_model(
    arrays: SectionArrays,
    model: ModelFile,
    taxonomy: TaxonomyFile,
    labels: LabelsFile,
    own: LabelsFile | None = None,
) -> SectionModel:
    """Return the model; ValueError naming what does not fit together.

    labels: our reviewed table; own: the newsroom's lines, which beat it.
    """
    topics = taxonomy_of(taxonomy)
    known = len(arrays.words) + len(arrays.pairs)
    features = known + int(arrays.headline.max(initial=-1)) + 1
    lengths = {len(arrays.words), len(arrays.stems), len(arrays.headline)}
    if (
        arrays.weights.shape != (features, len(model["codes"]))
        or len(lengths) > 1
        or len(arrays.rarity) != known
    ):
        message = f"weights: {arrays.weights.shape} does not fit {features} features"
        raise ValueError(message)
    unknown = [code for code in model["codes"] if code not in topics.topics]
    if unknown:
        message = f"codes: {unknown[0]} is not an active Media Topic"
        raise ValueError(message)
    offset, slope, by_length = model["certainty"]
    spellings = {
        other: code
        for code, entry in taxonomy["topics"].items()
        for other in (entry.get("us"), entry.get("subject"))
        if other is not None
    }
    return SectionModel(
        model["version"],
        topics,
        label_table(topics, spellings, reviewed(topics, labels), reviewed(topics, own or {})),
        Classifier(
            Vocabulary(arrays.words, arrays.stems, arrays.pairs, arrays.headline, arrays.rarity),
            tuple(model["codes"]),
            arrays.weights,
            model["scale"],
            np.array(model["bias"], dtype=np.float64),
            model["softness"],
            (offset, slope, by_length),
            model["threshold"],
        ),
    )


def taxonomy_of(file: TaxonomyFile) -> Taxonomy:
    """Return the Media Topics of taxonomy.json."""
    return Taxonomy(file["release"], _topics(file["topics"]))


def _topics(entries: Mapping[str, TopicEntry]) -> dict[str, Topic]:
    return {
        code: Topic(
            code,
            entry["name"],
            entry.get("parent"),
            entry.get("wikidata"),
            entry.get("definition", ""),
        )
        for code, entry in entries.items()
    }
