"""What was fetched under an assignment that is over is never delivered under the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiokafka import TopicPartition

from copydesk.draft import Origin, Record
from copydesk.stream.assignment import Assignment

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE, OTHER = TopicPartition("raw", 0), TopicPartition("raw", 1)
FETCHED = [Record(b"v", b"k", (), 0, Origin("raw", 0, 7))]


@dataclass
class FakeLife:
    """Keeps what it is told."""

    delivered: list[Record] = field(default_factory=list)
    rewound: int = 0

    def deliver(self, records: Sequence[Record]) -> None:
        self.delivered += records

    def rewind(self) -> None:
        self.rewound += 1


def test_what_is_fetched_under_the_assignment_is_delivered() -> None:
    """The ordinary case, and nothing is sought back."""
    ours: Assignment[FakeLife] = Assignment()
    life = FakeLife()
    ours.begin({SOURCE: life})
    ours.deliver({SOURCE: FETCHED}, ours.epoch)
    assert (life.delivered, life.rewound) == (FETCHED, 0)


def test_what_was_fetched_before_a_rebalance_is_dropped() -> None:
    """The same partition came back: it goes on from its own position, not from the fetch."""
    ours: Assignment[FakeLife] = Assignment()
    ours.begin({SOURCE: FakeLife()})
    before = ours.epoch
    ours.end()
    heir = FakeLife()
    ours.begin({SOURCE: heir})
    ours.deliver({SOURCE: FETCHED}, before)
    assert (heir.delivered, heir.rewound) == ([], 1)


def test_what_was_fetched_between_two_assignments_is_dropped() -> None:
    """Revocation alone begins an epoch, so a poll that saw only its end is too old as well."""
    ours: Assignment[FakeLife] = Assignment()
    ours.begin({SOURCE: FakeLife()})
    ours.end()
    between = ours.epoch
    heir = FakeLife()
    ours.begin({SOURCE: heir})
    ours.deliver({SOURCE: FETCHED}, between)
    assert (heir.delivered, heir.rewound) == ([], 1)


def test_what_is_not_ours_is_nobody_s() -> None:
    """A partition that went to another member is his."""
    ours: Assignment[FakeLife] = Assignment()
    life = FakeLife()
    ours.begin({SOURCE: life})
    ours.deliver({OTHER: FETCHED}, ours.epoch)
    assert (life.delivered, life.rewound) == ([], 0)
    assert ours.end() == [life]
    ours.deliver({SOURCE: FETCHED}, ours.epoch)
    assert life.delivered == []
