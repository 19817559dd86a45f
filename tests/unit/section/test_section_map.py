"""A newsroom's own labels in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.enrich.section import SectionInput
from copydesk.errors import SettingsError
from copydesk.models.loading import load_desk
from copydesk.models.section_map import read_section_map

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[topics]
"politics and government" = ["Holyrood Watch", "Rathaus"]
"medtop:20001065" = ["Match Centre"]
04000000 = ["Politics"]
[no_topic]
labels = ["Sport"]
[paths]
sport = ["mc"]
[genres]
opinion = ["Hot Takes"]
"""


def filed(tmp_path: Path, article: SectionInput) -> tuple[str | None, str | None]:
    path = tmp_path / "labels.toml"
    path.write_text(OWN, encoding="utf-8")
    (filing,) = load_desk(read_section_map(path)).sections.filings([article])
    return filing.section.code if filing.section else None, filing.genre


@dataclass(frozen=True)
class Case:
    name: str
    article: SectionInput
    code: str | None
    genre: str | None = None


CASES = (
    Case("topic-by-name", SectionInput("x", "", ("HOLYROOD-WATCH",)), "medtop:11000000"),
    Case("topic-by-code", SectionInput("x", "", ("Match Centre",)), "medtop:15000000"),
    Case("ours-beaten", SectionInput("x", "", ("Politics",)), "medtop:04000000"),
    Case("ours-silenced", SectionInput("x", "", ("Sport",)), None),
    Case("ours-kept", SectionInput("x", "", ("Religion",)), "medtop:12000000"),
    Case("path", SectionInput("x", "", (), "https://example.org/mc/1"), "medtop:15000000"),
    Case("genre", SectionInput("x", "", ("Hot takes",)), None, "opinion"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_own_lines_beat_the_shipped_table(case: Case, tmp_path: Path) -> None:
    """A newsroom's lines add to the table and win over it; the rest of it stays."""
    assert filed(tmp_path, case.article) == (case.code, case.genre)


def test_the_map_is_part_of_the_configuration(tmp_path: Path) -> None:
    """Two maps that say the same have one digest; one that says more has another."""
    texts = (
        '[topics]\nsport = ["A", "B"]\n',
        '# ours\n[topics]\nsport = ["b", "a"]',
        '[topics]\nsport = ["A"]\n',
    )
    found = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        found.append(load_desk(read_section_map(path)).configuration)
    plain = load_desk().configuration
    assert found[0] == found[1]
    assert len({plain, *found}) == 3


@dataclass(frozen=True)
class Refused:
    name: str
    text: str
    said: str


REFUSED = (
    Refused("not-toml", "[topics\n", "not TOML"),
    Refused("unknown-table", "[topic]\nsport = ['a']", r"\[topic\] is none of the tables"),
    Refused("unknown-topic", "[topics]\nsprot = ['a']", "'sprot' is not an active Media Topic"),
    Refused("unknown-genre", "[genres]\nrant = ['a']", "'rant' is none of the genres"),
    Refused("two-meanings", "[topics]\nsport = ['a']\nhealth = ['A']", "'A' means two things"),
    Refused("no-list", "[topics]\nsport = 'a'", "sport is not a list of labels"),
    Refused("no-letter", "[topics]\nsport = ['\u2603']", "no letter"),
    Refused("no-table", "topics = 1", r"\[topics\] is not a table"),
)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_wrong_map_is_one_sentence(case: Refused, tmp_path: Path) -> None:
    """What cannot be meant is named with the file and the line's own words, before any work."""
    path = tmp_path / "labels.toml"
    path.write_text(case.text, encoding="utf-8")
    with pytest.raises(SettingsError, match=case.said) as caught:
        read_section_map(path)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_map_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A path that cannot be read is said with its variable."""
    with pytest.raises(SettingsError, match=r"COPYDESK_SECTION_MAP: .* cannot be read"):
        read_section_map(tmp_path / "none.toml")
