"""An event as ninjs 3.1, the JSON news format of the IPTC, for those who read that already.

What the event knows and ninjs has no place for (offsets, evidence, warnings) is left out; its
`altIds` lead back to the event.
Must not: find anything out; it only puts an event into other names.
Source: https://iptc.org/std/ninjs/ninjs-schema_3.1.json.
"""

from __future__ import annotations

import json
import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from copydesk.draft import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from copydesk.contracts import EnrichedArticle, EventBlock, Place, Subject

__all__ = ["NINJS_SCHEMA", "ninjs_bytes", "ninjs_item"]

NINJS_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
GEONAMES = "https://sws.geonames.org/"
DESK = "copydesk"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_NOT_BODY = frozenset({BlockKind.HEADLINE, BlockKind.CAPTION})
_TAGS = {
    BlockKind.SUBHEAD: "h2",
    BlockKind.QUOTE: "blockquote",
    BlockKind.LIST: "li",
}

Item = dict[str, object]


def ninjs_bytes(event: EnrichedArticle) -> bytes:
    """The event's ninjs item as JSON in UTF-8; equal events give equal bytes."""
    return json.dumps(ninjs_item(event), ensure_ascii=False, separators=(",", ":")).encode()


def ninjs_item(event: EnrichedArticle) -> Item:
    """The event as a ninjs 3.1 item; what is unknown is left out, as ninjs allows no null."""
    item: dict[str, object | None] = {
        "uri": _uri(event),
        "standard": {"name": "ninjs", "version": "3.1", "schema": NINJS_SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": None if event.version is None else str(event.version),
        "firstCreated": _moment(event.published_at),
        "versionCreated": _moment(event.updated_at or event.published_at),
        "contentCreated": _moment(event.published_at),
        "embargoedUntil": _moment(event.embargoed_until),
        "pubStatus": "usable",
        "language": event.language,
        "headlines": _headlines(event),
        "by": _by(event),
        "located": event.dateline.place if event.dateline else None,
        "bodies": _bodies(event),
        "people": _named(event, "person"),
        "organisations": _named(event, "organisation"),
        "places": _places(event),
        "subjects": _subjects(event),
        "genres": [{"name": event.genre}] if event.genre else [],
        "infoSources": _sources(event),
        "altIds": _alt_ids(event),
    }
    return {name: value for name, value in item.items() if value not in (None, [])}


def _uri(event: EnrichedArticle) -> str:
    """The article's id where it is a URI, else a URN made of it; never that of another article."""
    return event.id if _is_uri(event.id) else f"urn:copydesk:article:{quote(event.id, safe='')}"


def _headlines(event: EnrichedArticle) -> list[Item]:
    if event.headline is None:
        return []
    return [{"role": "main", "contentType": "text/plain", "value": event.headline}]


def _by(event: EnrichedArticle) -> str | None:
    """The writers' names where they are known, else the byline as printed."""
    if event.byline is None:
        return None
    *others, last = event.byline.names or (event.byline.text,)
    return f"{', '.join(others)} and {last}" if others else last


def _bodies(event: EnrichedArticle) -> list[Item]:
    """The body as plain text and as XHTML: no headline and no captions."""
    pieces = [(kind, event.text[start:end]) for kind, start, end in _pieces(event.blocks)]
    if not pieces:
        return []
    plain = "\n\n".join(words for _, words in pieces)
    counts = {"charCount": len(plain), "wordCount": len(plain.split())}
    return [
        {"role": "text", "contentType": "text/plain", **counts, "value": plain},
        {"role": "xhtml", "contentType": "text/html", **counts, "value": _marked(pieces)},
    ]


def _pieces(blocks: Iterable[EventBlock]) -> Iterator[tuple[BlockKind, int, int]]:
    """The blocks of the body; a dateline and the paragraph that it opens are one."""
    opened: int | None = None
    for block in blocks:
        if block.kind in _NOT_BODY:
            continue
        if block.kind is BlockKind.DATELINE and opened is None:
            opened = block.start
            continue
        yield block.kind, block.start if opened is None else opened, block.end
        opened = None


def _marked(pieces: Iterable[tuple[BlockKind, str]]) -> str:
    found: list[str] = []
    for is_list, run in groupby(pieces, key=lambda piece: piece[0] is BlockKind.LIST):
        tagged = [(_TAGS.get(kind, "p"), escape(words, quote=False)) for kind, words in run]
        marked = "".join(f"<{tag}>{words}</{tag}>" for tag, words in tagged)
        found.append(f"<ul>{marked}</ul>" if is_list else marked)
    return "".join(found)


def _named(event: EnrichedArticle, kind: str) -> list[Item]:
    return [{"name": one.name, "literal": one.id} for one in event.entities if one.type == kind]


def _places(event: EnrichedArticle) -> list[Item]:
    """The places on the map with their coordinates, then the locations that are not on it."""
    found: list[Item] = [_place(one) for one in event.places]
    found += [
        {"name": one.name, "literal": one.id}
        for one in event.entities
        if one.type == "location" and one.place_id is None
    ]
    return found


def _place(place: Place) -> Item:
    item: Item = {"name": place.name}
    if place.geonames_id is not None:
        item["uri"] = f"{GEONAMES}{place.geonames_id}/"
    else:
        item["literal"] = place.id
    return item | {"geoJSON": {"type": "Point", "coordinates": [place.lon, place.lat]}}


def _subjects(event: EnrichedArticle) -> list[Item]:
    """Section and subjects as Media Topics, each code once, the section first."""
    found: dict[str, Item] = {}
    for one in (*([event.section] if event.section else []), *event.subjects):
        found.setdefault(one.code, _subject(one, event.source.id))
    return list(found.values())


def _subject(subject: Subject, source: str) -> Item:
    return {
        "name": subject.name,
        "uri": MEDIA_TOPICS + subject.code.removeprefix("medtop:"),
        "literal": subject.code,
        "creator": source if subject.origin == "declared" else DESK,
        "confidence": round(100 * subject.confidence),
    }


def _sources(event: EnrichedArticle) -> list[Item]:
    source = event.source
    item: Item = {"name": source.name or source.id, "role": "source", "literal": source.id}
    if source.url and _is_uri(source.url):
        item["uri"] = source.url
    agency = event.dateline.agency if event.dateline else None
    if agency is None:
        return [item]
    return [item, {"name": agency, "role": "agency"}]


def _alt_ids(event: EnrichedArticle) -> list[Item]:
    """What leads back: the event's id, where the article is published, the digest of its text."""
    found = [("copydesk", event.id), ("url", event.url), ("sha256", event.content_hash)]
    return [{"role": role, "value": value} for role, value in found if value]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None
