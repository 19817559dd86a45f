"""A real Apache Kafka broker (KRaft, one node, no Docker) that can be crashed, paused, restarted.

What is proved about delivery is proved on this one. A start takes about 3 s. A second start of the
same directory keeps data, port and cluster id; after a crash it takes about 10 s, because the dead
broker's registration has to run out first, as on any cluster.
Must not: be used in production: one node, small heap.
"""

from __future__ import annotations

import base64
import shutil
import signal
import subprocess
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Self

from copydesk.localbroker.broker import Say, await_service, claim, discard, port_of, silent
from copydesk.localbroker.child import Child
from copydesk.localbroker.failures import (
    BrokerDiedError,
    BrokerSilentError,
    LocalBrokerError,
    PortInUseError,
)
from copydesk.localbroker.jars import KAFKA_VERSION, java, kafka_jars
from copydesk.localbroker.probe import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

__all__ = ["KafkaBroker"]

_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_FORMAT_SECONDS = 60.0
_PORT_TRIES = 3
_REASON_CHARS_MAX = 300
_PROPERTIES = "server.properties"
_JVM = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_QUIET = (
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
)


class KafkaBroker:
    """A broker in a directory of its own; a context manager that starts it on entering."""

    name = f"Apache Kafka {KAFKA_VERSION}"

    def __init__(
        self,
        directory: Path | None = None,
        *,
        port: int | None = None,
        properties: Mapping[str, str] | None = None,
        format_args: Sequence[str] = (),
        say: Say = silent,
    ) -> None:
        """Describe it; nothing runs yet.

        directory: kept after close(); None for a temporary one. port: None for a free one.
        properties: added to, or in place of, those of server.properties. format_args: for the
        format step, e.g. ("--add-scram", "SCRAM-SHA-512=[name=alice,password=secret]").
        """
        self._own = directory is None
        self.directory = directory or Path(tempfile.mkdtemp(prefix="copydesk-kafka-"))
        self._port = port
        self._extra = dict(properties or {})
        self._format_args = tuple(format_args)
        self._say = say
        self._child: Child | None = None
        self._bootstrap: str | None = None

    @property
    def bootstrap(self) -> str:
        """host:port; known from the first start on."""
        if self._bootstrap is None:
            message = f"{self.name} was not started."
            raise LocalBrokerError(message)
        return self._bootstrap

    @property
    def pid(self) -> int:
        """The process id of the running broker."""
        return self._running().pid

    def start(self, timeout: float = _START_SECONDS) -> None:
        """Start it and wait until it serves; nothing if it runs.

        timeout: seconds. Raises MissingJavaError, PortInUseError, BrokerDiedError,
        BrokerSilentError.
        """
        if self._child is not None and self._child.exit_code() is None:
            return
        program, jars = java(), kafka_jars(self._say)
        tries = _PORT_TRIES if self._port is None and self._bootstrap is None else 1
        while True:
            if self._bootstrap is None:
                self._format(program, jars)
            tries -= 1
            try:
                self._launch(program, jars, timeout)
            except PortInUseError:
                if not tries:
                    raise
                self._bootstrap = None
                shutil.rmtree(self.directory / "data", ignore_errors=True)
            else:
                return

    def stop(self) -> None:
        """Stop it cleanly; its data stay for the next start()."""
        self._running().stop(_STOP_SECONDS)

    def kill(self) -> None:
        """Crash it (kill -9); its data stay for the next start()."""
        self._running().kill()

    def pause(self) -> None:
        """SIGSTOP: when this returns it hangs, and keeps its connections."""
        self._running().pause()

    def resume(self) -> None:
        """SIGCONT."""
        self._running().send(signal.SIGCONT)

    def check(self) -> None:
        """Raise BrokerDiedError when it has ended by itself."""
        child = self._running()
        if child.exit_code() is not None:
            message = f"{self.name} {child.end(_is_reason)}; its log is {child.log}."
            raise BrokerDiedError(message)

    def close(self) -> None:
        """End it, and delete its directory if that is temporary; may be called again.

        The log stays if it had ended by itself.
        """
        self._end(keep_log=self._child is not None and self._child.ended_by_itself())

    def __enter__(self) -> Self:
        """Start it."""
        try:
            self.start()
        except BaseException as error:
            self._end(keep_log=isinstance(error, BrokerDiedError | BrokerSilentError))
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _end(self, *, keep_log: bool) -> None:
        if self._child is not None:
            self._child.kill() if self._own else self._child.stop(_STOP_SECONDS)
        if self._own:
            discard(self.directory, keep_log=keep_log)

    def _running(self) -> Child:
        if self._child is None:
            message = f"{self.name} was not started."
            raise LocalBrokerError(message)
        return self._child

    def _launch(self, program: str, jars: Path, timeout: float) -> None:
        claim(port_of(self.bootstrap), self.name)
        classpath = ["-cp", f"{jars}/*", "kafka.Kafka", str(self.directory / _PROPERTIES)]
        child = Child([program, *_JVM, *_QUIET, *classpath], self.directory / "broker.log")
        self._child = child
        try:
            await_service(child, self.name, port_of(self.bootstrap), timeout, _is_reason)
        except BaseException:
            child.kill()
            raise

    def _format(self, program: str, jars: Path) -> None:
        """Write the properties and format the data directory, unless an earlier run did."""
        self.directory.mkdir(parents=True, exist_ok=True)
        properties = self.directory / _PROPERTIES
        if (self.directory / "data" / "meta.properties").exists():
            self._bootstrap = _advertised(properties)
            return
        port = self._port or free_port()
        chosen = _properties(self.directory / "data", port, free_port()) | self._extra
        properties.write_text("".join(f"{key}={value}\n" for key, value in chosen.items()))
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        tool = [program, *_JVM, *_QUIET, "-cp", f"{jars}/*", "kafka.tools.StorageTool", "format"]
        told = subprocess.run(  # noqa: S603 - the user's own Java
            [*tool, f"--cluster-id={cluster}", f"--config={properties}", *self._format_args],
            capture_output=True,
            text=True,
            timeout=_FORMAT_SECONDS,
            check=False,
        )
        if told.returncode != 0:
            said = (told.stdout + told.stderr).splitlines()
            reason = next((line.strip() for line in said if _is_reason(line)), "no reason told")
            message = f"{self.name} could not format {self.directory}: {reason[:_REASON_CHARS_MAX]}"
            raise BrokerDiedError(message)
        self._bootstrap = f"127.0.0.1:{port}"


def _properties(data: Path, port: int, controller: int) -> dict[str, str]:
    """One node that is broker and controller, with the least replication and no waiting."""
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@127.0.0.1:{controller}",
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": str(data),
        "num.partitions": "1",
        "auto.create.topics.enable": "false",
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "4",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "4",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        "group.initial.rebalance.delay.ms": "0",
    }


def _advertised(properties: Path) -> str:
    """Return the address of a directory formatted by an earlier run."""
    for line in properties.read_text().splitlines():
        if line.startswith("advertised.listeners="):
            return line.partition("://")[2].partition(",")[0]
    message = f"{properties} names no advertised.listeners."
    raise LocalBrokerError(message)


def _is_reason(line: str) -> bool:
    """Whether a line of its log says why it ended."""
    return "ERROR" in line or "Exception" in line or line.startswith(("Error", "error"))
