"""The pool: whatever becomes of a worker, every record has an outcome; only the guilty suffer."""

from __future__ import annotations

import asyncio
import io
import logging
from contextlib import asynccontextmanager, redirect_stderr
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from prometheus_client import CollectorRegistry
from tests.stream.processors import (
    DIES,
    DIES_IN_COMPANY,
    EXITS,
    HANGS,
    HANGS_IN_COMPANY,
    HOARDS,
    HOARDS_QUIETLY,
    RAISES,
    SLOW_SECONDS,
    BrokenEcho,
    Echo,
    SlowEcho,
)
from tests.support.topics import DEADLINE_SECONDS, eventually

from copydesk.draft import Origin, Record
from copydesk.errors import FatalError, Reason, Stage
from copydesk.observability.metrics import Metrics
from copydesk.outcomes import DeadLetter, Enriched
from copydesk.stream.config import Deadlines, StreamConfig
from copydesk.stream.pool import Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from copydesk.stream.crossing import Outcomes
    from copydesk.stream.processor import Processor

WORKERS = [pytest.param(0, id="thread"), pytest.param(1, id="process")]


class Grumbling(Echo):
    """Echoes what Python wrote to stderr when a library logged the article."""

    def process(self, records: Sequence[Record]) -> Outcomes:
        with redirect_stderr(io.StringIO()) as said:
            for record in records:
                logging.getLogger("extractor").error("can't parse %s", record.value)
        written = said.getvalue().encode()
        return super().process([replace(record, value=written) for record in records])


class LoadsOnce(Echo):
    """Can be loaded the first time only."""

    def __init__(self, once: Path) -> None:
        once.touch(exist_ok=False)


def fail(error: FatalError) -> None:
    raise error


@asynccontextmanager
async def pool_of(
    workers: int,
    factory: Callable[[], Processor] = Echo,
    *,
    article: float = 10.0,
    registry: CollectorRegistry | None = None,
    on_fatal: Callable[[FatalError], None] = fail,
) -> AsyncIterator[Pool]:
    config = StreamConfig(workers=workers, deadlines=Deadlines(article=article))
    pool = Pool(config, factory, Metrics(registry or CollectorRegistry()), on_fatal)
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


@dataclass(frozen=True)
class Poison:
    """An article that ends its worker, and how often a worker has to be replaced for it.

    deadline: seconds; so long that no other end than the article's own can come first, however
    slow the machine is, except for the article whose end is the deadline.
    """

    name: str
    value: bytes
    reason: Reason
    cause: str
    says: str
    deadline: float = 60.0


POISONS = (
    Poison("kills-itself", DIES, Reason.WORKER_DIED, "died", "by signal 9"),
    Poison("exits", EXITS, Reason.WORKER_DIED, "died", "with exit code 3"),
    Poison("sleeps-for-ever", HANGS, Reason.TIMEOUT, "timeout", "deadline", deadline=2.0),
    Poison("allocates-without-end", HOARDS, Reason.OUT_OF_MEMORY, "memory", "bytes of a worker"),
    Poison("in-the-core", HOARDS_QUIETLY, Reason.OUT_OF_MEMORY, "memory", "bytes of a worker"),
)


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.name)
async def test_only_the_one_that_ends_its_worker_is_refused(poison: Poison) -> None:
    """Guilty only after two worker's ends alone; neighbours come out, the pool is whole again."""
    registry = CollectorRegistry()
    async with pool_of(2, article=poison.deadline, registry=registry) as pool:
        outcomes = await pool.process(records(b"a", poison.value, b"c"))
        assert [type(one) for (one,) in outcomes] == [Enriched, DeadLetter, Enriched]
        (letter,) = outcomes[1]
        assert isinstance(letter, DeadLetter)
        assert (letter.stage, letter.reason) == (Stage.WORKER, poison.reason)
        assert poison.says in letter.message
        # Once with its neighbours, twice alone.
        assert dict(letter.headers)["__copydesk.errors.attempts"] == b"3"
        lost = {"cause": poison.cause}
        assert registry.get_sample_value("copydesk_worker_replacements_total", lost) == 3
        async with asyncio.timeout(DEADLINE_SECONDS):
            waiting = [pool.process(records(b"%d" % number)) for number in range(20)]
            assert len(await asyncio.gather(*waiting)) == 20


async def test_an_article_alone_from_the_start_is_tried_twice_in_all() -> None:
    """A chunk of one is alone already, so its first death counts."""
    async with pool_of(1) as pool:
        ((letter,),) = await pool.process(records(DIES))
    assert dict(letter.headers)["__copydesk.errors.attempts"] == b"2"


async def test_who_only_fails_in_company_is_not_guilty() -> None:
    """A chunk's death proves nothing about any one of its articles."""
    async with pool_of(1) as pool:
        outcomes = await pool.process(records(b"a", DIES_IN_COMPANY, b"c"))
    assert [type(one) for (one,) in outcomes] == [Enriched, Enriched, Enriched]


async def test_a_deadline_is_an_article_s_not_a_chunk_s() -> None:
    """Many slow articles together pass the deadline, and none of them is refused."""
    registry = CollectorRegistry()
    async with pool_of(1, article=2.0, registry=registry) as pool:
        outcomes = await pool.process(records(b"a", HANGS_IN_COMPANY, b"c"))
    assert [type(one) for (one,) in outcomes] == [Enriched, Enriched, Enriched]
    lost = {"cause": "timeout"}
    assert registry.get_sample_value("copydesk_worker_replacements_total", lost) == 1


async def test_chunks_of_slow_articles_are_smaller() -> None:
    """So that a chunk stays within an article's deadline, and grows again when they are quick."""
    async with pool_of(1, SlowEcho, article=0.6) as pool:
        assert pool.chunk_records(64, 64) == 64
        await pool.process(records(b"x"))
        assert 1 <= pool.chunk_records(64, 64) <= 0.6 / SLOW_SECONDS / 4
    async with pool_of(1, article=600) as pool:
        await pool.process(records(*[b"x"] * 64))
        assert pool.chunk_records(64, 64) == 64


async def test_idle_workers_share_what_waits() -> None:
    """A chunk is answered as a whole: two workers with five articles each beat one with ten."""
    async with pool_of(2) as pool:
        assert pool.chunk_records(64, 10) == 5
        assert pool.chunk_records(64, 1) == 1
        assert pool.chunk_records(4, 10) == 4
        busy = asyncio.create_task(pool.process(records(b"x")))
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # until a worker has it
        assert pool.chunk_records(64, 10) == 64
        await busy


async def test_a_worker_that_can_t_be_replaced_ends_the_service(tmp_path: Path) -> None:
    """Told even when nobody waits for the chunk any more: else partitions would wait for ever."""
    told: list[FatalError] = []
    once = tmp_path / "loaded"
    async with pool_of(1, partial(LoadsOnce, once), on_fatal=told.append) as pool:
        task = asyncio.create_task(pool.process(records(DIES)))
        for _ in range(3):
            await asyncio.sleep(0)  # until the worker has it
        task.cancel()

        async def known() -> bool:
            return bool(told)

        await eventually(known, "nobody was told")
    assert "No worker can be started" in str(told[0])


async def test_a_chunk_that_nobody_waits_for_harms_no_other() -> None:
    """A revoked partition cancels its chunks; the worker is used again when it is free."""
    async with pool_of(1) as pool:
        waiting = asyncio.create_task(pool.process(records(*[b"x"] * 500)))
        await asyncio.sleep(0)
        waiting.cancel()
        outcomes = await pool.process(records(b"after"))
    assert [one.value for (one,) in outcomes] == [b"after"]


async def test_a_worker_writes_nothing_of_an_article() -> None:
    """A library that logs what it reads has nobody who would write it down."""
    async with pool_of(1, Grumbling) as pool:
        ((event,),) = await pool.process(records(b"A secret plan"))
    assert event.value == b""


async def test_a_pipeline_that_can_t_be_loaded_stops_the_start() -> None:
    """One sentence naming the cause, for a person."""
    with pytest.raises(FatalError, match="FileNotFoundError"):
        async with pool_of(1, BrokenEcho):
            pass
