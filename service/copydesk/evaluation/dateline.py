"""How well the desk reads datelines: place and day right, and none where there is none.

A dateline read with a wrong place or day is not right, but not false either: false is one where the
label has none. Must not: open files, or see more of a row than its text and day of issue.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from copydesk.draft import Block, BlockKind, Copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.enrich.dateline import Dateline, DatelineDesk

__all__ = ["BadRowError", "Figures", "Labelled", "labelled_rows", "measured", "read", "right"]

LEDE = " The company said it would buy the plant for cash."
"""What stands behind a bare dateline, so that it opens a story."""

_JOINTS = re.compile(r"\s*([/,])\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The head of an article and what a person reads in it.

    place: None when it has no dateline; day: None when it states none; undated: the file does not
    say, so only the place is compared.
    """

    text: str
    issued: date | None
    place: str | None
    day: date | None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts. labelled: rows with a dateline; without: rows that have none."""

    labelled: int
    place_right: int
    both_right: int
    without: int
    false: int
    fired: int

    @property
    def place_and_date(self) -> float:
        """The share of datelines whose place and day are both right; 0 without any."""
        return self.both_right / self.labelled if self.labelled else 0.0

    @property
    def false_explicit(self) -> float:
        """The share of the explicit datelines given that stand where there is none."""
        return self.false / self.fired if self.fired else 0.0


class BadRowError(ValueError):
    """A line that is no labelled row. line: from 1; `str()` says what is wrong with it."""

    def __init__(self, line: int, wrong: str) -> None:
        """Keep the place for the caller, who knows the file's name."""
        super().__init__(wrong)
        self.line = line


def labelled_rows(lines: Iterable[str]) -> tuple[list[Labelled], int]:
    """Read JSON lines; return the labelled rows, and how many have no label.

    {"dateline" or "text", "issued"?, "place_text"?, "date"?}: place_text null, or a text alone,
    says that there is no dateline; a dateline without place_text has no label. Raises BadRowError.
    """
    rows, unlabelled = [], 0
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \r\n"):
            continue
        row = _row(number, line)
        if row is None:
            unlabelled += 1
        else:
            rows.append(row)
    return rows, unlabelled


def measured(desk: DatelineDesk, rows: Sequence[Labelled]) -> Figures:
    """Compare what the desk reads with the labels; an inferred dateline counts as none."""
    found = [(row, read(desk, row)) for row in rows]
    labelled = [(row, one) for row, one in found if row.place is not None]
    false = sum(one is not None for row, one in found if row.place is None)
    return Figures(
        labelled=len(labelled),
        place_right=sum(_same_place(row, one) for row, one in labelled),
        both_right=sum(right(row, one) for row, one in labelled),
        without=len(found) - len(labelled),
        false=false,
        fired=sum(one is not None for _, one in found),
    )


def read(desk: DatelineDesk, row: Labelled) -> Dateline | None:
    """Return the explicit dateline that the desk reads in a row."""
    copy = Copy(text=row.text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(row.text)),))
    now = datetime.combine(row.issued, time(12), UTC) if row.issued else None
    dateline, _ = desk.find(copy, now)
    return dateline if dateline is not None and dateline.origin == "explicit" else None


def right(row: Labelled, found: Dateline | None) -> bool:
    """Tell whether the desk reads a row as labelled, none where there is none."""
    if row.place is None:
        return found is None
    same_day = row.undated or (found is not None and found.date == row.day)
    return _same_place(row, found) and same_day


def _same_place(row: Labelled, found: Dateline | None) -> bool:
    return found is not None and _plain(found.place) == _plain(row.place or "")


def _plain(place: str) -> str:
    """Return a place without what its setting adds: capitals, stars, spaces at its joints."""
    return _JOINTS.sub(r"\1", place.strip("* ")).casefold()


def _row(number: int, line: str) -> Labelled | None:
    try:
        row = json.loads(line.strip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        wrong = "it is not JSON"
        raise BadRowError(number, wrong) from error
    if not isinstance(row, dict):
        wrong = "it is not an object"
        raise BadRowError(number, wrong)
    text, head = row.get("text"), row.get("dateline")
    if not isinstance(text, str) and not isinstance(head, str):
        wrong = "it needs a dateline or a text"
        raise BadRowError(number, wrong)
    place = row.get("place_text")
    if not isinstance(place, str | None):
        wrong = "place_text is neither text nor null"
        raise BadRowError(number, wrong)
    if isinstance(head, str) and "place_text" not in row:
        return None
    return Labelled(
        text=text if isinstance(text, str) else f"{head}{LEDE}",
        issued=_day(number, "issued", row.get("issued")),
        place=place or None,
        day=_day(number, "date", row.get("date")),
        undated="date" not in row,
    )


def _day(number: int, field: str, written: object) -> date | None:
    if written is None:
        return None
    try:
        return datetime.fromisoformat(str(written)).date()
    except ValueError as error:
        wrong = f"{field} is no ISO 8601 day"
        raise BadRowError(number, wrong) from error
