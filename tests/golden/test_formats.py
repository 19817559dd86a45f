"""One document of every wire format through the shipped models, compared with reviewed outcomes.

The documents are the fictional ones of the intake tests; their outcomes are
`outcomes/formats/NAME.json`. `make golden` rewrites them; the diff is the review.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.golden.test_golden import NOVEMBER_12_2026_MS, readable
from tests.unit.intake.wires import WIRES, record

from copydesk.draft import Origin
from copydesk.models.loading import load_pipeline

if TYPE_CHECKING:
    from copydesk.pipeline import Pipeline

OUTCOMES = Path(__file__).parent / "outcomes" / "formats"
WRITE = os.environ.get("COPYDESK_TEST_GOLDEN") == "write"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.mark.parametrize("name", WIRES)
def test_outcomes_of_a_wire_are_the_reviewed_ones(name: str, pipeline: Pipeline) -> None:
    """A record of several articles has several outcomes, in their order."""
    origin = Origin("news.articles.raw", 0, list(WIRES).index(name))
    raw = replace(record(WIRES[name]), timestamp_ms=NOVEMBER_12_2026_MS, origin=origin)
    (outcomes,) = pipeline.process([raw])
    documents = [json.loads(readable(one)) for one in outcomes]
    written = json.dumps(documents, indent=1, ensure_ascii=False) + "\n"
    expected = OUTCOMES / f"{name}.json"
    if WRITE:
        expected.write_text(written, "utf-8")
    assert written == expected.read_text("utf-8")
