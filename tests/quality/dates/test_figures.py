"""Dates in the text, measured on expressions written for this project before the code.

`make quality` shows the figures. The floor falls only in a commit of its own, cases are only added.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

import pytest

from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dates import AsOf, find_dates

CASES = Path(__file__).parent / "expressions.jsonl"
CASES_MIN = 200
FLOOR = 0.95
READ = Path(__file__).parent / "wikinews-150.jsonl"
ARTICLES = Path(__file__).parents[4] / "shared/data/section/wikinews-2019-2020-unlabelled.jsonl.gz"
PRECISION_FLOOR = 0.94
KEPT_FLOOR = 0.97
"""So many of the dates read must still be given a value: precision is not to be had by silence."""


class Row(TypedDict, total=False):
    """One expression: [start, end) of `text`; `date` false where it only looks like one."""

    as_of: str | None
    zone: str | None
    country: str | None
    text: str
    start: int
    end: int
    date: bool
    value: str | None
    grain: str


class ReadRow(TypedDict):
    """A date of an article: [start, end) of its text, and what a person says it is."""

    row: int
    sha256: str
    start: int
    end: int
    given: str
    truth: str | None


def rows() -> list[Row]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def right(row: Row) -> bool:
    """Tell whether span, value and grain are as labelled, and nothing else there."""
    text = row["text"]
    copy = Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
    found = [
        one
        for one in find_dates(copy, as_of(row))
        if one.start < row["end"] and one.end > row["start"]
    ]
    if not row["date"]:
        return not found
    label = (row["start"], row["end"], row["value"], row["grain"])
    return [(one.start, one.end, one.value, one.grain) for one in found] == [label]


def as_of(row: Row) -> AsOf:
    written, zone = row["as_of"], row["zone"]
    if written is None:
        return AsOf(None, row["country"])
    moment = datetime.fromisoformat(written)
    return AsOf((moment.astimezone(ZoneInfo(zone)) if zone else moment).date(), row["country"])


def test_date_expressions_are_resolved() -> None:
    """Of the expressions of news at least 95% have the right span, value and grain."""
    table: Counter[tuple[str, bool]] = Counter()
    wrong = []
    for row in rows():
        kind = str(row.get("grain")) if row["date"] else "no date"
        table[kind, right(row)] += 1
        if not right(row):
            wrong.append(row["text"])
    done = sum(count for (_, good), count in table.items() if good)
    print(f"date expressions right: {done}/{len(rows())}")
    for kind in sorted({kind for kind, _ in table}):
        good, bad = table[kind, True], table[kind, False]
        print(f"  {kind:8} {good:4} of {good + bad}")
    assert len(rows()) >= CASES_MIN
    assert done >= FLOOR * len(rows()), wrong


@pytest.mark.skipif(not ARTICLES.exists(), reason=f"{ARTICLES.name} is not here")
def test_dates_of_unseen_articles_are_right() -> None:
    """Of the dates given in articles nobody wrote for us, as a person read them."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    labels: list[ReadRow] = [json.loads(line) for line in READ.read_text("utf-8").splitlines()]
    given = right_of = 0
    for label in labels:
        text, day = articles[label["row"]]["text"], articles[label["row"]]["date"][:10]
        assert hashlib.sha256(text.encode()).hexdigest()[:16] == label["sha256"]
        copy = Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
        found = find_dates(copy, AsOf(date.fromisoformat(day)))
        values = [one.value for one in found if one.start < label["end"] > label["start"] < one.end]
        given += bool(values and values[0])
        right_of += bool(values) and values[0] is not None and values[0] == label["truth"]
    print(f"dates of 295 unseen articles: {right_of} of {given} right")
    assert right_of >= PRECISION_FLOOR * given
    assert given >= KEPT_FLOOR * len(labels)
