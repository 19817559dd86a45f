"""ninjs 1.x, 2.x and 3.x: news in JSON, in the capitals and plurals of every generation.

Must not: insist on the schema; agencies extend it, and only an item's text matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from copydesk.draft import BlockKind, Draft, Source, Withdrawal
from copydesk.errors import ContractError, RejectedError
from copydesk.intake.items import (
    SUMMARY_ONLY,
    UNKNOWN_SOURCE,
    WITHDRAWN,
    LeftOut,
    article_id_of,
    authority_of,
    gathered,
    isolated,
    version_of,
)
from copydesk.intake.json_document import json_document
from copydesk.intake.labels import subject_label
from copydesk.intake.markup import Blocks, fragment_blocks, without_headline
from copydesk.intake.moments import moments
from copydesk.intake.nitf import NitfStory, nitf_story, with_dateline
from copydesk.intake.sniffing import NINJS_WRAPPERS, is_ninjs
from copydesk.intake.xmltree import name_of, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from copydesk.draft import Article

__all__ = ["read_ninjs"]

DEPTH_MAX: Final = 8
"""How deep items are looked for in the associations of items."""

_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|[a-z]+);")
_SUMMARY_ROLES: Final = frozenset(
    {"", "text", "plain", "summary", "lead", "abstract", "ingress", "main", "xhtml", "html"}
)
_CAPTION_ROLES: Final = frozenset({"", "text", "caption", "xhtml", "html"})
_HTML_ROLES: Final = frozenset({"html", "xhtml", "html5"})


@dataclass(frozen=True, slots=True)
class _Written:
    """A text of an item in one of its forms: `role` and media type in lower case, or ''."""

    role: str
    media: str
    text: str


@dataclass(frozen=True, slots=True)
class _Story:
    blocks: Blocks = ()
    body: str = ""
    headline: str | None = None
    nitf: NitfStory | None = None


Item = dict[str, object]
"""A ninjs item; names in lower case, for generation 3 writes versionCreated."""


def read_ninjs(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Return the articles and withdrawals of a ninjs record: its item, and those embedded in it.

    Raises RejectedError: not JSON, not ninjs, or no item with the text of an article.
    """
    del content_type
    document = json_document(value)
    if not is_ninjs(document):
        sentence = "The value is JSON without the `uri` that names a ninjs item."
        raise ContractError(sentence, path="/uri")
    if isinstance(document, dict) and "uri" not in document:
        document = next(document[name] for name in NINJS_WRAPPERS if name in document)
    items = document if isinstance(document, list) else [document]
    found: list[Article | LeftOut] = []
    for item in items:
        if isinstance(item, dict):
            found += _articles(_lowered(item), depth=0)
        else:
            found.append(LeftOut("other"))
    return gathered(found, "ninjs record")


def _articles(item: Item, *, depth: int) -> Iterator[Article | LeftOut]:
    status = _text(item.get("pubstatus")).lower()
    uri = article_id_of(_text(item.get("uri")))
    if status in WITHDRAWN:
        yield Withdrawal(uri or "", status)
        return
    pictures: list[Item] = []
    embedded: list[Article | LeftOut] = []
    for one in _items(item.get("associations")):
        if depth < DEPTH_MAX and _text(one.get("type")) not in {"picture", "graphic", "photo"}:
            embedded += _articles(one, depth=depth + 1)
        else:
            pictures.append(one)
    own = isolated(partial(_article, item, uri, pictures, is_embedded=depth > 0))
    has_captions = isinstance(own, Draft) and own.blocks
    is_frame = isinstance(own, LeftOut) and any(isinstance(one, Draft) for one in embedded)
    if not is_frame:
        yield own
    if not has_captions:
        yield from (LeftOut(_text(one.get("type")) or "picture") for one in pictures)
    yield from embedded


def _article(
    item: Item, uri: str | None, pictures: list[Item], *, is_embedded: bool
) -> Article | LeftOut:
    kind = _text(item.get("type")).lower()
    if kind == "event" or (
        kind != "text" and ("eventdetails" in item or "plannedcoverage" in item)
    ):
        return LeftOut("event")
    story = _story(item)
    warnings: tuple[str, ...] = ()
    if not story.blocks and not story.body:
        summary = (
            "" if is_embedded or kind not in {"", "text"} else _described(item, _SUMMARY_ROLES)
        )
        if not summary or not _headline(item):
            return LeftOut(kind or "text")
        story, warnings = _Story(blocks=((BlockKind.PARAGRAPH, summary),)), (SUMMARY_ONLY,)
    return _draft(item, uri, story, pictures, warnings)


def _draft(
    item: Item,
    uri: str | None,
    story: _Story,
    pictures: list[Item],
    warnings: tuple[str, ...],
) -> Draft:
    nitf = story.nitf
    created = _text(item.get("versioncreated"))
    dates, doubts = moments(
        {
            "published_at": [
                _text(item.get("firstcreated")),
                _text(item.get("contentcreated")),
                created,
            ],
            "updated_at": [created],
            "embargoed_until": [_text(item.get("embargoed")), _text(item.get("embargoeduntil"))],
        }
    )
    is_first = dates["updated_at"] == dates["published_at"]
    dateline = nitf.dateline if nitf else None
    blocks = with_dateline(dateline, story.blocks)
    return Draft(
        body=story.body,
        blocks=blocks + _captions(pictures, blocks) if blocks else (),
        source=_source(item),
        article_id=uri,
        version=version_of(_text(item.get("version"))),
        headline=_headline(item) or story.headline,
        byline=_text(item.get("by")) or _text(item.get("byline")) or (nitf and nitf.byline) or None,
        language=_text(item.get("language")) or None,
        section_labels=_labels(item),
        published_at=dates["published_at"],
        updated_at=None if is_first else dates["updated_at"],
        embargoed_until=dates["embargoed_until"],
        dateline=dateline,
        located=_text(item.get("located")) or (nitf and nitf.located) or None,
        warnings=(*warnings, *doubts),
    )


def _story(item: Item) -> _Story:
    """Return the item's text from the form that says most of its structure, then the longest."""
    bodies = sorted(_written(item, "body", "bodies"), key=lambda one: -len(one.text))
    for one in bodies:
        if ("nitf" in one.media or one.role == "nitf") and (story := _nitf(one.text)):
            return story
    for one in bodies:
        if _is_markup(one):
            headline, blocks = without_headline(fragment_blocks(one.text))
            if blocks:
                return _Story(blocks=blocks, headline=headline)
    for one in bodies:
        if one.media in {"", "text/plain"} and not _is_markup(one) and one.text.strip():
            return _Story(body=one.text)
    return _Story()


def _is_markup(written: _Written) -> bool:
    if written.media:
        return "html" in written.media
    if written.role in _HTML_ROLES:
        return True
    return "xml" not in written.role and _TAG.search(written.text) is not None


def _nitf(text: str) -> _Story | None:
    try:
        root = parse_xml(text.encode(), "application/xml; charset=utf-8").root
    except RejectedError:
        return None
    if name_of(root) != "nitf":
        return None
    story = nitf_story(root)
    return _Story(story.blocks, headline=story.headline, nitf=story) if story.blocks else None


def _headline(item: Item) -> str | None:
    written = _written(item, "headline", "headlines")
    main = [one.text for one in written if one.role in {"", "main"}]
    for text in main or [one.text for one in written]:
        line = _plain(text)
        if line:
            return line
    return None


def _described(item: Item, roles: frozenset[str]) -> str:
    for one in _written(item, "description", "descriptions"):
        if one.role in roles and (line := _plain(one.text)):
            return line
    return ""


def _captions(pictures: list[Item], blocks: Blocks) -> Blocks:
    """Return the captions of embedded pictures that the story itself does not print."""
    printed = {text for _, text in blocks}
    captions = dict.fromkeys(_described(one, _CAPTION_ROLES) for one in pictures)
    return tuple((BlockKind.CAPTION, text) for text in captions if text and text not in printed)


def _plain(text: str) -> str:
    """Return the words of a text that may have markup, on one line."""
    if _TAG.search(text):
        text = " ".join(line for _, line in fragment_blocks(text))
    return " ".join(text.split())


def _written(item: Item, name: str, plural: str) -> list[_Written]:
    """Return what an item writes as `body_xhtml` (1.x) or in `bodies` (2.x, 3.x), in order."""
    found: list[_Written] = []
    for one in _items(item.get(plural)):
        media = _text(one.get("contenttype")).partition(";")[0].strip().lower()
        found.append(_Written(_text(one.get("role")).lower(), media, _text(one.get("value"))))
    for key, value in item.items():
        base, _, role = key.partition("_")
        if base == name and isinstance(value, str):
            found.append(_Written(role, "", value))
    return [one for one in found if one.text.strip()]


def _labels(item: Item) -> tuple[str, ...]:
    labels: list[str] = []
    for subject in (*_items(item.get("subjects")), *_items(item.get("subject"))):
        if _text(subject.get("rel")).lower() == "mentions":
            continue
        scheme, code = _text(subject.get("scheme")), _text(subject.get("code"))
        written = [_text(subject.get(key)) for key in ("uri", "literal", "qcode")]
        label = subject_label(_text(subject.get("name")), *written, scheme + code, code)
        if label:
            labels.append(label)
    return tuple(dict.fromkeys(labels))


def _source(item: Item) -> Source:
    infos = (*_items(item.get("infosources")), *_items(item.get("infosource")))
    supplier = next((name for one in infos if (name := _text(one.get("name")))), "")
    name = _text(item.get("copyrightholder")) or supplier
    source_id = authority_of(_text(item.get("uri"))) or name
    return Source(id=source_id, name=name or None) if source_id else UNKNOWN_SOURCE


def _items(value: object) -> list[Item]:
    """Return the objects of a list (2.x, 3.x), or of an object's values (associations in 1.x)."""
    held = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(held, list):
        return []
    return [_lowered(one) for one in held if isinstance(one, dict)]


def _lowered(item: Mapping[str, object]) -> Item:
    return {str(name).lower(): value for name, value in cast("Item", item).items()}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
