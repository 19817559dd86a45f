"""Whole records through the shipped models, compared with reviewed outcomes.

The records are the demo's samples; the outcome of each is `outcomes/NAME.json`. `make golden`
rewrites them; the diff is the review.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.contracts import EnrichedArticle
from copydesk.draft import Origin, Record
from copydesk.models.loading import load_pipeline
from copydesk.outcomes import DeadLetter, Enriched, Outcome
from copydesk.samples import Sample, load_samples

if TYPE_CHECKING:
    from copydesk.pipeline import Pipeline

OUTCOMES = Path(__file__).parent / "outcomes"
WRITE = os.environ.get("COPYDESK_TEST_GOLDEN") == "write"
NOVEMBER_12_2026_MS = 1_794_484_800_000
SAMPLES = load_samples()


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def record(number: int) -> Record:
    origin = Origin("news.articles.raw", 0, number)
    return replace(SAMPLES[number].record, timestamp_ms=NOVEMBER_12_2026_MS, origin=origin)


def readable(outcome: Outcome) -> str:
    """The outcome as a person reviews it: headers as text, then the event."""
    is_letter = isinstance(outcome, DeadLetter)
    document = {
        "outcome": type(outcome).__name__,
        "headers": {name: (value or b"").decode() for name, value in outcome.headers},
        "event": None if is_letter or outcome.value is None else json.loads(outcome.value),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_outcome_is_the_reviewed_one(sample: Sample, pipeline: Pipeline) -> None:
    """A change of any event shows in review."""
    ((outcome,),) = pipeline.process([record(SAMPLES.index(sample))])
    expected = OUTCOMES / f"{sample.name}.json"
    if WRITE:
        expected.write_text(readable(outcome), "utf-8")
    assert readable(outcome) == expected.read_text("utf-8")


def test_a_chunk_gives_what_its_articles_give_alone(pipeline: Pipeline) -> None:
    """The shipped models, too, never let neighbours change an outcome."""
    records = [record(number) for number in range(len(SAMPLES))]
    together = pipeline.process(records)
    assert list(together) == [pipeline.process([one])[0] for one in records]


def test_every_offset_slices_to_what_it_names(pipeline: Pipeline) -> None:
    """Mentions name their entity's words, evidence the dateline's, and blocks never overlap."""
    for (outcome,) in pipeline.process([record(number) for number in range(len(SAMPLES))]):
        if not isinstance(outcome, Enriched):
            continue
        event = EnrichedArticle.model_validate_json(outcome.value)
        for entity in event.entities:
            assert all(event.text[m.start : m.end].strip() for m in entity.mentions)
        if event.dateline is not None:
            first = event.dateline.evidence[0]
            assert event.text[first.start : first.end] == event.dateline.text
        ends = [0, *(block.end for block in event.blocks)]
        assert all(end <= b.start < b.end for end, b in zip(ends, event.blocks, strict=False))
