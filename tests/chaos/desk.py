"""A fast, deterministic stand-in for the pipeline, and what an article may ask of it.

The outcomes of harmless articles come from one pure function, `outcomes_of`, so the ledger can
foretell them without a service. Dangerous articles say so in their value; the worker obeys.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk import publishing
from copydesk.contracts import ENRICHED_SCHEMA_ID, ENRICHED_TYPE, CloudEventHeaders
from copydesk.errors import OversizeError, Reason, Stage, UndecodableError
from copydesk.outcomes import Enriched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Record
    from copydesk.outcomes import Outcome
    from copydesk.stream.crossing import Outcomes

__all__ = ["DIE", "HANG", "HOARD", "PAD", "RAISE", "Desk", "DeskFactory", "outcomes_of"]

DIE = b"!die:"
HANG = b"!hang:"
HOARD = b"!hoard:"
RAISE = b"!raise:"
DANGERS = (DIE, HANG, HOARD, RAISE)
"""How a value begins that takes its worker down with it."""

PAD = b"!pad:"
"""`!pad:9000:...` asks for an event of about so many bytes."""

ITEMS_SEPARATOR = b"\x1e"
"""Between the items of a package; an item that is not UTF-8 is refused alone."""

VALUE_BYTES_MAX = 1_000_000
HOARD_BYTES = 16 * 1024 * 1024
HOARDS_MAX = 4_096


class Desk:
    """What a worker runs."""

    def __init__(self, pace_seconds: float) -> None:
        """pace_seconds: how long one record takes."""
        self._pace_seconds = pace_seconds

    def process(self, records: Sequence[Record]) -> Outcomes:
        """Obey dangerous articles, answer the others."""
        found = []
        for record in records:
            if self._pace_seconds:
                time.sleep(self._pace_seconds)
            _obey(record.value or b"")
            found.append(outcomes_of(record))
        return tuple(found)


@dataclass(frozen=True)
class DeskFactory:
    """Makes the desk in each worker; picklable."""

    pace_seconds: float = 0.0

    def __call__(self) -> Desk:
        return Desk(self.pace_seconds)


def outcomes_of(record: Record) -> tuple[Outcome, ...]:
    """The outcomes of a harmless record, the same wherever and whenever it is asked."""
    value = record.value
    if value is None:
        if record.key is None:
            sentence = "The record has neither key nor value."
            error = UndecodableError(sentence, reason=Reason.EMPTY_RECORD)
            return (publishing.dead_letter(record, Stage.INTAKE, error, None),)
        return (publishing.kill(record, record.key.decode(), 0),)
    if len(value) > VALUE_BYTES_MAX:
        sentence = f"The record has {len(value)} bytes; {VALUE_BYTES_MAX} are read."
        return (publishing.dead_letter(record, Stage.INTAKE, OversizeError(sentence), None),)
    items = value.split(ITEMS_SEPARATOR)
    alone = len(items) == 1
    return tuple(
        _item(record, None if alone else number, text) for number, text in enumerate(items)
    )


def is_dangerous(value: bytes | None) -> bool:
    """Whether the engine, and not the desk, has to make the dead letter."""
    return value is not None and value.startswith(DANGERS)


def _item(record: Record, number: int | None, raw: bytes) -> Outcome:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        error = UndecodableError("The text is not UTF-8.", reason=Reason.NOT_UTF8)
        return publishing.dead_letter(record, Stage.INTAKE, error, number)
    item = number or 0
    article_id = record.key.decode() if record.key else f"unkeyed-{publishing.event_id(record, 0)}"
    event = {
        "id": article_id,
        "item": item,
        "text": text[:200],
        "sha256": hashlib.sha256(raw).hexdigest(),
        "provenance": {"raw": {"offset": record.origin.offset if record.origin else None}},
    }
    if raw.startswith(PAD):
        event["pad"] = "x" * int(raw.split(b":", 2)[1])
    headers = CloudEventHeaders(
        ce_id=publishing.event_id(record, item),
        ce_source="/copydesk/chaos",
        ce_type=ENRICHED_TYPE,
        ce_subject=article_id,
        ce_dataschema=ENRICHED_SCHEMA_ID,
    )
    value = json.dumps(event, sort_keys=True).encode()
    return Enriched(article_id, item, "chaos", article_id.encode(), value, headers.to_headers())


def _obey(value: bytes) -> None:
    if value.startswith(DIE):
        os.kill(os.getpid(), signal.SIGSEGV)
    elif value.startswith(HANG):
        threading.Event().wait()
    elif value.startswith(HOARD):
        kept = [bytearray(HOARD_BYTES) for _ in range(HOARDS_MAX)]
        sentence = f"{len(kept) * HOARD_BYTES} bytes could be had: nothing limits this worker."
        raise RuntimeError(sentence)
    elif value.startswith(RAISE):
        sentence = "asked to raise"
        raise ValueError(sentence)
