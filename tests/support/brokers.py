"""Which broker the tests run on, and how it is started: once, when the first test asks.

In order: COPYDESK_TEST_BOOTSTRAP, a broker somebody runs; Docker, where an engine answers; real
Kafka from its jars, where Java is; the embedded broker. COPYDESK_TEST_BROKER=docker|kafka|embedded
forces one, and a run that cannot have it fails.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import time
import warnings
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from copydesk.localbroker import EmbeddedBroker, KafkaBroker
from copydesk.localbroker.jars import can_run_kafka

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Choice", "Kind", "RunningBroker", "choose", "running"]

BOOTSTRAP = "COPYDESK_TEST_BOOTSTRAP"
FORCED = "COPYDESK_TEST_BROKER"
_DOCKER_SECONDS = 3


class Kind(StrEnum):
    EXTERNAL = "external"
    DOCKER = "docker"
    KAFKA = "kafka"
    EMBEDDED = "embedded"


_NAMES = {
    Kind.EXTERNAL: f"the broker of {BOOTSTRAP}",
    Kind.DOCKER: "Apache Kafka in Docker",
    Kind.KAFKA: "Apache Kafka from its jars",
    Kind.EMBEDDED: "the embedded broker noida-db",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A broker that can be had, and why it was taken."""

    kind: Kind
    why: str

    def __str__(self) -> str:
        return f"{_NAMES[self.kind]} ({self.why})"


@dataclass(frozen=True, slots=True)
class RunningBroker:
    """A broker that serves; started_in: seconds."""

    choice: Choice
    bootstrap: str
    started_in: float

    @property
    def is_real(self) -> bool:
        """Whether it is an Apache Kafka: the embedded broker is no evidence about delivery."""
        return self.choice.kind is not Kind.EMBEDDED

    def __str__(self) -> str:
        return f"{self.choice} at {self.bootstrap}, started in {self.started_in:.1f} s"


def choose(environment: Mapping[str, str] = os.environ) -> Choice:
    """Find the first broker that this machine can have; starts and fetches nothing.

    Raises LookupError when there is none, or COPYDESK_TEST_BROKER names none.
    """
    forced = environment.get(FORCED)
    if forced is not None:
        if forced not in {Kind.DOCKER, Kind.KAFKA, Kind.EMBEDDED}:
            message = f"{FORCED}={forced} is none of docker, kafka, embedded."
            raise LookupError(message)
        return Choice(Kind(forced), f"{FORCED} says so")
    if BOOTSTRAP in environment:
        return Choice(Kind.EXTERNAL, "set by hand")
    if _docker_answers():
        return Choice(Kind.DOCKER, "a Docker engine answers")
    if can_run_kafka():
        return Choice(Kind.KAFKA, "no Docker engine answers; Java does")
    if importlib.util.find_spec("noida_db") is not None:
        return Choice(Kind.EMBEDDED, "no Docker, no Java with Maven")
    message = f"no broker: start Docker, install Java 17 and Maven, or set {BOOTSTRAP}."
    raise LookupError(message)


@contextlib.contextmanager
def running(choice: Choice) -> Iterator[RunningBroker]:
    """Start the chosen broker, and end it afterwards."""
    began = time.monotonic()
    with _started(choice.kind) as bootstrap:
        yield RunningBroker(choice, bootstrap, time.monotonic() - began)


@contextlib.contextmanager
def _started(kind: Kind) -> Iterator[str]:
    match kind:
        case Kind.EXTERNAL:
            yield os.environ[BOOTSTRAP]
        case Kind.DOCKER:
            # Loaded here alone: testcontainers costs every other run half a second.
            from tests.support.containers import KafkaContainer  # noqa: PLC0415

            with KafkaContainer() as container:
                yield container.bootstrap
        case Kind.KAFKA:
            with KafkaBroker() as kafka:
                yield kafka.bootstrap
        case Kind.EMBEDDED:
            with EmbeddedBroker() as embedded:
                yield embedded.bootstrap


def _docker_answers() -> bool:
    """Whether an engine answers a ping; the client that testcontainers uses is asked.

    That client leaves its socket to the garbage collector when nobody listens, and in a test run
    a warning is an error: so it is collected here, where the warning is expected.
    """
    if importlib.util.find_spec("docker") is None:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        answers = _ping_docker()
        gc.collect()
    return answers


def _ping_docker() -> bool:
    import docker  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; loaded late
    from docker.errors import DockerException  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        client = docker.from_env(timeout=_DOCKER_SECONDS)
    except DockerException:
        return False
    try:
        return bool(client.ping())
    except (DockerException, OSError):
        return False
    finally:
        client.close()
