"""The limit on dead letters: what crosses it, what does not, and how it goes on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from prometheus_client import CollectorRegistry

from copydesk.errors import Disposition, RejectionLimitError, disposition
from copydesk.observability.health import STARTING, Health
from copydesk.observability.metrics import Metrics
from copydesk.stream.config import RejectionLimit
from copydesk.stream.rejections import Gate, Resume, Tally, Window

LIMIT = RejectionLimit(letters=1_000, share=0.5, share_from=100, window=60.0)


@dataclass(frozen=True)
class Case:
    """Transactions as (second, articles, letters); whether the last one may be."""

    name: str
    transactions: tuple[tuple[float, int, int], ...]
    passes: bool
    limit: RejectionLimit = LIMIT


CASES = (
    Case("nothing-refused", ((0, 5_000, 0),), passes=True),
    Case("a-few-and-all-of-them", ((0, 100, 100),), passes=True),
    Case("more-than-half", ((0, 101, 101),), passes=False),
    Case("half", ((0, 150, 0), (1, 150, 150)), passes=True),
    Case("just-over-half", ((0, 148, 0), (1, 150, 150)), passes=False),
    Case("too-many-though-a-small-share", ((0, 90_000, 900), (1, 10_000, 101)), passes=False),
    Case("as-many-as-allowed", ((0, 90_000, 900), (1, 10_000, 100)), passes=True),
    Case("the-window-moves-on", ((0, 90_000, 900), (61, 10_000, 900)), passes=True),
    Case("within-the-window", ((0, 90_000, 900), (58, 10_000, 900)), passes=False),
    Case("good-articles-always-pass", ((0, 101, 100), (1, 10, 0)), passes=True),
    Case(
        "no-limit",
        ((0, 99_999, 99_999),),
        passes=True,
        limit=RejectionLimit(letters=0, share=1.0),
    ),
    Case("a-limit-of-one", ((0, 10, 1), (1, 10, 1)), passes=False, limit=RejectionLimit(letters=1)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_crosses_the_limit(case: Case) -> None:
    """By number, and by share once there are enough to tell."""
    window = Window(case.limit)
    *before, (now, articles, letters) = case.transactions
    for second, some, refused in before:
        assert window.crossed_by(Tally(some, refused), second) is None
        window.add(Tally(some, refused), second)
    assert (window.crossed_by(Tally(articles, letters), now) is None) is case.passes


def gate_of(limit: RejectionLimit) -> tuple[Gate, Health, CollectorRegistry]:
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    health = Health(metrics)
    health.clear(STARTING)
    return Gate(limit, metrics, health), health, registry


async def test_crossing_pauses_every_partition_until_a_person_resumes() -> None:
    """Not ready, a metric to alert on, and not even good articles are published."""
    gate, health, registry = gate_of(RejectionLimit(letters=2))
    gate.enter(0, Tally(10, 2), 0)
    for partition, tally in ((0, Tally(10, 1)), (1, Tally(10, 0))):
        with pytest.raises(RejectionLimitError, match="copydesk resume"):
            gate.enter(partition, tally, 1)
    assert not health.is_ready()
    assert "3 dead letters" in health.reasons()[0]
    assert registry.get_sample_value("copydesk_dead_letter_limit_reached") == 1
    gate.resume()
    assert health.is_ready()
    assert registry.get_sample_value("copydesk_dead_letter_limit_reached") == 0
    gate.enter(1, Tally(10, 0), 2)


async def test_what_was_refused_passes_after_a_resume_whatever_it_holds() -> None:
    """Else one transaction with more dead letters than the limit could never pass."""
    gate, _, _ = gate_of(RejectionLimit(letters=2))
    for second in (0, 10):
        with pytest.raises(RejectionLimitError):
            gate.enter(3, Tally(9, 9), second)
        gate.resume()
        assert gate.enter(3, Tally(9, 9), second + 1) == Tally(0, 0)


async def test_a_failed_transaction_is_not_counted_twice() -> None:
    """It is done again after a new opening, with the same dead letters."""
    gate, health, _ = gate_of(RejectionLimit(letters=5))
    for second in range(20):
        gate.leave(gate.enter(0, Tally(5, 5), second), second)
    assert gate.enter(0, Tally(5, 5), 20) == Tally(5, 5)
    assert gate.closed_because is None
    assert health.is_ready()
    with pytest.raises(RejectionLimitError):
        gate.enter(0, Tally(1, 1), 21)


async def test_who_is_held_is_tried_at_once() -> None:
    """After `copydesk skip` nobody has to wait for the next try."""
    gate, _, _ = gate_of(LIMIT)
    resume = Resume()
    resume.listen(gate.resume)
    task = asyncio.create_task(gate.wait_resumed(3_600, gate.resumptions))
    await asyncio.sleep(0)
    before = gate.resumptions
    resume.request()
    await task  # without a wish it would wait for an hour
    await gate.wait_resumed(3_600, before)  # a wish that came too early is not forgotten
    assert gate.resumptions == before + 1


def test_it_is_the_world_s_fault() -> None:
    """Alive, not ready, and no reason to exit: a supervisor would only drain the topic."""
    assert disposition(RejectionLimitError("x"), in_core=False) is Disposition.WAIT
