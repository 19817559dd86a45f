"""Stand-ins for the pipeline, at module level so that a worker process can be told of them."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from copydesk import publishing
from copydesk.errors import Stage, UndecodableError
from copydesk.outcomes import Enriched, Kill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Record
    from copydesk.outcomes import Outcome
    from copydesk.stream.crossing import Outcomes

__all__ = ["BAD", "DIES", "HANGS", "RAISES", "BrokenEcho", "Echo", "SlowEcho"]

BAD = b"bad:"
RAISES = b"raises:"
DIES = b"dies:"
HANGS = b"hangs:"

SLOW_SECONDS = 0.003


class Echo:
    """Gives each record back as its own event; the beginning of a value may ask for trouble."""

    def process(self, records: Sequence[Record]) -> Outcomes:
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
        if value.startswith(HANGS):
            threading.Event().wait()
        return Enriched("id", 0, "echo", record.key or b"-", value, record.headers)


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
