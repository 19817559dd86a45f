"""Where a partition is read from, for every history a group can have."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from copydesk.stream.config import Start
from copydesk.stream.start import Begin, Committed, Held, Log, decide, stamp


@dataclass(frozen=True)
class Case:
    """Partition 1 of a topic with `count` partitions, whose log is 10..90."""

    name: str
    expected: int
    commits: dict[int, Committed] = field(default_factory=dict)
    start: Start = Start.EARLIEST
    count: int = 4
    fresh: bool = True
    birth: int = 4


OURS = Committed(50, stamp(4))
CASES = (
    Case("new-group-from-the-beginning", expected=10),
    Case("new-group-from-the-end", expected=90, start=Start.LATEST),
    Case("committed", expected=50, commits={1: OURS}, fresh=False),
    Case("committed-beats-start", expected=50, commits={1: OURS}, start=Start.LATEST, fresh=False),
    Case("committed-at-the-end", expected=90, commits={1: Committed(90, stamp(4))}, fresh=False),
    Case("silent-since-the-group-began", expected=90, commits={0: OURS}, start=Start.LATEST),
    Case(
        "added-since-the-group-began",
        expected=10,
        commits={0: Committed(5, stamp(1))},
        start=Start.LATEST,
        birth=1,
    ),
    Case(
        "commits-of-another-tool",
        expected=10,
        commits={0: Committed(5, "")},
        start=Start.LATEST,
        birth=0,
    ),
    Case(
        "birth-is-handed-on",
        expected=50,
        commits={1: Committed(50, stamp(2)), 3: Committed(9, stamp(2))},
        fresh=False,
        birth=2,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_where_reading_begins(case: Case) -> None:
    """Nothing is skipped or repeated that the operator did not ask for."""
    log = Log(10, 90)
    begin = decide(1, case.commits, log=log, count=case.count, start=case.start)
    assert begin == Begin(case.expected, case.birth, fresh=case.fresh)


@pytest.mark.parametrize(("offset", "edge"), [(9, 10), (91, 90)], ids=["expired", "truncated"])
def test_a_position_out_of_range_is_held(offset: int, edge: int) -> None:
    """Going on would lose records in silence, so a person decides, told both offsets."""
    commits = {1: Committed(offset, stamp(4))}
    held = decide(1, commits, log=Log(10, 90), count=4, start=Start.EARLIEST)
    assert isinstance(held, Held)
    assert f"offset {offset}," in held.sentence
    assert f" {edge}:" in held.sentence
