"""`copydesk enrich`: events on standard output, one sentence for each fault, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Ferry pier closes for repairs\n\n"
    "LUMBERG, Nov. 3 (Agency) - The harbour authority said on Tuesday that the old ferry pier "
    "would be closed for repairs until the end of the year.\n\n"
    "Commuters should use the north landing, it said.\n"
)
RAW = {"id": "pier-1", "source": "harbour-post", "body": STORY}


def enrich(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "enrich", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_reads_every_form_in_one_call(tmp_path: Path) -> None:
    """Plain text, one article's JSON and JSON lines may stand side by side; order is kept."""
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.json").write_text(json.dumps(RAW, indent=2))
    lines = [json.dumps(RAW | {"id": f"pier-{n}"}) for n in (2, 3)]
    (tmp_path / "wire.jsonl").write_text("\n\n".join(lines))
    code, out, err = enrich("story.txt", "story.json", "wire.jsonl", cwd=tmp_path)
    events = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [event["id"] for event in events[1:]] == ["pier-1", "pier-2", "pier-3"]
    assert {event["headline"] for event in events} == {"Ferry pier closes for repairs"}


def test_options_say_what_a_text_cannot(tmp_path: Path) -> None:
    """--issued dates a bare text, --source names its supplier; - is standard input; runs agree."""
    arguments = ("--issued", "2026-11-04T09:00+01:00", "--source", "harbour-post", "-")
    code, out, err = enrich(*arguments, stdin=STORY.encode(), cwd=tmp_path)
    event = json.loads(out)
    assert (code, err) == (0, "")
    assert event["published_at"] == "2026-11-04T09:00:00+01:00"
    assert event["source"]["id"] == "harbour-post"
    assert enrich(*arguments, stdin=STORY.encode(), cwd=tmp_path)[1] == out


@dataclass(frozen=True)
class Bad:
    name: str
    file: str
    content: bytes | None
    says: tuple[str, ...]


BAD = [
    Bad("missing-file", "gone.txt", None, ("gone.txt", "cannot be read")),
    Bad("empty-file", "empty.txt", b"", ("empty.txt", "empty")),
    Bad("no-text-in-bytes", "old.txt", b"\xc1\x85\x99 " * 40, ("old.txt", "UTF-8")),
    Bad("no-article", "a.xml", b"<packageItem guid='p'/>", ("a.xml", "1 package item")),
    Bad("cut-json", "cut.json", b'{"source": {"id": "x"}, "body": "lost', ("cut.json", "JSON")),
    Bad("no-body", "bare.json", b'{"source": {"id": "x"}}', ("bare.json", "body")),
    Bad("third-line", "w.jsonl", b'{"source":"x","body":"A b c."}\n\n{"a"\n', ("w.jsonl line 3",)),
    Bad("picture", "cat.png", b"\x89PNG\r\n\x1a\n\x00\x00", ("cat.png", "UTF-8")),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_input_is_one_sentence_and_the_rest_goes_on(case: Bad, tmp_path: Path) -> None:
    """A fault names its file on standard error, exit code 2; the other articles are printed."""
    if case.content is not None:
        (tmp_path / case.file).write_bytes(case.content)
    (tmp_path / "good.txt").write_text(STORY)
    code, out, err = enrich(case.file, "good.txt", cwd=tmp_path)
    assert code == 2
    assert json.loads(out.splitlines()[-1])["headline"] == "Ferry pier closes for repairs"
    assert all(said in err for said in case.says)
    assert "Traceback" not in err
    assert err.count("\n") == 1


NITF = (
    '<nitf><head><docdata><doc-id id-string="pier-4"/></docdata></head><body><body.content>'
    "<p>The harbour authority said on Tuesday that the pier would close.</p>"
    "</body.content></body></nitf>"
)
CANCELED = NITF.replace("<docdata", "<docdata management-status='canceled'")


def test_intake_stage_shows_what_was_understood(tmp_path: Path) -> None:
    """--stage intake prints each draft, before any repair, with the format it was read in."""
    (tmp_path / "wire.xml").write_text(NITF)
    (tmp_path / "gone.xml").write_text(CANCELED)
    code, out, err = enrich("--stage", "intake", "wire.xml", "gone.xml", cwd=tmp_path)
    draft, withdrawal = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (0, "")
    assert (draft["format"], draft["article"], draft["article_id"]) == ("nitf", "draft", "pier-4")
    assert draft["blocks"][0][0] == "paragraph"
    assert (withdrawal["article"], withdrawal["reason"]) == ("withdrawal", "canceled")


def test_format_is_not_doubted_where_it_is_given(tmp_path: Path) -> None:
    """--format reads every file as said; an unknown name lists the known ones."""
    (tmp_path / "wire.xml").write_text(NITF)
    code, out, _ = enrich("--stage", "intake", "--format", "plain-text", "wire.xml", cwd=tmp_path)
    assert (code, json.loads(out)["body"]) == (0, NITF)
    code, out, err = enrich("--stage", "intake", "--format", "morse", "wire.xml", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "newsml-g2" in err
    assert "Traceback" not in err


def test_withdrawn_article_is_named(tmp_path: Path) -> None:
    """A file that withdraws an article prints no event, but says so."""
    (tmp_path / "gone.xml").write_text(CANCELED)
    code, out, err = enrich("gone.xml", cwd=tmp_path)
    assert (code, out) == (0, "")
    assert "pier-4" in err


def test_wrong_date_is_refused_before_anything_is_read() -> None:
    """An option that makes no sense names itself."""
    code, out, err = enrich("--issued", "yesterday", "-")
    assert (code, out) == (2, "")
    assert "--issued" in err
    assert "Traceback" not in err
