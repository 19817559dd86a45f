"""Questions to the broker that are not about records: is it there, has it the topics.

Must not: change anything on the broker.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from copydesk.errors import Disposition, TransientError, UnreachableError, disposition
from copydesk.stream.diagnosis import diagnose
from copydesk.stream.faults import translate
from copydesk.stream.start import Committed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from aiokafka.structs import OffsetAndMetadata

    from copydesk.observability.health import Health
    from copydesk.observability.metrics import Metrics
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.limits import LimitBook

__all__ = ["Broker", "commits_of"]

TROUBLE = "broker"
ASK_SECONDS = 5.0
"""Deadline of one question, and the pause between two while waiting."""

LOG_SECONDS = 60.0
MESSAGE_BYTES = "max.message.bytes"

log = structlog.get_logger()


class Broker:
    """An admin client that comes and goes with the broker."""

    def __init__(self, config: StreamConfig, health: Health, metrics: Metrics) -> None:
        """Connect to nothing yet."""
        self._config = config
        self._health = health
        self._metrics = metrics
        self._admin: AIOKafkaAdminClient | None = None
        self._starting = asyncio.Lock()

    async def close(self) -> None:
        """Close the connection."""
        admin, self._admin = self._admin, None
        if admin is not None:
            with suppress(KafkaError, OSError, TimeoutError):
                async with asyncio.timeout(1):
                    await admin.close()

    async def wait_until_usable(self, book: LimitBook) -> None:
        """Wait until the broker answers and the three topics exist, then read their limits.

        Raises UnreachableError at once in fail-fast mode; else logs a line a minute.
        """
        loop = asyncio.get_running_loop()
        said_at = -LOG_SECONDS
        while trouble := await self._trouble():
            if self._config.fail_fast:
                raise UnreachableError(trouble)
            self._health.raise_trouble(TROUBLE, trouble)
            if loop.time() - said_at >= LOG_SECONDS:
                said_at = loop.time()
                log.warning("broker_waited_for", message=trouble)
            await asyncio.sleep(ASK_SECONDS)
        await self._learn_limits(book)
        self._health.clear(TROUBLE)
        log.info("broker_found", bootstrap=self._config.connection.bootstrap)

    async def watch(self) -> None:
        """Ask for ever whether the broker is there, since aiokafka's consumer never says."""
        loop = asyncio.get_running_loop()
        said_at = -LOG_SECONDS
        while True:
            await asyncio.sleep(ASK_SECONDS)
            trouble = await self._silence(self._find_group)
            if trouble is None:
                if self._health.clear(TROUBLE):
                    log.info("broker_found", bootstrap=self._config.connection.bootstrap)
                continue
            self._health.raise_trouble(TROUBLE, trouble)
            if loop.time() - said_at >= LOG_SECONDS:
                said_at = loop.time()
                log.warning("broker_waited_for", message=trouble)

    async def commits(self, partitions: Sequence[int]) -> dict[int, Committed]:
        """The group's commits for these raw partitions; those without a commit are absent.

        Raises TransientError when the coordinator did not answer for each of them.
        """
        topic = self._config.topics.raw
        wanted = [TopicPartition(topic, partition) for partition in partitions]
        admin = await self._client()
        found = await admin.list_consumer_group_offsets(self._config.group, partitions=wanted)
        return commits_of(wanted, found)

    async def _trouble(self) -> str | None:
        """Why the broker can't be used, None when it can."""
        bootstrap = self._config.connection.bootstrap
        found: set[str] = set()

        async def list_topics(admin: AIOKafkaAdminClient) -> None:
            # All are listed: asking for a missing one by name would create it on many brokers.
            found.update(await admin.list_topics())

        if silence := await self._silence(list_topics):
            return silence
        topics = self._config.topics
        names = (topics.raw, *topics.written())
        absent = [name for name in names if name not in found]
        if not absent:
            return None
        return (
            f"The broker at {bootstrap} does not show these topics: {', '.join(absent)}. Create "
            "them (`copydesk topics create`), or allow this user to see them."
        )

    async def _silence(self, ask: Callable[[AIOKafkaAdminClient], Awaitable[None]]) -> str | None:
        """Ask the broker something; why there is no answer, None when there is one."""
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await ask(await self._client())
        except Exception as error:
            if disposition(translate(error), in_core=False) is Disposition.STOP:
                raise
            await self.close()
            connection = self._config.connection
            obstacle, error_name = await diagnose(connection, error)
            self._metrics.connection_failures.labels(obstacle).inc()
            return connection.silence(obstacle, error_name)
        return None

    async def _find_group(self, admin: AIOKafkaAdminClient) -> None:
        """The smallest question that matters to us: who coordinates our group."""
        await admin.find_coordinator(self._config.group)

    async def _learn_limits(self, book: LimitBook) -> None:
        """Read `max.message.bytes`; where that is not allowed, refusals will teach it."""
        topics = self._config.topics
        resources = [
            ConfigResource(ConfigResourceType.TOPIC, name, {MESSAGE_BYTES: ""})
            for name in topics.written()
        ]
        try:
            async with asyncio.timeout(ASK_SECONDS):
                answers = await (await self._client()).describe_configs(resources)
        except (KafkaError, TimeoutError):
            return
        for answer in answers:
            for code, _message, _kind, name, entries in answer.resources:
                for key, value, *_rest in entries:
                    if code == 0 and key == MESSAGE_BYTES and value:
                        book.learn(name, int(value))

    async def _client(self) -> AIOKafkaAdminClient:
        async with self._starting:
            if self._admin is None:
                admin = AIOKafkaAdminClient(**self._config.connection.client_options())
                try:
                    await admin.start()
                except BaseException:
                    await admin.close()
                    raise
                self._admin = admin
            return self._admin


def commits_of(
    wanted: Sequence[TopicPartition], found: Mapping[TopicPartition, OffsetAndMetadata]
) -> dict[int, Committed]:
    """Read an answer to OffsetFetch, by partition; those without a commit are absent.

    Every partition was asked for by name, so one that is left out is an error: a coordinator that
    is still loading answers with no partition at all (the error stands beside them, where aiokafka
    does not look), and its `committed()` takes that for 'nothing committed', which would send us
    back to the beginning. Raises TransientError.
    """
    missing = [one.partition for one in wanted if one not in found]
    if missing:
        sentence = f"The group coordinator did not answer for partition {missing[0]}."
        raise TransientError(sentence)
    return {
        one.partition: Committed(found[one].offset, found[one].metadata or "")
        for one in wanted
        if found[one].offset >= 0
    }
