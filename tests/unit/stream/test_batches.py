"""A batch's own bytes tell where it ends and whether it can be read."""

from __future__ import annotations

import struct

import pytest
from aiokafka.record._crc32c import crc as crc32c
from aiokafka.record.default_records import DefaultRecordBatchBuilder

from copydesk.stream.batches import Batch, inspect

CRC_AT, AFTER_CRC, PAYLOAD_AT = 17, 21, 61
CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}


def batch_of(codec: int, records: int = 5, first: int = 40) -> bytearray:
    builder = DefaultRecordBatchBuilder(2, codec, 0, -1, -1, 0, 1_000_000)
    for number in range(records):
        builder.append(number, 1_700_000_000_000, b"key", b"value " * 50, [])
    data = bytearray(builder.build())
    struct.pack_into(">q", data, 0, first)
    return data


def resigned(data: bytearray) -> bytes:
    """The batch with a checksum that is right for its bytes."""
    struct.pack_into(">I", data, CRC_AT, crc32c(memoryview(data)[AFTER_CRC:]))
    return bytes(data)


@pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)
def test_a_sound_batch_has_its_bounds_and_no_fault(codec: int) -> None:
    """Every codec that producers use can be read."""
    assert inspect(bytes(batch_of(codec))) == Batch(40, 44, None)


def test_a_flipped_bit_is_found() -> None:
    """The checksum is wrong; the header still says where the batch ends."""
    data = batch_of(CODECS["gzip"])
    data[-1] ^= 1
    assert inspect(bytes(data)) == Batch(40, 44, "CorruptRecordException")


@pytest.mark.parametrize("codec", [1, 2, 3, 4], ids=list(CODECS)[1:])
def test_a_payload_that_can_t_be_unpacked_is_found(codec: int) -> None:
    """The checksum is right, as when a producer's compression is broken."""
    data = batch_of(codec)
    for at in range(PAYLOAD_AT, len(data)):
        data[at] = 0xFF
    found = inspect(resigned(data))
    assert found is not None
    assert (found.first, found.last) == (40, 44)
    assert found.fault


def test_nothing_is_no_batch() -> None:
    """At the end of the log the broker answers with no bytes."""
    assert inspect(b"") is None
