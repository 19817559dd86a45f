"""How large a record becomes on the wire, and what is done with one that is too large.

A broker refuses a batch above the topic's `max.message.bytes`; a client refuses a record above its
own limit. Neither may be met inside a transaction, so everything is measured before it is begun.
Must not: send anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from copydesk import publishing
from copydesk.contracts import ERROR_PREFIX
from copydesk.errors import OversizeError, Stage
from copydesk.outcomes import DeadLetter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.draft import Headers, Record
    from copydesk.outcomes import Enriched, Kill, Outcome

__all__ = ["TopicLimits", "fitting", "wire_bytes"]

BATCH_HEADER_BYTES = 61
RECORD_HEADER_BYTES = 21
VARINT_BYTES = 5
"""Kafka message format v2: the batch's header, the most a record's own fields take, the longest
varint before a length. Together an upper bound."""


@dataclass(frozen=True, slots=True)
class TopicLimits:
    """The largest record and batch, in bytes with all overhead, that each topic takes."""

    enriched: int
    dead_letter: int
    editions: Mapping[str, int] = field(default_factory=dict)


def wire_bytes(key: bytes | None, value: bytes | None, headers: Headers) -> int:
    """An upper bound on a batch that holds this record alone, uncompressed."""
    size = BATCH_HEADER_BYTES + RECORD_HEADER_BYTES + 3 * VARINT_BYTES
    size += len(key or b"") + len(value or b"")
    for name, header in headers:
        size += len(name.encode()) + len(header or b"") + 2 * VARINT_BYTES
    return size


def fitting(outcome: Outcome, record: Record, limits: TopicLimits) -> Outcome:
    """Return what can be published in place of `outcome`: mostly itself.

    An event too large becomes a dead letter of its record. A dead letter too large goes without
    its value, and if need be without its key and the record's headers, all of which can be fetched
    from the raw offset that it names and checked against the hash that it carries.
    """
    if not isinstance(outcome, DeadLetter):
        sentence = _too_large(outcome, limits)
        if sentence is None:
            return outcome
        letter = publishing.dead_letter(
            record, Stage.PUBLISH, OversizeError(sentence), outcome.item
        )
        outcome = replace(letter, format=outcome.format, article_id=outcome.article_id)
    return _fitting_letter(outcome, limits.dead_letter)


def _too_large(outcome: Enriched | Kill, limits: TopicLimits) -> str | None:
    """Why an event, or another edition of it, can't be published; None when all of them can."""
    size = wire_bytes(outcome.key, outcome.value, outcome.headers)
    if size > limits.enriched:
        return f"The event has {size} bytes; the topic takes {limits.enriched}."
    for one in outcome.editions:
        size, limit = wire_bytes(outcome.key, one.value, one.headers), limits.editions[one.name]
        if size > limit:
            return f"The event has {size} bytes as {one.name}; that topic takes {limit}."
    return None


def _fitting_letter(letter: DeadLetter, limit: int) -> DeadLetter:
    if wire_bytes(letter.key, letter.value, letter.headers) <= limit:
        return letter
    value = letter.value or b""
    said = (
        (f"{ERROR_PREFIX}value-sha256", hashlib.sha256(value).hexdigest().encode()),
        (f"{ERROR_PREFIX}value-bytes", str(len(value)).encode()),
    )
    short = replace(letter, value=None, headers=letter.headers + said)
    if wire_bytes(short.key, short.value, short.headers) <= limit:
        return short
    ours = tuple(pair for pair in short.headers if pair[0].startswith(ERROR_PREFIX))
    return replace(short, key=None, headers=ours)
