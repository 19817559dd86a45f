"""JSON Feed 1.x: what RSS and Atom say, in JSON (jsonfeed.org/version/1.1).

Must not: follow a link; an item is what the feed holds of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from copydesk.draft import Source
from copydesk.errors import ContractError
from copydesk.intake.feeds import Entry, Feed, Text, draft_of
from copydesk.intake.items import UNKNOWN_SOURCE, LeftOut, authority_of, gathered, isolated, listed
from copydesk.intake.json_document import json_document
from copydesk.intake.sniffing import is_json_feed

if TYPE_CHECKING:
    from copydesk.draft import Article

__all__ = ["read_json_feed"]

Object = dict[str, object]

_AUTHORS: Final = "authors"
_AUTHOR: Final = "author"
"""Version 1.0 knows one author alone."""


def read_json_feed(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Return the articles of a JSON feed in its order.

    Raises RejectedError: not JSON, no feed, or no item with text.
    """
    del content_type
    document = json_document(value)
    if not is_json_feed(document) or not isinstance(document, dict):
        sentence = "The value is JSON without the `version` that names it a JSON Feed."
        raise ContractError(sentence, path="/version")
    feed = _feed(document)
    items = document.get("items")
    found = [
        isolated(partial(_article, one, feed)) if isinstance(one, dict) else LeftOut("other")
        for one in (items if isinstance(items, list) else [])
    ]
    return gathered(found, "JSON feed")


def _feed(document: Object) -> Feed:
    url, title = _text(document, "home_page_url"), _text(document, "title")
    source_id = authority_of(url) or title
    source = Source(source_id, title, url) if source_id else UNKNOWN_SOURCE
    name = _text(document, "feed_url") or url or title or ""
    return Feed(name, source, _text(document, "language"), ())


def _article(item: Object, feed: Feed) -> Article | LeftOut:
    written = [_text(item, name) for name in ("content_html", "content_text", "summary")]
    text = next(filter(None, written), None)
    updated = _text(item, "date_modified")
    return draft_of(
        Entry(
            headline=_text(item, "title"),
            ids=(_text(item, "id"), _text(item, "url")),
            url=_text(item, "url"),
            text=Text(text or ""),
            is_summary=not any(written[:2]),
            byline=listed(_text(one, "name") for one in _people(item)),
            language=_text(item, "language"),
            labels=tuple(tag for tag in _listed(item.get("tags")) if isinstance(tag, str)),
            published=(_text(item, "date_published"), updated),
            updated=(updated,),
        ),
        feed,
    )


def _people(item: Object) -> list[Object]:
    people = [*_listed(item.get(_AUTHORS)), item.get(_AUTHOR)]
    return [one for one in people if isinstance(one, dict)]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(holder: Object, name: str) -> str | None:
    """Return a text without the space around it; a number, as some feeds write ids, as text."""
    value = holder.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None
