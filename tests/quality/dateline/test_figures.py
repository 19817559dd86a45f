"""The dateline desk with its shipped list, measured on third-party data; skipped without it.

Run with -s to see the figures. The floors fall only in commits of their own.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest

import copydesk
from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dateline import Dateline, DatelineDesk, PlaceNames

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL = Path(copydesk.__file__).parent / "models" / "dateline"
DATA = Path(__file__).parents[4] / "shared" / "data"
AGENCY = DATA / "dateline" / "agency-datelines-1987.jsonl"
SUMMARIES = DATA / "section" / "huffpost-news-category-v3-full.jsonl.gz"
EVENTS = DATA / "section" / "wikipedia-current-events-2002-2026.jsonl.gz"
SEED = DATA / "seed" / "voa-us-vice-president-calls-for-immigration-effort-with-mexico.txt"

REGULAR_FLOOR = 0.995
ROWS = 60_000
FIRED_SHARE = (0.003, 0.007)
"""What share of the summaries begins with a real dateline, by reading."""

EVENTS_FIRED_MAX = 3
TAIL = " The company said it would buy the plant for cash."


class AgencyRow(TypedDict, total=False):
    """One row of the agency's datelines."""

    dateline: str
    issued: str
    irregular: bool
    place_text: str
    date: str


@pytest.fixture(scope="module")
def desk() -> DatelineDesk:
    """The desk with the list that ships."""
    return DatelineDesk(PlaceNames.parse((MODEL / "places.tsv").read_text(encoding="ascii")))


def needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not here")


def paragraph(text: str) -> Copy:
    return Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))


def agency_rows() -> list[AgencyRow]:
    return [json.loads(line) for line in AGENCY.read_text(encoding="utf-8").splitlines()]


def read(desk: DatelineDesk, row: AgencyRow) -> Dateline | None:
    issued = datetime.fromisoformat(row["issued"]).replace(tzinfo=UTC)
    return desk.find(paragraph(row["dateline"] + TAIL), issued)[0]


def fired(desk: DatelineDesk, path: Path, key: str) -> Iterator[tuple[Dateline, str]]:
    """Yield what the desk takes for a dateline among every third row, up to ROWS."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 3 or number >= 3 * ROWS:
                continue
            text = json.loads(line)[key]
            dateline, _ = desk.find(paragraph(text), None)
            if dateline is not None:
                yield dateline, text


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
def test_regular_agency_datelines_are_read(
    desk: DatelineDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Place and day as one regular expression split them, the teleprinter's stars aside."""
    rows = [row for row in agency_rows() if not row.get("irregular")]
    right = 0
    for row in rows:
        found = read(desk, row)
        place = row["place_text"].strip("*").casefold()
        right += (
            found is not None
            and found.place.casefold() == place
            and found.date == date.fromisoformat(row["date"])
        )
    with capsys.disabled():
        print(f"\nagency datelines, regular: {right}/{len(rows)}")  # noqa: T201
    assert right >= REGULAR_FLOOR * len(rows)


@needs(AGENCY)
def test_irregular_agency_datelines_are_mostly_read(
    desk: DatelineDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typing slips cost the day at most; a company's name before a dash is still no dateline."""
    rows = [row for row in agency_rows() if row.get("irregular")]
    found = {row["dateline"]: read(desk, row) for row in rows}
    read_so = sum(found[row["dateline"]] is not None for row in rows)
    with capsys.disabled():
        print(f"\nagency datelines, irregular: {read_so} of {len(rows)} read")  # noqa: T201
    assert read_so >= 33
    assert found["Wilcox/Gibbs -"] is None


@needs(SUMMARIES)
def test_summaries_fire_as_often_as_they_carry_datelines(
    desk: DatelineDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """About 1 summary in 200 opens with a real dateline; more would be false ones."""
    count = sum(1 for _ in fired(desk, SUMMARIES, "short_description"))
    with capsys.disabled():
        print(f"\nsummaries with an explicit dateline: {count}/{ROWS}")  # noqa: T201
    assert FIRED_SHARE[0] <= count / ROWS <= FIRED_SHARE[1]


@needs(EVENTS)
def test_encyclopaedic_events_have_no_dateline(desk: DatelineDesk) -> None:
    """Portal paragraphs begin with sentences, never with a dateline."""
    assert len(list(fired(desk, EVENTS, "text"))) <= EVENTS_FIRED_MAX


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
