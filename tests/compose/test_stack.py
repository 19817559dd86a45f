"""The compose stack as a person starts it, from an empty engine to events and metrics.

`make compose-test` runs it where a Docker engine answers; it builds the image and takes a minute or
two. Services whose images can't be had on this machine are left out, and said so.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from tests.broker.test_security import free_ports
from tests.support.topics import eventually

from copydesk.samples import Expected, load_samples
from copydesk.stream import Connection, read_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PROJECT: Final = "copydesk-compose-test"
MEMBERS: Final = 2
FROM_ELSEWHERE: Final = ("alertmanager", "grafana")
"""Pure viewers: the others do their work without them."""

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("COPYDESK_TEST_COMPOSE") != "1", reason="`make compose-test` runs it"
    ),
    pytest.mark.timeout(900),
]


@dataclass(frozen=True)
class Stack:
    """A running stack, and where its doors are on this machine."""

    kafka: int
    prometheus: int
    services: tuple[str, ...]

    def asked(self, path: str) -> object:
        address = f"http://127.0.0.1:{self.prometheus}{path}"
        with urllib.request.urlopen(address, timeout=5) as answer:
            return json.load(answer)["data"]


def compose_command() -> list[str]:
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) is None:
            continue
        if subprocess.run([*command, "version"], check=False, capture_output=True).returncode == 0:
            return command
    pytest.skip("needs docker compose")


def can_be_had(image: str) -> bool:
    present = subprocess.run(
        ["docker", "image", "inspect", image], check=False, capture_output=True
    )
    if present.returncode == 0:
        return True
    pulled = subprocess.run(["docker", "pull", "-q", image], check=False, capture_output=True)
    return pulled.returncode == 0


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    command = compose_command()
    if subprocess.run(["docker", "info"], check=False, capture_output=True).returncode:
        pytest.skip("needs a Docker engine that answers")
    plain = (ROOT / "docker-compose.yml").read_text("utf-8")
    images = {
        name: service["image"].split(":-")[-1].rstrip("}")
        for name, service in yaml.safe_load(plain)["services"].items()
    }
    viewers = tuple(name for name in FROM_ELSEWHERE if can_be_had(images[name]))
    services = ("kafka", "topics", "copydesk", "watch", "samples", "prometheus", *viewers)
    print(f"services: {', '.join(services)}")  # noqa: T201 - says what was left out
    kafka, prometheus, alertmanager, grafana = free_ports(4)
    environment = {
        **os.environ,
        "KAFKA_PORT": str(kafka),
        "PROMETHEUS_PORT": str(prometheus),
        "ALERTMANAGER_PORT": str(alertmanager),
        "GRAFANA_PORT": str(grafana),
        "WORKERS": "1",
    }

    def compose(*arguments: str) -> None:
        subprocess.run([*command, "-p", PROJECT, *arguments], check=True, cwd=ROOT, env=environment)

    try:
        compose("up", "-d", "--build", "--scale", f"copydesk={MEMBERS}", *services)
        yield Stack(kafka, prometheus, services)
    finally:
        compose("logs", "--tail", "20", "copydesk", "topics")
        compose("down", "-v", "--timeout", "30")


async def test_samples_come_out_as_events(stack: Stack) -> None:
    """Read from this machine, through the listener meant for it."""
    connection = Connection(f"127.0.0.1:{stack.kafka}")
    topics = ("news.articles.enriched", "news.articles.dead-letter")
    expected = [sample.expected for sample in load_samples()]

    async def all_there() -> bool:
        got = await read_to_end(connection, *topics)
        return len(got) == len(expected)

    await eventually(all_there, "not every sample came through the stack")
    got = await read_to_end(connection, *topics)
    letters = [one for one in got if one.topic == topics[1]]
    assert len(letters) == expected.count(Expected.DEAD_LETTER)


async def test_prometheus_sees_every_member_and_the_rules(stack: Stack) -> None:
    """Scaled members are found, and the alerts that are tested are the ones that are loaded."""

    async def all_up() -> bool:
        try:
            found = await asyncio.to_thread(
                stack.asked, "/api/v1/query?query=up%7Bjob%3D%22copydesk%22%7D"
            )
        except (urllib.error.URLError, ConnectionError):
            return False
        assert isinstance(found, dict)
        return [one["value"][1] for one in found["result"]] == ["1"] * MEMBERS

    await eventually(all_up, "Prometheus does not see every member")
    rules = stack.asked("/api/v1/rules")
    assert isinstance(rules, dict)
    assert any(rule["type"] == "alerting" for group in rules["groups"] for rule in group["rules"])


async def test_viewer_prints_events(stack: Stack) -> None:
    """`docker compose logs watch` is where a developer looks first."""
    assert "watch" in stack.services
    headlines = [sample.headline for sample in load_samples() if sample.headline]

    async def printed() -> bool:
        told = await asyncio.to_thread(
            subprocess.run,
            [*compose_command(), "-p", PROJECT, "logs", "watch"],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        return headlines[0][:40] in told.stdout

    await eventually(printed, "the viewer shows nothing")
