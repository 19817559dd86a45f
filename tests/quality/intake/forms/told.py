"""What an editor would copy out of a document of the set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Document", "Told"]


@dataclass(frozen=True)
class Told:
    """One article as a reader sees it.

    at: ISO 8601, in UTC; a day alone where the document states no more; body: the first words of
    each paragraph, quotation and list item, in order; kill: why it is withdrawn, '' for an article;
    warnings: those that must be among the reading's own; absent: words that are not the story's.
    """

    headline: str | None = None
    writers: tuple[str, ...] = ()
    agency: str | None = None
    at: str | None = None
    language: str | None = "en"
    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    kill: str = ""


@dataclass(frozen=True)
class Document:
    """A document as a producer would send it, and the articles in it."""

    name: str
    value: bytes
    content_type: str
    articles: tuple[Told, ...]
