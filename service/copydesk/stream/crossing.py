"""Records and outcomes as bytes, for the way between the service and its workers.

Pickling a frozen dataclass calls back into Python for every object: 15 us a record on the event
loop's side against 2 us for marshalled tuples (4 KB records in chunks of 64), which is a quarter of
what the engine can do. Both ends are the same interpreter, so marshal's format is no contract.
Must not: leave a field out; a test sends every field there and back.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from copydesk.draft import Headers, Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.outcomes import DeadLetter, Edition, Enriched, Kill, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.observability.tracing import Lap

__all__ = [
    "Answer",
    "Outcomes",
    "pack_answer",
    "pack_records",
    "unpack_answer",
    "unpack_records",
]

Outcomes = tuple[tuple[Outcome, ...], ...]
"""The outcomes of each record of a chunk."""


FlatRecord = tuple[bytes | None, bytes | None, Headers, int | None, tuple[str, int, int] | None]
FlatEditions = tuple[tuple[str, bytes | None, Headers], ...]
Said = tuple[str, ...]
FlatEnriched = tuple[str, int, str, bytes, bytes, Headers, Said, Said, Said, FlatEditions]
FlatKill = tuple[str, int, bytes, Headers, None, str, FlatEditions]
FlatLetter = tuple[str, str, str, int | None, bytes | None, bytes | None, Headers, str, str | None]
FlatOutcome = tuple[FlatEnriched | None, FlatKill | None, FlatLetter | None]
"""One of the three, at its place; the fields are in the order of their class."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says of a chunk: the outcomes of each record, and what its steps took."""

    outcomes: Outcomes
    laps: tuple[Lap, ...] = ()


def pack_records(records: Sequence[Record]) -> bytes:
    """A chunk's records as bytes."""
    flat: list[FlatRecord] = []
    for one in records:
        origin = one.origin
        place = (origin.topic, origin.partition, origin.offset) if origin else None
        flat.append((one.value, one.key, one.headers, one.timestamp_ms, place))
    return marshal.dumps(flat)


def unpack_records(data: bytes) -> list[Record]:
    """The records that `pack_records` packed."""
    flat: list[FlatRecord] = marshal.loads(data)  # noqa: S302 - from our own process, not a stranger
    return [
        Record(value, key, headers, timestamp_ms, Origin(*place) if place else None)
        for value, key, headers, timestamp_ms, place in flat
    ]


def pack_answer(answer: Answer) -> bytes:
    """A chunk's answer as bytes; raises ValueError for what is no plain value."""
    outcomes = [[_flat(one) for one in of_record] for of_record in answer.outcomes]
    return marshal.dumps((outcomes, answer.laps))


def unpack_answer(data: bytes) -> Answer:
    """The answer that `pack_answer` packed."""
    flat: list[list[FlatOutcome]]
    laps: tuple[Lap, ...]
    flat, laps = marshal.loads(data)  # noqa: S302 - from our own worker
    return Answer(tuple(tuple([_outcome(one) for one in of_record]) for of_record in flat), laps)


def _flat(one: Outcome) -> FlatOutcome:
    match one:
        case Enriched():
            article = (one.article_id, one.item, one.format)
            said = (one.warnings, one.found, one.unknown_labels)
            event = (*article, one.key, one.value, one.headers, *said)
            return (*event, _flat_editions(one.editions)), None, None
        case Kill():
            kill = (one.article_id, one.item, one.key, one.headers, one.value, one.format)
            return None, (*kill, _flat_editions(one.editions)), None
        case DeadLetter():
            why = (one.stage.value, one.reason.value, one.message, one.item)
            about = (one.headers, one.format, one.article_id)
            return None, None, (*why, one.key, one.value, *about)
        case _ as never:
            assert_never(never)


def _outcome(flat: FlatOutcome) -> Outcome:
    event, kill, letter = flat
    if event is not None:
        return Enriched(*event[:-1], editions=_editions(event[-1]))
    if kill is not None:
        return Kill(*kill[:-1], editions=_editions(kill[-1]))
    if letter is not None:
        stage, reason, *rest = letter
        return DeadLetter(Stage(stage), Reason(reason), *rest)  # type: ignore[arg-type]  # FlatLetter
    sentence = "An outcome came back empty."
    raise ValueError(sentence)


def _flat_editions(editions: tuple[Edition, ...]) -> FlatEditions:
    return tuple([(one.name, one.value, one.headers) for one in editions])


def _editions(flat: FlatEditions) -> tuple[Edition, ...]:
    return tuple([Edition(*one) for one in flat])
