"""NITF 3.x: the News Industry Text Format, alone or inside a NewsML-G2 or ninjs item.

Must not: need the DTD that documents name; nothing is ever fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.draft import BlockKind, Draft, Source, Withdrawal
from copydesk.intake.items import (
    SUMMARY_ONLY,
    UNKNOWN_SOURCE,
    WITHDRAWN,
    LeftOut,
    article_id_of,
    gathered,
    isolated,
    version_of,
)
from copydesk.intake.labels import subject_label
from copydesk.intake.markup import Blocks, blocks_in, without_headline
from copydesk.intake.moments import moment, moments
from copydesk.intake.xmltree import attribute, child, children, descendants, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from copydesk.draft import Article

__all__ = ["NitfStory", "nitf_story", "read_nitf", "with_dateline"]


@dataclass(frozen=True, slots=True)
class NitfStory:
    """What the body of an NITF document prints; `blocks` have the dateline above the lede.

    abstract: the summary in its head, for a document that has no more.
    """

    headline: str | None
    byline: str | None
    dateline: str | None
    located: str | None
    blocks: Blocks
    abstract: Blocks


def read_nitf(value: bytes, content_type: str) -> tuple[Article, ...]:
    """Return the article of an NITF document, or its withdrawal.

    Raises RejectedError: not XML, over a limit, or no text.
    """
    document = parse_xml(value, content_type)
    root = document.root
    data = child(root, "head", "docdata")
    status, earlier = _status(data, "management-status"), attribute(data, "management-doc-idref")
    earlier_status = _status(data, "management-idref-status")
    article_id = _article_id(data)
    found: list[Article | LeftOut] = []
    if earlier and earlier_status in WITHDRAWN and earlier != article_id:
        found.append(Withdrawal(earlier, earlier_status))
    if status in WITHDRAWN:
        # A cancellation names the document that it cancels, or bears that document's own id.
        found.append(Withdrawal((None if found else earlier) or article_id or "", status))
    else:
        found.append(isolated(lambda: _article(root, document.warnings)))
    return gathered(found, "NITF document")


def nitf_story(root: Element) -> NitfStory:
    """Return the story in an `nitf` element."""
    body = child(root, "body")
    head = child(body, "body.head")
    content = child(body, "body.content")
    printed = child(head, "dateline")
    dateline = text_of(printed)
    below: Blocks = () if content is None else blocks_in(content)
    heading, below = without_headline(below)
    abstract = child(head, "abstract")
    return NitfStory(
        headline=text_of(child(head, "hedline", "hl1")) or heading,
        byline=_byline(head),
        dateline=dateline,
        located=text_of(child(printed, "location")),
        blocks=with_dateline(dateline, _subheads(head) + below if below else ()),
        abstract=() if abstract is None else blocks_in(abstract),
    )


def with_dateline(dateline: str | None, blocks: Blocks) -> Blocks:
    """Return `blocks` with the dateline that the markup states above the lede.

    Where the lede prints it, or there is no lede, the blocks stay as they are.
    """
    lede = next((n for n, (kind, _) in enumerate(blocks) if kind is BlockKind.PARAGRAPH), None)
    if not dateline or lede is None:
        return blocks
    if _letters(blocks[lede][1][: 2 * len(dateline)]).startswith(_letters(dateline)):
        return blocks
    return (*blocks[:lede], (BlockKind.DATELINE, dateline), *blocks[lede:])


def _article(root: Element, warnings: tuple[str, ...]) -> Article | LeftOut:
    data = child(root, "head", "docdata")
    story = nitf_story(root)
    blocks = story.blocks or story.abstract
    if not blocks:
        return LeftOut("text")
    if not story.blocks:
        warnings = (*warnings, SUMMARY_ONLY)
    issued = attribute(child(data, "date.issue"), "norm")
    filed = attribute(child(root, "body", "body.head", "dateline", "story.date"), "norm")
    dates, doubts = moments(
        {"published_at": [issued, filed], "embargoed_until": [_release(data, issued)]}
    )
    return Draft(
        body="",
        blocks=blocks,
        source=_source(root, child(data, "doc-id")),
        article_id=_article_id(data),
        version=version_of(attribute(child(data, "du-key"), "version")),
        headline=story.headline or text_of(child(root, "head", "title")),
        byline=story.byline,
        language=attribute(root, "lang") or attribute(child(root, "body"), "lang"),
        section_labels=_labels(root),
        keywords=_keywords(data),
        published_at=dates["published_at"],
        embargoed_until=dates["embargoed_until"],
        dateline=story.dateline,
        located=story.located or attribute(child(data, "evloc"), "city"),
        warnings=(*warnings, *doubts),
    )


def _article_id(data: Element | None) -> str | None:
    doc_id, du_key = child(data, "doc-id"), child(data, "du-key")
    return article_id_of(attribute(doc_id, "id-string"), attribute(du_key, "key"))


def _status(data: Element | None, name: str) -> str:
    return (attribute(data, name) or "").lower()


def _subheads(head: Element | None) -> Blocks:
    hedline = child(head, "hedline")
    if hedline is None:
        return ()
    lines = (text_of(one) for one in children(hedline, "hl2"))
    return tuple((BlockKind.SUBHEAD, line) for line in lines if line)


def _byline(head: Element | None) -> str | None:
    if head is None:
        return None
    lines = [line for one in children(head, "byline") if (line := _credit(one))]
    return ", ".join(lines) or None


def _credit(byline: Element) -> str | None:
    """Return a byline on one line, with a comma before the title where the markup alone has it."""
    title = child(byline, "byttl")
    said, called = text_of(byline), text_of(title)
    if not said or not called or said == called or not said.endswith(called):
        return said
    return f"{said.removesuffix(called).rstrip(' ,')}, {called}"


def _release(data: Element | None, issued: str | None) -> str | None:
    """Return when the document may be released, None when that is no later than its issue."""
    written = attribute(child(data, "date.release"), "norm")
    release, issue = moment(written), moment(issued)
    if release is None or issue is None:
        return written
    # Without a zone on both sides the order is unknown: an embargo is the safe reading.
    is_comparable = (release.tzinfo is None) == (issue.tzinfo is None)
    return written if not is_comparable or release > issue else None


def _source(root: Element, doc_id: Element | None) -> Source:
    distributor = text_of(child(root, "body", "body.head", "distributor"))
    name = attribute(doc_id, "regsrc") or distributor
    return Source(id=name, name=distributor) if name else UNKNOWN_SOURCE


def _labels(root: Element) -> tuple[str, ...]:
    head = child(root, "head")
    if head is None:
        return ()
    found = [
        subject_label(
            attribute(one, "tobject.subject.detail")
            or attribute(one, "tobject.subject.matter")
            or attribute(one, "tobject.subject.type"),
            attribute(one, "tobject.subject.refnum"),
        )
        for one in descendants(head, "tobject.subject")
    ]
    found += [attribute(one, "position.section") for one in children(head, "pubdata")]
    return tuple(dict.fromkeys(label for label in found if label))


def _keywords(data: Element | None) -> tuple[str, ...]:
    listed = child(data, "key-list")
    if listed is None:
        return ()
    return tuple(key for one in children(listed, "keyword") if (key := attribute(one, "key")))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
