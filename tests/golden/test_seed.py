"""The seed page, the first article that the desk was built for, as `copydesk enrich` prints it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEED = sorted(Path(__file__).parents[3].glob("shared/data/seed/*.txt"))


def enriched() -> bytes:
    command = [sys.executable, "-m", "copydesk", "enrich", *map(str, SEED)]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.skipif(not SEED, reason="../shared/data/seed is absent")
def test_seed_page_is_understood() -> None:
    """A page saved as text: headline, caption, subheads, dateline, people, places, section."""
    printed = enriched()
    event = json.loads(printed)
    text = event["text"]
    slices = {
        kind: [text[b["start"] : b["end"]] for b in event["blocks"] if b["kind"] == kind]
        for kind in ("headline", "caption", "subhead")
    }
    names = {
        kind: {one["name"] for one in event["entities"] if one["type"] == kind}
        for kind in ("person", "organisation", "location")
    }
    dateline = event["dateline"]
    assert slices["headline"] == ["US Vice President Calls for Immigration Effort With Mexico"]
    assert event["headline"] == slices["headline"][0]
    assert slices["subhead"] == ["Range of challenges", "Guatemala trip"]
    assert len(slices["caption"]) == 1
    assert "Accessibility links" not in text
    assert "Breaking News" not in text
    assert (dateline["origin"], dateline["place"]) == ("inferred", "Washington")
    assert dateline["date"] == "2021-05-07"
    assert [text[e["start"] : e["end"]] for e in dateline["evidence"]] == [dateline["text"]]
    assert names["person"] == {
        "Kamala Harris",
        "Joe Biden",
        "Andres Manuel Lopez Obrador",
        "Symone Sanders",
    }
    assert names["location"] >= {"Mexico", "Guatemala", "Honduras", "El Salvador"}
    assert names["organisation"] >= {
        "U.S. Agency for International Development",
        "Mexicans Against Corruption and Impunity",
    }
    assert event["section"]["code"] == "medtop:11000000"
    assert enriched() == printed
