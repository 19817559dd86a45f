"""What a partition has received and not yet given to a worker, and how much that may be.

Must not: know Kafka or wait for anything.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.draft import Record

__all__ = ["Inbox", "record_bytes"]

RECORD_BYTES = 200
"""What a record costs besides its key, value and headers; Python objects are not free."""


class Inbox:
    """Records in order, counted in bytes until they are settled, not just until they are taken."""

    def __init__(self) -> None:
        """Begin empty."""
        self._waiting: deque[Record] = deque()
        self._timestamps: deque[int | None] = deque()
        self.unsettled_bytes = 0
        self.unsettled_records = 0

    def __len__(self) -> int:
        """Records that wait."""
        return len(self._waiting)

    def put(self, records: Iterable[Record]) -> None:
        """Add records at the end."""
        for record in records:
            self._waiting.append(record)
            self._timestamps.append(record.timestamp_ms)
            self.unsettled_bytes += record_bytes(record)
            self.unsettled_records += 1

    def take(self, records_max: int, bytes_max: int) -> list[Record]:
        """Remove the first records: at least one if there is any, at most what the bounds allow."""
        chunk: list[Record] = []
        size = 0
        while self._waiting and len(chunk) < records_max:
            size += record_bytes(self._waiting[0])
            if chunk and size > bytes_max:
                break
            chunk.append(self._waiting.popleft())
        return chunk

    def settle(self, records: Sequence[Record]) -> None:
        """Note that records taken before are committed."""
        self.unsettled_bytes -= sum(map(record_bytes, records))
        self.unsettled_records -= len(records)
        for _ in records:
            self._timestamps.popleft()

    def oldest_ms(self) -> int | None:
        """The timestamp of the first record that is not settled; None without one."""
        return self._timestamps[0] if self._timestamps else None


def record_bytes(record: Record) -> int:
    """About what a record takes in memory."""
    size = RECORD_BYTES + len(record.value or b"") + len(record.key or b"")
    return size + sum(len(name) + len(value or b"") for name, value in record.headers)
