"""A batch that can't be decoded, on a real Kafka whose log was damaged on its disk.

A broker checks what producers send, so nobody can publish such a batch; but it does not check what
it reads back, so a damaged disk reaches every consumer.
"""

from __future__ import annotations

import asyncio
import os
import struct
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import RecordsToDelete
from aiokafka.record.util import calc_crc32c
from tests.stream.serving import config_of, is_ready, is_running, serving, values
from tests.support.topics import Raw, Wire, eventually

from copydesk.errors import SettingsError
from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from copydesk.stream import skip

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.stream.serving import Serving
    from tests.support.topics import Got

pytestmark = pytest.mark.kafka

LENGTH_AT, HEADER_BYTES = 8, 12
CHECKSUM_AT, CHECKED_AT, PAYLOAD_AT = 17, 21, 61
"""In a batch of message format v2: its checksum, what that covers to the end, the records."""

CODECS = ("gzip", "snappy", "lz4", "zstd")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaBroker]:
    """A broker whose data directory is at hand."""
    if not can_run_kafka():
        pytest.skip("needs Apache Kafka from its jars: Java 17, and Maven once")
    with KafkaBroker(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


@pytest.fixture
async def wire(damaged: KafkaBroker, request: pytest.FixtureRequest) -> AsyncIterator[Wire]:
    made = await Wire.create(damaged.bootstrap, request.node.name)
    yield made
    await made.delete()


def batch_of(directory: Path, topic: str, partition: int, number: int) -> tuple[Path, int, bytes]:
    """The log of a partition, where in it its batch `number` begins, from 0, and that batch."""
    path = directory / "data" / f"{topic}-{partition}" / f"{0:020}.log"
    data = path.read_bytes()
    begin = 0
    for _ in range(number):
        begin += HEADER_BYTES + struct.unpack_from(">i", data, begin + LENGTH_AT)[0]
    end = begin + HEADER_BYTES + struct.unpack_from(">i", data, begin + LENGTH_AT)[0]
    return path, begin, data[begin:end]


def rewrite(path: Path, begin: int, batch: bytes) -> None:
    with path.open("r+b") as log:
        log.seek(begin)
        log.write(batch)


def damage(directory: Path, topic: str, partition: int, number: int) -> None:
    """Flip a bit near the end of a batch, which its checksum shows."""
    path, begin, batch = batch_of(directory, topic, partition, number)
    rewrite(path, begin, batch[:-2] + bytes([batch[-2] ^ 1]) + batch[-1:])


def garble(directory: Path, topic: str, partition: int, number: int) -> None:
    """Break what a batch's codec begins with, and set the checksum right: a bad compressor's."""
    path, begin, batch = batch_of(directory, topic, partition, number)
    checked = batch[CHECKED_AT:PAYLOAD_AT] + b"\xff" * 4 + batch[PAYLOAD_AT + 4 :]
    checksum = struct.pack(">I", calc_crc32c(checked))
    rewrite(path, begin, batch[:CHECKSUM_AT] + checksum + checked)


async def fill(wire: Wire, damaged: KafkaBroker) -> None:
    """Three batches of four records in partition 0, the middle one damaged."""
    for batch in (b"first", b"broken", b"last"):
        await wire.produce([Raw(batch + b"-%d" % number, partition=0) for number in range(4)])
    damage(damaged.directory, wire.raw, 0, 1)


async def held(service: Serving, partitions: int = 1) -> None:
    async def fact() -> bool:
        service.fail_early()
        return service.count("copydesk_partitions", state="held") == partitions

    await eventually(fact, f"not {partitions} partitions are held")


def of_headers_only(letter: Got) -> dict[str, str]:
    assert (letter.key, letter.value) == (None, None)
    names = ("stage", "reason", "offset", "next-offset", "partition")
    return {name: letter.header(f"__copydesk.errors.{name}") for name in names}


async def test_it_holds_its_own_partition_only_until_it_is_skipped(
    wire: Wire, damaged: KafkaBroker
) -> None:
    """Everything else goes on; `skip` passes exactly it, under the running service."""
    await fill(wire, damaged)
    async with serving(config_of(wire)) as service:
        await held(service)
        await eventually(is_running(service, 3), "the other partitions do not run")
        command = f"copydesk skip {wire.raw} 0 4"
        assert any(command in reason for reason in service.health.reasons())
        await wire.produce([Raw(b"other", partition=1)])
        await wire.read_until(lambda got: b"other" in values(got))
        service.resume.request()  # nothing was skipped: it is held again, and told so
        await held(service)
        skipped = await skip(config_of(wire), 0, 4)
        assert (skipped.offset, skipped.next_offset) == (4, 8)
        service.resume.request()
        await wire.drained()
        await eventually(is_running(service, 4), "the partition does not run")
        await eventually(is_ready(service), "it is not ready again")
    events = values(await wire.read(wire.enriched))
    expected = [batch + b"-%d" % number for batch in (b"first", b"last") for number in range(4)]
    assert [value for value in events if value != b"other"] == expected
    (letter,) = await wire.read(wire.dead_letter)
    assert of_headers_only(letter) == {
        "stage": "read",
        "reason": "undecodable-batch",
        "partition": "0",
        "offset": "4",
        "next-offset": "8",
    }


async def test_what_no_codec_can_read_holds_its_partition_too(
    wire: Wire, damaged: KafkaBroker
) -> None:
    """The checksum is right, the compressed records are not: each codec has its own error."""
    for partition, codec in enumerate(CODECS):
        for name, chosen in (("first", None), ("broken", codec), ("last", None)):
            async with AIOKafkaProducer(
                bootstrap_servers=wire.bootstrap, compression_type=chosen
            ) as producer:
                batch = producer.create_batch()
                for number in range(3):
                    value = f"{codec} {name} {number} ".encode() * 50
                    batch.append(key=None, value=value, timestamp=None)
                await (await producer.send_batch(batch, wire.raw, partition=partition))
        garble(damaged.directory, wire.raw, partition, 1)
    async with serving(config_of(wire)) as service:
        await held(service, len(CODECS))
        for partition in range(len(CODECS)):
            skipped = await skip(config_of(wire), partition, 3)
            assert (skipped.offset, skipped.next_offset) == (3, 6)
        service.resume.request()
        await wire.drained()
    events = [value.split()[:2] for value in values(await wire.read(wire.enriched)) if value]
    read = Counter((codec, name) for codec, name in events)
    assert read == {(codec.encode(), name): 3 for codec in CODECS for name in (b"first", b"last")}
    reasons = [one.header("__copydesk.errors.reason") for one in await wire.read(wire.dead_letter)]
    assert reasons == ["undecodable-batch"] * len(CODECS)


async def test_what_can_be_read_is_never_skipped(wire: Wire, damaged: KafkaBroker) -> None:
    """Nor what lies elsewhere, nor what is not there; and the service goes on unharmed."""
    await fill(wire, damaged)
    config = config_of(wire)
    with pytest.raises(SettingsError, match="never committed"):
        await skip(config, 0, 4)
    async with serving(config) as service:
        await held(service)
        with pytest.raises(SettingsError, match="stands at offset 4, not at 5"):
            await skip(config, 0, 5)
        with pytest.raises(SettingsError, match="go on at 8; --to 9 would pass"):
            await skip(config, 0, 4, to=9)
        with pytest.raises(SettingsError, match="has no partition 9"):
            await skip(config, 9, 0)
        await wire.produce([Raw(b"one", partition=1)])
        await wire.read_until(lambda got: b"one" in values(got))
        with pytest.raises(SettingsError, match="no record at offset 1 yet"):
            await skip(config, 1, 1)
    await wire.produce([Raw(b"two", partition=1)])
    with pytest.raises(SettingsError, match="can be read"):
        await skip(config, 1, 1)
    async with serving(config):
        await wire.read_until(lambda got: b"two" in values(got))
    assert await wire.read(wire.dead_letter) == ()


async def test_skipping_under_a_member_that_reads_costs_nothing(wire: Wire) -> None:
    """A mistaken skip fences the running member, which opens again: nothing lost or repeated."""
    config = config_of(wire)
    sent = [Raw(b"%d" % number, partition=0) for number in range(300)]
    async with serving(config) as service:
        for begin in range(0, 300, 100):
            await wire.produce(sent[begin : begin + 100])
            with pytest.raises(SettingsError):
                await skip(config, 0, 10_000)
        await wire.drained()
        assert service.count("copydesk_raw_records_total") == 300
    assert values(await wire.read()) == [raw.value for raw in sent]


async def test_an_expired_position_is_skipped_to_the_beginning(wire: Wire) -> None:
    """The dead letter names the range that nobody read."""
    config = config_of(wire)
    await wire.produce([Raw(b"read", partition=0)])
    async with serving(config):
        await wire.drained()
    await wire.produce([Raw(b"lost-1", partition=0), Raw(b"lost-2", partition=0)])
    await wire.produce([Raw(b"kept", partition=0)])
    async with wire.admin() as admin:
        await admin.delete_records({TopicPartition(wire.raw, 0): RecordsToDelete(3)})
    async with serving(config) as service:
        await held(service)
        await skip(config, 0, 1)
        service.resume.request()
        await wire.drained()
    assert values(await wire.read(wire.enriched)) == [b"read", b"kept"]
    (letter,) = await wire.read(wire.dead_letter)
    said = of_headers_only(letter)
    assert (said["reason"], said["offset"], said["next-offset"]) == ("out-of-range", "1", "3")


async def test_a_position_behind_the_end_is_a_person_s_decision(wire: Wire) -> None:
    """A truncated topic goes on at its end, one made anew at its beginning: nobody can tell."""
    config = config_of(wire)
    await wire.produce([Raw(b"new", partition=0)])
    async with (
        AIOKafkaProducer(
            bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-old"
        ) as producer,
        producer.transaction(),
    ):
        await producer.send_offsets_to_transaction({TopicPartition(wire.raw, 0): 99}, wire.group)
    with pytest.raises(SettingsError, match="--to, between 0 and 1"):
        await skip(config, 0, 99)
    with pytest.raises(SettingsError, match="between 0 and 1"):
        await skip(config, 0, 99, to=2)
    await skip(config, 0, 99, to=0)
    async with serving(config):
        await wire.drained()
    assert values(await wire.read(wire.enriched)) == [b"new"]


async def test_the_command_skips_and_says_so(wire: Wire, damaged: KafkaBroker) -> None:
    """`copydesk skip TOPIC PARTITION OFFSET`; a wrong topic or offset is one sentence, exit 2."""
    await fill(wire, damaged)
    async with serving(config_of(wire)) as service:
        await held(service)
    for arguments, sentence in (
        (("other.topic", "0", "4"), "COPYDESK_RAW_TOPIC"),
        ((wire.raw, "0", "3"), "stands at offset 4"),
    ):
        code, said = await copydesk_skip(wire, *arguments)
        assert code == 2
        assert sentence in said
    code, said = await copydesk_skip(wire, wire.raw, "0", "4")
    assert code == 0
    assert "goes on at offset 8" in said
    async with serving(config_of(wire)):
        await wire.drained()
    assert len(await wire.read(wire.enriched)) == 8


async def copydesk_skip(wire: Wire, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "copydesk", "skip", *arguments),
        env={**os.environ, **wire.environment()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()
