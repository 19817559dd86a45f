"""Language: what is declared, what is seen, and when to doubt."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.normalise.language import decide_language


@dataclass(frozen=True)
class Case:
    name: str
    declared: str | None
    seen: str | None
    language: str | None
    warnings: tuple[str, ...] = ()


CASES = (
    Case("region-goes", "en-US", "en", "en"),
    Case("underscore", "EN_us", None, "en"),
    Case("three-letters", "eng", "en", "en"),
    Case("script", "zh-Hans-CN", "zh", "zh"),
    Case("undeclared", None, "fr", "fr"),
    Case("blank", " ", "fr", "fr"),
    Case("unknown", None, None, None),
    Case("declared-wins", "en", "de", "en", ("language-mismatch",)),
    Case("neighbours-agree", "nb", "da", "nb"),
    Case("undetermined-is-undeclared", "und", "en", "en", ("language-unreadable",)),
    Case("no-tag", "English (US)", "en", "en", ("language-unreadable",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_decide_language(case: Case) -> None:
    """A declaration wins over what the text looks like, and a contradiction is told."""
    decided = decide_language(case.declared, "text", lambda _text: case.seen)
    assert decided == (case.language, case.warnings)


def test_bounded_text() -> None:
    """The identifier is shown the beginning of the text alone."""
    shown: list[str] = []

    def identify(text: str) -> str | None:
        shown.append(text)
        return None

    decide_language(None, "word " * 100_000, identify)
    assert len(shown[0]) <= 1000
