"""COPYDESK_SOURCES: what an operator says of a source counts; a fault in it is one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.errors import SettingsError
from copydesk.models.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Council to repair tower\n\nThe council of Paris voted on Monday to repair the water tower, "
    "officials in Paris and Clarksville said. The mayor of Paris will sign the order on Friday.\n"
)
TOML = """
[paris-post]
name = "The Paris Post"
country = "us"
timezone = "America/Chicago"
home = ["Paris, Texas"]
"""
AS_JSON = json.dumps(
    {
        "paris-post": {
            "name": "The Paris Post",
            "country": "US",
            "timezone": "America/Chicago",
            "home": ["Paris, Texas"],
        }
    }
)


def enrich(folder: Path, sources: str | None, source: str = "paris-post") -> tuple[int, str, str]:
    (folder / "story.txt").write_text(STORY)
    environment = {k: v for k, v in os.environ.items() if k != "COPYDESK_SOURCES"}
    if sources is not None:
        environment["COPYDESK_SOURCES"] = sources
    command = [sys.executable, "-m", "copydesk", "enrich", "--source", source]
    command += ["--issued", "2026-11-12", "story.txt"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(("name", "content"), [("s.toml", TOML), ("s.json", AS_JSON)])
def test_a_known_source_fills_in_and_decides(name: str, content: str, tmp_path: Path) -> None:
    """Name, country and zone that the article lacks come from the file; its home decides places."""
    (tmp_path / name).write_text(content)
    code, out, err = enrich(tmp_path, name)
    event = json.loads(out)
    assert (code, err) == (0, "")
    assert event["source"] == {
        "id": "paris-post",
        "name": "The Paris Post",
        "url": None,
        "country": "US",
        "timezone": "America/Chicago",
    }
    assert {place["name"]: place["admin1"] for place in event["places"]}["Paris"] == "US.TX"


def test_the_file_is_part_of_the_configuration(tmp_path: Path) -> None:
    """Events made with other facts carry another digest; another source stays as it was."""
    (tmp_path / "s.toml").write_text(TOML)
    (tmp_path / "t.toml").write_text(TOML.replace("Texas", "Tennessee"))
    events = [
        json.loads(enrich(tmp_path, sources, "other-post")[1])
        for sources in (None, "s.toml", "t.toml")
    ]
    digests = [event["provenance"]["configuration"] for event in events]
    assert len(set(digests)) == 3
    assert [event["places"] for event in events] == [events[0]["places"]] * 3
    assert events[0]["source"]["name"] is None


@dataclass(frozen=True)
class Bad:
    name: str
    content: str
    sentence: str


BAD = (
    Bad("syntax", "[", "is not TOML"),
    Bad("json", "{,}", "is not JSON"),
    Bad("no-table", 'paris-post = "US"', "source 'paris-post' must be a table"),
    Bad("unknown-field", '[a]\ncuntry = "US"', "an unknown field cuntry, did you mean country."),
    Bad("country", '[a]\ncountry = "Texas"', "source 'a': country must be an ISO 3166 code"),
    Bad("timezone", '[a]\ntimezone = "Texas"', "source 'a': timezone must be an IANA name"),
    Bad("name", "[a]\nname = 7", "source 'a': name must be text."),
    Bad("home", "[a]\nhome = 7", "source 'a': home must be a list of places"),
    Bad("unknown-home", '[a]\nhome = ["Oslo", "Blah, Texas"]', "home, place 2 is not in the"),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda one: one.name)
def test_a_bad_file_is_one_sentence(bad: Bad, tmp_path: Path) -> None:
    """File, source and field are named."""
    path = tmp_path / "s.toml"
    path.write_text(bad.content)
    with pytest.raises(SettingsError) as caught:
        read_sources(path)
    assert str(caught.value).startswith(f"COPYDESK_SOURCES: {path}")
    assert bad.sentence in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file stops the start with its name, before anything is enriched; exit 2."""
    code, out, err = enrich(tmp_path, "gone.toml")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "COPYDESK_SOURCES: gone.toml cannot be read" in err
