"""When a partition counts as standing still."""

from __future__ import annotations

from copydesk.stream.watching import Stalls, Standing


def test_a_partition_that_moves_never_stalls() -> None:
    """However slowly: each step begins the time anew."""
    stalls = Stalls(10)
    assert [stalls.observe(0, step, step * 9.0) for step in range(1, 6)] == [None] * 5


def test_a_partition_with_work_that_stands_is_a_stall() -> None:
    """From the deadline on, and for as long as it lasts."""
    stalls = Stalls(10)
    seen = [stalls.observe(0, "here", now) for now in (0.0, 5.0, 10.0, 15.0)]
    assert seen == [None, None, 10.0, 15.0]
    assert stalls.observe(0, "there", 16.0) is None
    assert stalls.observe(0, "there", 25.0) is None


def test_a_partition_without_work_never_stalls() -> None:
    """Silence on the raw topic is no fault of ours."""
    stalls = Stalls(10)
    stalls.observe(0, "here", 0.0)
    assert stalls.observe(0, None, 20.0) is None
    assert stalls.observe(0, "here", 21.0) is None


def test_what_was_taken_away_is_forgotten() -> None:
    """Else a partition that comes back would be reported at once."""
    stalls = Stalls(10)
    stalls.observe(0, "here", 0.0)
    stalls.keep([1])
    assert stalls.observe(0, "here", 20.0) is None


def test_work_is_what_is_not_committed() -> None:
    """In flight or not read yet; the marker of a producer's transaction at the end is none."""
    assert Standing(end=10, committed=7, read=10, in_flight=500).lag() == 3
    assert Standing(end=10, committed=7, read=8, in_flight=0).lag() == 3
    assert Standing(end=10, committed=9, read=10, in_flight=0).lag() == 0
    assert Standing(end=10, committed=10, read=10, in_flight=0).mark() is None


def test_reading_moves_only_what_has_nothing_in_flight() -> None:
    """A worker that never answers stands, though the consumer may still read."""
    busy = [Standing(end=99, committed=7, read=read, in_flight=1).mark() for read in (8, 9)]
    idle = [Standing(end=99, committed=7, read=read, in_flight=0).mark() for read in (8, 9)]
    assert busy[0] == busy[1]
    assert idle[0] != idle[1]
