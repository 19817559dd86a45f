"""What the engine is told: plain values with their defaults, and the names it must never change.

Must not: read settings or the environment; `cli` does and hands a `StreamConfig` on.
What carries a guarantee (isolation, acks, no auto-commit) is a constant where it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from copydesk.errors import SettingsError
from copydesk.stream.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Deadlines",
    "Limits",
    "RejectionLimit",
    "Start",
    "StreamConfig",
    "Topics",
    "transactional_id",
]

MEBIBYTE = 1024 * 1024


class Start(StrEnum):
    """Where a group that never committed begins."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Topics:
    """The three topics, and those of other editions of the events, by the edition's name."""

    raw: str = "news.articles.raw"
    enriched: str = "news.articles.enriched"
    dead_letter: str = "news.articles.dead-letter"
    editions: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> tuple[str, ...]:
        """Those that the desk publishes to."""
        return (self.enriched, self.dead_letter, *self.editions.values())


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound of the engine on size and number.

    chunk_*: what one worker gets at once; it is less when less is waiting.
    transaction_*: when finished chunks stop being joined into one transaction.
    in_flight_bytes: received and not yet committed, over all partitions; a partition at its share
    is paused. fetch_bytes: aiokafka's prefetch, which comes on top, a broker.
    request_bytes: the largest record or batch ever sent, unless a topic allows less.
    opening: partitions opened at a time.
    worker_memory_bytes: RLIMIT_DATA of one worker, 0 for none.
    """

    chunk_records: int = 64
    chunk_bytes: int = MEBIBYTE
    transaction_records: int = 2_000
    transaction_bytes: int = 8 * MEBIBYTE
    in_flight_bytes: int = 64 * MEBIBYTE
    partition_records: int = 4_000
    fetch_bytes: int = 16 * MEBIBYTE
    request_bytes: int = MEBIBYTE
    batch_bytes: int = MEBIBYTE // 4
    opening: int = 8
    worker_memory_bytes: int = 512 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class RejectionLimit:
    """How many dead letters one member may publish before it pauses and a person has to look.

    letters: the most in a window, 0 for no limit. share: the most of a window's articles, counted
    from `share_from` letters on, since the first of a few articles proves nothing; 1 for no limit.
    window: seconds.
    """

    letters: int = 10_000
    share: float = 0.5
    share_from: int = 100
    window: float = 300.0


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every bound of the engine on time, in seconds.

    transaction: the coordinator's own limit (transaction.timeout.ms): a killed member holds back
    readers for that long. commit: ours, from begin to the end of commit, below it.
    rebalance: how long the group waits for a member, always above revoke.
    stall: a partition that has work and does not move for so long is reported.
    """

    article: float = 10.0
    worker_start: float = 60.0
    transaction: float = 15.0
    commit: float = 12.0
    abort: float = 5.0
    opening: float = 30.0
    abandon: float = 30.0
    revoke: float = 10.0
    rebalance: float = 60.0
    session: float = 10.0
    heartbeat: float = 3.0
    drain: float = 20.0
    stall: float = 60.0


@dataclass(frozen=True, slots=True)
class StreamConfig:
    """All that `serve` needs to know.

    workers: processes; 0 is one thread in this process, for debugging only: it can be neither
    killed nor limited. fail_fast: raise UnreachableError at start instead of waiting.
    """

    connection: Connection = field(default_factory=Connection)
    group: str = "copydesk"
    topics: Topics = field(default_factory=Topics)
    start: Start = Start.EARLIEST
    workers: int = 1
    fail_fast: bool = False
    limits: Limits = field(default_factory=Limits)
    deadlines: Deadlines = field(default_factory=Deadlines)
    rejections: RejectionLimit = field(default_factory=RejectionLimit)

    def __post_init__(self) -> None:
        """Refuse what could not keep its promise; raises SettingsError."""
        transactional_id(self.group, self.topics.raw, 0)
        if self.deadlines.revoke >= self.deadlines.rebalance:
            sentence = (
                f"The revoke deadline of {self.deadlines.revoke:g} s must be shorter than the "
                f"rebalance timeout of {self.deadlines.rebalance:g} s."
            )
            raise SettingsError(sentence)


def transactional_id(group: str, topic: str, partition: int) -> str:
    """The id that fences: one for each group and input partition, frozen for good.

    Changing its form would leave an old member's open transaction unfenced during an upgrade.
    Raises SettingsError for a group id with '/', which could make two ids equal.
    """
    if not group or "/" in group:
        sentence = f"The group id {group!r} must not be empty or contain '/'."
        raise SettingsError(sentence)
    return f"copydesk/{group}/{topic}/{partition}"
