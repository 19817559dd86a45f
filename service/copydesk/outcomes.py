"""What becomes of an article: an event, a kill, or a dead letter, as bytes ready to be published.

They are bytes because they cross from a worker process to the event loop, which never reads them.
Must not: depend on an enricher or on Kafka.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.draft import Headers
    from copydesk.errors import Reason, Stage

__all__ = ["UNKNOWN_FORMAT", "DeadLetter", "Edition", "Enriched", "Kill", "Outcome"]

UNKNOWN_FORMAT = "unknown"
"""The format of what could not be read in any."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The same event, or kill, in another form for a topic of its own, under the same key."""

    name: str
    value: bytes | None
    headers: Headers


@dataclass(frozen=True, slots=True)
class Enriched:
    """An event for the enriched topic.

    item: which article of the record, from 0; format: the intake format, a closed set;
    warnings: as in the event, for logs and metrics; found: which parts the desk could add (the
    event's own field names), so that a silent drop of one is seen. unknown_labels: the section
    labels that nobody has mapped yet, a few at most.
    """

    article_id: str
    item: int
    format: str
    key: bytes
    value: bytes
    headers: Headers
    warnings: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unknown_labels: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Kill:
    """A mandatory withdrawal, published on the enriched topic as a null value under its key."""

    article_id: str
    item: int
    key: bytes
    headers: Headers
    value: None = None
    format: str = UNKNOWN_FORMAT
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record, or one article of it, that was refused; published with its bytes unchanged.

    item: None when the record itself is at fault. headers: the record's own, then the error's.
    format, article_id: as far as they were known by then; for logs and metrics.
    """

    stage: Stage
    reason: Reason
    message: str
    item: int | None
    key: bytes | None
    value: bytes | None
    headers: Headers
    format: str = UNKNOWN_FORMAT
    article_id: str | None = None


Outcome = Enriched | Kill | DeadLetter
