"""The demo's account of its samples: which are under way, and what became of the others.

Must not: read Kafka; it is told what was sent and what came.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copydesk.samples import Expected

if TYPE_CHECKING:
    from copydesk.samples import Sample

__all__ = ["Ledger"]


class Ledger:
    """Which samples are still under way, and what became of the others."""

    def __init__(self) -> None:
        """Start empty."""
        self._due: dict[tuple[int, int], Sample] = {}
        self._outcomes: Counter[Expected] = Counter()
        self._wrong: list[str] = []

    def sent(self, sample: Sample, partition: int, offset: int) -> None:
        """Enter a sample that stands at an offset of the raw topic."""
        self._due[partition, offset] = sample

    def came(self, outcome: Expected, partition: int | None, offset: int | None) -> None:
        """Tick off the sample of a raw partition and offset; other records are somebody else's."""
        sample = self._due.pop((partition or 0, offset or 0), None)
        if sample is None:
            return
        self._outcomes[outcome] += 1
        if outcome is not sample.expected:
            self._wrong.append(f"{sample.name} came out as {outcome}, not {sample.expected}")

    def came_kill(self, key: bytes) -> None:
        """Tick off the sample that is a kill of this article: a kill names no offset."""
        for place, sample in self._due.items():
            if sample.expected is Expected.KILL and sample.record.key == key:
                return self.came(Expected.KILL, *place)
        return None

    def is_complete(self) -> bool:
        """Whether every sample came out as something."""
        return not self._due

    def faults(self) -> str:
        """What went wrong, as a sentence, '' when all is well."""
        missing = [f"{sample.name} is missing" for sample in self._due.values()]
        faults = sorted(missing + self._wrong)
        return f"Not every sample came through: {'; '.join(faults)}." if faults else ""

    def summary(self) -> str:
        """How many came out as what."""
        counts = self._outcomes
        return ", ".join(f"{counts[outcome]} {outcome}" for outcome in Expected)
