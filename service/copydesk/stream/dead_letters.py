"""Reading the dead-letter topic, and making a dead letter the raw record that it was.

Must not: hold more than one fetch of a topic in memory, or commit anything.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from copydesk.contracts import ERROR_PREFIX, REPLAYED_ITEM, REPLAYS, DeadLetterHeaders, header
from copydesk.draft import Record
from copydesk.errors import ContractError, SettingsError, Stage, UnreachableError
from copydesk.stream.reading import ReadRecord

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping

    from aiokafka.structs import ConsumerRecord

    from copydesk.draft import Headers
    from copydesk.stream.connection import Connection

__all__ = [
    "VALUE_BYTES",
    "VALUE_SHA256",
    "Filter",
    "Letter",
    "LetterReader",
    "Place",
    "ReplayRefusedError",
]

VALUE_SHA256 = f"{ERROR_PREFIX}value-sha256"
VALUE_BYTES = f"{ERROR_PREFIX}value-bytes"

START_SECONDS = 15.0
SILENT_SECONDS = 30.0
"""A broker that answers nothing for so long in the middle of a topic is gone."""

POLL_MS = 500
RECORDS_MAX = 1_000
RECORD_BYTES_MAX = 4 * 1024 * 1024
"""A fetch from one partition; a single record that is larger comes all the same."""

_PLACE = re.compile(r"(?:(?P<topic>[A-Za-z0-9._-]+)-)?(?P<partition>\d{1,9}):(?P<offset>\d{1,18})")


class ReplayRefusedError(SettingsError):
    """One dead letter that can't be replayed; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        """As Kafka's own tools and our logs write it."""
        return f"{self.topic}-{self.partition}:{self.offset}"

    @classmethod
    def parse(cls, text: str, topic: str) -> Place:
        """Read 'topic-partition:offset' or 'partition:offset'; raises SettingsError."""
        found = _PLACE.fullmatch(text)
        if found is None:
            sentence = f"{text!r} is no place; write {topic}-0:42, or 0:42."
            raise SettingsError(sentence)
        if found["topic"] not in {None, topic}:
            sentence = f"{text} is not in the dead-letter topic, which is {topic}."
            raise SettingsError(sentence)
        return cls(topic, int(found["partition"]), int(found["offset"]))


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter as it stands in its topic; why: None when another tool put it there."""

    record: ReadRecord
    why: DeadLetterHeaders | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.record.topic, self.record.partition, self.record.offset)

    @property
    def raw_place(self) -> Place | None:
        """Where the record that was refused stood; None when it is not told."""
        why = self.why
        if why is None or why.topic is None or why.partition is None or why.offset is None:
            return None
        return Place(why.topic, why.partition, why.offset)

    @property
    def is_shortened(self) -> bool:
        """Whether it was too large for its topic and went without its value."""
        return header(self.record.headers, VALUE_SHA256) is not None

    @property
    def replays(self) -> int:
        """How often the record was replayed before; what can't be read counts as never."""
        return _number(self.record.headers, REPLAYS) or 0

    def raw_headers(self) -> Headers:
        """The headers as the raw record had them, as far as it can be told."""
        return tuple(pair for pair in self.record.headers if not pair[0].startswith(ERROR_PREFIX))

    def replayed(self, original: Record, replays_max: int) -> Record:
        """Return the record to be put on the raw topic once more.

        original: the raw record. Of the error headers only the item's index stays, so that of a
        package the faulty item alone is done again. The timestamp stays, because datelines are read
        against it. Raises ReplayRefusedError past `replays_max`.
        """
        count = max(self.replays, _number(original.headers, REPLAYS) or 0)
        if count >= replays_max:
            sentence = (
                f"{self.place} was replayed {count} times already; {replays_max} is the most."
            )
            raise ReplayRefusedError(sentence)
        kept = tuple(
            pair
            for pair in original.headers
            if not pair[0].startswith(ERROR_PREFIX) and pair[0] != REPLAYS
        )
        item = header(self.record.headers, REPLAYED_ITEM)
        ours = ((REPLAYED_ITEM, item),) if item is not None else ()
        counted = ((REPLAYS, str(count + 1).encode()),)
        return Record(original.value, original.key, kept + ours + counted, original.timestamp_ms)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which dead letters are meant; None and empty mean all.

    since_ms, until_ms: when they were put on the topic, milliseconds since the epoch, half-open.
    """

    stages: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    since_ms: int | None = None
    until_ms: int | None = None

    def takes(self, letter: Letter) -> bool:
        """Whether it is meant."""
        stage, reason = (letter.why.stage, letter.why.reason) if letter.why else ("", "")
        written = letter.record.timestamp_ms
        return (
            (not self.stages or stage in self.stages)
            and (not self.reasons or reason in self.reasons)
            and (self.since_ms is None or written >= self.since_ms)
            and (self.until_ms is None or written < self.until_ms)
        )


class LetterReader:
    """Reads dead letters, and the raw records behind them; made by `open`.

    It does one thing at a time: while a scan is under way, look for originals with another.
    """

    def __init__(self, consumer: AIOKafkaConsumer, topic: str) -> None:
        """Keep a started consumer without a group; topic: the dead letters'."""
        self._consumer = consumer
        self._topic = topic

    @classmethod
    @asynccontextmanager
    async def open(cls, connection: Connection, topic: str) -> AsyncIterator[LetterReader]:
        """Connect, committed records only.

        Raises UnreachableError when no broker answers, also later in the block.
        """
        consumer = AIOKafkaConsumer(
            **connection.client_options(),
            group_id=None,
            auto_offset_reset="earliest",  # what expires while it is read is passed
            enable_auto_commit=False,
            isolation_level="read_committed",
            fetch_max_wait_ms=100,
            max_partition_fetch_bytes=RECORD_BYTES_MAX,
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                await consumer.start()
            await asyncio.sleep(0)  # a task of its own that never ran makes stop() raise
            yield cls(consumer, topic)
        except BrokenPipeError:
            raise  # an OSError of the block's own output, not of the broker
        except (KafkaError, OSError) as error:  # TimeoutError is an OSError
            sentence = f"No broker answers at {connection.bootstrap} ({type(error).__name__})."
            raise UnreachableError(sentence) from error
        finally:
            await consumer.stop()

    async def scan(
        self, wanted: Filter, *, seen: Callable[[int, int], None]
    ) -> AsyncGenerator[Letter, None]:
        """Yield the dead letters that are there now, partition by partition, oldest first.

        seen: called now and then with the offsets passed and the offsets in all.
        """
        begins, ends = await self._range(wanted.since_ms)
        total = sum(ends[source] - begins[source] for source in begins)
        passed = 0
        for source in sorted(begins):
            begin, end = begins[source], ends[source]
            async for position, records in self._pages(source, begin, end):
                for one in records:
                    letter = _letter(one)
                    if wanted.takes(letter):
                        yield letter
                seen(passed + min(position, end) - begin, total)
            passed += end - begin

    async def find(self, place: Place) -> Letter:
        """Return one dead letter; raises SettingsError when it is not there."""
        record = await self._record(place)
        if record is None:
            sentence = (
                f"{place} is no dead letter: it has expired, or it never was one (transactions "
                "leave marks that have an offset too)."
            )
            raise SettingsError(sentence)
        return _letter(record)

    async def original(self, letter: Letter) -> Record:
        """Return the raw record of a dead letter, with its value.

        A dead letter that went without its value is fetched from its raw offset, and the value is
        checked against the hash and the length that it carries. Raises ReplayRefusedError when it
        has expired or is another record.
        """
        raw = letter.raw_place
        if raw is None or letter.why is None:
            sentence = f"{letter.place} does not say where its raw record stood."
            raise ReplayRefusedError(sentence)
        if letter.why.stage == Stage.READ:
            sentence = f"{letter.place} stands for what nobody could read at {raw}; it is empty."
            raise ReplayRefusedError(sentence)
        if not letter.is_shortened:
            value, key = letter.record.value, letter.record.key
            return Record(value, key, letter.raw_headers(), letter.why.timestamp)
        found = await self._record(raw)
        if found is None:
            sentence = (
                f"{letter.place} went without its value, and its raw record {raw} has expired."
            )
            raise ReplayRefusedError(sentence)
        value = found.value or b""
        digest = hashlib.sha256(value).hexdigest().encode()
        same = header(letter.record.headers, VALUE_SHA256) == digest
        if not same or _number(letter.record.headers, VALUE_BYTES) != len(value):
            sentence = (
                f"{letter.place} went without its value, and {raw} holds another one by now: "
                "the topic was made anew."
            )
            raise ReplayRefusedError(sentence)
        timestamp = found.timestamp if found.timestamp >= 0 else None
        return Record(found.value, found.key, tuple(found.headers), timestamp)

    async def _range(
        self, since_ms: int | None
    ) -> tuple[Mapping[TopicPartition, int], Mapping[TopicPartition, int]]:
        """Where to begin and end in each partition; raises SettingsError without the topic."""
        sources = await self._sources(self._topic)
        begins: dict[TopicPartition, int] = await self._consumer.beginning_offsets(sources)
        ends: dict[TopicPartition, int] = await self._consumer.end_offsets(sources)
        if since_ms is not None:
            found = await self._consumer.offsets_for_times(dict.fromkeys(sources, since_ms))
            for source in sources:
                first = found.get(source)
                begins[source] = max(begins[source], first.offset) if first else ends[source]
        # What lies before `since` is never read, so an end may come before the begin.
        return {source: min(begins[source], ends[source]) for source in sources}, ends

    async def _sources(self, topic: str) -> list[TopicPartition]:
        # All are asked for: asking for a missing one by name would create it on many brokers.
        if topic not in await self._consumer.topics():
            sentence = f"The topic {topic} does not exist."
            raise SettingsError(sentence)
        # `topics` keeps nothing of what it hears; asking for offsets waits until it is known.
        first = TopicPartition(topic, 0)
        self._consumer.assign([first])
        self._consumer.pause(first)
        await self._consumer.beginning_offsets([first])
        return [
            TopicPartition(topic, partition)
            for partition in sorted(self._consumer.partitions_for_topic(topic) or ())
        ]

    async def _pages(
        self, source: TopicPartition, begin: int, end: int
    ) -> AsyncGenerator[tuple[int, Iterable[ConsumerRecord]], None]:
        """Yield a partition's records a fetch at a time, with the position after each."""
        if begin >= end:
            return
        loop = asyncio.get_running_loop()
        self._consumer.assign([source])
        self._consumer.seek(source, begin)
        heard_at, position = loop.time(), begin
        while position < end:
            batches = await self._consumer.getmany(timeout_ms=POLL_MS, max_records=RECORDS_MAX)
            before, position = position, await self._consumer.position(source)
            if position > before:
                heard_at = loop.time()
            elif loop.time() - heard_at > SILENT_SECONDS:
                raise TimeoutError
            yield position, [one for one in batches.get(source, ()) if one.offset < end]

    async def _record(self, place: Place) -> ConsumerRecord | None:
        """The record at a place, None when there is none any more, or never was."""
        sources = await self._sources(place.topic)
        source = TopicPartition(place.topic, place.partition)
        if source not in sources:
            return None
        begins = await self._consumer.beginning_offsets([source])
        ends = await self._consumer.end_offsets([source])
        if not begins[source] <= place.offset < ends[source]:
            return None
        async for _, records in self._pages(source, place.offset, place.offset + 1):
            for one in records:
                return one
        return None


def _letter(found: ConsumerRecord) -> Letter:
    record = ReadRecord(
        topic=found.topic,
        partition=found.partition,
        offset=found.offset,
        timestamp_ms=found.timestamp,
        key=found.key,
        value=found.value,
        headers=tuple(found.headers),
    )
    try:
        return Letter(record, DeadLetterHeaders.from_headers(record.headers))
    except ContractError:
        return Letter(record, None)


def _number(headers: Headers, name: str) -> int | None:
    found = header(headers, name) or b""
    return int(found) if found.isdigit() else None
