"""The example subscribers, each run against a real Kafka where its runtime is installed.

The topic holds what the desk makes of the raw example, an aborted transaction and a kill: each
subscriber must show the first and the last and never the one between.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaProducer
from tests.support.node import installed

from copydesk.draft import Record
from copydesk.outcomes import Enriched
from copydesk.publishing import kill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.support.topics import Wire

    from copydesk.draft import Headers

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
SUBSCRIBERS = EXAMPLES / "subscribers"
ID = "norwire-20241112-measles"
HEADLINE = "Needle-free measles vaccine protects nine in 10 children in trial"
DEADLINE_SECONDS = 60.0


def event() -> tuple[bytes, Headers]:
    """The worked example, as the desk publishes it."""
    value = (EXAMPLES / "enriched-article.json").read_bytes()
    headers = json.loads((EXAMPLES / "event-headers.json").read_text("utf-8"))
    return value, tuple((name, said.encode()) for name, said in headers.items())


async def publish_history(wire: Wire) -> None:
    """An event, one that is taken back before it is committed, and a kill, all in order."""
    value, headers = event()
    killed = kill(Record(None, ID.encode()), ID, 0)
    producer = AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-subscribers"
    )
    async with producer:
        for one, said, is_kept in (
            (value, headers, True),
            (value.replace(b"measles", b"aborted"), headers, False),
            (None, killed.headers, True),
        ):
            await producer.begin_transaction()
            await producer.send_and_wait(
                wire.enriched, one, key=ID.encode(), partition=0, headers=list(said)
            )
            if is_kept:
                await producer.commit_transaction()
            else:
                await producer.abort_transaction()


@asynccontextmanager
async def subscriber(*command: str, cwd: Path) -> AsyncIterator[asyncio.StreamReader]:
    """The output of a subscriber that runs for as long as the block lasts."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def lines(output: asyncio.StreamReader, count: int) -> Sequence[str]:
    async with asyncio.timeout(DEADLINE_SECONDS):
        return [(await output.readline()).decode().rstrip() for _ in range(count)]


async def test_python(wire: Wire) -> None:
    """The 20 lines that the README shows, with the typed client."""
    await publish_history(wire)
    command = (sys.executable, "subscriber.py", wire.bootstrap, wire.enriched)
    async with subscriber(*command, cwd=SUBSCRIBERS / "python") as output:
        assert await lines(output, 2) == [f"article {ID} {HEADLINE}", f"kill {ID}"]


async def test_typescript(wire: Wire) -> None:
    """Types from the schema, ajv, kafkajs; the dateline's words come out of its code points."""
    folder = installed(SUBSCRIBERS / "typescript")
    await publish_history(wire)
    built = await asyncio.create_subprocess_exec("npm", "run", "-s", "build", cwd=folder)
    assert await asyncio.wait_for(built.wait(), DEADLINE_SECONDS) == 0
    command = ("node", "build/subscriber.js", wire.bootstrap, wire.enriched)
    async with subscriber(*command, cwd=folder) as output:
        article, killed = await lines(output, 2)
    assert article.startswith(f"article {ID} {HEADLINE} (GENEVA, Nov 12")
    assert killed == f"kill {ID}"


async def test_kcat(wire: Wire) -> None:
    """A read from the shell: two JSON lines, headers included, the kill's payload null."""
    if shutil.which("kcat") is None:
        pytest.skip("kcat is not installed")
    await publish_history(wire)
    command = ("sh", "subscriber.sh", wire.bootstrap, wire.enriched, "-e")
    async with subscriber(*command, cwd=SUBSCRIBERS / "kcat") as output:
        article, killed = map(json.loads, await lines(output, 2))
    assert json.loads(article["payload"])["headline"] == HEADLINE
    assert "copydesk.article.enriched.v1" in article["headers"]
    assert killed["payload"] is None
    assert "copydesk.article.killed.v1" in killed["headers"]


def test_the_example_is_an_event_of_the_desk() -> None:
    """What the subscribers are shown is what the desk publishes, not a stand-in."""
    value, headers = event()
    made = Enriched(ID, 0, "raw-json", ID.encode(), value, headers)
    assert json.loads(made.value)["headline"] == HEADLINE
    assert dict(made.headers)["ce_subject"] == ID.encode()
