"""Creating the three topics and checking that they are as planned.

Must not: change or delete a topic that exists; differences are told, a person decides.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    KafkaError,
    NoError,
    TopicAlreadyExistsError,
    for_code,
)

from copydesk.errors import SettingsError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from copydesk.stream.config import Topics
    from copydesk.stream.connection import Connection

__all__ = ["TopicPlan", "check_topics", "create_topics", "planned_topics"]

DAY_MS = 24 * 60 * 60 * 1000
DEADLINE_SECONDS = 15.0
MESSAGE_BYTES_MAX = 1_048_588
"""Kafka's own default; what is larger becomes a dead letter."""


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """What a topic should be; configs: Kafka's topic configuration, name -> value."""

    name: str
    partitions: int
    replication: int = 1
    configs: Mapping[str, str] = field(default_factory=dict)


def planned_topics(
    topics: Topics, *, partitions: int = 6, replication: int = 1
) -> tuple[TopicPlan, ...]:
    """The plan of the three topics: retention of 7 days raw, 30 days enriched and dead letters."""
    days = ((topics.raw, 7), (topics.enriched, 30), (topics.dead_letter, 30))
    return tuple(
        TopicPlan(
            name,
            partitions,
            replication,
            {
                "cleanup.policy": "delete",
                "retention.ms": str(kept * DAY_MS),
                "max.message.bytes": str(MESSAGE_BYTES_MAX),
            },
        )
        for name, kept in days
    )


async def create_topics(connection: Connection, plans: Sequence[TopicPlan]) -> tuple[str, ...]:
    """Create the topics that do not exist yet; returns the names of those that were created.

    Raises UnreachableError when no broker answers, SettingsError when it refuses.
    """
    new = [
        NewTopic(plan.name, plan.partitions, plan.replication, topic_configs=dict(plan.configs))
        for plan in plans
    ]
    async with _admin(connection) as admin:
        answer = await admin.create_topics(new)
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


async def check_topics(connection: Connection, plans: Sequence[TopicPlan]) -> list[str]:
    """Return each difference between the plans and the broker as one sentence; none is good.

    More partitions than planned are no difference: they can only be added.
    Raises UnreachableError when no broker answers.
    """
    async with _admin(connection) as admin:
        # All are asked for: asking for a missing one by name would create it on many brokers.
        found = {one["topic"]: one for one in await admin.describe_topics()}
        differences = []
        for plan in plans:
            one = found.get(plan.name)
            if one is None:
                differences.append(f"The topic {plan.name} does not exist.")
                continue
            count = len(one["partitions"])
            if count < plan.partitions:
                differences.append(
                    f"The topic {plan.name} has {count} partitions instead of {plan.partitions}."
                )
            actual = await _configs(admin, plan)
            differences += [
                f"The topic {plan.name} has {name}={actual[name]} instead of {value}."
                for name, value in sorted(plan.configs.items())
                if name in actual and actual[name] != value
            ]
    return differences


async def _configs(admin: AIOKafkaAdminClient, plan: TopicPlan) -> dict[str, str]:
    resource = ConfigResource(ConfigResourceType.TOPIC, plan.name, dict(plan.configs))
    answers = await admin.describe_configs([resource])
    return {
        entry[0]: entry[1]
        for answer in answers
        for one in answer.resources
        for entry in one[4]
        if one[0] == 0
    }


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
