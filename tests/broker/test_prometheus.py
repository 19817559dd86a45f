"""A real Prometheus scrapes the service: the dashboard has data, and faults raise their alerts."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from aiohttp import ClientError, ClientSession, ClientTimeout
from tests.broker.processes import RECOVERY_SECONDS
from tests.stream.processors import DIES, Echo
from tests.stream.serving import QUICK, config_of, serving
from tests.stream.test_progress import WaitingEcho
from tests.support.topics import Raw, eventually

from copydesk.models.loading import load_pipeline, model_versions
from copydesk.stream import Connection
from copydesk.web.server import Info, WebServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.stream.serving import Serving
    from tests.support.topics import Wire

    from copydesk.stream import StreamConfig
    from copydesk.stream.processor import Processor

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

DEPLOYED = Path(__file__).parents[2] / "deploy"
TEXT = "OSLO, May 7 (Desk) - The town council met on Friday and agreed on a new library."


@dataclass(frozen=True, slots=True)
class Prometheus:
    """A Prometheus under way."""

    url: str
    session: ClientSession

    async def ask(self, query: str) -> list[dict[str, Any]]:
        """What a query gives now; an error of Prometheus fails the test with its words."""
        async with self.session.get(f"{self.url}/api/v1/query", params={"query": query}) as answer:
            told = await answer.json()
        assert told["status"] == "success", f"{query}: {told}"
        return told["data"]["result"]  # type: ignore[no-any-return]  # a document of JSON

    async def silent(self, queries: dict[str, str]) -> list[str]:
        """The names of the queries that give nothing."""
        return [name for name, query in queries.items() if not await self.ask(query)]

    async def is_up(self) -> bool:
        try:
            return [one["value"][1] for one in await self.ask('up{job="copydesk"}')] == ["1"]
        except ClientError:
            return False


@asynccontextmanager
async def prometheus(folder: Path, target: str) -> AsyncIterator[Prometheus]:
    """Run it on the deployed rules and a target, scraping once a second."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("prometheus is not here: apt-get install prometheus")
    config = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(DEPLOYED / "prometheus/rules/*.yml")],
        "scrape_configs": [{"job_name": "copydesk", "static_configs": [{"targets": [target]}]}],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = await asyncio.create_subprocess_exec(
        program,
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address={address}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with ClientSession(timeout=ClientTimeout(RECOVERY_SECONDS)) as session:
            yield Prometheus(f"http://{address}", session)
    finally:
        process.kill()
        await process.wait()


def dashboard() -> dict[str, str]:
    """Every query of the dashboard, under its panel's title."""
    text = (DEPLOYED / "grafana/dashboards/copydesk.json").read_text("utf-8")
    panels = [panel for panel in json.loads(text)["panels"] if panel["type"] != "row"]
    return {
        f"{panel['title']} {target['refId']}": target["expr"]
        for panel in panels
        for target in panel["targets"]
    }


async def all_speak(asked: Prometheus, queries: dict[str, str]) -> None:
    """Wait until no query gives nothing; the failure names those that do."""
    silent = [*queries]

    async def fact() -> bool:
        silent[:] = await asked.silent(queries)
        return not silent

    try:
        await eventually(fact, "panels without data", within=RECOVERY_SECONDS)
    except AssertionError as error:
        error.add_note(f"without data: {silent}")
        raise


@asynccontextmanager
async def scraped(
    folder: Path, config: StreamConfig, factory: Callable[[], Processor]
) -> AsyncIterator[tuple[Serving, Prometheus]]:
    """Run the service and a Prometheus that has seen its zeros, which rates are counted from."""
    async with serving(config, factory) as service:
        info = Info(models=model_versions())
        service.metrics.describe(info.version, info.models)
        web = WebServer(service.health, service.registry, info)
        port = await web.start("127.0.0.1", 0)
        try:
            async with prometheus(folder, f"127.0.0.1:{port}") as asked:
                await eventually(asked.is_up, "no scrape", within=RECOVERY_SECONDS)
                yield service, asked
        finally:
            await web.stop()


async def test_every_panel_has_data(wire: Wire, tmp_path: Path) -> None:
    """Articles, a refused one and a withdrawal: no query of the dashboard fails or gives nothing.

    And the service is healthy in it, with what was published counted exactly.
    """
    articles = [
        Raw(json.dumps({"id": f"a{n}", "source": {"id": "desk"}, "body": TEXT}).encode())
        for n in range(20)
    ]
    queries = dashboard()
    async with scraped(tmp_path, config_of(wire), load_pipeline) as (_, asked):
        await wire.produce([*articles, Raw(b"{", key=b"bad"), Raw(None, key=b"gone")])
        await wire.drained()
        await all_speak(asked, queries)
        told = await asked.ask("sum by (outcome) (copydesk_articles_total)")
        counted = {one["metric"]["outcome"]: float(one["value"][1]) for one in told}
        assert counted == {"enriched": 20, "dead-letter": 1, "killed": 1}
        (members,) = await asked.ask(queries["Members A"])
        (lost,) = await asked.ask(queries["Unaccounted A"])
        assert (members["value"][1], lost["value"][1]) == ("1", "0")


async def test_a_poison_article_raises_its_alert(wire: Wire, tmp_path: Path) -> None:
    """It kills its worker each time; its alert fires, and that of a crash loop does not."""
    async with scraped(tmp_path, config_of(wire, workers=1), Echo) as (_, asked):
        await wire.produce([Raw(DIES + b"poison")])
        await wire.drained()
        await all_speak(asked, {"alert": raised("CopydeskPoisonArticle", "firing")})
        (alert,) = await asked.ask(raised("CopydeskPoisonArticle", "firing"))
        assert alert["metric"]["reason"] == "worker-died"
        assert await asked.ask(raised("CopydeskWorkerCrashLoop", "pending|firing")) == []


async def test_a_stalled_worker_raises_its_alert(wire: Wire, tmp_path: Path) -> None:
    """An article that never ends; the two minutes until somebody is paged are promtool's."""
    deadlines = replace(QUICK, stall=1.0)
    may_work = threading.Event()
    config = config_of(wire, deadlines=deadlines)
    async with scraped(tmp_path, config, partial(WaitingEcho, may_work)) as (_, asked):
        try:
            await wire.produce([Raw(b"slow", partition=0)])
            await all_speak(asked, {"alert": raised("CopydeskPartitionStalled", "pending|firing")})
        finally:
            may_work.set()
        await wire.drained()
    assert [one.value for one in await wire.read(wire.enriched)] == [b"slow"]


async def test_a_broker_that_is_down_raises_its_alert(wire: Wire, tmp_path: Path) -> None:
    """Nobody listens where it should be: told as out of reach, and not as one that refuses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        nowhere = f"127.0.0.1:{free.getsockname()[1]}"
    config = config_of(wire, connection=Connection(nowhere))
    async with scraped(tmp_path, config, Echo) as (service, asked):
        wanted = ("CopydeskBrokerUnreachable", "CopydeskNotReady")
        await all_speak(asked, {name: raised(name, "pending|firing") for name in wanted})
        assert await asked.ask(raised("CopydeskBrokerRefuses", "pending|firing")) == []
        assert service.health.is_live()


def raised(alert: str, state: str) -> str:
    """A query for an alert; pending: its condition holds, and its time to wait is not over."""
    return f'ALERTS{{alertname="{alert}",alertstate=~"{state}"}}'
