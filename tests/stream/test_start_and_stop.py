"""The service at its edges: no broker, no topics, a slow goodbye, and what the HTTP port says."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import Counter
from dataclasses import dataclass, replace

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from tests.stream.processors import HANGS, BrokenEcho, SlowEcho
from tests.stream.serving import config_of, is_ready, serving, values
from tests.support.topics import Raw, Wire, eventually

from copydesk.errors import FatalError, SettingsError, UnreachableError
from copydesk.observability.health import STARTING, Health
from copydesk.observability.metrics import Metrics
from copydesk.web import Info, WebServer

BACKLOG = 10_000
"""Half a minute of work at the least, so that a slow test still stops in the middle of it."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_without_a_broker_fail_fast_ends_at_once() -> None:
    """One sentence with the address, and the exit code for it."""
    nowhere = Wire(f"127.0.0.1:{free_port()}", "raw", "enriched", "dead", "group")
    with pytest.raises(UnreachableError, match=nowhere.bootstrap) as caught:
        async with serving(config_of(nowhere, fail_fast=True)) as service:
            await service.task
    assert caught.value.exit_code == 69


async def test_without_a_broker_it_waits_alive_and_not_ready() -> None:
    """A supervisor must not restart it: that would not help."""
    nowhere = Wire(f"127.0.0.1:{free_port()}", "raw", "enriched", "dead", "group")
    async with serving(config_of(nowhere)) as service:

        async def told() -> bool:
            service.fail_early()
            return any("No broker answers" in reason for reason in service.health.reasons())

        await eventually(told, "it did not say that it waits")
        assert service.health.is_live()
        assert not service.health.is_ready()


@pytest.mark.kafka
async def test_a_missing_topic_is_waited_for_by_name(wire: Wire) -> None:
    """The service comes up by itself when somebody creates the topic."""
    late = replace(wire, enriched=f"{wire.enriched}-late")
    async with serving(config_of(late)) as service:

        async def told() -> bool:
            service.fail_early()
            return any(late.enriched in reason for reason in service.health.reasons())

        await eventually(told, "it did not name the topic")
        await wire.create_topics([late.enriched])
        await eventually(is_ready(service), "it did not become ready")
    await late.delete()


@pytest.mark.kafka
async def test_a_pipeline_that_can_t_be_loaded_ends_the_service(wire: Wire) -> None:
    """A mistake at the start is one sentence, not a restart loop in silence."""
    with pytest.raises(FatalError, match="No worker can be started"):
        async with serving(config_of(wire, workers=1), BrokenEcho) as service:
            await service.task


@pytest.mark.kafka
async def test_stopping_under_load_finishes_what_workers_have(wire: Wire) -> None:
    """A drain commits the chunks under way; the next run repeats and skips nothing."""
    sent = [Raw(b"%d" % number, key=b"k%d" % (number % 7)) for number in range(BACKLOG)]
    await wire.produce(sent)
    async with serving(config_of(wire, workers=1), SlowEcho) as service:
        await wire.read_until(lambda got: len(got) > 100)
        await service.end()
        done = int(service.count("copydesk_raw_records_total"))
        assert not service.health.is_ready()
        assert service.count("copydesk_transactions_total", outcome="unknown") == 0
    assert 100 < done < len(sent)
    assert len(await wire.read()) == done
    async with serving(config_of(wire)):
        await wire.drained()
    assert Counter(values(await wire.read())) == Counter(raw.value for raw in sent)


@pytest.mark.kafka
async def test_a_second_signal_stops_at_once(wire: Wire) -> None:
    """Who asks twice does not want to wait for the drain; what was not committed is read again."""
    await wire.produce([Raw(HANGS, key=b"k"), Raw(b"next", key=b"k")])
    config = config_of(wire, workers=1)
    async with serving(config) as service:

        async def busy() -> bool:
            service.fail_early()
            return service.count("copydesk_in_flight_bytes") > 0

        await eventually(busy, "the article did not arrive")
        async with asyncio.timeout(config.deadlines.drain / 2):
            service.stop.request()
            service.stop.request()
            await service.task
    assert await wire.read() == ()


@dataclass(frozen=True)
class Answer:
    status: int
    body: str


async def ask(port: int, path: str) -> Answer:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        return Answer(response.status, await response.text())


async def test_the_http_port_tells_machines() -> None:
    """Alive, ready with reasons, metrics, and what is running."""
    registry = CollectorRegistry()
    health = Health(Metrics(registry))
    web = WebServer(health, registry, Info(models={"entities": "1"}, group="desk"))
    port = await web.start("127.0.0.1", 0)
    try:
        assert (await ask(port, "/livez")).status == 200
        waiting = await ask(port, "/readyz")
        assert waiting.status == 503
        assert json.loads(waiting.body) == {"ok": False, "reasons": ["The service is starting."]}
        health.clear(STARTING)
        assert json.loads((await ask(port, "/readyz")).body) == {"ok": True, "reasons": []}
        assert "copydesk_ready 1.0" in (await ask(port, "/metrics")).body
        about = json.loads((await ask(port, "/info")).body)
        assert about["models"] == {"entities": "1"}
        assert (await ask(port, "/")).status == 404
        health.fail("A bug in copydesk.")
        assert (await ask(port, "/livez")).status == 503
    finally:
        await web.stop()


async def test_a_port_in_use_names_the_port_and_its_setting() -> None:
    """The operator reads what to change."""
    registry = CollectorRegistry()
    web = WebServer(Health(Metrics(registry)), registry, Info())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"{port}.*COPYDESK_HTTP_PORT"):
            await web.start("127.0.0.1", port)
