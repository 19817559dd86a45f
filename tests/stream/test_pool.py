"""The pool: whatever becomes of a worker, every record has an outcome; only the guilty suffer."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from prometheus_client import CollectorRegistry
from tests.stream.processors import DIES, HANGS, RAISES, BrokenEcho, Echo

from copydesk.draft import Origin, Record
from copydesk.errors import FatalError, Reason, Stage
from copydesk.observability.metrics import Metrics
from copydesk.outcomes import DeadLetter, Enriched
from copydesk.stream.config import Deadlines, StreamConfig
from copydesk.stream.pool import Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from copydesk.stream.workers import Processor

WORKERS = [pytest.param(0, id="thread"), pytest.param(1, id="process")]


@asynccontextmanager
async def pool_of(
    workers: int, factory: Callable[[], Processor] = Echo, article: float = 10.0
) -> AsyncIterator[Pool]:
    config = StreamConfig(workers=workers, deadlines=Deadlines(article=article))
    pool = Pool(config, factory, Metrics(CollectorRegistry()))
    try:
        await pool.start()
        yield pool
    finally:
        await pool.stop()


def records(*values: bytes) -> list[Record]:
    return [
        Record(value, b"key", (), 0, Origin("raw", 0, offset))
        for offset, value in enumerate(values)
    ]


@pytest.mark.parametrize("workers", WORKERS)
async def test_outcomes_come_back_in_order(workers: int) -> None:
    """One outcome a record, at the record's place."""
    async with pool_of(workers) as pool:
        outcomes = await pool.process(records(b"a", b"b", b"c"))
    assert [one.value for (one,) in outcomes] == [b"a", b"b", b"c"]


@pytest.mark.parametrize("workers", WORKERS)
async def test_only_the_one_that_raises_is_refused(workers: int) -> None:
    """The pipeline never should raise; when it does, it is one article's dead letter."""
    async with pool_of(workers) as pool:
        (first,), (second,), (third,) = await pool.process(records(b"a", RAISES, b"c"))
    assert isinstance(second, DeadLetter)
    assert (second.stage, second.reason) == (Stage.WORKER, Reason.BUG)
    assert (second.key, second.value) == (b"key", RAISES)
    assert isinstance(first, Enriched)
    assert isinstance(third, Enriched)


@pytest.mark.parametrize(
    ("poison", "reason"),
    [(DIES, Reason.WORKER_DIED), (HANGS, Reason.TIMEOUT)],
    ids=["dies", "hangs"],
)
async def test_only_the_one_that_ends_its_worker_is_refused(poison: bytes, reason: Reason) -> None:
    """It dies or hangs twice while alone; its neighbours come out, and the pool is whole again."""
    async with pool_of(1, article=0.5) as pool:
        outcomes = await pool.process(records(b"a", poison, b"c"))
        kinds = [type(one) for (one,) in outcomes]
        assert kinds == [Enriched, DeadLetter, Enriched]
        (letter,) = outcomes[1]
        assert isinstance(letter, DeadLetter)
        assert letter.reason is reason
        assert len(await pool.process(records(b"d"))) == 1


async def test_a_chunk_that_nobody_waits_for_harms_no_other() -> None:
    """A revoked partition cancels its chunks; the worker is used again when it is free."""
    async with pool_of(1) as pool:
        waiting = asyncio.create_task(pool.process(records(*[b"x"] * 500)))
        await asyncio.sleep(0)
        waiting.cancel()
        outcomes = await pool.process(records(b"after"))
    assert [one.value for (one,) in outcomes] == [b"after"]


async def test_a_pipeline_that_can_t_be_loaded_stops_the_start() -> None:
    """One sentence naming the cause, for a person."""
    with pytest.raises(FatalError, match="FileNotFoundError"):
        async with pool_of(1, BrokenEcho):
            pass
