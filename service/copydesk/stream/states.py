"""The life of one assigned partition, as a table.

    OPENING --opened--> RUNNING --faulted--> OPENING
       |                   |
       +--held--> HELD <---+         HELD --retried--> OPENING
    any of the three --revoked--> LOST, but RUNNING with an open transaction --revoked_open-->
    DRAINING --settled--> LOST. LOST is the end: a new assignment is a new life.

Must not: know Kafka, time or a task; what a state means is the caller's.
"""

from __future__ import annotations

from enum import Enum, StrEnum

from copydesk.errors import CopydeskError

__all__ = ["TRANSITIONS", "Event", "IllegalTransitionError", "State", "next_state"]


class State(StrEnum):
    """Where a partition stands; a closed set, used as a metric label."""

    OPENING = "opening"
    RUNNING = "running"
    DRAINING = "draining"
    HELD = "held"
    LOST = "lost"


class Event(Enum):
    """What can happen to a partition."""

    OPENED = "the producer is started and the position is known"
    FAULTED = "an outcome is unknown, or a producer is no longer to be trusted"
    HELD = "a person has to look at it"
    RETRIED = "what held it may be over"
    REVOKED = "the group took it back, no transaction is open"
    REVOKED_OPEN = "the group took it back in the middle of a transaction"
    SETTLED = "the open transaction ended, or was abandoned"


class IllegalTransitionError(CopydeskError):
    """A bug: an event came in a state that can't have it."""


TRANSITIONS: dict[tuple[State, Event], State] = {
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
"""Every legal transition; what is absent is a bug."""


def next_state(state: State, event: Event) -> State:
    """The state after `event`; raises IllegalTransitionError where the table has none."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        sentence = f"A partition that is {state} can't have {event.name}: {event.value}."
        raise IllegalTransitionError(sentence) from None
