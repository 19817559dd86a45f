"""The life of a partition: every event in every state, legal or a bug."""

from __future__ import annotations

from itertools import product

import pytest

from copydesk.stream.states import TRANSITIONS, Event, IllegalTransitionError, State, next_state

EXPECTED = {
    (State.OPENING, Event.OPENED): State.RUNNING,
    (State.OPENING, Event.FAULTED): State.OPENING,
    (State.OPENING, Event.HELD): State.HELD,
    (State.OPENING, Event.REVOKED): State.LOST,
    (State.RUNNING, Event.FAULTED): State.OPENING,
    (State.RUNNING, Event.HELD): State.HELD,
    (State.RUNNING, Event.REVOKED): State.LOST,
    (State.RUNNING, Event.REVOKED_OPEN): State.DRAINING,
    (State.DRAINING, Event.FAULTED): State.DRAINING,
    (State.DRAINING, Event.SETTLED): State.LOST,
    (State.HELD, Event.RETRIED): State.OPENING,
    (State.HELD, Event.REVOKED): State.LOST,
}


@pytest.mark.parametrize(
    ("state", "event"), list(product(State, Event)), ids=lambda value: str(value.name).lower()
)
def test_each_event_in_each_state(state: State, event: Event) -> None:
    """What the table does not allow is a bug, never a silent step."""
    if (state, event) in EXPECTED:
        assert next_state(state, event) is EXPECTED[state, event]
    else:
        with pytest.raises(IllegalTransitionError):
            next_state(state, event)


def test_a_lost_partition_stays_lost() -> None:
    """A new assignment is a new life; nothing brings the old one back."""
    assert not [event for state, event in TRANSITIONS if state is State.LOST]


def test_every_state_can_end() -> None:
    """From each state there is a way to LOST, so a revocation never waits for ever."""
    for state in State:
        reached = {state}
        for _ in State:
            reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
        assert State.LOST in reached


def test_an_unknown_outcome_is_opened_again() -> None:
    """After a failure a partition never goes on running without a new opening."""
    assert next_state(State.RUNNING, Event.FAULTED) is State.OPENING
