"""The section stage's values: what goes in, what comes out, and the loaded model.

Must not: read a file; copydesk.models loads the arrays and tables and hands them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from copydesk.enrich.section.features import Vocabulary

__all__ = [
    "Classifier",
    "LabelTable",
    "Section",
    "SectionInput",
    "SectionModel",
    "Taxonomy",
    "Topic",
]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the 17 top Media Topics; `confidence` is the chance that it is right, two decimals."""

    code: str
    name: str
    origin: Literal["declared", "classified"]
    confidence: float


@dataclass(frozen=True, slots=True)
class SectionInput:
    """What the stage reads of one article.

    text: body paragraphs without headline, captions and chrome; labels: the source's own, in its
    order; language: BCP 47 tag, None when unknown.
    """

    headline: str | None
    text: str
    labels: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A Media Topic; `parent` is None for the 17 top terms, `wikidata` a Q number."""

    code: str
    name: str
    parent: str | None = None
    wikidata: str | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The active Media Topics of one release (an ISO date), by code."""

    release: str
    topics: Mapping[str, Topic]

    def top(self, code: str) -> Topic:
        """Return the top term above `code`, or itself; KeyError for a code that is not active."""
        topic = self.topics[code]
        while topic.parent is not None:
            topic = self.topics[topic.parent]
        return topic


@dataclass(frozen=True, slots=True)
class LabelTable:
    """The reviewed mapping of sources' labels, keys normalised by declared.normal_label.

    labels: to a Media Topic code, or None for a label that is no topic ('world', 'opinion').
    path_labels: the same for words that are labels only inside a URL path ('sci').
    """

    labels: Mapping[str, str | None]
    path_labels: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model of the top terms.

    codes: class order; weights: int16 (features, classes), features in Vocabulary's order; scale:
    what one step of weight times one step of term frequency is worth; bias: (classes,), in logits.
    softness, softness_by_length: the temperature is exp(softness + softness_by_length * ln(known
    features)). threshold: the least confidence that is answered.
    """

    vocabulary: Vocabulary
    codes: tuple[str, ...]
    weights: NDArray[np.int16]
    scale: float
    bias: NDArray[np.float64]
    softness: float
    softness_by_length: float
    threshold: float


@dataclass(frozen=True, slots=True)
class SectionModel:
    """Everything the stage needs; `version` goes into provenance."""

    version: str
    taxonomy: Taxonomy
    labels: LabelTable
    classifier: Classifier
