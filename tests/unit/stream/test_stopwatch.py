"""The time of each step, measured around the core and not in it."""

from __future__ import annotations

from collections import deque

import pytest

from copydesk.draft import Record
from copydesk.models.loading import load_pipeline
from copydesk.pipeline import Step
from copydesk.stream.processor import Watchable
from copydesk.stream.stopwatch import Stopwatch


def clock(*readings: int) -> Stopwatch:
    """A stopwatch whose clock shows these, one after the other; the day is always the first."""
    shown = deque(readings)
    return Stopwatch(shown.popleft, lambda: 1_000)


def test_a_lap_is_from_entering_a_step_to_leaving_it() -> None:
    """In the order of the steps, and only once."""
    watch = clock(10, 15, 20, 27)
    with watch(Step.INTAKE):
        pass
    with watch(Step.ENTITIES):
        pass
    assert watch.take() == (("intake", 1_000, 5), ("entities", 1_000, 7))
    assert watch.take() == ()


def test_a_step_done_article_by_article_adds_up() -> None:
    """So does one that raised half-way: the time was spent all the same."""
    watch = clock(0, 3, 10, 14)
    with pytest.raises(ValueError, match="half-way"), watch(Step.SECTION):
        int("half-way")
    with watch(Step.SECTION):
        pass
    assert watch.take() == (("section", 1_000, 7),)


def test_the_pipeline_shows_every_step_it_takes_and_nothing_else_changes() -> None:
    """The outcomes under a stopwatch are the outcomes without one, byte for byte."""
    pipeline = load_pipeline()
    assert isinstance(pipeline, Watchable)
    watch = Stopwatch()
    text = b"OSLO, May 7 (Desk) - The town council met on Friday and agreed on a new library."
    record = Record(text, b"k", (("content-type", b"text/plain"),), 1_620_000_000_000)
    assert pipeline.watched_by(watch).process([record]) == pipeline.process([record])
    steps = [step for step, _, _ in watch.take()]
    assert steps[0] == "intake"
    assert steps[-1] == "publish"
    assert {"normalise", "dateline", "entities", "section"} <= set(steps)
