"""The permissions in deploy/kubernetes are enough for the service, and each of them is needed.

A real Kafka that enforces them, and a user for each case, whose topics and group stand in for the
manifest's.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from aiokafka.protocol.admin import CreateAclsRequest
from pydantic import SecretStr
from tests.broker.test_security import free_ports
from tests.stream.processors import BAD
from tests.stream.serving import config_of, serving
from tests.support.topics import Raw, Wire, eventually

from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from copydesk.stream import Connection, Mechanism, Protocol, Security

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.kafka

MANIFEST: Final = Path(__file__).parents[2] / "deploy/kubernetes/base/kafka-user.yaml"
PASSWORD: Final = "a-word-of-these-tests"  # noqa: S105 - of a broker that lives for these tests
SCRAM: Final = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
# Kafka's own numbers, org.apache.kafka.common.resource and .acl
RESOURCES: Final = {"topic": 2, "group": 3, "transactionalId": 5}
PATTERNS: Final = {"literal": 3, "prefix": 4}
OPERATIONS: Final = {"Read": 3, "Write": 4}
ALLOW: Final = 3


@dataclass(frozen=True)
class Permission:
    """One operation on one resource of the manifest."""

    kind: str
    name: str
    pattern: str
    operation: str

    @property
    def id(self) -> str:
        return f"{self.operation}-{self.kind}-{self.name}"


def permissions(user: str) -> list[Permission]:
    documents = yaml.safe_load_all(MANIFEST.read_text("utf-8"))
    (spec,) = [one["spec"] for one in documents if one["metadata"]["name"] == user]
    return [
        Permission(
            acl["resource"]["type"], acl["resource"]["name"], acl["resource"]["patternType"], done
        )
        for acl in spec["authorization"]["acls"]
        for done in acl["operations"]
    ]


GRANTED: Final = permissions("copydesk")


@dataclass(frozen=True)
class Guarded:
    """A broker: everything is allowed on one port; on the other each user has what was granted."""

    bootstrap: str
    guarded: str
    users: Iterator[str]

    async def grant(self, user: str, granted: Sequence[Permission], wire: Wire) -> None:
        own = {
            "news.articles.raw": wire.raw,
            "news.articles.enriched": wire.enriched,
            "news.articles.dead-letter": wire.dead_letter,
            "copydesk": wire.group,
            "copydesk/copydesk/": f"copydesk/{wire.group}/",
        }
        async with wire.admin() as admin:
            for one in granted:
                request = CreateAclsRequest(
                    RESOURCES[one.kind],
                    own[one.name],
                    PATTERNS[one.pattern],
                    f"User:{user}",
                    "*",
                    OPERATIONS[one.operation],
                    ALLOW,
                )
                answer = await admin._send_to_controller(request)
                assert [code for code, _ in answer.creation_responses] == [0]

    def connection(self, user: str) -> Connection:
        security = Security(
            Protocol.SASL_PLAINTEXT, Mechanism.SCRAM_SHA_512, user, SecretStr(PASSWORD)
        )
        return Connection(self.guarded, security, metadata_max_age_ms=1_000)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    if not can_run_kafka():
        pytest.skip("needs Apache Kafka from its jars: Java 17, and Maven once")
    plain, sasl, controller = free_ports(3)
    listeners = f"PLAINTEXT://127.0.0.1:{plain},SASL_PLAINTEXT://127.0.0.1:{sasl}"
    users = [f"desk-{number}" for number in range(len(GRANTED) + 1)]
    with KafkaBroker(
        port=plain,
        properties={
            "listeners": f"{listeners},CONTROLLER://127.0.0.1:{controller}",
            "advertised.listeners": listeners,
            "controller.quorum.voters": f"1@127.0.0.1:{controller}",
            "inter.broker.listener.name": "PLAINTEXT",
            "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,"
            "SASL_PLAINTEXT:SASL_PLAINTEXT",
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config": SCRAM,
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
        },
        format_args=[
            argument
            for user in users
            for argument in ("--add-scram", f"SCRAM-SHA-512=[name={user},password={PASSWORD}]")
        ],
    ) as broker:
        yield Guarded(broker.bootstrap, f"127.0.0.1:{sasl}", iter(users))


async def test_what_the_manifest_grants_is_enough(guarded: Guarded) -> None:
    """Events and dead letters come out; nothing is refused."""
    wire = await Wire.create(guarded.bootstrap, "enough")
    user = next(guarded.users)
    await guarded.grant(user, GRANTED, wire)
    await wire.produce([Raw(b"good", b"k"), Raw(BAD, b"k")])
    async with serving(config_of(wire, connection=guarded.connection(user))):
        await wire.drained()
    topics = sorted(got.topic for got in await wire.read())
    assert topics == sorted([wire.enriched, wire.dead_letter])


@pytest.mark.parametrize("taken", GRANTED, ids=lambda taken: taken.id)
async def test_nothing_can_be_taken_away(guarded: Guarded, taken: Permission) -> None:
    """Without any one of them the service is not ready, and says so in words that name a right."""
    wire = await Wire.create(guarded.bootstrap, f"without-{uuid.uuid4().hex[:6]}")
    user = next(guarded.users)
    await guarded.grant(user, [one for one in GRANTED if one != taken], wire)
    await wire.produce([Raw(b"good", b"k"), Raw(BAD, b"k")])
    async with serving(config_of(wire, connection=guarded.connection(user))) as service:

        async def told() -> bool:
            return any(
                "Authorization" in reason or "allow this user" in reason
                for reason in service.health.reasons()
            )

        await eventually(told, "the service did not say what it lacks")
        assert not service.health.is_ready()
    assert not await wire.read()
