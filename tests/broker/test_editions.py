"""The events as ninjs too, through the service on a real Kafka: both topics or neither."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.broker.processes import service_process
from tests.support.topics import Raw

from copydesk.contracts import EnrichedArticle, KilledArticle, parse_event

if TYPE_CHECKING:
    from tests.support.topics import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

TEXT = "OSLO, May 7 (Desk) - The town council met on Friday and agreed on a new library."


async def test_events_and_kills_come_as_ninjs_too(wire: Wire) -> None:
    """Same key, same ce_id, same order on both topics; a dead letter is on neither."""
    ninjs = f"{wire.group}.ninjs"
    await wire.create_topics([ninjs])
    articles = [
        json.dumps({"id": f"a{n}", "source": "desk", "headline": f"Library {n}", "body": TEXT})
        for n in range(20)
    ]
    sent = [Raw(text.encode(), key=f"a{n}".encode()) for n, text in enumerate(articles)]
    await wire.produce([*sent, Raw(b"{", key=b"bad"), Raw(None, key=b"a3")])
    environment = wire.environment() | {"COPYDESK_OUTPUT_NINJS_TOPIC": ninjs}
    async with service_process("copydesk", "run", environment=environment) as service:
        await wire.drained(within=60)
        assert await service.stopped() == 0
    events, items = await wire.read(wire.enriched), await wire.read(ninjs)
    assert len(events) == len(items) == 21
    assert {(one.key, one.header("ce_id")) for one in events} == {
        (one.key, one.header("ce_id")) for one in items
    }
    told = [(one.key, one.value is None) for one in items if one.key == b"a3"]
    assert told == [(b"a3", False), (b"a3", True)]
    read = [parse_event(one.headers, one.value) for one in events]
    assert sum(isinstance(one, EnrichedArticle) for one in read) == 20
    assert sum(isinstance(one, KilledArticle) for one in read) == 1
    headlines = {json.loads(one.value)["headlines"][0]["value"] for one in items if one.value}
    assert headlines == {f"Library {n}" for n in range(20)}
    assert len(await wire.read(wire.dead_letter)) == 1
    async with wire.admin() as admin:
        await admin.delete_topics([ninjs])


async def test_the_service_waits_for_the_ninjs_topic(wire: Wire) -> None:
    """A second output that is not there is said at the start, before a record is read."""
    environment = wire.environment() | {"COPYDESK_OUTPUT_NINJS_TOPIC": f"{wire.group}.absent"}
    command = ("copydesk", "run", "--fail-fast")
    async with service_process(*command, environment=environment) as service:
        assert await service.process.wait() == 69
