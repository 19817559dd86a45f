# ruff: noqa: RUF001 - this file is about characters that were read wrongly
"""Which wrongly read characters are repaired, and which are left because somebody may mean them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.normalise.desk import clean

from copydesk.normalise.mojibake import mend


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    mended: str


CASES = [
    Case("apostrophe", "the worldâ€™s harbours", "the world’s harbours"),
    Case("quotes-and-dash", "â€œPierâ€\x9d â€” closed", "“Pier” — closed"),
    Case("closing-quote-that-lost-its-end", "â€œcloseâ€ the pier", "“close” the pier"),
    Case(
        "accents", "cafÃ©, mÃ¡s, niÃ±o, franÃ§ais, Ã\xadndice", "café, más, niño, français, índice"
    ),
    Case("capital-accent", "lâ€™Ã‰cole", "l’École"),
    Case("signs", "Â£5 at 20Â°C for 3â‚¬", "£5 at 20°C for 3€"),
    Case("non-breaking-space", "10Â\xa0km", "10\xa0km"),
    Case("emoji", "closed ðŸ˜€", "closed 😀"),
    Case("polish", "WaÅ‚Ä™sa", "Wałęsa"),
    Case("read-as-latin-1", "worldâ\x80\x99s", "world’s"),
    Case("twice-over", "worldÃ¢â‚¬â„¢s", "world’s"),
    Case("whole-text-in-another-script", "ÐŸÑ€Ð¸Ñ‡Ð°Ð» closed", "Причал closed"),
    Case("german-quote-is-meant", "„Spaß“ und „Öl“", "„Spaß“ und „Öl“"),
    Case("capitals-before-marks-are-meant", "CAFÉ… AMANHÃ” IRMÃ\xa0", "CAFÉ… AMANHÃ” IRMÃ\xa0"),
    Case("accents-are-meant", "‘é’”, São Tomé, Ångström, Ärzte", "‘é’”, São Tomé, Ångström, Ärzte"),
    Case("plain", "nothing wrong here", "nothing wrong here"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_repairs_what_is_proved(case: Case) -> None:
    """Only sequences that no language writes are repaired; twice is the same as once."""
    assert mend(case.text) == case.mended
    assert mend(case.mended) == case.mended


@given(text=st.text(alphabet="aé’“”—ñ日П ", max_size=60))
def test_a_whole_text_read_wrongly_comes_back(text: str) -> None:
    """What one wrong reading did, the repair undoes, where enough of it shows."""
    wrong = text.encode().decode("latin-1")
    shows = sum(char > "\x7f" for char in text)
    assert mend(wrong) == text or shows < 4


def test_a_repair_is_named() -> None:
    """The event says that its text was repaired."""
    copy = clean("The worldâ€™s oldest ferry pier will be closed for repairs, its owner said.")
    assert "world’s" in copy.text
    assert "mojibake-repaired" in copy.warnings
    assert "mojibake-repaired" not in clean("The world’s oldest pier is closed, he said.").warnings
