"""POST /resume and `copydesk resume`: a wish from this machine, and from nowhere else."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
from prometheus_client import CollectorRegistry

from copydesk.observability.health import STARTING, Health
from copydesk.observability.metrics import Metrics
from copydesk.stream import Resume
from copydesk.web import Info, WebServer
from copydesk.web.server import RESUME_HEADER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WISH = {RESUME_HEADER: "1"}


@asynccontextmanager
async def web(wishes: list[str], host: str = "127.0.0.1") -> AsyncIterator[int]:
    """A server whose service is paused; its port."""
    registry = CollectorRegistry()
    health = Health(Metrics(registry))
    health.clear(STARTING)
    health.raise_trouble("limit", "Too many dead letters.")
    resume = Resume()
    resume.listen(lambda: wishes.append("resume"))
    server = WebServer(health, registry, Info(), resume.request)
    port = await server.start(host, 0)
    try:
        yield port
    finally:
        await server.stop()


async def post(url: str, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, headers=headers) as answer:
        return answer.status


async def test_only_who_means_it_is_obeyed() -> None:
    """A web page can make a browser post to any port, but not with a header of ours."""
    wishes: list[str] = []
    async with web(wishes) as port:
        url = f"http://127.0.0.1:{port}/resume"
        assert await post(url, {}) == 403
        async with aiohttp.ClientSession() as session, session.get(url, headers=WISH) as answer:
            assert answer.status == 405
        assert wishes == []
        assert await post(url, WISH) == 200
    assert wishes == ["resume"]


async def test_no_other_machine_is_obeyed() -> None:
    """In a container the port is bound to every address; the wish must still come from inside."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; asks which address would be used
        except OSError:
            pytest.skip("this machine has no address but its own")
        outside = probe.getsockname()[0]
    wishes: list[str] = []
    async with web(wishes, "0.0.0.0") as port:  # noqa: S104 - as in a container
        assert await post(f"http://{outside}:{port}/resume", WISH) == 403
        assert await post(f"http://127.0.0.1:{port}/resume", WISH) == 200
    assert wishes == ["resume"]


async def copydesk_resume(port: int, **environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "copydesk", "resume", "--http-port", str(port)),
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_the_command_tells_what_was_wrong_and_goes_on() -> None:
    """Also when the service listens on every address."""
    wishes: list[str] = []
    async with web(wishes) as port:
        code, said = await copydesk_resume(port, COPYDESK_HTTP_HOST="0.0.0.0")  # noqa: S104
    assert code == 0
    assert "Too many dead letters." in said
    assert wishes == ["resume"]


async def test_without_a_service_the_command_is_one_sentence(unused_tcp_port: int) -> None:
    """And its exit code says that nobody answered."""
    code, said = await copydesk_resume(unused_tcp_port)
    assert code == 69
    assert said.count("\n") == 1
    assert f"127.0.0.1:{unused_tcp_port}" in said
