"""Which partitions are ours, and since when: what was fetched before is not delivered after.

A poll may begin under one assignment and end under the next. What it brings is then of nobody's
position: delivered, a record would be processed by two members (3,425 events of 3,000 records).
Must not: know the group, Kafka's client or what a partition does with its records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiokafka import TopicPartition

    from copydesk.draft import Record

__all__ = ["Assignment", "Life"]


class Life(Protocol):
    """What an assignment asks of a partition."""

    def deliver(self, records: Sequence[Record]) -> None:
        """Take records that were fetched since the last seek."""

    def rewind(self) -> None:
        """Make the consumer fetch again what it fetched and we never got."""


L = TypeVar("L", bound=Life)


class Assignment(Generic[L]):
    """The partitions of the moment; each change begins a new epoch."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lives: dict[TopicPartition, L] = {}
        self.epoch = 0

    def begin(self, lives: dict[TopicPartition, L]) -> None:
        """Take over what was assigned."""
        self.epoch += 1
        self.lives = lives

    def end(self) -> list[L]:
        """Give everything back; the lives that are to be ended."""
        lives, self.lives = list(self.lives.values()), {}
        self.epoch += 1
        return lives

    def deliver(self, batches: Mapping[TopicPartition, Sequence[Record]], epoch: int) -> None:
        """Hand out what was fetched; epoch: of the moment in which the fetch began."""
        for source, records in batches.items():
            life = self.lives.get(source)
            if life is None:
                continue
            if epoch == self.epoch:
                life.deliver(records)
            else:  # whoever is open now fetches it again, from a position of his own
                life.rewind()
