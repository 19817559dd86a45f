"""RSS 2.0 (and its older kin) and Atom: every item of a feed is an article.

Must not: follow a link; an item is what the feed holds of it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from copydesk.draft import Draft, Source, Withdrawal
from copydesk.intake.items import (
    SUMMARY_ONLY,
    UNKNOWN_SOURCE,
    LeftOut,
    article_id_of,
    authority_of,
    gathered,
    isolated,
    listed,
)
from copydesk.intake.labels import subject_label
from copydesk.intake.markup import Blocks, blocks_in, fragment_blocks, without_headline
from copydesk.intake.moments import moments
from copydesk.intake.xmltree import (
    attribute,
    child,
    children,
    name_of,
    parse_xml,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from copydesk.draft import Article

__all__ = ["FEED_ROOTS", "Entry", "Feed", "Text", "draft_of", "read_feed"]

FEED_ROOTS: Final = frozenset({"rss", "RDF", "feed"})
SUMMARY_CHARS_MAX: Final = 1_000
"""A description that is longer than any summary is the story."""

_DIGEST_CHARS: Final = 32
_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:#\w+|[a-zA-Z]+);")
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
_PERSON: Final = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100} ?\((?P<name>[^()]{1,200})\)")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of all its items."""

    id: str
    source: Source
    language: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an item: as elements, or as written, with markup or without."""

    written: str = ""
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one item, in RSS, Atom and JSON alike."""

    headline: str | None
    ids: tuple[str | None, ...]
    url: str | None
    text: Text
    is_summary: bool
    byline: str | None
    language: str | None
    labels: tuple[str | None, ...]
    published: tuple[str | None, ...]
    updated: tuple[str | None, ...] = ()


def read_feed(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Return the articles of a feed in its order; one that is deleted from it is a withdrawal.

    Raises RejectedError: not XML, over a limit, or no item with text.
    """
    document = parse_xml(value, content_type)
    root = document.root
    if name_of(root) == "feed":
        feed = _feed(root, root, document.warnings)
        entries = children(root, "entry", "deleted-entry")
        return gathered([isolated(partial(_atom, one, feed)) for one in entries], "Atom feed")
    channel = child(root, "channel")
    feed = _feed(root, root if channel is None else channel, document.warnings)
    # RSS 1.0 has its items beside the channel.
    items = [*children(root, "item"), *(() if channel is None else children(channel, "item"))]
    return gathered([isolated(partial(_rss, one, feed)) for one in items], "RSS feed")


def _feed(root: Element, channel: Element, warnings: tuple[str, ...]) -> Feed:
    url = _link(channel)
    name = _own(channel, "id") or url or ""
    title = _line(_element(channel, "title"))
    source_id = authority_of(url) or authority_of(name) or title
    source = Source(source_id, title, url) if source_id else UNKNOWN_SOURCE
    language = _own(channel, "language") or attribute(root, "lang")
    return Feed(name or title or "", source, language, warnings)


def _rss(item: Element, feed: Feed) -> Article | LeftOut:
    guid = _element(item, "guid")
    stated = text_of(guid) or attribute(item, "about")
    url = _own(item, "link")
    if url is None and attribute(guid, "isPermaLink") != "false" and authority_of(stated):
        url = stated
    encoded, description = _raw(item.find(_CONTENT)), _raw(_element(item, "description"))
    creators = [text_of(one) for one in item.findall(f"{_DUBLIN_CORE}creator")]
    labels = [*_texts(item, "category"), *_texts(item, "subject", _DUBLIN_CORE)]
    dates = [_own(item, "pubDate"), text_of(item.find(f"{_DUBLIN_CORE}date"))]
    return draft_of(
        Entry(
            headline=_line(_element(item, "title")),
            ids=(stated, url),
            url=url,
            text=Text(encoded or description),
            is_summary=not encoded and len(description) < SUMMARY_CHARS_MAX,
            byline=listed(creators) or _person(_own(item, "author")),
            language=text_of(item.find(f"{_DUBLIN_CORE}language")) or attribute(item, "lang"),
            labels=tuple(labels),
            published=tuple(dates),
        ),
        feed,
    )


def _atom(entry: Element, feed: Feed) -> Article | LeftOut:
    if name_of(entry) == "deleted-entry":  # RFC 6721
        return Withdrawal(attribute(entry, "ref") or "", "deleted")
    origin = _element(entry, "source")
    if origin is not None:
        feed = _feed(origin, origin, feed.warnings)
    content, summary = _atom_text(entry, "content"), _atom_text(entry, "summary")
    url = _link(entry)
    people = [_own(one, "name") for one in children(entry, "author")]
    updated = _own(entry, "updated")
    return draft_of(
        Entry(
            headline=_line(_element(entry, "title")),
            ids=(_own(entry, "id"), url),
            url=url,
            text=content or summary or Text(),
            is_summary=content is None,
            byline=listed(people),
            language=attribute(_element(entry, "content"), "lang") or attribute(entry, "lang"),
            labels=tuple(
                attribute(one, "label") or attribute(one, "term")
                for one in children(entry, "category")
            ),
            published=(_own(entry, "published"), updated),
            updated=(updated,),
        ),
        feed,
    )


def draft_of(entry: Entry, feed: Feed) -> Article | LeftOut:
    """Return the article of an item, whatever its feed is written in.

    Raises RejectedError when its markup is over a limit.
    """
    heading, blocks, body = None, entry.text.blocks, ""
    if not blocks and _TAG.search(entry.text.written):
        heading, blocks = without_headline(fragment_blocks(entry.text.written))
    elif not blocks:
        body = entry.text.written.strip()
    if not blocks and not body:
        return LeftOut("text")
    dates, doubts = moments({"published_at": entry.published, "updated_at": entry.updated})
    is_first = dates["updated_at"] == dates["published_at"]
    labels = (subject_label(name, name) for name in entry.labels)
    return Draft(
        body=body,
        blocks=blocks,
        source=feed.source,
        article_id=_article_id(entry, feed),
        url=entry.url,
        headline=entry.headline or heading,
        byline=entry.byline,
        language=entry.language or feed.language,
        section_labels=tuple(dict.fromkeys(label for label in labels if label)),
        published_at=dates["published_at"],
        updated_at=None if is_first else dates["updated_at"],
        warnings=(*feed.warnings, *((SUMMARY_ONLY,) if entry.is_summary else ()), *doubts),
    )


def _article_id(entry: Entry, feed: Feed) -> str:
    """Return the item's id, else its link, else a digest of feed and headline.

    An id that is no URI is one within its feed alone ('4711').
    """
    stated = article_id_of(*entry.ids)
    if stated is not None:
        return stated if ":" in stated else f"{feed.source.id}:{stated}"
    named = "\x00".join((feed.id, entry.headline or entry.text.written[:SUMMARY_CHARS_MAX]))
    return hashlib.sha256(named.encode()).hexdigest()[:_DIGEST_CHARS]


def _atom_text(entry: Element, name: str) -> Text | None:
    """Return an Atom text construct: XHTML as elements, escaped HTML, or plain text."""
    element = _element(entry, name)
    if element is None or attribute(element, "src"):
        return None
    kind = (attribute(element, "type") or "text").lower()
    if "xhtml" in kind or len(element):
        blocks = blocks_in(element)
        return Text(blocks=blocks) if blocks else None
    written = _raw(element)
    return Text(written) if written.strip() else None


def _link(element: Element) -> str | None:
    """Return the address of a page: Atom's alternate link, or RSS's text."""
    for one in children(element, "link"):
        href = attribute(one, "href")
        if href and attribute(one, "rel") in {None, "alternate"}:
            return href
    return _own(element, "link")


def _element(element: Element, name: str) -> Element | None:
    """Return the first child of the element's own vocabulary: not media:title for title."""
    return element.find(f"{_namespace(element)}{name}")


def _own(element: Element, name: str) -> str | None:
    return text_of(_element(element, name))


def _texts(element: Element, name: str, namespace: str | None = None) -> list[str | None]:
    prefix = _namespace(element) if namespace is None else namespace
    return [text_of(one) for one in element.findall(f"{prefix}{name}")]


def _namespace(element: Element) -> str:
    head, brace, _ = str(element.tag).rpartition("}")
    return head + brace


def _raw(element: Element | None) -> str:
    """Return the text of an element as written, line ends and escaped markup kept."""
    if element is None:
        return ""
    if len(element):
        return " ".join(text for _, text in blocks_in(element))
    return element.text or ""


def _line(element: Element | None) -> str | None:
    """Return a title on one line, without the markup that feeds escape in it."""
    line = text_of(element)
    if line and _TAG.search(line):
        return " ".join(text for _, text in fragment_blocks(line)) or None
    return line


def _person(written: str | None) -> str | None:
    """Return the name in RSS's 'jane@example.org (Jane Doe)'; an address alone is none."""
    found = _PERSON.fullmatch(written or "")
    if found is not None:
        return found["name"].strip() or None
    return None if written and "@" in written else written
