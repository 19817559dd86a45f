"""Records are measured before they are sent, and what is too large still leaves a trace."""

from __future__ import annotations

import hashlib

from aiokafka.record.default_records import DefaultRecordBatchBuilder
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.contracts import ERROR_PREFIX
from copydesk.draft import Headers, Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.outcomes import DeadLetter, Enriched
from copydesk.stream.config import Limits, Topics
from copydesk.stream.limits import LimitBook
from copydesk.stream.sizes import TopicLimits, fitting, wire_bytes

RECORD = Record(b"raw" * 1_000, b"key", (("h", b"v"),), 7, Origin("raw", 3, 14))
blobs = st.none() | st.binary(max_size=300)
headers = st.lists(st.tuples(st.text(max_size=9), blobs), max_size=4).map(tuple)


@settings(max_examples=60)
@given(blobs, blobs, headers)
def test_the_estimate_is_never_too_small(
    key: bytes | None, value: bytes | None, pairs: Headers
) -> None:
    """A record that passes the check fits into a batch of that size."""
    builder = DefaultRecordBatchBuilder(2, 0, 1, 1, 1, 0, 10_000_000)
    builder.append(0, 1_700_000_000_000, key, value, list(pairs))
    real = len(builder.build())
    assert real <= wire_bytes(key, value, pairs) <= real + 150


def test_what_fits_is_left_alone() -> None:
    """Only the too large are touched."""
    event = Enriched("id", 0, "json", b"key", b"x" * 500, ())
    assert fitting(event, RECORD, TopicLimits(1_000, 1_000)) is event


def test_an_event_too_large_becomes_a_dead_letter_of_its_record() -> None:
    """It names the size and the limit, and carries the raw bytes."""
    event = Enriched("id", 2, "json", b"key", b"x" * 5_000, ())
    letter = fitting(event, RECORD, TopicLimits(1_000, 10_000))
    assert isinstance(letter, DeadLetter)
    assert (letter.stage, letter.reason, letter.item) == (Stage.PUBLISH, Reason.TOO_LARGE, 2)
    assert (letter.key, letter.value) == (RECORD.key, RECORD.value)
    assert "1000" in letter.message
    assert str(wire_bytes(b"key", b"x" * 5_000, ())) in letter.message


def test_a_dead_letter_too_large_goes_without_its_value() -> None:
    """The value can be fetched from its raw offset, and checked against hash and length."""
    event = Enriched("id", 0, "json", b"key", b"x" * 5_000, ())
    letter = fitting(event, RECORD, TopicLimits(1_000, 2_000))
    assert letter.value is None
    assert letter.key == b"key"
    said = dict(letter.headers)
    digest = hashlib.sha256(b"raw" * 1_000).hexdigest()
    assert said[f"{ERROR_PREFIX}value-sha256"] == digest.encode()
    assert said[f"{ERROR_PREFIX}value-bytes"] == b"3000"
    assert said[f"{ERROR_PREFIX}offset"] == b"14"


def test_a_dead_letter_with_a_huge_key_still_goes() -> None:
    """Nothing that was read can fail to be refused."""
    record = Record(b"v", b"k" * 5_000, (("h", b"v" * 5_000),), 7, Origin("raw", 3, 14))
    event = Enriched("id", 0, "json", b"key", b"x" * 5_000, ())
    letter = fitting(event, record, TopicLimits(1_000, 2_000))
    assert wire_bytes(letter.key, letter.value, letter.headers) <= 2_000
    assert dict(letter.headers)[f"{ERROR_PREFIX}partition"] == b"3"


def test_a_refused_record_lowers_its_topic_s_limit() -> None:
    """The next time it is measured as too large and becomes a dead letter."""
    topics = Topics()
    book = LimitBook(Limits(request_bytes=10_000), topics)
    book.refused(topics.enriched, records=1, size=6_000)
    assert book.topic_limits() == TopicLimits(enriched=5_999, dead_letter=10_000)


def test_a_refused_batch_makes_batches_smaller() -> None:
    """Its records may each be small enough, so none is blamed."""
    topics = Topics()
    book = LimitBook(Limits(request_bytes=10_000, batch_bytes=8_000), topics)
    book.refused(topics.enriched, records=9, size=6_000)
    assert book.batch_bytes == 3_000
    assert book.topic_limits() == TopicLimits(10_000, 10_000)
