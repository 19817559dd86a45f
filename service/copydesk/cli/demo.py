"""`copydesk demo`: a broker, the service and sample articles, all real and all on this machine.

The service is a separate process, started as a person would start it, and the demo is a subscriber
like any other. Must not: reach into the service; and it never writes to topics that are in use: on
a broker of the user's it makes its own and deletes them at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, assert_never

import aiohttp
import click
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from rich.console import Console

from copydesk.cli.show import show_published
from copydesk.cli.wiring import connection_of
from copydesk.contracts import DeadLetterHeaders, EnrichedArticle
from copydesk.errors import DemoError, UnreachableError
from copydesk.localbroker import ExternalBroker, PortInUseError, local_broker
from copydesk.localbroker.child import Child
from copydesk.localbroker.embedded import RETENTION
from copydesk.localbroker.probe import free_port, port_is_taken
from copydesk.samples import Expected, load_samples
from copydesk.samples.ledger import Ledger
from copydesk.settings import PREFIX, load_settings
from copydesk.stream import TopicPlan, create_topics, follow, publish

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator
    from types import FrameType

    from copydesk.localbroker import LocalBroker
    from copydesk.stream import ReadRecord

__all__ = ["command", "run_demo"]

BOOTSTRAP = f"{PREFIX}BOOTSTRAP"
WORKERS = f"{PREFIX}WORKERS"
LOOPBACK = "127.0.0.1"
PARTITIONS = 4
REPLICAS_MAX = 3
"""On a broker of the user's: enough for the usual min.insync.replicas of 2."""

READY_SECONDS = 60.0
SAMPLES_SECONDS = 60.0
DRAIN_SECONDS = 5
STOP_SECONDS = 10.0
VERDICT_SECONDS = 1.0
"""How long a lost connection is held back, for the watcher to see who died."""

POLL_SECONDS = 0.2
WORKERS_MAX = 2
"""More would only make the start slower: sixteen samples are a tenth of a second's work."""


@click.command()
@click.option("--once", is_flag=True, help="Exit when every sample came through: 0, else 1.")
@click.option(
    "--http-port",
    type=click.IntRange(0, 65_535),
    help="Port for metrics and health.  [default: a free one]",
)
def command(once: bool, http_port: int | None) -> int:  # noqa: FBT001 - click passes flags so
    """See it work: start a broker and the service, publish sample articles, show each event.

    The broker is the one of COPYDESK_BOOTSTRAP when that is set (with topics of the demo's own,
    deleted at the end), else an embedded one, else Apache Kafka run by Java. Stays until Ctrl-C.

    \b
    Examples:
      copydesk demo                        stay, and publish files of your own
      copydesk demo --once                 a check: exits 0 when every sample came through
      COPYDESK_BOOTSTRAP=kafka:9092 copydesk demo
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    return run_demo(Console(highlight=False), once=once, http_port=http_port)


def run_demo(console: Console, *, once: bool, http_port: int | None = None) -> int:
    """Run the demo and return its exit code, 0 for success and for Ctrl-C or SIGTERM.

    once: end when all samples came through. http_port: None or 0 for a free one.
    Raises FatalError: a port in use, no broker, a broker or service that died, missing samples.
    """
    # aiokafka reports every lost connection; when something is lost the demo says so itself.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    port = _http_port(http_port)
    try:
        with (
            _sigterm_as_interrupt(),
            local_broker(os.environ.get(BOOTSTRAP), say=console.print) as broker,
        ):
            asyncio.run(_Demo(console, broker, port).play(once=once))
    except (KeyboardInterrupt, asyncio.CancelledError):
        console.print("The demo has ended.")
    return 0


class _Demo:
    """One run: the service's process, the samples on their way, and the console."""

    def __init__(self, console: Console, broker: LocalBroker, port: int) -> None:
        """Read the settings; nothing runs yet. Raises SettingsError."""
        self._console = console
        self._broker = broker
        self._is_guest = isinstance(broker, ExternalBroker)
        self._overrides = _overrides(broker, port, is_guest=self._is_guest)
        self._settings = load_settings(**self._overrides)
        self._connection = connection_of(self._settings)
        self._samples = load_samples()
        self._ledger = Ledger()
        self._url = f"http://{LOOPBACK}:{port}"
        self._service: Child | None = None
        self._began = time.monotonic()

    async def play(self, *, once: bool) -> None:
        """Run it all, and clean up; the service's log stays when something failed."""
        _cancel_at_sigterm()
        folder = Path(tempfile.mkdtemp(prefix="copydesk-demo-"))
        failed = True
        try:
            await _first(self._watch(), self._reported(self._work(folder, once=once)))
            failed = False
        except asyncio.CancelledError:
            failed = False
            raise
        finally:
            if self._service is not None:
                self._service.stop(STOP_SECONDS)
            await self._delete_topics()
            if not failed:
                shutil.rmtree(folder, ignore_errors=True)

    async def _work(self, folder: Path, *, once: bool) -> None:
        """Bring up the rest, publish the samples, and show what comes."""
        self._say(f"Broker: {self._broker.name} at {self._broker.bootstrap}")
        copies = await self._replication()
        plans = [TopicPlan(name, PARTITIONS, copies, RETENTION) for name in self._topics()]
        await create_topics(self._connection, plans)
        self._service = self._start_service(folder / "service.log")
        await self._await_ready(self._service)
        self._say_where()
        self._began = time.monotonic()
        records = [sample.record for sample in self._samples]
        landed = await publish(self._connection, self._settings.raw_topic, records)
        for sample, stands in zip(self._samples, landed, strict=True):
            self._ledger.sent(sample, stands.partition, stands.offset)
        await _first(self._overdue(once=once), self._show_all(once=once))

    async def _show_all(self, *, once: bool) -> None:
        """Show every event as it comes; once, until the last sample has."""
        told = False
        async for record in follow(self._connection, *self._topics()[1:]):
            self._show(record)
            if self._ledger.is_complete() and not told:
                told = True
                self._conclude(once=once)
                if once:
                    return

    async def _overdue(self, *, once: bool) -> None:
        """Say which samples are missing when their time is over."""
        await asyncio.sleep(SAMPLES_SECONDS)
        if not self._ledger.is_complete():
            self._conclude(once=once)
        await asyncio.Event().wait()

    def _show(self, record: ReadRecord) -> None:
        """Print one record and tick its sample off."""
        shown = show_published(self._console, record, self._settings.dead_letter_topic)
        match shown:
            case DeadLetterHeaders():
                self._ledger.came(Expected.DEAD_LETTER, shown.partition, shown.offset)
            case EnrichedArticle():
                if raw := shown.provenance.raw:
                    self._ledger.came(Expected.ENRICHED, raw.partition, raw.offset)
            case None:
                self._ledger.came_kill(record.key or b"")
            case _ as never:
                assert_never(never)

    # The processes

    def _start_service(self, log: Path) -> Child:
        variables = {PREFIX + name.upper(): str(value) for name, value in self._overrides.items()}
        return Child(
            [sys.executable, "-P", "-m", "copydesk", "run"],
            log,
            environment={**os.environ, **variables},
            death_signal=signal.SIGTERM,
        )

    async def _watch(self) -> NoReturn:
        """Raise DemoError when the broker or the service has died."""
        while True:
            self._broker.check()
            if self._service is not None and self._service.exit_code() is not None:
                end = self._service.end(lambda line: line.startswith("copydesk: "))
                message = f"The service {end}; its log is {self._service.log}."
                raise DemoError(message)
            await asyncio.sleep(POLL_SECONDS)

    async def _reported(self, work: Coroutine[object, object, None]) -> None:
        """Await `work`; turn a lost connection into a sentence, unless the watcher has a better."""
        try:
            await work
        except UnreachableError:
            await asyncio.sleep(VERDICT_SECONDS)
            raise
        except (KafkaError, OSError) as error:
            await asyncio.sleep(VERDICT_SECONDS)
            message = f"The broker at {self._settings.bootstrap} no longer answers."
            raise DemoError(message) from error

    async def _await_ready(self, service: Child) -> None:
        """Wait until /readyz says 200; raises DemoError with its last answer after a deadline."""
        deadline = time.monotonic() + READY_SECONDS
        answer = "it did not answer"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
            while time.monotonic() < deadline:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with session.get(f"{self._url}/readyz") as response:
                        if response.ok:
                            return
                        answer = (await response.text()).strip()[:300]
                await asyncio.sleep(POLL_SECONDS)
        message = f"The service was not ready in {READY_SECONDS:.0f} s ({answer}); "
        raise DemoError(message + f"its log is {service.log}.")

    async def _replication(self) -> int:
        """The replication factor for this cluster; raises UnreachableError when none answers."""
        if not self._is_guest:
            return 1
        try:
            async with self._admin() as admin:
                cluster = await admin.describe_cluster()
        except (KafkaError, OSError) as error:
            message = f"No broker answers at {self._settings.bootstrap} ({type(error).__name__})."
            raise UnreachableError(message) from error
        return min(REPLICAS_MAX, len(cluster["brokers"]))

    async def _delete_topics(self) -> None:
        """Leave nothing behind on a broker of the user's; one that is gone keeps what it has."""
        if self._is_guest:
            with contextlib.suppress(KafkaError, OSError):
                async with self._admin() as admin:
                    await admin.delete_topics(self._topics())

    @contextlib.asynccontextmanager
    async def _admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        admin = AIOKafkaAdminClient(**self._connection.client_options())
        try:
            await admin.start()
            yield admin
        finally:
            await admin.close()

    def _topics(self) -> list[str]:
        settings = self._settings
        return [settings.raw_topic, settings.enriched_topic, settings.dead_letter_topic]

    # What is said

    def _say(self, line: str) -> None:
        """Print a line unbroken, so that what it names can be copied."""
        self._console.print(line, soft_wrap=True, markup=False)

    def _say_where(self) -> None:
        self._say(f"Metrics: {self._url}/metrics")
        self._say(f"Publish a file of your own: {self._publish_command()}")
        self._console.print()

    def _publish_command(self) -> str:
        command = f"copydesk publish FILE --bootstrap {self._settings.bootstrap}"
        topic = f"{PREFIX}RAW_TOPIC={self._settings.raw_topic} "
        return topic + command if self._is_guest else command

    def _conclude(self, *, once: bool) -> None:
        """Say how the samples fared; once, raise DemoError when one did not come out as it must."""
        faults = self._ledger.faults()
        if faults and once:
            raise DemoError(faults)
        took = time.monotonic() - self._began
        self._say(faults or f"All samples came through in {took:.1f} s: {self._ledger.summary()}.")
        if not once:
            self._say_where()
            self._say("Ctrl-C ends the demo.")


async def _first(*works: Coroutine[object, object, None]) -> None:
    """Await several works until the first is done, or fails; the earlier named wins a tie."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _overrides(broker: LocalBroker, port: int, *, is_guest: bool) -> dict[str, object]:
    """Settings that the demo decides, whatever the environment says.

    On a broker of the user's the topics and the group are the demo's own, so that nothing that is
    in use is touched; on ours the connection is plain.
    """
    chosen: dict[str, object] = {
        "bootstrap": broker.bootstrap,
        "http_host": LOOPBACK,
        "http_port": port,
        "start": "earliest",
        "drain_deadline": DRAIN_SECONDS,
    }
    if WORKERS not in os.environ:
        chosen["workers"] = min(WORKERS_MAX, os.cpu_count() or 1)
    if is_guest:
        stem = f"copydesk.demo.{uuid.uuid4().hex[:8]}"
        roles = ("raw", "enriched", "dead-letter")
        names = {f"{role.replace('-', '_')}_topic": f"{stem}.{role}" for role in roles}
        return chosen | names | {"group": stem}
    return chosen | {"security_protocol": "PLAINTEXT"}


def _http_port(wanted: int | None) -> int:
    """Return the wanted port, or a free one; raises PortInUseError."""
    if not wanted:
        return free_port()
    if port_is_taken(wanted):
        message = f"Port {wanted} is in use; name another with --http-port."
        raise PortInUseError(message)
    return wanted


def _cancel_at_sigterm() -> None:
    """Let SIGTERM cancel this task, as Ctrl-C does: an exception amid the loop would break it."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


@contextlib.contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    """Let SIGTERM end what runs outside the event loop as Ctrl-C does: no child is left behind."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
