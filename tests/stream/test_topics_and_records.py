"""Creating and checking topics, publishing records and reading them back."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING

import pytest
from tests.support.topics import DEADLINE_SECONDS

from copydesk.draft import Record
from copydesk.errors import SettingsError, UnreachableError
from copydesk.stream import (
    Connection,
    TopicPlan,
    Topics,
    check_topics,
    create_topics,
    follow,
    planned_topics,
    publish,
    read_to_end,
)

if TYPE_CHECKING:
    from tests.support.brokers import RunningBroker
    from tests.support.topics import Wire

pytestmark = pytest.mark.kafka


async def test_topics_are_created_once_and_as_planned(broker: RunningBroker) -> None:
    """A second creation changes nothing; a check finds nothing to say."""
    stem = f"planned-{uuid.uuid4().hex[:8]}"
    topics = Topics(f"{stem}.raw", f"{stem}.enriched", f"{stem}.dead-letter")
    connection = Connection(broker.bootstrap)
    plans = planned_topics(topics, partitions=3)
    missing = await check_topics(connection, plans)
    assert list(map(str, missing)) == [f"The topic {plan.name} does not exist." for plan in plans]
    assert await create_topics(connection, plans) == tuple(plan.name for plan in plans)
    assert await create_topics(connection, plans) == ()
    assert await check_topics(connection, plans) == ()


async def test_a_check_tells_each_difference(wire: Wire) -> None:
    """Too few partitions and another retention are two sentences."""
    plan = TopicPlan(wire.raw, 9, configs={"retention.ms": "1234"})
    few, retention = map(str, await check_topics(Connection(wire.bootstrap), [plan]))
    assert few == f"The topic {wire.raw} has 4 partitions instead of 9."
    assert retention.endswith("instead of 1234.")


async def test_what_is_published_is_read_back(wire: Wire) -> None:
    """Key, value and headers, also null ones; equal keys share a partition."""
    sent = [
        Record(b"one", b"key", (("h", b"v"), ("h", None))),
        Record(None, b"key"),
        Record(b"two", None),
        Record(None, None, (("only", b"headers"),)),
    ]
    connection = Connection(wire.bootstrap)
    landed = await publish(connection, wire.raw, sent)
    assert landed[0].partition == landed[1].partition
    assert landed[1].offset == landed[0].offset + 1
    read = {(one.partition, one.offset): one for one in await read_to_end(connection, wire.raw)}
    found = [read[one.partition, one.offset] for one in landed]
    assert [(one.value, one.key, one.headers) for one in found] == [
        (one.value, one.key, one.headers) for one in sent
    ]


async def test_following_waits_for_more(wire: Wire) -> None:
    """What is published after the reader began arrives too."""
    connection = Connection(wire.bootstrap)
    async with asyncio.timeout(DEADLINE_SECONDS):
        reader = follow(connection, wire.raw)
        for value in (b"first", b"second"):
            await publish(connection, wire.raw, [Record(value, b"key")])
            assert (await anext(reader)).value == value
        await reader.aclose()


async def test_a_record_too_large_is_refused_before_any_is_sent(wire: Wire) -> None:
    """Half a file on the topic would be worse than none."""
    connection = Connection(wire.bootstrap)
    with pytest.raises(SettingsError, match="Record 2 "):
        await publish(connection, wire.raw, [Record(b"a"), Record(b"x" * 2_000_000)])
    assert await read_to_end(connection, wire.raw) == ()


async def test_without_a_broker_each_command_is_one_sentence(unused_tcp_port: int) -> None:
    """And its exit code is that of an unreachable broker."""
    connection = Connection(f"127.0.0.1:{unused_tcp_port}")
    for attempt in (
        create_topics(connection, planned_topics(Topics())),
        check_topics(connection, planned_topics(Topics())),
        publish(connection, "raw", [Record(b"a")]),
        read_to_end(connection, "raw"),
    ):
        with pytest.raises(UnreachableError, match=connection.bootstrap):
            await attempt
