"""Chunks are cut in order and within their bounds, and memory is counted until commit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.draft import Record
from copydesk.stream.inbox import Inbox, record_bytes

sizes = st.lists(st.integers(0, 400), max_size=60)


@settings(max_examples=60)
@given(sizes, st.integers(1, 9), st.integers(1, 3_000))
def test_chunks_cover_the_records_in_order(lengths: list[int], most: int, size: int) -> None:
    """No record is left out or repeated, and only a single record may break the bound on bytes."""
    records = [Record(b"%d," % number + b"x" * length) for number, length in enumerate(lengths)]
    inbox = Inbox()
    inbox.put(records)
    taken = []
    while chunk := inbox.take(most, size):
        assert len(chunk) <= most
        assert len(chunk) == 1 or sum(map(record_bytes, chunk)) <= size
        taken += chunk
    assert taken == records


def test_memory_is_counted_until_it_is_settled() -> None:
    """What a worker has is still in flight."""
    records = [Record(b"x" * 100, b"k", (("h", None),)) for _ in range(5)]
    inbox = Inbox()
    inbox.put(records)
    chunk = inbox.take(3, 10_000)
    assert (len(inbox), inbox.unsettled_records) == (2, 5)
    inbox.settle(chunk)
    assert inbox.unsettled_bytes == sum(map(record_bytes, records[3:]))
