"""Whole articles through the shipped models, compared with reviewed outcomes.

A case is a folder: `raw.json` or `raw.txt` goes in, `outcome.json` must come out. `make golden`
rewrites the outcomes; the diff is the review.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.draft import Origin, Record
from copydesk.models import load_pipeline
from copydesk.outcomes import DeadLetter, Outcome

if TYPE_CHECKING:
    from copydesk.pipeline import Pipeline

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
WRITE = os.environ.get("COPYDESK_TEST_GOLDEN") == "write"
CONTENT_TYPES = {".json": b"application/json", ".txt": b"text/plain"}
NOVEMBER_12_2026_MS = 1_794_484_800_000


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def record(case: Path) -> Record:
    (raw,) = case.glob("raw.*")
    return Record(
        value=raw.read_bytes(),
        key=case.name.encode(),
        headers=(("content-type", CONTENT_TYPES[raw.suffix]),),
        timestamp_ms=NOVEMBER_12_2026_MS,
        origin=Origin("news.articles.raw", 0, 0),
    )


def readable(outcome: Outcome) -> str:
    """The outcome as a person reviews it: headers as text, then the event, indented."""
    is_letter = isinstance(outcome, DeadLetter)
    document = {
        "outcome": type(outcome).__name__,
        "headers": {name: (value or b"").decode() for name, value in outcome.headers},
        "event": None if is_letter or outcome.value is None else json.loads(outcome.value),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outcome_is_the_reviewed_one(case: Path, pipeline: Pipeline) -> None:
    """A change of any event shows in review."""
    ((outcome,),) = pipeline.process([record(case)])
    expected = case / "outcome.json"
    if WRITE:
        expected.write_text(readable(outcome), "utf-8")
    assert readable(outcome) == expected.read_text("utf-8")


def test_a_chunk_gives_what_its_articles_give_alone(pipeline: Pipeline) -> None:
    """The shipped models, too, never let neighbours change an outcome."""
    records = [record(case) for case in CASES]
    together = pipeline.process(records)
    assert list(together) == [pipeline.process([one])[0] for one in records]
