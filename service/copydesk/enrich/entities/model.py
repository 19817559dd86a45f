"""The tagger's artefact as values: what the loader hands in.

Must not: read files; copydesk.models does that and calls `entity_model_from_arrays`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.lexicon import Lexicon, WordFacts
from copydesk.enrich.entities.viterbi import LABELS, grammar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["EntityModel", "entity_model_from_arrays"]


@dataclass(frozen=True, slots=True)
class EntityModel:
    """The tagger's numbers.

    weights: (rows, labels) int8, a power of two of rows; transitions: (labels, labels) int32.
    calibration: confidence of a mention as (margin, confidence) knots, margins rising, in weight
    units.
    """

    weights: NDArray[np.int8]
    transitions: NDArray[np.int32]
    lexicon: Lexicon
    calibration: tuple[tuple[int, float], ...]
    version: str


def entity_model_from_arrays(
    weights: NDArray[np.int8],
    tables: Mapping[str, NDArray[np.generic]],
    calibration: tuple[tuple[int, float], ...],
    version: str,
) -> EntityModel:
    """Build the model from weights.npy and the arrays of tables.npz.

    Raises ValueError naming the table whose shape does not fit this code.
    """
    rows, labels = weights.shape
    if labels != len(LABELS) or rows & (rows - 1):
        message = f"weights: shape {weights.shape} is not 2^k rows of {len(LABELS)} labels"
        raise ValueError(message)
    if tables["transitions"].shape != (labels, labels):
        message = f"transitions: shape {tables['transitions'].shape} does not fit {labels} labels"
        raise ValueError(message)
    facts = WordFacts(
        cluster_lower=tables["cluster_lower"].astype(np.uint32),
        cluster_title=tables["cluster_title"].astype(np.uint32),
        usage=tables["usage"].astype(np.uint8),
        flags=tables["flags"].astype(np.uint16),
        kinds=tables["kinds"].astype(np.uint8),
        role=tables["role"].astype(np.uint8),
    )
    lexicon = Lexicon(
        keys=tables["keys"].astype(np.uint32),
        facts_by_key=facts,
        phrases=tables["phrases"].astype(np.uint8),
    )
    rules = grammar()
    transitions = np.where(rules < 0, rules, tables["transitions"]).astype(np.int32)
    # A plain view of the mapped file: indexing numpy's memmap class itself is slower.
    return EntityModel(np.asarray(weights), transitions, lexicon, calibration, version)
