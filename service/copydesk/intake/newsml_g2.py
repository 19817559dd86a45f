"""NewsML-G2: news items with XHTML, NITF or plain text inside, alone or in a news message.

Items of knowledge, concepts, planning and catalogues, and packages, which hold references, are no
articles and are named as such.
Must not: resolve a reference; what is not in the record does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind, Draft, Source, Withdrawal
from copydesk.errors import Reason, RejectedError
from copydesk.intake.items import (
    SUMMARY_ONLY,
    UNKNOWN_SOURCE,
    WITHDRAWN,
    LeftOut,
    article_id_of,
    authority_of,
    gathered,
    isolated,
    listed,
    version_of,
)
from copydesk.intake.labels import subject_label
from copydesk.intake.markup import Blocks, blocks_in, fragment_blocks, without_headline
from copydesk.intake.moments import moments
from copydesk.intake.nitf import nitf_story, with_dateline
from copydesk.intake.xmltree import (
    attribute,
    child,
    children,
    descendants,
    name_of,
    parse_xml,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from copydesk.draft import Article

__all__ = ["G2_ROOTS", "read_newsml_1", "read_newsml_g2"]

_NO_ARTICLES: Final = (
    *("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"),
)
G2_ROOTS: Final = frozenset({"newsMessage", "newsItem", "contentSet", *_NO_ARTICLES})
_XHTML: Final = frozenset({"html", "body", "div", "article", "section", "p"})
_NOT_TOPICS: Final = frozenset({"person", "organisation", "geoArea", "event", "POI", "object"})
_FIRMS: Final = frozenset({"organisation", "organization", "org"})
_SUMMARIES: Final = frozenset({"summary", "abstract", "lead", "text"})


@dataclass(frozen=True, slots=True)
class _Content:
    """What an item's contentSet holds."""

    blocks: Blocks = ()
    body: str = ""
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    located: str | None = None


def read_newsml_g2(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Return the articles and withdrawals of an item, or of the items of a news message.

    Raises RejectedError: not XML, over a limit, or no item with the text of an article.
    """
    document = parse_xml(value, content_type)
    root = document.root
    if name_of(root) == "newsMessage":
        sets = children(root, "itemSet")
        items = [one for held in sets for one in children(held, "newsItem", *_NO_ARTICLES)]
    else:
        items = [root]
    found = [isolated(partial(_article, one, document.warnings)) for one in items]
    return gathered(found, f"NewsML-G2 {name_of(root)}")


def read_newsml_1(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Refuse NewsML 1: no agency has offered it since NewsML-G2."""
    del value, content_type
    sentence = "The value is NewsML 1, which is not read here; ask for NewsML-G2, NITF or ninjs."
    raise RejectedError(sentence, reason=Reason.UNSUPPORTED_CONTENT_TYPE)


def _article(item: Element, warnings: tuple[str, ...]) -> Article | LeftOut:
    name = name_of(item)
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    guid = article_id_of(attribute(item, "guid"))
    status = _code(child(meta, "pubStatus"))
    if name == "newsItem" and status in WITHDRAWN:
        return Withdrawal(guid or "", status)
    if name in _NO_ARTICLES:
        return LeftOut(name)
    content = _content(item if name == "contentSet" else child(item, "contentSet"))
    item_class = _code(child(meta, "itemClass")) or "text"
    is_summary = False
    if not content.blocks and not content.body:
        summary = _summary(about) if item_class == "text" else ()
        if not summary:
            return LeftOut(item_class)
        is_summary, content = True, _Content(blocks=summary)
    return _draft(item, guid, content, (*warnings, SUMMARY_ONLY) if is_summary else warnings)


def _draft(item: Element, guid: str | None, content: _Content, warnings: tuple[str, ...]) -> Draft:
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    created = text_of(child(meta, "versionCreated"))
    dates, doubts = moments(
        {
            "published_at": [
                text_of(child(meta, "firstCreated")),
                text_of(child(about, "contentCreated")),
                created,
            ],
            "updated_at": [created],
            "embargoed_until": [text_of(child(meta, "embargoed"))],
        }
    )
    is_first = dates["updated_at"] == dates["published_at"]
    dateline = text_of(child(about, "dateline")) or content.dateline
    byline, agency = _byline(about, content.byline)
    return Draft(
        body=content.body,
        blocks=with_dateline(dateline, content.blocks),
        source=_source(child(meta, "provider"), guid),
        article_id=guid,
        version=version_of(attribute(item, "version")),
        headline=text_of(child(about, "headline")) or content.headline,
        byline=byline,
        byline_agency=agency,
        language=_language(item, about),
        section_labels=_labels(about),
        keywords=_texts(about, "keyword"),
        published_at=dates["published_at"],
        updated_at=None if is_first else dates["updated_at"],
        embargoed_until=dates["embargoed_until"],
        dateline=dateline,
        located=_located(child(about, "located")) or content.located,
        warnings=(*warnings, *doubts),
    )


def _content(content_set: Element | None) -> _Content:
    """Return the first rendition with text; several are one story in several forms."""
    if content_set is None:
        return _Content()
    for rendition in children(content_set, "inlineXML", "inlineData"):
        if name_of(rendition) == "inlineXML":
            content = _inline_xml(rendition)
        else:
            content = _inline_data(rendition)
        if content.blocks or content.body:
            return content
    return _Content()


def _inline_xml(rendition: Element) -> _Content:
    for held in rendition:
        if name_of(held) == "nitf":
            story = nitf_story(held)
            return _Content(
                blocks=story.blocks,
                headline=story.headline,
                byline=story.byline,
                dateline=story.dateline,
                located=story.located,
            )
        if name_of(held).lower() in _XHTML:
            headline, blocks = without_headline(blocks_in(rendition))
            return _Content(blocks=blocks, headline=headline)
    return _Content()


def _inline_data(rendition: Element) -> _Content:
    text = "".join(str(part) for part in rendition.itertext())
    if attribute(rendition, "encoding"):
        return _Content()  # base64: a picture or a page set for print
    declared = (attribute(rendition, "contenttype") or "text/plain").lower()
    if "html" in declared:
        headline, blocks = without_headline(fragment_blocks(text))
        return _Content(blocks=blocks, headline=headline)
    return _Content(body=text.strip() and text) if declared.startswith("text/plain") else _Content()


def _summary(about: Element | None) -> Blocks:
    if about is None:
        return ()
    for one in children(about, "description"):
        role = (attribute(one, "role") or "summary").rpartition(":")[2].lower()
        text = text_of(one)
        if text and role in _SUMMARIES:
            return ((BlockKind.PARAGRAPH, text),)
    return ()


def _source(provider: Element | None, guid: str | None) -> Source:
    uri = attribute(provider, "uri")
    name = text_of(child(provider, "name"))
    source_id = (
        _code(provider, lower=False)
        or attribute(provider, "literal")
        or authority_of(uri)
        or name
        or authority_of(guid)
    )
    return Source(id=source_id, name=name, url=uri) if source_id else UNKNOWN_SOURCE


def _byline(about: Element | None, printed: str | None) -> tuple[str | None, str | None]:
    """Return the byline as the item or its story prints it, else the names of its creators.

    And the organisation among these, where the item says that one of them is.
    """
    by = text_of(child(about, "by")) or printed
    creators = () if about is None else tuple(children(about, "creator"))
    people = [one for one in creators if not _is_photographer(one)]
    firms = [name for one in people if _is_firm(one) and (name := text_of(child(one, "name")))]
    agency = next(iter(firms), None)
    if by:
        return by, agency if agency and agency in by else None
    names = [name for one in people if not _is_firm(one) and (name := text_of(child(one, "name")))]
    return ", ".join(filter(None, (listed(names), agency))) or None, agency


def _is_firm(creator: Element) -> bool:
    """Whether the item says that a creator is an organisation."""
    kind = (attribute(creator, "type") or "").rpartition(":")[2].lower()
    return kind in _FIRMS or child(creator, "organisationDetails") is not None


def _is_photographer(creator: Element) -> bool:
    return (attribute(creator, "role") or "").rpartition(":")[2].lower().startswith("photog")


def _language(item: Element, about: Element | None) -> str | None:
    return attribute(child(about, "language"), "tag") or attribute(item, "lang")


def _located(located: Element | None) -> str | None:
    """Return 'Berlin, Germany' from a place and those around it."""
    if located is None:
        return None
    names = [text_of(child(one, "name")) for one in (located, *children(located, "broader"))]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _labels(about: Element | None) -> tuple[str, ...]:
    if about is None:
        return ()
    labels: list[str] = []
    for subject in children(about, "subject"):
        kind = (attribute(subject, "type") or "").rpartition(":")[2]
        if kind in _NOT_TOPICS:
            continue
        concept = child(subject, "mainConcept")
        concept = subject if concept is None else concept
        same = [attribute(one, "qcode") for one in children(subject, "sameAs")]
        codes = [attribute(concept, "qcode"), attribute(concept, "uri"), *same]
        # A name stands for a topic where the item does not say that it names a team or a league.
        name = text_of(child(concept, "name")) if kind in {"", "abstract", "theme"} else None
        label = subject_label(name, *codes)
        if label:
            labels.append(label)
    return tuple(dict.fromkeys(labels))


def _texts(about: Element | None, name: str) -> tuple[str, ...]:
    if about is None:
        return ()
    return tuple(text for one in descendants(about, name) if (text := text_of(one)))


def _code(element: Element | None, *, lower: bool = True) -> str:
    """Return the code of a qcode or URI: 'stat:canceled' and '…/pubstatus/canceled' are one."""
    written = attribute(element, "qcode") or ""
    code = written.partition(":")[2] or written
    if not code and lower:
        code = (attribute(element, "uri") or "").rpartition("/")[2]
    return code.lower() if lower else code
