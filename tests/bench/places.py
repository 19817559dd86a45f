"""What places cost, beside dateline and dates: CPU time of one core, and opening the gazetteer."""

from __future__ import annotations

import statistics
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from copydesk.models.loading import load_gazetteer
from copydesk.pipeline import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from copydesk.pipeline import Pipeline
    from tests.bench.corpus import Corpus

__all__ = ["place_rows"]

ROUNDS = 5
CHUNK = 32
WORDS = 500
STEPS = (Step.DATELINE, Step.DATES, Step.PLACES)


class _Clock:
    """Adds up the CPU seconds of each step."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(Step, 0.0)

    @contextmanager
    def _timed(self, step: Step) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[step] += time.process_time() - began

    def watch(self) -> Callable[[Step], AbstractContextManager[object]]:
        return self._timed


def place_rows(pipeline: Pipeline, corpus: Corpus) -> list[tuple[str, str, str]]:
    """Return rows (what, figure, spread of rounds) for the table of `make bench`."""
    rounds = [_round(pipeline, corpus) for _ in range(ROUNDS)]
    rows = [
        _row(f"{step}, an article of {WORDS} words", [one[step] for one in rounds])
        for step in STEPS
    ]
    together = [sum(one[step] for step in STEPS) for one in rounds]
    rows.append(_row(f"dateline, dates and places, of {WORDS} words", together))
    rows.append(_row("the gazetteer, opened", [_opened() for _ in range(ROUNDS)]))
    return rows


def _round(pipeline: Pipeline, corpus: Corpus) -> dict[Step, float]:
    """CPU milliseconds a step takes for WORDS words, over the corpus."""
    clock = _Clock()
    watched = pipeline.watched_by(clock.watch())
    for begin in range(0, len(corpus.records), CHUNK):
        watched.process(corpus.records[begin : begin + CHUNK])
    return {step: 1e3 * spent * WORDS / corpus.words for step, spent in clock.seconds.items()}


def _opened() -> float:
    """Milliseconds that opening the gazetteer takes, its pages in the system's cache."""
    began = time.perf_counter()
    load_gazetteer()
    return 1e3 * (time.perf_counter() - began)


def _row(what: str, figures: list[float]) -> tuple[str, str, str]:
    spread = f"{min(figures):.2f} - {max(figures):.2f}"
    return what, f"{statistics.median(figures):.2f} ms", spread
