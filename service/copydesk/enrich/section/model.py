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
    "Filing",
    "LabelTable",
    "Origin",
    "Section",
    "SectionInput",
    "SectionModel",
    "Taxonomy",
    "Topic",
]


Origin = Literal["declared", "classified"]


@dataclass(frozen=True, slots=True)
class Section:
    """A Media Topic that an article has; `confidence`: chance that it is right, two decimals."""

    code: str
    name: str
    origin: Origin
    confidence: float


@dataclass(frozen=True, slots=True)
class SectionInput:
    """What the stage reads of one article.

    text: body paragraphs without headline, captions and chrome; labels: the source's own, in its
    order; language: BCP 47 tag, None when unknown; keywords: the source's own tags.
    """

    headline: str | None
    text: str
    labels: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an article belongs.

    subjects: at most three Media Topics of any level, the surest first; they name what section
    stands for, and what else source or text say. genre: the kind of piece ('opinion'), which is
    never a section. unknown: the source's labels that the table does not know, in their order.
    """

    section: Section | None = None
    subjects: tuple[Section, ...] = ()
    genre: str | None = None
    unknown: tuple[str, ...] = ()


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
        return self.topics[(code, *self.above(code))[-1]]

    def above(self, code: str) -> tuple[str, ...]:
        """Return the codes above `code`, its parent first and its top term last."""
        found = []
        parent = self.topics[code].parent
        while parent is not None:
            found.append(parent)
            parent = self.topics[parent].parent
        return tuple(found)


@dataclass(frozen=True, slots=True)
class LabelTable:
    """The reviewed mapping of sources' labels, keys normalised by declared.normal_label.

    labels: to a Media Topic code, or None for a label that is no topic ('world', 'opinion').
    path_labels: the same for words that are labels only inside a URL path ('sci').
    genres: to a kind of piece; such a label has a topic only if `labels` gives it one.
    """

    labels: Mapping[str, str | None]
    path_labels: Mapping[str, str | None]
    genres: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model of the top terms.

    codes: class order; weights: int16 (features, classes), features in Vocabulary's order, their
    rarity included; scale: what one step of weight is worth, over one step of length; bias:
    (classes,), in logits.
    softness: temperature of the softmax; certainty: offset, slope and gain by length that turn the
    log odds of its best class into those of being right, see classify.probabilities.
    threshold: the least confidence that is answered.
    """

    vocabulary: Vocabulary
    codes: tuple[str, ...]
    weights: NDArray[np.int16]
    scale: float
    bias: NDArray[np.float64]
    softness: float
    certainty: tuple[float, float, float]
    threshold: float


@dataclass(frozen=True, slots=True)
class SectionModel:
    """Everything the stage needs; `version` goes into provenance."""

    version: str
    taxonomy: Taxonomy
    labels: LabelTable
    classifier: Classifier
