"""The ledger is what all chaos rests on, so each kind of difference is shown to it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from copydesk.draft import Origin, Record
from copydesk.outcomes import DeadLetter
from tests.chaos.desk import ITEMS_SEPARATOR, RAISE, outcomes_of
from tests.chaos.ledger import balance
from tests.support.topics import Got

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EVENTS = "t.enriched"
LETTERS = "t.dead-letter"
VALUES = (
    b"first",
    b"second",
    b"\xff bad",
    None,
    ITEMS_SEPARATOR.join((b"item 0", b"\xff item 1", b"item 2")),
    b"last",
)
RAWS = [
    Got("t.raw", 0, offset, b"k", value, (("mine", b"1"),), 1_700_000_000_000)
    for offset, value in enumerate(VALUES)
]
ITEMS = 8


def published(raws: Sequence[Got] = RAWS) -> list[Got]:
    """What a quiet run leaves in the two topics."""
    got: list[Got] = []
    for raw in raws:
        origin = Origin(raw.topic, raw.partition, raw.offset)
        for one in outcomes_of(Record(raw.value, raw.key, raw.headers, raw.timestamp_ms, origin)):
            topic = LETTERS if isinstance(one, DeadLetter) else EVENTS
            got.append(Got(topic, 0, len(got), one.key, one.value, one.headers, 0))
    return got


def test_a_quiet_run_balances() -> None:
    """Every item once, as events and dead letters, also those of a package."""
    accounts = balance(RAWS, published(), outcomes_of, events=EVENTS)
    assert accounts.is_balanced()
    assert (accounts.items, accounts.enriched, accounts.dead_letters) == (ITEMS, 6, 2)


@dataclass(frozen=True)
class Case:
    """What is done to the topics, and the column that must show it."""

    name: str
    harm: Callable[[list[Got]], list[Got]]
    column: str


CASES = [
    Case("an-event-is-missing", lambda got: got[1:], "lost"),
    Case("a-dead-letter-is-missing", lambda got: [*got[:2], *got[3:]], "lost"),
    Case("one-item-of-a-package-is-missing", lambda got: [*got[:6], *got[7:]], "lost"),
    Case("an-event-twice", lambda got: [*got, replace(got[0], offset=99)], "duplicated"),
    Case("a-dead-letter-twice", lambda got: [*got, replace(got[2], offset=99)], "duplicated"),
    Case("another-value", lambda got: [replace(got[0], value=b"{}"), *got[1:]], "altered"),
    Case("another-key", lambda got: [replace(got[0], key=b"j"), *got[1:]], "altered"),
    Case(
        "another-envelope",
        lambda got: [replace(got[0], headers=(*got[0].headers, ("ce_more", b""))), *got[1:]],
        "altered",
    ),
    Case(
        "a-dead-letter-without-its-value",
        lambda got: [*got[:2], replace(got[2], value=None), *got[3:]],
        "altered",
    ),
    Case(
        "something-nobody-asked-for",
        lambda got: [*got, Got(EVENTS, 0, 99, b"k", b"", (), 0)],
        "altered",
    ),
    Case(
        "two-of-a-key-exchanged",
        lambda got: [replace(got[0], offset=1), replace(got[1], offset=0), *got[2:]],
        "disordered",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_difference_is_found(case: Case) -> None:
    """A difference counts in its own column, and the scenario is not good."""
    accounts = balance(RAWS, case.harm(published()), outcomes_of, events=EVENTS)
    assert getattr(accounts, case.column) == 1
    assert not accounts.is_balanced()
    assert accounts.complaints


def test_an_innocent_dead_letter_is_lost_and_altered() -> None:
    """An article that a quiet run publishes must not end as a dead letter."""
    (event, *rest), (letter, *_) = published(), published([replace(RAWS[2], offset=0)])
    accounts = balance(RAWS, [*rest, replace(letter, offset=99)], outcomes_of, events=EVENTS)
    assert event.topic == EVENTS
    assert (accounts.lost, accounts.altered) == (1, 1)


def test_a_dangerous_article_has_to_be_a_dead_letter() -> None:
    """What takes its worker down is due as a dead letter with its own bytes."""
    raws = [replace(RAWS[0], value=RAISE)]
    assert balance(raws, [], outcomes_of, events=EVENTS).lost == 1
