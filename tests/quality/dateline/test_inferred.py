"""Inferred datelines: of those given with a confidence, that share is right.

The articles were written for this project and committed before the code that they judge was changed
by them: captions, 'here', local papers with a home, and as many that must give none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from rich.console import Console
from rich.table import Table

from copydesk.contracts import EnrichedArticle
from copydesk.draft import Record, SourceFacts
from copydesk.models.loading import load_desk
from copydesk.outcomes import Enriched
from copydesk.pipeline import Pipeline

ARTICLES = Path(__file__).parent / "inferred.jsonl"
GIVEN_MIN = 5
"""Fewer with one confidence say nothing of it."""
SLACK = 0.05
FOUND_FLOOR = 0.75


class Row(TypedDict):
    """One article; place null: no dateline can be told; date null: no day can."""

    name: str
    published_at: str | None
    caption: str
    body: str
    home: list[str]
    place: str | None
    date: str | None


def test_a_confidence_is_the_share_that_is_right() -> None:
    """Given with .8, eight of ten are right, place and day; most that can be told are found."""
    desk = load_desk()
    rows: list[Row] = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    given: dict[float, list[bool]] = defaultdict(list)
    found = 0
    for row in rows:
        home = replace(desk, sources={"s": SourceFacts(home=tuple(row["home"]))})
        dateline = event_of(Pipeline(home), row).dateline
        if dateline is not None:
            right = is_right(row, dateline.place, str(dateline.date))
            given[dateline.confidence].append(right)
            found += right
    table = Table(title=f"inferred datelines of {len(rows)} own articles")
    for column in ("confidence", "given", "right"):
        table.add_column(column, justify="right")
    for confidence, rights in sorted(given.items()):
        table.add_row(f"{confidence:.2f}", f"{len(rights)}", f"{sum(rights)}")
    Console().print(table)
    told = sum(row["place"] is not None for row in rows)
    print(f"found {found} of {told} that can be told")
    assert found >= FOUND_FLOOR * told
    for confidence, rights in given.items():
        if len(rights) >= GIVEN_MIN:
            assert sum(rights) / len(rights) >= confidence - SLACK


def event_of(pipeline: Pipeline, row: Row) -> EnrichedArticle:
    raw = {
        "source": {"id": "s"},
        "headline": "What the day has brought",
        "body": f"{row['caption']}\n\n{row['body']}",
        "published_at": row["published_at"],
    }
    ((outcome,),) = pipeline.process([Record(json.dumps(raw).encode(), b"key")])
    assert isinstance(outcome, Enriched)
    return EnrichedArticle.model_validate_json(outcome.value)


def is_right(row: Row, place: str, day: str) -> bool:
    """The city decides, however its region is written."""
    if row["place"] is None or place.partition(",")[0] != row["place"].partition(",")[0]:
        return False
    return row["date"] is None or day == row["date"]
