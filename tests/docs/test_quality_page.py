"""docs/quality.md holds the figures of what ships. `make quality` renews it."""

from __future__ import annotations

import pytest
from tests.quality.page import PAGE, SHARED, Shown, digests_named, inputs, page, sha256

HAVE_DATA = SHARED.is_dir()


@pytest.mark.parametrize(
    "root",
    [
        "models/",
        "tests/quality/",
        pytest.param(
            "shared/data/",
            marks=pytest.mark.skipif(not HAVE_DATA, reason="shared data are not here"),
        ),
    ],
)
def test_no_model_or_set_changes_without_its_figures(root: str) -> None:
    """Each file that a figure depends on is the one that was measured."""
    named = digests_named(PAGE.read_text("utf-8"))
    here = {name: sha256(path) for name, path in inputs() if name.startswith(root)}
    assert here
    assert {name: one for name, one in named.items() if name.startswith(root)} == here


def test_a_page_reads_back() -> None:
    """What was printed stands under its room and rule, and each digest can be found again."""
    text = page([Shown("tests/quality/dates/test_figures.py::test_x", "The rule.", "\n7 of 9\n")])
    assert "## Dates\n\nThe rule.\n\n```text\n7 of 9\n```\n" in text
    assert digests_named(text) == {name: sha256(path) for name, path in inputs()}
