"""The values that travel inside the desk: a record, the draft read from it, the clean copy of it.

They live apart from the contracts because nothing outside the process ever sees them.
Must not: validate or read anything; a value here is already understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.errors import RejectedError

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Copy",
    "Draft",
    "Headers",
    "Origin",
    "Record",
    "Refusal",
    "Source",
    "SourceFacts",
    "Span",
    "Withdrawal",
]

Headers = tuple[tuple[str, bytes | None], ...]
"""Kafka record headers in their order; names may repeat and values may be null."""


class BlockKind(StrEnum):
    """What a stretch of the text is; the values are the contract's."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST = "list"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of an article's `text`, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text; blocks are in reading order and never overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in Kafka a record stood."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Record:
    """A raw record as the broker, or a file, gave it.

    timestamp_ms: milliseconds since the epoch, UTC; None for a file without a date.
    origin: None when the record did not come from Kafka.
    """

    value: bytes | None
    key: bytes | None = None
    headers: Headers = ()
    timestamp_ms: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who supplied the article; `timezone` is an IANA name, `country` ISO 3166 alpha-2."""

    id: str
    name: str | None = None
    url: str | None = None
    country: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the operator's sources file knows of a source, for where an article says nothing.

    home: the places it writes from and about, as one writes them ('Paris, Texas').
    """

    name: str | None = None
    country: str | None = None
    timezone: str | None = None
    home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What intake understood of one article, before any repair.

    body: the text as the source wrote it, line breaks kept, chrome and all.
    blocks: (kind, text) in reading order, without the headline, where the format marks them up;
    then `body` is ''.
    headline: None when the source states none (normalise may find one in the body).
    article_id: the source's own id, None when it gives none.
    dateline, located: the dateline as the markup has it, and the place that the source names as the
    story's own ('Oslo, Norway').
    byline_agency: the organisation among those credited, where the format tells it from persons.
    credits: lines that the page prints where a byline stands; normalise says which is one.
    """

    body: str
    source: Source
    article_id: str | None = None
    version: int | None = None
    url: str | None = None
    headline: str | None = None
    byline: str | None = None
    language: str | None = None
    section_labels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    embargoed_until: datetime | None = None
    warnings: tuple[str, ...] = ()
    blocks: tuple[tuple[BlockKind, str], ...] = ()
    dateline: str | None = None
    located: str | None = None
    byline_agency: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A kill: the article with this id is withdrawn.

    reason: the status that says so ('canceled', 'withheld'); None for a null value.
    """

    article_id: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One article of a record that cannot be read, though others of it can."""

    error: RejectedError


Article = Draft | Withdrawal | Refusal
"""What intake makes of each article of a record."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Clean copy: what every enricher reads.

    text: NFC, blocks joined by a blank line, headline first when there is one.
    blocks: cover the text but for the separators between them; all offsets are into `text`.
    byline: as printed, with the writers (`byline_names`) and organisation parsed out of it.
    language: BCP 47 primary tag in lower case ('en'), None when unknown.
    """

    text: str
    blocks: tuple[Block, ...]
    byline: str | None = None
    byline_names: tuple[str, ...] = ()
    byline_agency: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()

    def headline(self) -> str | None:
        """The headline block's text, None when there is none."""
        for block in self.blocks:
            if block.kind is BlockKind.HEADLINE:
                return self.text[block.start : block.end]
        return None
