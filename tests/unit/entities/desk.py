"""What the entity tests share: the shipped model, copy from text, articles from marked text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.entities import EntityModel, entity_model_from_arrays
from copydesk.enrich.entities.tagger import Tagged, Tagger
from copydesk.enrich.entities.viterbi import LABELS

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "service" / "copydesk" / "models" / "entities"
_MARK = re.compile(r"\{([PLOp]):([^}]*)\}")
_KINDS = {"P": "PER", "L": "LOC", "O": "ORG", "p": "PER"}
_SURE, _UNSURE = 5_000, 220
"""Margins of the tagger; the second is a confidence of .64."""


@cache
def shipped_model() -> EntityModel:
    """The model in the package, as its loader reads it."""
    meta = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))
    with np.load(MODEL / "tables.npz") as archive:
        tables = {name: archive[name] for name in archive.files}
    calibration = tuple(
        (int(margin), float(confidence)) for margin, confidence in meta["calibration"]
    )
    return entity_model_from_arrays(
        np.load(MODEL / "weights.npy", mmap_mode="r"), tables, calibration, meta["version"]
    )


def copy_of(text: str) -> Copy:
    """Clean copy with a paragraph for every stretch between blank lines."""
    blocks = [
        Block(BlockKind.PARAGRAPH, part.start(), part.end())
        for part in re.finditer(r"\S(?:.|\n(?!\n))*", text)
    ]
    return Copy(text, tuple(blocks))


def tagged_from(marked: str) -> tuple[str, Tagged]:
    """The text without marks, and the tagged article the marks stand for."""
    text = ""
    marks: list[tuple[int, int, str, int]] = []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        margin = _UNSURE if mark[1].islower() else _SURE
        marks.append((len(text), len(text) + len(mark[2]), _KINDS[mark[1]], margin))
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    return text, _tagged(text, marks)


def _tagged(text: str, marks: list[tuple[int, int, str, int]]) -> Tagged:
    copy = copy_of(text)
    (tagged,) = Tagger(shipped_model()).tag_articles(
        [(text, [(block.start, block.end) for block in copy.blocks])]
    )
    labels = np.zeros(len(tagged.words), dtype=np.int8)
    margins = np.full(len(labels), _SURE, dtype=np.int32)
    for start, end, kind, margin in marks:
        inside = np.flatnonzero((tagged.start >= start) & (tagged.end <= end))
        parts = ["S"] if len(inside) == 1 else ["B", *"I" * (len(inside) - 2), "E"]
        labels[inside] = [LABELS.index(f"{part}-{kind}") for part in parts]
        margins[inside] = margin
    return replace(tagged, label=labels, margin=margins)
