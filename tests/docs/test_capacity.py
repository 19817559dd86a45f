"""docs/capacity.md says what the arithmetic says, and that is right. `make docs` renews it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bench.capacity import BURST, MEASURED, RATES, capacity_tables, plan, simulate

PAGE = Path(__file__).parents[2] / "docs/capacity.md"
MARKS = re.compile(r"(<!-- capacity[^>]*-->\n).*?(<!-- /capacity -->)", re.DOTALL)


def test_page_is_what_is_calculated() -> None:
    """Nobody plans by figures that have changed since."""
    text = PAGE.read_text("utf-8")
    renewed = MARKS.sub(lambda marks: marks[1] + capacity_tables() + marks[2], text)
    if os.environ.get("COPYDESK_TEST_DOCS") == "write":
        PAGE.write_text(renewed, "utf-8")
    assert MARKS.search(text)
    assert PAGE.read_text("utf-8") == renewed


@pytest.mark.parametrize("rate", RATES)
def test_a_plan_carries_its_rate(rate: int) -> None:
    """Without a burst nothing piles up, and every member has a partition."""
    calm = simulate(rate, scaled=False, burst=replace(BURST, factor=1))
    assert calm.lag_most == 0
    assert plan(rate).members <= plan(rate).partitions


@pytest.mark.parametrize("rate", RATES)
def test_the_autoscaler_never_makes_it_worse(rate: int) -> None:
    """A burst leaves less behind with more members, and never more members than partitions."""
    alone, scaled = simulate(rate, scaled=False), simulate(rate, scaled=True)
    assert scaled.lag_most <= alone.lag_most
    assert scaled.members_most <= plan(rate).partitions


def test_a_burst_that_is_too_much_is_told() -> None:
    """Lag is what came in and was not done: half a capacity of 2x for a minute, and the rest."""
    planned = plan(1_000)
    course = simulate(1_000, scaled=False)
    most_done = planned.members * 4 * 1_000 / MEASURED.worker_ms * BURST.minutes * 60
    assert course.lag_most >= 10_000 * BURST.minutes * 60 - most_done - 10_000
