"""The dateline desk with its shipped list, measured on third-party data; skipped without it.

`make quality` shows the figures. The floors fall only in commits of their own.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypedDict

import pytest

import copydesk
from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dateline import DatelineDesk, PlaceNames
from copydesk.evaluation.dateline import LEDE, Labelled, labelled_rows, measured, read, right

MODEL = Path(copydesk.__file__).parent / "models" / "dateline"
DATA = Path(__file__).parents[4] / "shared" / "data"
AGENCY = DATA / "dateline" / "agency-datelines-1987.jsonl"
SUMMARIES = DATA / "section" / "huffpost-news-category-v3-full.jsonl.gz"
EVENTS = DATA / "section" / "wikipedia-current-events-2002-2026.jsonl.gz"
SEED = DATA / "seed" / "voa-us-vice-president-calls-for-immigration-effort-with-mexico.txt"

REGULAR_FLOOR = 0.995
IRREGULAR_FLOOR = 33
PRECISION_FLOOR = 0.98
MISSED_MAX = 10
FIRED_MAX = 1_100
"""1,021 fire, and each second of them was read; many more would be unread ones."""

EVENTS_FIRED_MAX = 3


class AgencyRow(TypedDict, total=False):
    """One row of the agency's datelines."""

    dateline: str
    issued: str
    irregular: bool
    place_text: str
    date: str


class IrregularLabel(TypedDict):
    """What a person reads in the agency's row of this line; null where it states none."""

    line: int
    sha256: str
    place_text: str | None
    date: str | None


class FiringLabel(TypedDict):
    """Whether a summary opens with a dateline; fired: it was drawn from those the desk took."""

    row: int
    sha256: str
    fired: bool
    dateline: bool


@pytest.fixture(scope="module")
def desk() -> DatelineDesk:
    """The desk with the list that ships."""
    return DatelineDesk(PlaceNames.parse((MODEL / "places.tsv").read_text(encoding="ascii")))


def needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not here")


def agency_rows() -> list[AgencyRow]:
    return [json.loads(line) for line in AGENCY.read_text(encoding="utf-8").splitlines()]


def labels(name: str) -> list[Any]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def texts_of(path: Path, key: str) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)[key] for line in lines]


def fires(desk: DatelineDesk, text: str) -> bool:
    return read(desk, Labelled(text, None, None, None)) is not None


def test_the_card_names_the_list_that_ships() -> None:
    """The list can't change without its card, and so without its figures."""
    digest = hashlib.sha256((MODEL / "places.tsv").read_bytes()).hexdigest()
    assert digest in (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_list_is_sorted_and_small() -> None:
    """Look-up is by halving, so every line must follow the one before; the wheel stays small."""
    text = (MODEL / "places.tsv").read_text(encoding="ascii")
    lines = text.rstrip("\n").split("\n")
    assert lines == sorted(lines)
    assert len(text) < 6_000_000


@needs(AGENCY)
def test_regular_agency_datelines_are_read(desk: DatelineDesk) -> None:
    """Place and day as one regular expression split them, the teleprinter's stars aside."""
    rows, unlabelled = labelled_rows(AGENCY.read_text(encoding="utf-8").splitlines())
    figures = measured(desk, rows)
    print(f"agency datelines, regular: {figures.both_right}/{figures.labelled}")
    assert figures.place_and_date >= REGULAR_FLOOR
    assert unlabelled == len(labels("irregular-39.jsonl"))


@needs(AGENCY)
def test_irregular_agency_datelines_are_mostly_read(desk: DatelineDesk) -> None:
    """Place and day as a person reads them, typing slips and all; null is an answer too."""
    rows = agency_rows()
    right_of = 0
    table: list[IrregularLabel] = labels("irregular-39.jsonl")
    for label in table:
        row = rows[label["line"] - 1]
        assert digest(row["dateline"]) == label["sha256"]
        day = date.fromisoformat(label["date"]) if label["date"] else None
        issued = date.fromisoformat(row["issued"])
        labelled = Labelled(row["dateline"] + LEDE, issued, label["place_text"], day)
        right_of += right(labelled, read(desk, labelled))
    print(f"agency datelines, irregular: {right_of}/{len(table)} right")
    assert right_of >= IRREGULAR_FLOOR


@needs(SUMMARIES)
def test_summaries_give_hardly_a_false_dateline(desk: DatelineDesk) -> None:
    """Precision over labelled firings, and the share of all rows that fire falsely, estimated."""
    texts = texts_of(SUMMARIES, "short_description")
    drawn: list[FiringLabel] = labels("firings-huffpost.jsonl")
    assert all(digest(texts[label["row"]]) == label["sha256"] for label in drawn)
    fired = [label for label in drawn if fires(desk, texts[label["row"]])]
    true = sum(label["dateline"] for label in fired)
    missed = sum(label["dateline"] for label in drawn) - true
    everywhere = sum(fires(desk, text) for text in texts)
    precision = true / len(fired)
    print(f"summaries: {everywhere} of {len(texts)} fire; of {len(fired)} labelled")
    print(f"  precision {precision:.3f}, {missed} of the labelled datelines missed")
    print(f"  estimated false: {(1 - precision) * everywhere / len(texts):.6f} of rows")
    assert precision >= PRECISION_FLOOR
    assert missed <= MISSED_MAX
    assert everywhere <= FIRED_MAX


@needs(EVENTS)
def test_encyclopaedic_events_have_no_dateline(desk: DatelineDesk) -> None:
    """Portal paragraphs begin with sentences, never with a dateline: whatever fires is false."""
    texts = texts_of(EVENTS, "text")
    count = sum(fires(desk, text) for text in texts)
    print(f"current events: {count} of {len(texts)} fire, all false")
    assert count <= EVENTS_FIRED_MAX


@needs(SEED)
@pytest.mark.parametrize(
    "now", [None, datetime(2021, 5, 8, 1, 0, tzinfo=UTC)], ids=["bare", "dated"]
)
def test_the_seed_was_filed_from_washington(desk: DatelineDesk, now: datetime | None) -> None:
    """The page has no dateline of its own; its caption says where and when."""
    parts = [part.strip() for part in SEED.read_text(encoding="utf-8").split("\n\n")]
    body = [part for part in parts if part][3:]
    text = "\n\n".join(body)
    blocks = []
    at = 0
    for number, part in enumerate(body):
        kind = BlockKind.PARAGRAPH if number else BlockKind.CAPTION
        blocks.append(Block(kind, at, at + len(part)))
        at += len(part) + 2
    dateline, _ = desk.find(Copy(text=text, blocks=tuple(blocks)), now)
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("Washington", date(2021, 5, 7))
    assert dateline.origin == "inferred"
    assert [text[span.start : span.end] for span in dateline.evidence] == [
        "Washington, May 7, 2021"
    ]
