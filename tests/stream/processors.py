"""Stand-ins for the pipeline, at module level so that a worker process can be told of them."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from copydesk import publishing
from copydesk.errors import Disposition, Stage, UndecodableError, disposition
from copydesk.outcomes import Enriched, Kill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Record
    from copydesk.outcomes import Outcome
    from copydesk.stream.crossing import Outcomes

__all__ = [
    "BAD",
    "DIES",
    "DIES_IN_COMPANY",
    "EXITS",
    "HANGS",
    "HANGS_IN_COMPANY",
    "HOARDS",
    "HOARDS_QUIETLY",
    "RAISES",
    "SLOW_SECONDS",
    "BrokenEcho",
    "Echo",
    "SlowEcho",
]

BAD = b"bad:"
RAISES = b"raises:"
DIES = b"dies:"
DIES_IN_COMPANY = b"dies-in-company:"
EXITS = b"exits:"
HOARDS = b"hoards:"
HOARDS_QUIETLY = b"hoards-quietly:"
HANGS = b"hangs:"
HANGS_IN_COMPANY = b"hangs-in-company:"

SLOW_SECONDS = 0.003
HOARD_BYTES = 16 * 1024 * 1024


class Echo:
    """Gives each record back as its own event; the beginning of a value may ask for trouble."""

    def process(self, records: Sequence[Record]) -> Outcomes:
        values = [record.value or b"" for record in records]
        if len(values) > 1 and any(value.startswith(DIES_IN_COMPANY) for value in values):
            os.kill(os.getpid(), signal.SIGKILL)
        if len(values) > 1 and any(value.startswith(HANGS_IN_COMPANY) for value in values):
            threading.Event().wait()
        return tuple((self._one(record),) for record in records)

    def _one(self, record: Record) -> Outcome:
        value = record.value
        if value is None and record.key is None:
            error = UndecodableError("The record is empty.")
            return publishing.dead_letter(record, Stage.INTAKE, error, None)
        if value is None:
            return Kill("id", 0, record.key or b"", record.headers)
        if value.startswith(BAD):
            error = UndecodableError("The value is bad.")
            return publishing.dead_letter(record, Stage.INTAKE, error, None)
        if value.startswith(RAISES):
            sentence = "asked to raise"
            raise ValueError(sentence)
        if value.startswith(DIES):
            os.kill(os.getpid(), signal.SIGKILL)
        if value.startswith(EXITS):
            os._exit(3)
        if value.startswith(HOARDS):
            _hoard()
        if value.startswith(HOARDS_QUIETLY):
            return _refused_by_the_core(record)
        if value.startswith(HANGS):
            threading.Event().wait()
        return Enriched("id", 0, "echo", record.key or b"-", value, record.headers)


def _hoard() -> None:
    """Allocate without end."""
    hoard = []
    while True:
        hoard.append(bytearray(HOARD_BYTES))


def _refused_by_the_core(record: Record) -> Outcome:
    """What the pipeline does with an error that nobody foresaw."""
    try:
        _hoard()
    except Exception as error:
        if disposition(error, in_core=True) is not Disposition.DEAD_LETTER:
            raise
        return publishing.dead_letter(record, Stage.ENRICH, error, None)
    raise AssertionError


class SlowEcho(Echo):
    """Takes as long for a record as the real pipeline, so that there is a 'half-way'."""

    def process(self, records: Sequence[Record]) -> Outcomes:
        time.sleep(SLOW_SECONDS * len(records))
        return super().process(records)


class BrokenEcho(Echo):
    """Can't be loaded."""

    def __init__(self) -> None:
        sentence = "no model"
        raise FileNotFoundError(sentence)
