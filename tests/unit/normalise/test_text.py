# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Repair of characters and line ends."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.normalise.text import one_line, repair


@dataclass(frozen=True)
class Case:
    name: str
    raw: str
    repaired: str


CASES = (
    Case("windows-line-ends", "One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
    Case("unicode-line-separators", "One.\u2028Two.\u2029Three.", "One.\nTwo.\n\nThree."),
    Case("byte-order-mark", "\ufeffThe mayor", "The mayor"),
    Case("null-bytes-and-controls", "The\x00 may\x07or", "The mayor"),
    Case("terminal-colours", "\x1b[31mThe mayor\x1b[0m", "The mayor"),
    Case("non-breaking-space", "7\u00a0May\u202f2021", "7 May 2021"),
    Case("soft-hyphen", "immi\u00adgration", "immigration"),
    Case("soft-hyphen-at-line-end", "immi\u00ad\ngration", "immigration"),
    Case("zero-width-space", "Farley\u200bBridge", "FarleyBridge"),
    Case("joiner-in-latin", "Far\u200dley", "Farley"),
    Case("joiner-in-emoji-stays", "👩\u200d🚒", "👩\u200d🚒"),
    Case("direction-marks", "\u202bשלום\u202c", "שלום"),
    Case("composed", "Cafe\u0301", "Café"),
    Case("lone-surrogate", "The \ud800 mayor", "The \ufffd mayor"),
    Case("split-surrogate-pair", "A \ud83d\ude00 day", "A 😀 day"),
    Case("windows-1252-read-as-latin-1", "\x93Yes\x94 \x96 it\x92s", "“Yes” \u2013 it’s"),
    Case("typographic-quotes-stay", "‘Yes,’ she said. “No.”", "‘Yes,’ she said. “No.”"),
    Case("trailing-spaces", "The mayor  \nspoke. ", "The mayor\nspoke."),
    Case("indent-stays", "\tThe mayor", "    The mayor"),
    Case("hyphen-known-from-the-text", "immigration: immi-\ngrant, immi-\ngration", ""),
    Case("hyphen-before-an-ending", "The immi-\ngration law", "The immigration law"),
    Case("hyphen-of-a-compound", "a decision-\nmaking body", "a decision-making body"),
    Case("hyphen-of-a-prefix", "the anti-\ncorruption law", "the anti-corruption law"),
    Case("hyphen-between-words-used", "Peace talks. Peace-\nmaking.", "Peace talks. Peace-making."),
    Case("hyphen-between-names", "Mexican-\nAmerican", "Mexican-American"),
    Case("hyphen-between-numbers", "in 2019-\n2020", "in 2019-2020"),
    Case("dash-at-line-end", "the law -\nand more", "the law -\nand more"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_repair(case: Case) -> None:
    """What no reader sees goes, what one sees stays."""
    expected = case.repaired or "immigration: immi-grant, immigration"
    assert repair(case.raw) == expected


def test_one_line() -> None:
    """A headline over two lines is one line."""
    assert (
        one_line(" Council votes\r\n  to close\u00a0library ") == "Council votes to close library"
    )


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_repair_twice_equals_once(raw: str) -> None:
    """Repaired text has nothing left to repair, and any UTF-8 reader takes it."""
    once = repair(raw)
    assert repair(once) == once
    once.encode()
