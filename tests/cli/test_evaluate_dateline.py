"""`copydesk evaluate dateline`: figures for anybody's file, one sentence for a fault in it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.evaluation.dateline import BadRowError, labelled_rows

if TYPE_CHECKING:
    from pathlib import Path

PARIS = {
    "dateline": "PARIS, May 7 -",
    "issued": "2021-05-07",
    "place_text": "PARIS",
    "date": "2021-05-07",
}
LEDE = "The council said on Thursday it would close the old bridge until the autumn."


def evaluate(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "evaluate", "dateline", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_figures_of_a_file(tmp_path: Path) -> None:
    """A wrong day is not right but not false; a dateline where there is none is false."""
    rows = (
        PARIS,
        PARIS | {"date": "2021-05-08"},
        {"dateline": "OSLO, Tuesday -", "irregular": True},
        {"text": LEDE},
        {"text": f"MADRID (AP) \u2014 {LEDE}", "place_text": None},
    )
    (tmp_path / "mine.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    code, out, err = evaluate("mine.jsonl", "--json", cwd=tmp_path)
    assert (code, err) == (0, "copydesk: mine.jsonl: 1 rows have no label.\n")
    assert json.loads(out) == {
        "place_and_date": 0.5,
        "false_explicit": 0.3333,
        "datelines": 2,
        "place_right": 2,
        "without": 2,
        "fired": 3,
        "false": 1,
    }


def test_a_table_for_a_person(tmp_path: Path) -> None:
    """Without --json a table says the same."""
    (tmp_path / "mine.jsonl").write_text(json.dumps(PARIS))
    code, out, _ = evaluate("mine.jsonl", cwd=tmp_path)
    assert code == 0
    assert "100.0" in out


def test_a_fault_is_one_sentence_with_file_and_line(tmp_path: Path) -> None:
    """A file that can't be read stops the command with 2, and says where."""
    (tmp_path / "mine.jsonl").write_text(f"{json.dumps(PARIS)}\n[]\n")
    code, out, err = evaluate("mine.jsonl", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "mine.jsonl line 2: it is not an object." in err


@dataclass(frozen=True)
class Case:
    name: str
    line: str
    wrong: str


FAULTS = (
    Case("no-json", "{", "not JSON"),
    Case("nothing-to-read", '{"place_text": "PARIS"}', "needs a dateline or a text"),
    Case("odd-place", '{"dateline": "PARIS -", "place_text": 7}', "neither text nor null"),
    Case("odd-day", '{"dateline": "PARIS -", "place_text": "PARIS", "date": "May 7"}', "no ISO"),
)


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_a_bad_line_is_named(case: Case) -> None:
    """The line's number and what is wrong with it, never what it says."""
    with pytest.raises(BadRowError, match=case.wrong) as caught:
        labelled_rows(["", case.line])
    assert caught.value.line == 2
