"""A broker of one's own serves, tells why it ended, and never outlives its parent."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.topics import Raw, Wire, eventually

from copydesk.localbroker import (
    BrokerDiedError,
    BrokerSilentError,
    EmbeddedBroker,
    KafkaBroker,
    MissingJavaError,
    MissingWheelError,
    NoBrokerError,
    PortInUseError,
    local_broker,
)
from copydesk.localbroker.broker import port_of
from copydesk.localbroker.child import Child
from copydesk.localbroker.embedded import embedded_binary
from copydesk.localbroker.jars import can_run_kafka, java
from copydesk.localbroker.probe import free_port, port_is_taken, serves

if TYPE_CHECKING:
    from collections.abc import Iterator

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends orphans")
java_only = pytest.mark.skipif(
    not can_run_kafka(), reason="Apache Kafka cannot run here: no Java 17, or no Maven and no jars"
)
LINGER = "import time; print('up', flush=True); time.sleep(600)"
BUSY = """
import hashlib, itertools, threading
def work():
    for _ in itertools.count():
        hashlib.sha256(bytes(200_000))
for _ in range(8):
    threading.Thread(target=work).start()
print('up', flush=True)
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of a broker that failed is kept: here, where pytest clears it away."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def embedded() -> Iterator[EmbeddedBroker]:
    try:
        embedded_binary()
    except MissingWheelError as error:
        pytest.skip(str(error))
    with EmbeddedBroker() as broker:
        yield broker


async def test_embedded_broker_serves_and_leaves_nothing(embedded: EmbeddedBroker) -> None:
    """It answers as soon as it is there, and close() ends it and deletes its data."""
    assert serves(port_of(embedded.bootstrap))
    wire = await Wire.create(embedded.bootstrap, "embedded")
    await wire.produce([Raw(b"v", b"k")])
    assert [got.value for got in await wire.read(wire.raw)] == [b"v"]
    embedded.close()
    assert not serves(port_of(embedded.bootstrap))
    assert not embedded.directory.exists()


def test_a_port_in_use_is_named(embedded: EmbeddedBroker) -> None:
    """A broker that somebody else runs on the port is never taken for ours."""
    port = port_of(embedded.bootstrap)
    with pytest.raises(PortInUseError, match=f"^Port {port} is in use, so the embedded broker"):
        EmbeddedBroker(port=port)


async def test_a_death_is_noticed_with_its_cause(embedded: EmbeddedBroker) -> None:
    """check() is silent while it lives, then names the signal and the log, which is kept."""
    embedded.check()
    os.kill(embedded.pid, signal.SIGKILL)

    async def noticed() -> bool:
        try:
            embedded.check()
        except BrokerDiedError as error:
            return "was killed by SIGKILL; log: " in str(error)
        return False

    await eventually(noticed, "the death was not noticed")
    embedded.close()
    assert (embedded.directory / "broker.log").exists()


@linux_only
async def test_an_orphan_is_ended(tmp_path: Path) -> None:
    """A parent killed with -9 takes its child along."""
    code = (
        "import sys, time; from pathlib import Path; from copydesk.localbroker.child import Child"
    )
    code += "\nChild([sys.executable, '-m', 'http.server', sys.argv[1]], Path(sys.argv[2]))"
    code += "\ntime.sleep(600)"
    port = free_port()
    log = str(tmp_path / "log")
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", code, str(port), log)

    async def listens() -> bool:
        return port_is_taken(port)

    await eventually(listens, "the child did not start")
    parent.kill()
    await parent.wait()

    async def gone() -> bool:
        return not port_is_taken(port)

    await eventually(gone, "the child outlived its parent")


@java_only
async def test_real_kafka_keeps_its_data_over_a_restart() -> None:
    """stop() and start() keep port and records; a paused broker is silent until it is resumed."""
    with KafkaBroker() as kafka:
        wire = await Wire.create(kafka.bootstrap, "restart")
        await wire.produce([Raw(b"v", b"k")])
        port = port_of(kafka.bootstrap)
        kafka.stop()
        kafka.start()
        assert port_of(kafka.bootstrap) == port
        assert [got.value for got in await wire.read(wire.raw)] == [b"v"]
        kafka.pause()
        assert not serves(port)
        kafka.resume()

        async def back() -> bool:
            return serves(port)

        await eventually(back, "it did not come back")
    assert not kafka.directory.exists()


@java_only
def test_real_kafka_that_cannot_start_says_why() -> None:
    """A refused property is told in the broker's own words, in one sentence."""
    with (
        pytest.raises(BrokerDiedError, match=r"num\.io\.threads") as told,
        KafkaBroker(properties={"num.io.threads": "0"}),
    ):
        pass
    assert "\n" not in str(told.value)


def test_a_broker_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that runs and does not serve is ended at the deadline."""
    binary = tmp_path / "noida_db" / "noida-db"
    binary.parent.mkdir()
    (binary.parent / "__init__.py").touch()
    binary.write_text("#!/bin/sh\nsleep 600\n")
    binary.chmod(0o755)
    _only_path(monkeypatch, tmp_path)
    with pytest.raises(BrokerSilentError, match=r"gave no answer on port \d+ in 0 s"):
        EmbeddedBroker(timeout=0.3)


def test_a_broker_that_dies_at_once_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence holds the exit code and what the broker said last."""
    binary = tmp_path / "noida_db" / "noida-db"
    binary.parent.mkdir()
    (binary.parent / "__init__.py").touch()
    binary.write_text("#!/bin/sh\necho 'error: the disk is full'; exit 3\n")
    binary.chmod(0o755)
    _only_path(monkeypatch, tmp_path)
    with pytest.raises(BrokerDiedError, match=r"exit code 3 \(error: the disk is full\)"):
        EmbeddedBroker()


def test_without_any_broker_the_three_ways_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No wheel and no Java is one sentence that says what to do."""
    _only_path(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MissingJavaError, match="PATH has no `java`"):
        java()
    with (
        pytest.raises(NoBrokerError, match=r"copydesk\[demo\].*Java 17 and Maven.*COPYDESK_BOOT"),
        local_broker(),
    ):
        pass


def test_the_users_own_broker_comes_first() -> None:
    """Nothing is started when a broker is named."""
    with local_broker("broker.example:9092") as broker:
        assert broker.bootstrap == "broker.example:9092"
        assert broker.directory.is_dir()
    assert not broker.directory.exists()


async def test_a_child_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    """stop() ends any child within its grace, a stopped one included."""
    code = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {LINGER}"
    child = Child([sys.executable, "-c", code], tmp_path / "log")

    async def up() -> bool:
        return child.said() == ("up",)

    await eventually(up, "the child did not start")
    assert not child.ended_by_itself()
    child.send(signal.SIGSTOP)
    child.stop(0.2)
    assert child.exit_code() == -signal.SIGKILL
    assert not child.ended_by_itself()


def states_of_threads(pid: int) -> set[str]:
    """The kernel's letters for what a process's threads do: "T" for stopped, "R", "S", ..."""
    tasks = Path(f"/proc/{pid}/task").glob("*/stat")
    return {task.read_text().rpartition(") ")[2][0] for task in tasks}


@linux_only
async def test_a_paused_child_has_no_running_thread(tmp_path: Path) -> None:
    """pause() returns when the whole child stands still, every time it is asked."""
    child = Child([sys.executable, "-c", BUSY], tmp_path / "log")

    async def up() -> bool:
        return child.said() == ("up",)

    await eventually(up, "the child did not start")
    for _ in range(20):
        child.pause()
        assert states_of_threads(child.pid) == {"T"}
        child.send(signal.SIGCONT)
    child.kill()
    child.pause()
    assert child.exit_code() == -signal.SIGKILL


def test_a_program_that_is_no_program_is_named(tmp_path: Path) -> None:
    """A binary made for another machine is told in one line, not in a traceback."""
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF not really")
    program.chmod(0o755)
    child = Child([str(program)], tmp_path / "log")
    while child.exit_code() is None:
        pass
    assert child.end(lambda line: line.startswith("error")).startswith(
        f"ended with exit code 127 (error: cannot run {program}"
    )


def test_a_listener_that_is_no_broker_does_not_serve() -> None:
    """An open port is not a broker."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not serves(server.getsockname()[1])
    assert not serves(free_port())


def _only_path(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the embedded broker's package be looked for in `path` first, and nowhere else it is."""
    elsewhere = [entry for entry in sys.path if "site-packages" not in entry]
    monkeypatch.setattr(sys, "path", [str(path), *elsewhere])
    monkeypatch.delitem(sys.modules, "noida_db", raising=False)
