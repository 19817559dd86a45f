"""The language model that the package is run with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.models.language import langid_identifier


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    language: str | None


CASES = (
    Case("english", "The council voted on Monday to close the library, the mayor said.", "en"),
    Case("german", "Der Stadtrat hat am Montag beschlossen, die Bücherei zu schließen.", "de"),
    Case("french", "Le conseil municipal a décidé lundi de fermer la bibliothèque.", "fr"),
    Case("spanish", "El consejo municipal decidió el lunes cerrar la biblioteca del puerto.", "es"),
    Case("japanese", "市議会は月曜日に図書館を閉鎖することを決めたと市長が発表した。", "ja"),
    Case("too-short", "Mayor opens bridge", None),
    Case("empty", "", None),
    Case("numbers", "12 000 5 " * 40, None),
    Case("lone-surrogates", "\ud800" * 100, None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_identify(case: Case) -> None:
    """A sentence is enough; a headline or a table is not."""
    assert langid_identifier()(case.text) == case.language
