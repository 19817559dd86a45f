"""Read the news written for this project to learn from: every topic, in the voices of the trade.

No source's editors file stories under all 17 topics, and each source has a voice of its own; these
items have every topic in every voice. Their authors (language models, each with a voice and a list
of Media Topics) knew neither the model nor a test set. Must not: be measured on.
"""

from __future__ import annotations

import json
from pathlib import Path

from training.section.corpus import TOPS, Row

__all__ = ["FOLDER", "items"]

FOLDER = Path(__file__).parent / "written"
"""A file for each voice: JSON lines of topic (a top term's code), headline and text."""

_CODES = tuple(TOPS.values())


def items(trust: float) -> list[Row]:
    """Return every item, in the order of the files; trust: the weight of each."""
    return [
        Row(
            "copydesk",
            item["headline"],
            item["text"],
            _CODES.index(item["topic"]),
            2026,
            "written",
            trust,
        )
        for path in sorted(FOLDER.glob("*.jsonl"))
        for item in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
