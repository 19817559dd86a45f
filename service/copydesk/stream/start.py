"""Where reading a partition begins: the one decision that could skip or repeat everything.

Must not: do I/O; offsets come in as values.

The hard case is a partition without a commit. In a group that never ran, `Start` decides. In a
group that ran, the partition was either there from the start and silent, so `Start` still decides,
or was added since, and is read from its beginning. Each commit of ours therefore carries how many
partitions the topic had when the group began, and passes it on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.stream.config import Start

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Begin", "Committed", "Held", "Log", "decide", "partitions_at_birth", "stamp"]

_STAMP = re.compile(r"copydesk partitions=(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Committed:
    """A group's commit for one partition."""

    offset: int
    metadata: str


@dataclass(frozen=True, slots=True)
class Log:
    """What the broker holds of one partition: `beginning` inclusive, `end` exclusive."""

    beginning: int
    end: int


@dataclass(frozen=True, slots=True)
class Begin:
    """Read from `offset` on; `fresh` when nothing was committed yet, so it is to be pinned."""

    offset: int
    birth: int
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Don't read; `sentence` says why, for /readyz and the log."""

    sentence: str


def stamp(birth: int) -> str:
    """The metadata of our commits; birth: partitions of the topic when the group began."""
    return f"copydesk partitions={birth}"


def partitions_at_birth(commits: Mapping[int, Committed]) -> int | None:
    """How many partitions the topic had when the group began.

    None: the group never ran. 0: it ran, but only another tool committed, so every partition
    without a commit counts as added since.
    """
    if not commits:
        return None
    stamps = [_STAMP.fullmatch(commit.metadata) for commit in commits.values()]
    return min((int(found[1]) for found in stamps if found), default=0)


def decide(
    partition: int, commits: Mapping[int, Committed], *, log: Log, count: int, start: Start
) -> Begin | Held:
    """Decide where `partition` is read from.

    commits: all the group's commits in this topic; count: the topic's partitions now.
    """
    born_with = partitions_at_birth(commits)
    birth = count if born_with is None else born_with
    own = commits.get(partition)
    if own is None:
        at_end = start is Start.LATEST and partition < birth
        return Begin(log.end if at_end else log.beginning, birth, fresh=True)
    if own.offset < log.beginning:
        return Held(
            f"Partition {partition} stands at offset {own.offset}, but the topic begins at "
            f"{log.beginning}: records between have expired. `copydesk skip` passes them."
        )
    if own.offset > log.end:
        return Held(
            f"Partition {partition} stands at offset {own.offset}, but the topic ends at "
            f"{log.end}: it was truncated or made anew. `copydesk skip --to` sets where to go on."
        )
    return Begin(own.offset, birth)
