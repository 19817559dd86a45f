"""Reading dead letters and making them raw records again: what is kept, checked and refused."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import RecordsToDelete
from tests.stream.processors import BAD
from tests.stream.serving import config_of, serving
from tests.support.topics import Raw

from copydesk.contracts import REPLAYED_ITEM as ITEM
from copydesk.contracts import REPLAYS, DeadLetterHeaders
from copydesk.draft import Record
from copydesk.errors import SettingsError, UnreachableError
from copydesk.stream import Connection, ReadRecord
from copydesk.stream.config import Limits
from copydesk.stream.dead_letters import (
    Filter,
    Letter,
    LetterReader,
    Place,
    ReplayRefusedError,
)
from copydesk.stream.replaying import Replayer, is_expiring

if TYPE_CHECKING:
    from tests.support.topics import Got, Wire

pytestmark = pytest.mark.kafka

LARGE = BAD + b"x" * 50_000
MARKED = (("content-type", b"text/plain"), ("mine", None))


def said(reason: str, stage: str = "intake", *, offset: int = 0) -> tuple[tuple[str, bytes], ...]:
    """Error headers as the service writes them."""
    fields = {
        "stage": stage,
        "reason": reason,
        "exception": "E",
        "message": "Refused.",
        "topic": "t",
        "partition": "0",
        "offset": str(offset),
        "attempts": "1",
        "version": "0",
    }
    return tuple((f"__copydesk.errors.{name}", value.encode()) for name, value in fields.items())


async def scanned(wire: Wire, wanted: Filter | None = None) -> list[Letter]:
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        seen: list[tuple[int, int]] = []
        found = [
            letter
            async for letter in reader.scan(
                wanted or Filter(), seen=lambda done, total: seen.append((done, total))
            )
        ]
    assert all(done <= total for done, total in seen)
    return found


async def refused_by_the_service(wire: Wire, *raws: Raw, request_bytes: int = 1_000_000) -> None:
    await wire.produce(raws)
    async with serving(config_of(wire, limits=Limits(request_bytes=request_bytes))):
        await wire.drained()


async def raw_records(wire: Wire) -> list[Got]:
    return sorted(await wire.read(wire.raw), key=lambda one: (one.partition, one.offset))


async def test_filters_choose_by_stage_reason_and_time(wire: Wire) -> None:
    """Each filter narrows what is read; a time is when the letter was put on the topic."""
    sent = [
        Raw(b"0", key=b"k", headers=said("timeout", "worker"), timestamp_ms=1_000, partition=0),
        Raw(b"1", key=b"k", headers=said("contract"), timestamp_ms=2_000, partition=0),
        Raw(b"2", key=b"k", headers=said("contract"), timestamp_ms=3_000, partition=2),
        Raw(b"3", key=b"k", headers=(("another", b"tool"),), timestamp_ms=4_000, partition=3),
    ]
    await wire.produce(sent, wire.dead_letter)

    async def values(wanted: Filter) -> list[bytes | None]:
        return [letter.record.value for letter in await scanned(wire, wanted)]

    assert await values(Filter()) == [b"0", b"1", b"2", b"3"]
    assert await values(Filter(stages=frozenset({"worker"}))) == [b"0"]
    assert await values(Filter(reasons=frozenset({"contract"}))) == [b"1", b"2"]
    assert await values(Filter(since_ms=2_000)) == [b"1", b"2", b"3"]
    assert await values(Filter(since_ms=2_000, until_ms=3_000)) == [b"1"]
    assert await values(Filter(until_ms=500)) == []
    assert (await scanned(wire))[-1].why is None


async def test_an_empty_topic_and_a_missing_one(wire: Wire) -> None:
    """No dead letters are none; a topic that is not there is one sentence, and is not made."""
    assert await scanned(wire) == []
    missing = replace(wire, dead_letter=f"{wire.group}.nowhere")
    with pytest.raises(SettingsError, match="does not exist"):
        await scanned(missing)
    async with wire.admin() as admin:
        assert missing.dead_letter not in await admin.list_topics()


async def test_a_replay_is_the_record_as_it_was(wire: Wire) -> None:
    """Key, value, headers, timestamp and partition come back; a counter comes on top."""
    hour_ago_ms = int(time.time() * 1000) - 3_600_000
    raw = Raw(BAD + b"1", key=b"k", headers=MARKED, timestamp_ms=hour_ago_ms, partition=3)
    await refused_by_the_service(wire, raw)
    (letter,) = await scanned(wire)
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        record = letter.replayed(await reader.original(letter), 3)
    async with Replayer.open(Connection(wire.bootstrap), wire.raw) as replayer:
        await replayer.send(record, 3)
    assert replayer.done == 1
    first, second = await raw_records(wire)
    assert (second.key, second.value, second.partition) == (first.key, first.value, 3)
    assert second.timestamp_ms == first.timestamp_ms == hour_ago_ms
    assert second.headers == (*MARKED, (REPLAYS, b"1"))


async def test_the_counter_survives_the_next_refusal_and_has_a_maximum(wire: Wire) -> None:
    """A record that is refused again and again is not replayed for ever."""
    await refused_by_the_service(wire, Raw(BAD, key=b"k", headers=((REPLAYS, b"2"),)))
    (letter,) = await scanned(wire)
    assert letter.replays == 2
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        original = await reader.original(letter)
    assert letter.replayed(original, 3).headers == ((REPLAYS, b"3"),)
    with pytest.raises(ReplayRefusedError, match="replayed 2 times already"):
        letter.replayed(original, 2)


async def test_a_value_that_was_too_large_is_fetched_and_checked(wire: Wire) -> None:
    """A dead letter without its value is made whole from its raw offset, headers and all."""
    raw = Raw(LARGE, key=b"k", headers=MARKED, partition=1)
    await refused_by_the_service(wire, Raw(b"before", partition=1), raw, request_bytes=20_000)
    (letter,) = await scanned(wire)
    assert letter.record.value is None
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        original = await reader.original(letter)
    assert (original.value, original.key, original.headers) == (LARGE, b"k", MARKED)
    assert original.timestamp_ms is not None
    forged = replace(
        letter,
        record=replace(
            letter.record,
            headers=tuple(
                (name, hashlib.sha256(b"other").hexdigest().encode())
                if name.endswith("value-sha256")
                else (name, value)
                for name, value in letter.record.headers
            ),
        ),
    )
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        with pytest.raises(ReplayRefusedError, match="holds another one by now"):
            await reader.original(forged)


@pytest.mark.real_kafka
async def test_a_value_that_expired_is_refused(wire: Wire) -> None:
    """Nothing is replayed in place of a value that nobody has any more."""
    await refused_by_the_service(wire, Raw(LARGE, key=b"k", partition=1), request_bytes=20_000)
    async with wire.admin() as admin:
        await admin.delete_records({TopicPartition(wire.raw, 1): RecordsToDelete(1)})
    (letter,) = await scanned(wire)
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        with pytest.raises(ReplayRefusedError, match="has expired"):
            await reader.original(letter)


async def test_one_is_found_by_its_place(wire: Wire) -> None:
    """A place names one letter; where there is none, the sentence says what there is."""
    await refused_by_the_service(wire, Raw(BAD + b"1", key=b"k", partition=2))
    (letter,) = await scanned(wire)
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        assert await reader.find(Place.parse(str(letter.place), wire.dead_letter)) == letter
        mark = replace(letter.place, offset=letter.place.offset + 1)
        with pytest.raises(SettingsError, match="is no dead letter"):
            await reader.find(mark)
        with pytest.raises(SettingsError, match="is no dead letter"):
            await reader.find(replace(letter.place, partition=77))


async def test_without_a_broker_it_is_one_sentence() -> None:
    """Nobody there: UnreachableError, which is exit 69."""
    nobody = Connection("127.0.0.1:1")
    with pytest.raises(UnreachableError, match="No broker answers"):
        async with LetterReader.open(nobody, "t"):
            pass
    with pytest.raises(UnreachableError, match="can't be written"):
        async with Replayer.open(nobody, "t"):
            pass


def test_of_the_error_headers_only_the_item_stays() -> None:
    """A replayed package re-does its faulty item alone; older marks of the same kind go."""
    why = (*said("contract"), (ITEM, b"4"))
    place = Place("dlq", 0, 7)
    letter = _letter(place, (*MARKED, (ITEM, b"9"), (REPLAYS, b"1"), *why))
    record = letter.replayed(Record(b"v", b"k", letter.raw_headers(), 5), 3)
    assert record == Record(b"v", b"k", (*MARKED, (ITEM, b"4"), (REPLAYS, b"2")), 5)


async def test_what_stands_for_unread_bytes_is_not_replayed(wire: Wire) -> None:
    """A skipped batch left headers alone: replaying them would publish an empty record."""
    await wire.produce(
        [Raw(None, None, headers=said("undecodable-batch", "read"))], wire.dead_letter
    )
    (letter,) = await scanned(wire)
    async with LetterReader.open(Connection(wire.bootstrap), wire.dead_letter) as reader:
        with pytest.raises(ReplayRefusedError, match="nobody could read"):
            await reader.original(letter)


@dataclass(frozen=True)
class Age:
    """How old a record is, how long its topic keeps one, and whether it is too old."""

    name: str
    age_days: float | None
    kept_days: float | None
    is_expiring: bool


@pytest.mark.parametrize(
    "age",
    [
        Age("young", 1, 7, is_expiring=False),
        Age("in-its-last-day", 6.5, 7, is_expiring=True),
        Age("past", 8, 7, is_expiring=True),
        Age("kept-for-ever", 8_000, None, is_expiring=False),
        Age("undated", None, 7, is_expiring=False),
        Age("kept-for-an-hour-young", 0.01, 1 / 24, is_expiring=False),
        Age("kept-for-an-hour-old", 0.03, 1 / 24, is_expiring=True),
    ],
    ids=lambda age: age.name,
)
def test_what_would_expire_unread(age: Age) -> None:
    """A record is too old when the broker might delete it before a service that rests for a day."""
    day_ms, now_ms = 86_400_000, 10_000 * 86_400_000
    stamped = None if age.age_days is None else now_ms - int(age.age_days * day_ms)
    kept_ms = None if age.kept_days is None else int(age.kept_days * day_ms)
    assert is_expiring(Record(b"v", timestamp_ms=stamped), kept_ms, now_ms) is age.is_expiring


@pytest.mark.parametrize("text", ["", "0", "0:", ":1", "a:b", "topic 0:1", "0:-1"])
def test_a_place_that_is_none(text: str) -> None:
    """What can't be read as a place is refused with an example."""
    with pytest.raises(SettingsError, match="is no place"):
        Place.parse(text, "dlq")


def test_places_of_other_topics() -> None:
    """A place may name its topic, which has hyphens and digits of its own; only ours is read."""
    assert Place.parse("dlq-2-3:9", "dlq-2") == Place("dlq-2", 3, 9)
    assert Place.parse("3:9", "dlq-2") == Place("dlq-2", 3, 9)
    with pytest.raises(SettingsError, match="not in the dead-letter topic"):
        Place.parse("raw-3:9", "dlq-2")


def _letter(place: Place, headers: tuple[tuple[str, bytes | None], ...]) -> Letter:
    record = ReadRecord(place.topic, place.partition, place.offset, 0, b"k", b"v", headers)
    return Letter(record, DeadLetterHeaders.from_headers(headers))
