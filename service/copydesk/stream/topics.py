"""Creating the topics, comparing them with the plan, and changing them where a person says so.

Must not: change a topic that exists unless `apply_plans` is called, take partitions away, or touch
a configuration that the plan does not name.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    KafkaError,
    NoError,
    TopicAlreadyExistsError,
    for_code,
)

from copydesk.contracts.channels import (
    CHANNELS,
    MESSAGE_BYTES_MAX,
    PARTITIONS,
    insync_replicas,
    retention,
)
from copydesk.errors import SettingsError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from aiokafka.protocol.api import Response

    from copydesk.stream.config import Topics
    from copydesk.stream.connection import Connection

__all__ = [
    "Difference",
    "TopicPlan",
    "apply_plans",
    "check_topics",
    "create_topics",
    "planned_topics",
]

DEADLINE_SECONDS = 15.0
ASK_SECONDS = 0.1
PARTITION_COUNT = "partitions"
SET_ON_TOPIC = 1
"""Kafka's ConfigSource of a value that was set for this very topic."""


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """What a topic should be; configs: Kafka's topic configuration, name -> value."""

    name: str
    partitions: int
    replication: int = 1
    configs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a topic is, and what it should be; found: None where the topic does not exist."""

    topic: str
    setting: str
    found: str | None
    planned: str

    def __str__(self) -> str:
        """One sentence for a person."""
        if self.found is None:
            return f"The topic {self.topic} does not exist."
        if self.setting == PARTITION_COUNT:
            return f"The topic {self.topic} has {self.found} partitions instead of {self.planned}."
        return f"The topic {self.topic} has {self.setting}={self.found} instead of {self.planned}."


def planned_topics(
    topics: Topics, *, partitions: int = PARTITIONS, replication: int = 1
) -> tuple[TopicPlan, ...]:
    """The plan of the topics as the contract's channels have it, under the names given."""
    named = {"raw": topics.raw, "enriched": topics.enriched, "dead-letter": topics.dead_letter}
    named |= topics.editions
    return tuple(
        TopicPlan(
            named[channel.name],
            partitions,
            replication,
            {
                "cleanup.policy": "delete",
                "retention.ms": str(retention(channel)),
                "max.message.bytes": str(MESSAGE_BYTES_MAX),
                "min.insync.replicas": str(insync_replicas(replication)),
            },
        )
        for channel in CHANNELS
        if channel.name in named
    )


async def create_topics(connection: Connection, plans: Sequence[TopicPlan]) -> tuple[str, ...]:
    """Create the topics that do not exist yet; returns the names of those that were created.

    They are there when it returns.
    Raises UnreachableError when no broker answers, SettingsError when it refuses.
    """
    new = [
        NewTopic(plan.name, plan.partitions, plan.replication, topic_configs=dict(plan.configs))
        for plan in plans
    ]
    async with _admin(connection) as admin:
        created = _created(await admin.create_topics(new))
        # The answer comes from the controller, before every broker has heard of the topics.
        while not set(created) <= set(await admin.list_topics()):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(ASK_SECONDS)
    return created


def _created(answer: Response) -> tuple[str, ...]:
    created = []
    for name, code, *rest in answer.topic_errors:
        error = for_code(code)
        if error is NoError:
            created.append(name)
        elif error is not TopicAlreadyExistsError:
            detail = rest[0] if rest and rest[0] else error.__name__
            sentence = f"The topic {name} could not be created: {detail}"
            raise SettingsError(sentence)
    return tuple(created)


async def check_topics(
    connection: Connection, plans: Sequence[TopicPlan]
) -> tuple[Difference, ...]:
    """Return each difference between the plans and the broker; none is good.

    More partitions than planned are no difference: they can only be added.
    Raises UnreachableError when no broker answers.
    """
    async with _admin(connection) as admin:
        return await _differences(admin, plans)


async def apply_plans(connection: Connection, plans: Sequence[TopicPlan]) -> tuple[Difference, ...]:
    """Make the topics that exist what is planned; returns what was different before.

    Adding partitions moves keys to other partitions (ARCHITECTURE.md, what is guaranteed).
    Raises UnreachableError when no broker answers, SettingsError when it refuses.
    """
    async with _admin(connection) as admin:
        differences = [one for one in await _differences(admin, plans) if one.found is not None]
        for plan in plans:
            own = {one.setting: one.planned for one in differences if one.topic == plan.name}
            if PARTITION_COUNT in own:
                await admin.create_partitions(
                    {plan.name: NewPartitions(int(own.pop("partitions")))}
                )
            if own:
                await _configure(admin, plan.name, own)
    return tuple(differences)


async def _differences(
    admin: AIOKafkaAdminClient, plans: Sequence[TopicPlan]
) -> tuple[Difference, ...]:
    # All are asked for: asking for a missing one by name would create it on many brokers.
    found = {one["topic"]: one for one in await admin.describe_topics()}
    differences = []
    for plan in plans:
        one = found.get(plan.name)
        if one is None:
            differences.append(Difference(plan.name, "topic", None, "exists"))
            continue
        count = len(one["partitions"])
        if count < plan.partitions:
            planned = str(plan.partitions)
            differences.append(Difference(plan.name, PARTITION_COUNT, str(count), planned))
        actual = {name: value for name, value, _ in await _configs(admin, plan.name)}
        differences += [
            Difference(plan.name, name, actual[name], value)
            for name, value in sorted(plan.configs.items())
            if name in actual and actual[name] != value
        ]
    return tuple(differences)


async def _configure(admin: AIOKafkaAdminClient, topic: str, changed: Mapping[str, str]) -> None:
    """Change a topic's configuration.

    The request that aiokafka has replaces everything, so what was set before is sent along.
    """
    kept = {name: value for name, value, is_own in await _configs(admin, topic) if is_own}
    resource = ConfigResource(ConfigResourceType.TOPIC, topic, kept | dict(changed))
    for answer in await admin.alter_configs([resource]):
        for code, message, *_ in answer.resources:
            if code:
                sentence = f"The topic {topic} could not be changed: {message or code}"
                raise SettingsError(sentence)


async def _configs(admin: AIOKafkaAdminClient, topic: str) -> list[tuple[str, str, bool]]:
    """Each configuration of a topic: name, value, whether it was set on this very topic."""
    resource = ConfigResource(ConfigResourceType.TOPIC, topic)
    return [
        (name, value, _is_own(answer.API_VERSION, source))
        for answer in await admin.describe_configs([resource])
        for code, _message, _kind, _name, entries in answer.resources
        if code == 0
        for name, value, _read_only, source, *_rest in entries
    ]


def _is_own(api_version: int, source: int) -> bool:
    """The oldest answer says whether a value is a default, later ones where it comes from."""
    return not source if api_version == 0 else source == SET_ON_TOPIC


@asynccontextmanager
async def _admin(connection: Connection) -> AsyncIterator[AIOKafkaAdminClient]:
    """An admin client whose every failure is an UnreachableError."""
    admin = AIOKafkaAdminClient(**connection.client_options())
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            await admin.start()
            yield admin
    except (KafkaError, OSError) as error:  # TimeoutError is an OSError
        sentence = f"No broker answers at {connection.bootstrap} ({type(error).__name__})."
        raise UnreachableError(sentence) from error
    finally:
        await admin.close()
