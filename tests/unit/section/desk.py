"""The shipped section model, loaded once for these tests."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import numpy as np

import copydesk
from copydesk.enrich.section import (
    SectionArrays,
    SectionDesk,
    SectionModel,
    section_model,
)

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = Path(copydesk.__file__).parent / "models" / "section"


@cache
def shipped_model() -> SectionModel:
    return section_model(
        SectionArrays(
            *(
                np.load(SHIPPED / f"{name}.npy", mmap_mode="r")
                for name in ("words", "stems", "pairs", "headline", "rarity", "weights")
            )
        ),
        json.loads((SHIPPED / "model.json").read_text(encoding="utf-8")),
        json.loads((SHIPPED / "taxonomy.json").read_text(encoding="utf-8")),
        tomllib.loads((SHIPPED / "labels.toml").read_text("utf-8")),
    )


@cache
def desk() -> SectionDesk:
    return SectionDesk(shipped_model())
