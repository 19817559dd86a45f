"""The pipeline with further editions, as a worker process loads it.

It is a class and not a closure, because it goes to the workers as a pickle.
Must not: decide which editions there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.editions import EDITIONS, EditionDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.pipeline import Pipeline, Watch

__all__ = ["EditionPipeline", "LoadEditions"]


class EditionPipeline(EditionDesk):
    """The shipped pipeline, whose steps can still be watched."""

    def __init__(self, pipeline: Pipeline, names: tuple[str, ...]) -> None:
        """names: of the editions."""
        super().__init__(pipeline, {name: EDITIONS[name] for name in names})
        self._pipeline = pipeline
        self._names = names

    def watched_by(self, watch: Watch) -> EditionPipeline:
        """The same desk under another's eyes."""
        return EditionPipeline(self._pipeline.watched_by(watch), self._names)


@dataclass(frozen=True, slots=True)
class LoadEditions:
    """Loads a pipeline, by `load`, and gives it these editions."""

    load: Callable[[], Pipeline]
    names: tuple[str, ...]

    def __call__(self) -> EditionPipeline:
        """Load it; a worker does so once."""
        return EditionPipeline(self.load(), self.names)
