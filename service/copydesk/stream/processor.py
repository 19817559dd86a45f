"""What a worker runs: the pipeline, or a test's stand-in.

Must not: say how it is run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Record
    from copydesk.pipeline import Watch
    from copydesk.stream.crossing import Outcomes

__all__ = ["Processor", "Watchable"]


class Processor(Protocol):
    """Turns records into outcomes."""

    def process(self, records: Sequence[Record]) -> Outcomes:
        """Return the outcomes of each record, in order."""


@runtime_checkable
class Watchable(Protocol):
    """A processor that lets its steps be watched."""

    def watched_by(self, watch: Watch) -> Processor:
        """The same processor under these eyes."""
