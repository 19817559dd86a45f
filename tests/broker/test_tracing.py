"""`copydesk run` sends spans to a collector, and runs without one."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from tests.broker.processes import service_process
from tests.support.topics import Raw

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.topics import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
STEPS = {"intake", "normalise", "dateline", "dates", "entities", "places", "section", "publish"}
TEXT = "OSLO, May 7 (Desk) - The town council met on Friday and agreed on a new library."


@asynccontextmanager
async def collector() -> AsyncIterator[tuple[str, set[tuple[str, str]]]]:
    """An OTLP receiver on a free port: its address, and the (trace, span name) pairs that came."""
    seen: set[tuple[str, str]] = set()

    async def receive(request: web.Request) -> web.Response:
        sent = ExportTraceServiceRequest.FromString(await request.read())
        for group in sent.resource_spans:
            for scope in group.scope_spans:
                seen.update((span.trace_id.hex(), span.name) for span in scope.spans)
        return web.Response()

    application = web.Application()
    application.router.add_post("/v1/traces", receive)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}", seen
    finally:
        await runner.cleanup()


async def test_an_article_can_be_followed_through_the_desk(wire: Wire) -> None:
    """Each step and the commit stand in the trace that the supplier began."""
    value = json.dumps({"source": {"id": "desk"}, "body": TEXT}).encode()
    parent = ("traceparent", f"00-{TRACE}-00f067aa0ba902b7-01".encode())
    async with collector() as (address, seen):
        environment = {
            "COPYDESK_BOOTSTRAP": wire.bootstrap,
            "COPYDESK_GROUP": wire.group,
            "COPYDESK_RAW_TOPIC": wire.raw,
            "COPYDESK_ENRICHED_TOPIC": wire.enriched,
            "COPYDESK_DEAD_LETTER_TOPIC": wire.dead_letter,
            "COPYDESK_WORKERS": "1",
            "COPYDESK_HTTP_PORT": "0",
            "COPYDESK_TRACING": "otlp",
            "OTEL_EXPORTER_OTLP_ENDPOINT": address,
        }
        async with service_process("copydesk", "run", environment=environment) as service:
            await wire.produce([Raw(value, key=b"an-id", headers=(parent,))])
            await wire.drained()
            assert await service.stopped() == 0
    assert {name for trace, name in seen if trace == TRACE} == {
        *STEPS,
        f"process {wire.raw}",
        f"commit {wire.raw}",
    }


def test_nothing_of_opentelemetry_is_loaded_when_it_is_off() -> None:
    """Off is the default and costs nothing, not even an import."""
    code = (
        "import sys, copydesk.cli.run, copydesk.stream\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_without_its_extra_it_says_what_to_install() -> None:
    """One sentence that names the variable, exit 2."""
    code = (
        "import sys\nsys.modules['opentelemetry'] = None\n"
        "from copydesk.__main__ import main\nsys.argv = ['copydesk', 'run']\nmain()"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code),
        env={"COPYDESK_TRACING": "otlp", "PATH": ""},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert "COPYDESK_TRACING=otlp" in said.decode()
    assert "copydesk[otel]" in said.decode()
    assert "Traceback" not in said.decode()
