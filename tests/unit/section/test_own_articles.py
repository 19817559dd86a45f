"""The section model's floor on articles written for this project, never used in training."""

from __future__ import annotations

import json

from copydesk.enrich.section import SectionInput

from .desk import ROOT, desk

OWN = ROOT / "tests" / "quality" / "section-own-34.jsonl"
RIGHT_MIN = 0.95
COVERED_MIN = 0.75


def test_own_articles_are_filed_right() -> None:
    """Of the answered articles nearly all are right, and most are answered."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    found = desk().filings(
        [SectionInput(row["headline"], row["text"], language="en") for row in rows]
    )
    answered = [
        (one.section, row) for one, row in zip(found, rows, strict=True) if one.section is not None
    ]
    right = [section.code in row["codes"] for section, row in answered]
    assert sum(right) / len(right) >= RIGHT_MIN
    assert len(answered) / len(rows) >= COVERED_MIN
