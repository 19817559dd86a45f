"""The accounts of a scenario: what the raw topic asked for, what subscribers got, what differs.

The raw topic, read back, is the truth about what went in. A quiet run is the same pipeline over
the same records, one at a time, without an engine around it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.contracts import ERROR_PREFIX
from copydesk.draft import Origin, Record
from copydesk.outcomes import DeadLetter
from tests.chaos.desk import is_dangerous

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from copydesk.outcomes import Outcome
    from tests.support.topics import Got

__all__ = ["Accounts", "balance"]

COMPLAINTS_MAX = 5
SHORTENED_FROM_BYTES = 1_000_000
"""A dead letter whose value is shorter fits its topic, so it must have its value."""

Identity = tuple[str, ...]
"""An item's: its event's id, or where its dead letter stood; the same however often it comes."""


@dataclass(slots=True)
class Accounts:
    """What came of a scenario; items are counted, and a record has at least one.

    failures: what else did not go as it must, such as a partition that never moved again.
    """

    items: int = 0
    enriched: int = 0
    dead_letters: int = 0
    lost: int = 0
    duplicated: int = 0
    altered: int = 0
    disordered: int = 0
    complaints: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def is_balanced(self) -> bool:
        """Whether every item came out once, as it should, in its key's order."""
        wrong = self.lost + self.duplicated + self.altered + self.disordered
        return not wrong and not self.failures

    def complain(self, sentence: str) -> None:
        """Keep the first few differences for the one who has to find out why."""
        if len(self.complaints) < COMPLAINTS_MAX:
            self.complaints.append(sentence)


@dataclass(frozen=True, slots=True)
class _Due:
    """One item that has to come out, and how.

    envelope: an event's ce_ headers; the headers that a dead letter's own begin with.
    """

    raw: Got
    key: bytes | None
    value: bytes | None
    envelope: tuple[tuple[str, bytes | None], ...]


def balance(
    raws: Sequence[Got],
    got: Sequence[Got],
    quiet: Callable[[Record], tuple[Outcome, ...]],
    *,
    events: str,
    event_bytes_max: int | None = None,
    shortened_from: int = SHORTENED_FROM_BYTES,
    skipped: Sequence[Got] = (),
) -> Accounts:
    """Compare what subscribers got with what a quiet run gives.

    events: the enriched topic's name; event_bytes_max: what its topic refuses; shortened_from: a
    value's bytes from which its dead letter may go without it; skipped: raw records that nobody can
    read and a person passed by, which leave a dead letter of headers only.
    """
    due: dict[Identity, _Due] = {}
    for raw in raws:
        due |= _due_of(raw, quiet, event_bytes_max)
    for raw in skipped:
        due["letter", str(raw.partition), str(raw.offset), ""] = _Due(raw, None, None, ())
    accounts = Accounts(items=len(due))
    seen = Counter(_identity(one, events) for one in got)
    for identity, expected in due.items():
        if not seen[identity]:
            raw = expected.raw
            accounts.lost += 1
            begin = (raw.value or b"")[:24]
            accounts.complain(f"{raw.partition}:{raw.offset} ({begin!r}) never came out")
    for one in got:
        _account(accounts, one, due, events, shortened_from)
    accounts.duplicated = sum(count - 1 for count in seen.values())
    for identity, count in seen.items():
        if count > 1:
            stood = [f"{g.partition}:{g.offset}" for g in got if _identity(g, events) == identity]
            asked = due.get(identity)
            of = f" of raw {asked.raw.partition}:{asked.raw.offset}" if asked else ""
            accounts.complain(f"{identity}{of} came out {count} times, at {', '.join(stood)}")
    _check_order(accounts, got, due, events)
    return accounts


def _due_of(
    raw: Got, quiet: Callable[[Record], tuple[Outcome, ...]], event_bytes_max: int | None
) -> dict[Identity, _Due]:
    at = ("letter", str(raw.partition), str(raw.offset))
    if is_dangerous(raw.value):
        return {(*at, ""): _letter_due(raw)}
    origin = Origin(raw.topic, raw.partition, raw.offset)
    record = Record(raw.value, raw.key, raw.headers, raw.timestamp_ms, origin)
    found: dict[Identity, _Due] = {}
    for one in quiet(record):
        if isinstance(one, DeadLetter):
            item = "" if one.item is None else str(one.item)
            found[(*at, item)] = _letter_due(raw)
        elif event_bytes_max is not None and len(one.value or b"") > event_bytes_max:
            found[(*at, str(one.item))] = _letter_due(raw)
        else:
            due = _Due(raw, one.key, one.value, _envelope(one.headers))
            found[("event", _ce_id(one.headers))] = due
    return found


def _letter_due(raw: Got) -> _Due:
    return _Due(raw, raw.key, raw.value, raw.headers)


def _account(
    accounts: Accounts,
    one: Got,
    due: dict[Identity, _Due],
    events: str,
    shortened_from: int,
) -> None:
    identity = _identity(one, events)
    is_letter = one.topic != events
    accounts.dead_letters += is_letter
    accounts.enriched += not is_letter
    expected = due.get(identity)
    if expected is None:
        accounts.altered += 1
        accounts.complain(f"{identity} is none of what a quiet run gives: {_why(one)}")
        return
    as_is = one.key == expected.key and one.value == expected.value
    if is_letter:
        as_is = as_is and one.headers[: len(expected.envelope)] == expected.envelope
        as_is = as_is or _is_shortened(one, expected.raw, shortened_from)
    else:
        as_is = as_is and _envelope(one.headers) == expected.envelope
    if not as_is:
        accounts.altered += 1
        accounts.complain(f"{identity} differs from the quiet run's: {_why(one)}")


def _is_shortened(letter: Got, raw: Got, shortened_from: int) -> bool:
    """Whether a dead letter went without its value as it may: too large, hash and length told."""
    value = raw.value or b""
    if letter.value is not None or letter.key != raw.key or len(value) < shortened_from:
        return False
    said = dict(letter.headers)
    return (
        said.get(f"{ERROR_PREFIX}value-sha256") == hashlib.sha256(value).hexdigest().encode()
        and said.get(f"{ERROR_PREFIX}value-bytes") == str(len(value)).encode()
    )


def _check_order(
    accounts: Accounts, got: Iterable[Got], due: dict[Identity, _Due], events: str
) -> None:
    """Items of one key from one raw partition stand in their order in each topic."""
    last: dict[tuple[str, int, bytes | None], int] = {}
    for one in sorted(got, key=lambda one: (one.topic, one.partition, one.offset)):
        expected = due.get(_identity(one, events))
        if expected is None:
            continue
        lane = (one.topic, expected.raw.partition, one.key)
        if last.get(lane, -1) > expected.raw.offset:
            accounts.disordered += 1
            accounts.complain(f"{one.key!r} is out of order at {one.topic} offset {one.offset}")
        last[lane] = expected.raw.offset


def _identity(one: Got, events: str) -> Identity:
    if one.topic == events:
        return ("event", _ce_id(one.headers))
    said = dict(one.headers)
    partition, offset, item = (
        (said.get(f"{ERROR_PREFIX}{name}") or b"").decode()
        for name in ("partition", "offset", "item")
    )
    return ("letter", partition, offset, item)


def _ce_id(headers: Iterable[tuple[str, bytes | None]]) -> str:
    return (dict(headers).get("ce_id") or b"").decode()


def _envelope(
    headers: Iterable[tuple[str, bytes | None]],
) -> tuple[tuple[str, bytes | None], ...]:
    return tuple((name, value) for name, value in headers if name.startswith("ce_"))


def _why(one: Got) -> str:
    said = dict(one.headers)
    reason, message = (
        (said.get(f"{ERROR_PREFIX}{name}") or b"-").decode() for name in ("reason", "message")
    )
    return f"{one.topic.rpartition('.')[2]} {one.partition}:{one.offset}, {reason}, {message}"
