"""What is told of a record's way to whoever traces: by default nobody, at no cost.

Must not: import OpenTelemetry; `otel.py` does, and is imported only when it is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from copydesk.contracts import TRACE_HEADERS, header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Headers, Record

__all__ = ["UNTRACED", "Lap", "Tracer", "trace_id"]

Lap = tuple[str, int, int]
"""A step of a chunk's work: its name, nanoseconds since the epoch when it began, how long it took
(less than until its end where it was left and entered again)."""

_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?")
_NO_TRACE = b"0" * 32


class Tracer(Protocol):
    """Is told what happened; must return at once and raise nothing."""

    def processed(self, records: Sequence[Record], began_ns: int, laps: Sequence[Lap]) -> None:
        """A worker answered for a chunk that it was given at `began_ns`, since the epoch."""

    def committed(self, records: Sequence[Record], began_ns: int) -> None:
        """A transaction that began at `began_ns` is confirmed, with the records' positions."""

    def close(self) -> None:
        """Send what waits, for a few seconds at most."""


class _Untraced:
    def processed(self, records: Sequence[Record], began_ns: int, laps: Sequence[Lap]) -> None:
        """Say nothing."""

    def committed(self, records: Sequence[Record], began_ns: int) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Nothing waits."""


UNTRACED: Tracer = _Untraced()


def trace_id(headers: Headers) -> str | None:
    """The trace that a record belongs to by its `traceparent` (W3C), None without a valid one."""
    found = _TRACEPARENT.fullmatch(header(headers, TRACE_HEADERS[0]) or b"")
    return found[1].decode() if found and found[1] != _NO_TRACE else None
