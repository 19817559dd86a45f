"""How many workers, members and partitions a rate of articles needs, and what a burst does to them.

Arithmetic on measured figures and a simulation in steps of a second; docs/capacity.md is printed by
`python -m tests.bench.capacity`, and a test keeps the two equal. Must not: measure anything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BURST", "MEASURED", "Burst", "Measured", "capacity_tables", "plan", "simulate"]

RATES: Final = (10, 100, 1_000, 10_000)
WORKERS_PER_MEMBER: Final = 4
LOAD: Final = 0.5
"""The share of a worker's capacity that is planned for: the rest is for bursts and lost members."""

SPARE: Final = 4
"""Partitions for each member that is planned: a burst may want four times the members."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one article of 700 words costs; `make bench` measures it.

    worker_ms: of one core, in a worker. service_ms: of the event loop, which one process has once.
    raw_bytes, event_bytes: on the wire, before compression.
    commits_per_partition: transactions a second of a busy partition; broker_commits: what one
    broker of 2 cores was seen to commit in all.
    """

    worker_ms: float
    service_ms: float
    raw_bytes: int
    event_bytes: int
    commits_per_partition: int
    broker_commits: int


MEASURED: Final = Measured(
    worker_ms=4.5,
    service_ms=0.06,
    raw_bytes=4_900,
    event_bytes=14_000,
    commits_per_partition=20,
    broker_commits=250,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rate needs."""

    rate: int
    workers: int
    members: int
    partitions: int
    in_bytes: int
    out_bytes: int
    commits: int
    brokers: int


def plan(rate: int, cost: Measured = MEASURED) -> Plan:
    """Return what `rate` articles a second need, at half load."""
    workers = max(2, math.ceil(rate * cost.worker_ms / 1_000 / LOAD))
    members = max(2, math.ceil(workers / WORKERS_PER_MEMBER))
    partitions = max(6, math.ceil(members * SPARE / 6) * 6)
    commits = min(partitions * cost.commits_per_partition, rate)
    return Plan(
        rate=rate,
        workers=workers,
        members=members,
        partitions=partitions,
        in_bytes=rate * cost.raw_bytes,
        out_bytes=rate * cost.event_bytes,
        commits=commits,
        brokers=max(3, math.ceil(commits / (cost.broker_commits * LOAD))),
    )


@dataclass(frozen=True, slots=True)
class Burst:
    """A story that breaks: `factor` times the usual rate for `minutes`, and who answers it.

    The autoscaler is KEDA as in deploy/kubernetes/base/scaled-object.yaml: it looks every
    `poll_seconds`, wants a member for each `lag_threshold` records and adds `step` a minute at
    most; a new member works after `start_seconds`, and each change stops the group for
    `rebalance_seconds`.
    """

    factor: int = 10
    minutes: int = 15
    poll_seconds: int = 15
    lag_threshold: int = 2_000
    step: int = 4
    start_seconds: int = 20
    rebalance_seconds: int = 4
    horizon_minutes: int = 120


BURST: Final = Burst()


@dataclass(frozen=True, slots=True)
class Course:
    """How a burst went; seconds are of simulated time."""

    rate: int
    members_before: int
    members_most: int
    lag_most: int
    behind_most_seconds: int
    caught_up_minutes: float | None


@dataclass(slots=True)
class _Group:
    """The members of a group: those that work, those on their way, and pauses as they join."""

    members: int
    ceiling: int
    burst: Burst
    coming: list[tuple[int, int]] = field(default_factory=list)
    paused_until: int = 0

    def works_at(self, second: int) -> bool:
        """Let those join whose time has come; whether the group works in this second."""
        while self.coming and self.coming[0][0] <= second:
            self.members += self.coming.pop(0)[1]
            self.paused_until = second + self.burst.rebalance_seconds
        return second >= self.paused_until

    def scale(self, second: int, lag: float) -> None:
        """What the autoscaler does when it looks: members for the lag, a few at a time."""
        wanted = self.members + sum(count for _, count in self.coming)
        goal = min(self.ceiling, math.ceil(lag / self.burst.lag_threshold))
        step = max(1, self.burst.step * self.burst.poll_seconds // 60)
        if goal > wanted:
            added = min(goal - wanted, step)
            self.coming.append((second + self.burst.start_seconds, added))


def simulate(rate: int, *, scaled: bool, burst: Burst = BURST, cost: Measured = MEASURED) -> Course:
    """Follow the lag through a burst, second by second; scaled: whether the autoscaler works."""
    planned = plan(rate, cost)
    each = WORKERS_PER_MEMBER * 1_000 / cost.worker_ms
    ceiling = planned.partitions if scaled else planned.members
    group = _Group(planned.members, ceiling, burst)
    lag, lag_most, behind_most, caught_up = 0.0, 0.0, 0.0, None
    for second in range(burst.horizon_minutes * 60):
        since_burst = second - burst.minutes * 60
        lag += rate * (burst.factor if since_burst < 0 else 1)
        if second % burst.poll_seconds == 0:
            group.scale(second, lag)
        if group.works_at(second):
            lag = max(0.0, lag - group.members * each)
        lag_most = max(lag_most, lag)
        behind_most = max(behind_most, lag / (group.members * each))
        if caught_up is None and since_burst >= 0 and lag < rate:
            caught_up = since_burst / 60
    return Course(
        rate, planned.members, group.members, round(lag_most), round(behind_most), caught_up
    )


def capacity_tables(cost: Measured = MEASURED) -> str:
    """Return the tables of docs/capacity.md."""
    plans = [plan(rate, cost) for rate in RATES]
    needs = _table(
        (
            "articles/s",
            "workers",
            "members of 4",
            "raw partitions",
            "in",
            "out",
            "commits/s",
            "brokers",
        ),
        [
            (
                f"{one.rate:,}",
                f"{one.workers:,}",
                f"{one.members:,}",
                f"{one.partitions:,}",
                f"{one.in_bytes / 1e6:.1f} MB/s",
                f"{one.out_bytes / 1e6:.1f} MB/s",
                f"{one.commits:,}",
                f"{one.brokers}",
            )
            for one in plans
        ],
    )
    courses = [simulate(rate, scaled=scaled) for rate in RATES for scaled in (False, True)]
    bursts = _table(
        ("articles/s", "members", "most lag", "most behind", "caught up after the burst"),
        [
            (
                f"{one.rate:,}",
                f"{one.members_before} → {one.members_most}",
                f"{one.lag_most:,} records",
                f"{one.behind_most_seconds:,} s",
                "not in time"
                if one.caught_up_minutes is None
                else f"{one.caught_up_minutes:.0f} min",
            )
            for one in courses
        ],
    )
    return f"{needs}\n\n{bursts}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    Console().print(Markdown(capacity_tables()))
