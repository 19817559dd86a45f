"""When a partition counts as standing still."""

from __future__ import annotations

from copydesk.stream.watching import Delays, Stalls, Standing


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


BUSY = Standing(end=10, committed=7, read=10, in_flight=1)


def test_behind_is_the_age_of_the_first_record_not_committed() -> None:
    """Whatever came later is younger; a clock that runs ahead of ours is no negative age."""
    delays = Delays()
    assert delays.observe(0, BUSY, 100.0, 130.0) == 30.0
    assert delays.observe(0, BUSY, 140.0, 130.0) == 0.0


def test_a_partition_without_work_is_not_behind() -> None:
    """However long ago its last record was."""
    delays = Delays()
    delays.observe(0, BUSY, 100.0, 130.0)
    assert delays.observe(0, Standing(end=10, committed=10, read=10, in_flight=0), None, 900.0) == 0


def test_a_partition_that_is_not_read_falls_further_behind() -> None:
    """While it is held its records are not in flight; the one it stands at is known from before."""
    delays = Delays()
    delays.observe(0, BUSY, 100.0, 130.0)
    held = Standing(end=99, committed=7, read=7, in_flight=0)
    assert delays.observe(0, held, None, 400.0) == 300.0


def test_work_that_was_never_seen_is_as_old_as_our_waiting_for_it() -> None:
    """Records came in after the last was done, and were not received yet."""
    delays = Delays()
    delays.observe(0, Standing(end=7, committed=7, read=7, in_flight=0), None, 100.0)
    assert delays.observe(0, Standing(end=9, committed=7, read=7, in_flight=0), None, 160.0) == 60.0


def test_a_partition_that_comes_back_has_no_past() -> None:
    """Another member had it meanwhile."""
    delays = Delays()
    delays.observe(0, BUSY, 100.0, 130.0)
    delays.keep([1])
    away = Standing(end=99, committed=7, read=7, in_flight=0)
    assert delays.observe(0, away, None, 500.0) == 0.0
