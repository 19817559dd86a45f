"""TLS and SASL against a real Kafka, and passwords that no log ever shows."""

from __future__ import annotations

import io
import logging
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import structlog
from pydantic import SecretStr
from tests.stream.serving import config_of, serving, values
from tests.support.topics import Raw, Wire, eventually

from copydesk.errors import UnreachableError
from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from copydesk.observability.logs import configure_logging
from copydesk.stream import Connection, Mechanism, Protocol, Security, publish, read_to_end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = pytest.mark.kafka

PASSWORD = "a-very-secret-word"  # noqa: S105 - of a broker that lives for these tests
LOGIN = "org.apache.kafka.common.security"
SERVED = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")


@dataclass(frozen=True)
class SecureBroker:
    """A broker that speaks every protocol, each on a port of its own."""

    ports: dict[str, int]
    cafile: Path

    def connection(
        self, protocol: Protocol, mechanism: Mechanism, password: str = PASSWORD
    ) -> Connection:
        security = Security(protocol, mechanism, "desk", SecretStr(password), str(self.cafile))
        return Connection(f"127.0.0.1:{self.ports[protocol]}", security, metadata_max_age_ms=1_000)


def free_ports(count: int) -> list[int]:
    """Ports that were free at once; another process may take one, and the broker then says so."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine that signs itself, and a file with its key too."""
    key, certificate, both = folder / "key.pem", folder / "ca.pem", folder / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return certificate, both


def properties(ports: dict[str, int], controller: int, keys: Path) -> dict[str, str]:
    plain = f'{LOGIN}.plain.PlainLoginModule required user_desk="{PASSWORD}";'
    scram = f"{LOGIN}.scram.ScramLoginModule required;"
    listeners = ",".join(f"{name}://127.0.0.1:{port}" for name, port in ports.items())
    chosen = {
        "listeners": f"{listeners},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": listeners,
        "controller.quorum.voters": f"1@127.0.0.1:{controller}",
        "inter.broker.listener.name": "PLAINTEXT",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,"
        + ",".join(f"{name}:{name}" for name in ports),
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(keys),
        "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    }
    for listener in ("sasl_plaintext", "sasl_ssl"):
        chosen[f"listener.name.{listener}.plain.sasl.jaas.config"] = plain
        for scram_name in ("scram-sha-256", "scram-sha-512"):
            chosen[f"listener.name.{listener}.{scram_name}.sasl.jaas.config"] = scram
    return chosen


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureBroker]:
    if not can_run_kafka():
        pytest.skip("needs Apache Kafka from its jars: Java 17, and Maven once")
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl, to make a certificate")
    cafile, keys = make_certificate(tmp_path_factory.mktemp("certificates"))
    *ports, controller = free_ports(len(SERVED) + 1)
    served = dict(zip(SERVED, ports, strict=True))
    users = [
        argument
        for name in ("SCRAM-SHA-256", "SCRAM-SHA-512")
        for argument in ("--add-scram", f"{name}=[name=desk,password={PASSWORD}]")
    ]
    with KafkaBroker(
        port=served["PLAINTEXT"],
        properties=properties(served, controller, keys),
        format_args=users,
    ):
        yield SecureBroker(served, cafile)


@pytest.fixture
async def wire(secure: SecureBroker, request: pytest.FixtureRequest) -> AsyncIterator[Wire]:
    made = await Wire.create(f"127.0.0.1:{secure.ports['PLAINTEXT']}", request.node.name)
    yield made
    await made.delete()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged at the most talkative level that the settings have."""
    root, kafka = logging.getLogger(), logging.getLogger("aiokafka")
    before = (root.handlers[:], root.level, kafka.level)
    stream = io.StringIO()
    configure_logging("debug", "json", stream)
    yield stream
    root.handlers, root.level = before[0], before[1]
    kafka.setLevel(before[2])
    structlog.reset_defaults()


@dataclass(frozen=True)
class Way:
    """How to speak to the broker."""

    protocol: Protocol
    mechanism: Mechanism = Mechanism.PLAIN

    @property
    def name(self) -> str:
        return f"{self.protocol}-{self.mechanism}"


WAYS = (
    Way(Protocol.SSL),
    *(
        Way(protocol, mechanism)
        for protocol in (Protocol.SASL_PLAINTEXT, Protocol.SASL_SSL)
        for mechanism in Mechanism
    ),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
async def test_an_article_goes_through(way: Way, wire: Wire, secure: SecureBroker) -> None:
    """Consumer, producers and admin client all speak the protocol that the settings name."""
    connection = secure.connection(way.protocol, way.mechanism)
    await wire.produce([Raw(b"one", key=b"k"), Raw(b"two", key=b"k")])
    async with serving(config_of(wire, connection=connection)):
        await wire.drained()
    assert values(await read_to_end(connection, wire.enriched)) == [b"one", b"two"]  # type: ignore[arg-type]  # both kinds have a value


@pytest.mark.parametrize("mechanism", Mechanism)
async def test_a_wrong_password_is_waited_out_without_being_told(
    mechanism: Mechanism, wire: Wire, secure: SecureBroker, log: io.StringIO
) -> None:
    """Not ready, one sentence; in fail-fast mode exit 69; and no log line holds the password."""
    wrong = PASSWORD + "-mistyped"
    connection = secure.connection(Protocol.SASL_SSL, mechanism, wrong)
    async with serving(config_of(wire, connection=connection), log_level=None) as service:

        async def told() -> bool:
            service.fail_early()
            return any("No broker answers" in reason for reason in service.health.reasons())

        await eventually(told, "it did not say that it waits")
        assert service.health.is_live()
        assert service.count("copydesk_connection_failures_total", kind="sasl") >= 1
        assert service.count("copydesk_connection_failures_total", kind="unreachable") == 0
    with pytest.raises(UnreachableError, match="password is wrong"):
        async with serving(
            config_of(wire, connection=connection, fail_fast=True), log_level=None
        ) as service:
            await service.task
    assert "broker_waited_for" in log.getvalue()
    assert PASSWORD not in log.getvalue()


async def test_no_log_line_holds_the_password(
    wire: Wire, secure: SecureBroker, log: io.StringIO
) -> None:
    """Not even at debug. aiokafka's own debug lines would: they stay out whatever the setting."""
    connection = secure.connection(Protocol.SASL_SSL, Mechanism.SCRAM_SHA_512)
    await wire.produce([Raw(b"one")])
    async with serving(config_of(wire, connection=connection), log_level=None):
        await wire.drained()
    lines = log.getvalue()
    assert "partition_opened" in lines
    assert not logging.getLogger("aiokafka.conn").isEnabledFor(logging.DEBUG)
    assert PASSWORD not in lines


async def test_an_unknown_authority_is_not_trusted(wire: Wire, secure: SecureBroker) -> None:
    """Without the CA file the system's authorities decide, and they know nothing of ours."""
    security = Security(Protocol.SSL)
    connection = Connection(f"127.0.0.1:{secure.ports['SSL']}", security)
    with pytest.raises(UnreachableError):
        await publish(connection, wire.raw, [])


async def test_a_certificate_that_is_not_trusted_is_told_as_such(
    wire: Wire, secure: SecureBroker
) -> None:
    """Not as a broker that is away: a person has to mend it, and is paged for that."""
    connection = Connection(f"127.0.0.1:{secure.ports['SSL']}", Security(Protocol.SSL))
    async with serving(config_of(wire, connection=connection)) as service:

        async def told() -> bool:
            service.fail_early()
            return any("COPYDESK_SSL_CAFILE" in reason for reason in service.health.reasons())

        await eventually(told, "the certificate is not told of")
        assert service.count("copydesk_connection_failures_total", kind="tls") >= 1


def test_the_command_line_never_shows_the_password(secure: SecureBroker) -> None:
    """Neither `copydesk run` nor its failure."""
    environment = {
        **os.environ,
        "COPYDESK_BOOTSTRAP": f"127.0.0.1:{secure.ports['SASL_SSL']}",
        "COPYDESK_SECURITY_PROTOCOL": "SASL_SSL",
        "COPYDESK_SASL_MECHANISM": "SCRAM-SHA-256",
        "COPYDESK_SASL_USERNAME": "desk",
        "COPYDESK_SASL_PASSWORD": PASSWORD + "-mistyped",
        "COPYDESK_SSL_CAFILE": str(secure.cafile),
        "COPYDESK_HTTP_PORT": "0",
        "COPYDESK_LOG_LEVEL": "debug",
    }
    command = [sys.executable, "-m", "copydesk", "--traceback", "run", "--fail-fast"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 69
    assert PASSWORD not in done.stdout + done.stderr
