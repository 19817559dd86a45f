"""`copydesk demo` end to end, as a person runs it: a process, a broker, the service, topics."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from copydesk.localbroker import MissingWheelError
from copydesk.localbroker.embedded import embedded_binary
from copydesk.samples import Expected, load_samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEMO = (sys.executable, "-m", "copydesk", "demo")
SECONDS = 240
CONCLUDED = "All samples came through"


def _embedded_is_missing() -> bool:
    try:
        embedded_binary()
    except MissingWheelError:
        return True
    return False


pytestmark = [
    pytest.mark.timeout(2 * SECONDS),
    pytest.mark.skipif(_embedded_is_missing(), reason="the embedded broker is not installed"),
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment without settings of ours, whose temporary files are the test's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    return {**kept, "TMPDIR": str(tmp_path), "COLUMNS": "80"}


@contextmanager
def _staying(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A demo that stays, once its samples came through, and the lines it printed until then."""
    with subprocess.Popen(
        DEMO, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as demo:
        assert demo.stdout is not None
        lines = []
        for line in demo.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                break
        else:
            assert demo.stderr is not None
            pytest.fail(f"the demo did not stay: {''.join(lines)}{demo.stderr.read()}")
        try:
            yield demo, lines
        finally:
            demo.kill()


def _children(demo: subprocess.Popen[str], word: str) -> list[int]:
    """The process ids of the demo's children whose command holds a word."""
    told = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], check=True, text=True, capture_output=True
    )
    rows = (line.split(None, 2) for line in told.stdout.splitlines())
    return [int(row[0]) for row in rows if int(row[1]) == demo.pid and word in row[2]]


def test_once_shows_every_sample_and_exits_0(environment: dict[str, str], tmp_path: Path) -> None:
    """Each headline, a dead letter and a kill are seen, and nothing is left behind."""
    told = subprocess.run(
        [*DEMO, "--once"],
        env=environment,
        check=False,
        text=True,
        capture_output=True,
        timeout=SECONDS,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    shown = " ".join(told.stdout.split())
    for sample in load_samples():
        assert sample.headline is None or sample.headline in shown, sample.name
        if sample.expected is Expected.KILL:
            assert f"KILL withdrawn {(sample.record.key or b'').decode()}" in shown
    assert "DEAD LETTER why" in shown
    assert "never for production" in shown
    assert "14 enriched, 1 dead-letter, 1 kill" in shown
    assert re.search(r"Metrics: http://127\.0\.0\.1:\d+/metrics", shown)
    assert re.search(r"copydesk publish FILE --bootstrap 127\.0\.0\.1:\d+", shown)
    assert "\x1b" not in told.stdout
    assert told.stderr == ""
    assert not list(tmp_path.iterdir())


def test_a_port_in_use_is_one_sentence(environment: dict[str, str]) -> None:
    """The port is named, with the option to choose another."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        told = subprocess.run(
            [*DEMO, "--once", "--http-port", str(port)],
            env=environment,
            check=False,
            text=True,
            capture_output=True,
            timeout=SECONDS,
        )
    assert told.returncode == 1
    assert told.stderr == f"copydesk: Port {port} is in use; name another with --http-port.\n"


def test_no_broker_at_the_users_address_is_one_sentence(environment: dict[str, str]) -> None:
    """A broker that the user names and that is not there is an exit code of its own."""
    told = subprocess.run(
        [*DEMO, "--once"],
        env={**environment, "COPYDESK_BOOTSTRAP": "127.0.0.1:1"},
        check=False,
        text=True,
        capture_output=True,
        timeout=SECONDS,
    )
    assert told.returncode == 69
    assert told.stderr.startswith("copydesk: No broker answers at 127.0.0.1:1")
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_demo_that_stays(
    environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    """It serves metrics and takes a file until then; Ctrl-C is no error and leaves no process."""
    with _staying(environment) as (demo, lines):
        said = "".join(lines)
        assert CONCLUDED in said
        url = re.search(r"http://\S+/metrics", said)
        assert url is not None
        with urllib.request.urlopen(url[0], timeout=SECONDS) as answer:  # noqa: S310 - our own
            assert b"copydesk_" in answer.read()
        broker = re.search(r"--bootstrap (\S+)", said)
        assert broker is not None
        story = tmp_path / "story.txt"
        story.write_text("Mayor opens bridge\n\n" + "The mayor opened the bridge on Monday. " * 20)
        publish = [sys.executable, "-m", "copydesk", "publish", str(story)]
        subprocess.run(
            [*publish, "--bootstrap", broker[1]], env=environment, check=True, capture_output=True
        )
        assert demo.stdout is not None
        assert next(line for line in demo.stdout if "Mayor" in line) == "Mayor opens bridge\n"
        demo.send_signal(number)
        assert demo.wait(SECONDS) == 0
        assert demo.stdout.read().endswith("The demo has ended.\n")
        assert demo.stderr is not None
        assert demo.stderr.read() == ""
    assert not _children(demo, "")
    assert list(tmp_path.iterdir()) == [story]


@pytest.mark.parametrize(
    ("victim", "sentence"),
    [
        ("noida-db", r"^copydesk: The embedded broker was killed by SIGKILL; log: \S+\n$"),
        ("copydesk run", r"^copydesk: The service was killed by SIGKILL; its log is \S+\n$"),
    ],
)
def test_a_death_at_any_time_is_one_sentence(
    environment: dict[str, str], victim: str, sentence: str
) -> None:
    """Broker or service may die long after the start: the demo says which, and how."""
    with _staying(environment) as (demo, _):
        (pid,) = _children(demo, victim)
        os.kill(pid, signal.SIGKILL)
        assert demo.wait(SECONDS) == 1
        assert demo.stderr is not None
        assert re.match(sentence, demo.stderr.read())
    assert not _children(demo, "")
