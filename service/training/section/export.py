"""Write and read the section model's files.

Must not: write a time or anything else that differs between two trainings of the same data.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.section.features import RARITY_ONE
from copydesk.enrich.section.model import Classifier
from training.section.corpus import TOPS
from training.section.dataset import feature_scale

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from copydesk.enrich.section.features import Vocabulary
    from training.section.fit import Fitted

__all__ = ["classifier", "write_model", "write_taxonomy"]

_WEIGHT_MAX = 32767
_SOFTNESS = 0.4
"""Near what makes the softmax's own best class as sure as it is right, on all three sets."""


def classifier(vocabulary: Vocabulary, fitted: Fitted) -> Classifier:
    """Return the model in the service's integers, not yet calibrated.

    The fitted weights are of features as dataset.matrix scales them; the service's have that scale
    inside.
    """
    inside = fitted.weights * feature_scale(vocabulary)[:, None]
    step = float(np.abs(inside).max()) / _WEIGHT_MAX
    return Classifier(
        vocabulary,
        tuple(TOPS.values()),
        np.rint(inside / step).astype(np.int16),
        step * RARITY_ONE,
        np.round(fitted.bias, 6),
        _SOFTNESS,
        (0.0, 1.0, 0.0),
        0.0,
    )


def write_model(folder: Path, model: Classifier, release: str) -> str:
    """Write the arrays as .npy and the rest as model.json; return the version.

    release: date of the Media Topics that the model answers in.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "words": model.vocabulary.words,
        "stems": model.vocabulary.stems,
        "pairs": model.vocabulary.pairs,
        "headline": model.vocabulary.headline,
        "rarity": model.vocabulary.rarity,
        "weights": model.weights,
    }
    digest = hashlib.sha256()
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
        digest.update((folder / f"{name}.npy").read_bytes())
    table = {
        "media_topics": release,
        "codes": list(model.codes),
        "scale": model.scale,
        "bias": model.bias.tolist(),
        "softness": model.softness,
        "certainty": list(model.certainty),
        "threshold": model.threshold,
    }
    digest.update(json.dumps(table, sort_keys=True).encode())
    version = f"section-2+{digest.hexdigest()[:12]}"
    _write(folder / "model.json", {"version": version, **table})
    return version


def write_taxonomy(folder: Path, release: str, topics: dict[str, dict[str, str]]) -> None:
    """Write taxonomy.json: release and active topics, one a line for readable diffs."""
    lines = ",\n".join(
        f" {json.dumps(code)}: {json.dumps(topic, ensure_ascii=False, separators=(',', ':'))}"
        for code, topic in topics.items()
    )
    text = (
        '{"source": "IPTC NewsCodes Media Topics, CC BY 4.0, https://iptc.org", '
        f'"release": {json.dumps(release)}, "topics": {{\n{lines}\n}}}}\n'
    )
    (folder / "taxonomy.json").write_text(text, encoding="utf-8")


def _write(path: Path, table: object) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
