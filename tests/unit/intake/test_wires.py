"""What is read out of each wire format: identity, head, dates, labels and blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.unit.intake.wires import (
    ATOM,
    G2_CANCELED,
    G2_MESSAGE,
    G2_PICTURE,
    G2_TEXT,
    JSON_FEED,
    LEDE,
    NINJS_1,
    NINJS_3,
    NITF,
    RSS,
    SECOND,
    THIRD,
    drafts,
    record,
)

from copydesk.draft import BlockKind, Draft, Refusal, Withdrawal
from copydesk.errors import Reason, RejectedError
from copydesk.intake import read

CET = timezone(timedelta(hours=1))
NINE, NOON = datetime(2026, 11, 3, 9, tzinfo=CET), datetime(2026, 11, 3, 12, tzinfo=CET)
PARAGRAPH, SUBHEAD, CAPTION = BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.CAPTION


@dataclass(frozen=True)
class Case:
    name: str
    document: str
    format: str
    draft: dict[str, object]


CASES = [
    Case(
        "ninjs-1",
        NINJS_1,
        "ninjs",
        {
            "article_id": "http://wire.example.com/items/pier-1",
            "version": 3,
            "headline": "Ferry pier closes for repairs",
            "byline": "Ana Obeng and John Roe",
            "language": "en",
            "located": "Bergen, Norway",
            "section_labels": ("medtop:20000337", "Harbours"),
            "published_at": datetime(2026, 11, 3, 9, tzinfo=UTC),
            "updated_at": datetime(2026, 11, 3, 10, 37, tzinfo=UTC),
            "embargoed_until": NOON,
            "blocks": (
                (PARAGRAPH, LEDE),
                (SUBHEAD, "North landing"),
                (PARAGRAPH, SECOND),
                (CAPTION, "The ferry pier at Bergen, Nov. 2, 2026."),
            ),
        },
    ),
    Case(
        "ninjs-3",
        NINJS_3,
        "ninjs",
        {
            "article_id": "urn:newsml:wire.example.com:20261103:pier-2",
            "version": 2,
            "headline": "Ferry pier closes for repairs",
            "byline": "By Ana Obeng",
            "language": "en-GB",
            "section_labels": ("medtop:20000337",),
            "published_at": NINE,
            "embargoed_until": NOON,
            "blocks": (
                (PARAGRAPH, LEDE),
                (BlockKind.QUOTE, SECOND),
                (BlockKind.LIST, "north landing, from 6 a.m."),
                (BlockKind.LIST, "south quay, from 8 a.m."),
                (CAPTION, "The pier on Monday."),
            ),
        },
    ),
    Case(
        "nitf",
        NITF,
        "nitf",
        {
            "article_id": "nna-pier-3",
            "version": 2,
            "headline": "Ferry pier closes for repairs",
            "byline": "By Ana Obeng, Harbour correspondent",
            "language": "en",
            "dateline": "BERGEN, Norway, Nov. 3",
            "located": "BERGEN, Norway",
            "section_labels": ("medtop:20000337", "Local"),
            "keywords": ("ferries",),
            "published_at": NINE,
            "embargoed_until": NOON,
            "warnings": (),
            "blocks": (
                (SUBHEAD, "Commuters sent north"),
                (BlockKind.DATELINE, "BERGEN, Norway, Nov. 3"),
                (PARAGRAPH, LEDE),
                (CAPTION, "The pier on Monday."),
                (SUBHEAD, "North landing"),
                (PARAGRAPH, SECOND),
                (PARAGRAPH, THIRD),
                (BlockKind.LIST, "North 12"),
            ),
        },
    ),
    Case(
        "newsml-g2",
        G2_TEXT,
        "newsml-g2",
        {
            "article_id": "urn:newsml:wire.example.com:20261103:pier-4",
            "version": 7,
            "headline": "Ferry pier closes for repairs",
            "byline": "By Ana Obeng",
            "language": "en-GB",
            "dateline": "BERGEN, Norway, Nov. 3 (NNA)",
            "located": "Bergen, Norway",
            "section_labels": ("medtop:20000337",),
            "published_at": NINE,
            "embargoed_until": NOON,
            "blocks": (
                (BlockKind.DATELINE, "BERGEN, Norway, Nov. 3 (NNA)"),
                (PARAGRAPH, LEDE),
                (SUBHEAD, "North landing"),
                (PARAGRAPH, SECOND),
            ),
        },
    ),
    Case(
        "rss",
        RSS,
        "rss",
        {
            "article_id": "post.example.com:4711",
            "url": "https://post.example.com/local/pier",
            "headline": "Ferry pier & landing: what\u2019s closed",
            "byline": "Ana Obeng and John Roe",
            "language": "en-gb",
            "section_labels": ("Local", "Transport"),
            "published_at": NINE,
            "warnings": ("no-text-in-text-item",),
            "blocks": ((PARAGRAPH, LEDE), (PARAGRAPH, SECOND)),
        },
    ),
    Case(
        "atom",
        ATOM,
        "atom",
        {
            "article_id": "tag:post.example.com,2026:1",
            "url": "https://post.example.com/pier",
            "headline": "Pier closes",
            "byline": "Ana Obeng",
            "language": "en",
            "section_labels": ("Local",),
            "published_at": NINE,
            "blocks": ((PARAGRAPH, LEDE), (SUBHEAD, "North landing"), (PARAGRAPH, SECOND)),
        },
    ),
    Case(
        "json-feed",
        JSON_FEED,
        "json-feed",
        {
            "article_id": "post.example.com:4711",
            "url": "https://post.example.com/pier",
            "headline": "Ferry pier closes for repairs",
            "byline": "Ana Obeng and John Roe",
            "language": "en-GB",
            "section_labels": ("Local",),
            "published_at": NINE,
            "warnings": ("no-text-in-other-item", "no-text-in-text-item"),
            "blocks": ((PARAGRAPH, LEDE), (SUBHEAD, "North landing"), (PARAGRAPH, SECOND)),
        },
    ),
]


def test_json_feed_of_the_first_version_names_one_author() -> None:
    """`author` is as good as `authors`; a summary alone is said to be one."""
    second = drafts(JSON_FEED)[1]
    assert (second.byline, second.body) == ("Maren Holt", LEDE)
    assert "summary-only" in second.warnings


def test_json_that_is_no_feed_is_refused() -> None:
    """Declared as a feed, it must name itself one."""
    with pytest.raises(RejectedError) as caught:
        read(record('{"items": []}', "application/feed+json"))
    assert (caught.value.why, caught.value.path) == (Reason.CONTRACT, "/version")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_what_the_wire_says(case: Case) -> None:
    """Each format's first article has its head and its blocks; captions are never paragraphs."""
    reading = read(record(case.document))
    draft = reading.articles[0]
    assert isinstance(draft, Draft)
    assert reading.format == case.format
    assert {name: getattr(draft, name) for name in case.draft} == case.draft


def test_news_message_is_several_articles() -> None:
    """Its text is an article, its cancelled item a kill; a picture and a package are named."""
    text, withdrawn = read(record(G2_MESSAGE)).articles
    assert isinstance(text, Draft)
    assert text.warnings == ("no-text-in-package-item", "no-text-in-picture-item")
    assert withdrawn == Withdrawal("urn:newsml:wire.example.com:20261102:old", "canceled")


def test_feed_items_have_ids_of_their_own() -> None:
    """An id is the item's own, else its link, else a digest that only its headline changes."""
    first, second, fourth = drafts(RSS)
    assert first.article_id == "post.example.com:4711"
    assert second.article_id == "https://post.example.com/local/second"
    assert (second.byline, second.published_at) == ("Maren Holt", None)
    assert "unreadable-published-at" in second.warnings
    assert len(fourth.article_id or "") == 32
    assert drafts(RSS.replace("A summary.", "Another."))[2].article_id == fourth.article_id
    assert drafts(RSS.replace("Neither id", "No id"))[2].article_id != fourth.article_id


def test_feed_says_which_text_is_a_summary() -> None:
    """Full content is the story; where there is only a summary a warning says so."""
    full, summary = drafts(ATOM)
    assert "summary-only" not in full.warnings
    assert "summary-only" in summary.warnings
    assert summary.body == LEDE


def test_an_entry_deleted_from_a_feed_is_a_kill() -> None:
    """RFC 6721 tombstones withdraw the entry that they name."""
    assert Withdrawal("tag:post.example.com,2026:0", "deleted") in read(record(ATOM)).articles


NINJS = json.loads(NINJS_3)


@dataclass(frozen=True)
class Kill:
    name: str
    document: str
    article_id: str
    reason: str
    key: bytes | None = None


KILLS = [
    Kill("g2-canceled", G2_CANCELED, "urn:newsml:wire.example.com:20261102:old", "canceled"),
    Kill("g2-withheld", G2_CANCELED.replace("canceled", "withheld"), "k", "withheld", key=b"k"),
    Kill("ninjs-canceled", json.dumps(NINJS | {"pubStatus": "canceled"}), NINJS["uri"], "canceled"),
    Kill(
        "ninjs-1-withheld-and-broken",
        json.dumps({"uri": "urn:x:1", "pubstatus": "withheld", "versioncreated": 7, "body_x": []}),
        "urn:x:1",
        "withheld",
    ),
    Kill(
        "nitf-canceled",
        NITF.replace("<docdata>", '<docdata management-status="canceled">'),
        "nna-pier-3",
        "canceled",
    ),
    Kill(
        "nitf-cancels-another",
        NITF.replace(
            "<docdata>", '<docdata management-status="canceled" management-doc-idref="nna-pier-1">'
        ),
        "nna-pier-1",
        "canceled",
    ),
]


@pytest.mark.parametrize("case", KILLS, ids=lambda case: case.name)
def test_withdrawn_items_are_kills(case: Kill) -> None:
    """A readable kill is a kill however broken its other fields; the record's key names it."""
    (article,) = read(record(case.document, key=case.key)).articles
    assert article == Withdrawal(case.article_id, case.reason)


def test_a_kill_that_names_nothing_is_refused() -> None:
    """Nobody can withdraw an article without its id."""
    (article,) = read(record(G2_CANCELED.replace("guid=", "x="))).articles
    assert isinstance(article, Refusal)
    assert article.error.why is Reason.CONTRACT


@dataclass(frozen=True)
class NoArticle:
    name: str
    document: str
    says: str
    reason: Reason = Reason.NO_TEXT


NO_ARTICLES = [
    NoArticle("g2-picture", G2_PICTURE, "1 picture item without text"),
    NoArticle("g2-package", "<packageItem><groupSet/></packageItem>", "1 package item"),
    NoArticle("g2-planning", "<planningItem guid='x'/>", "1 planning item"),
    NoArticle("g2-concept", "<conceptItem guid='x'/>", "1 concept item"),
    NoArticle("g2-knowledge", "<knowledgeItem guid='x'/>", "1 knowledge item"),
    NoArticle("g2-catalog", "<catalogItem guid='x'/>", "1 catalog item"),
    NoArticle("g2-message-without-items", "<newsMessage/>", "no items"),
    NoArticle("ninjs-picture", '{"uri": "x", "type": "picture"}', "1 picture item without text"),
    NoArticle("ninjs-event", '[{"uri": "x", "eventDetails": {}}]', "1 event item without text"),
    NoArticle("ninjs-unknown-kind", '{"uri": "x", "type": "hologram"}', "1 other item"),
    NoArticle("nitf-without-body", "<nitf><head/></nitf>", "1 text item without text"),
    NoArticle("feed-without-items", "<rss><channel/></rss>", "no items"),
    NoArticle("titles-alone", "<rss><channel><item><title>x</title></item></channel></rss>", "1"),
    NoArticle(
        "newsml-1", "<NewsML><x/></NewsML>", "NewsML 1", reason=Reason.UNSUPPORTED_CONTENT_TYPE
    ),
    NoArticle(
        "other-xml", "<x><y/></x>", "first element is 'x'", reason=Reason.UNSUPPORTED_CONTENT_TYPE
    ),
]


@pytest.mark.parametrize("case", NO_ARTICLES, ids=lambda case: case.name)
def test_a_record_without_article_says_what_it_holds(case: NoArticle) -> None:
    """One sentence names the items that are no text."""
    with pytest.raises(RejectedError) as caught:
        read(record(case.document))
    assert caught.value.why is case.reason
    assert case.says in str(caught.value)


def test_text_embedded_in_a_composite_is_an_article_of_its_own() -> None:
    """A composite without text is a frame; its texts are the articles, its pictures are named."""
    composite = {
        "uri": "urn:x:frame",
        "type": "composite",
        "associations": [NINJS, NINJS | {"uri": "urn:x:2"}, {"uri": "p", "type": "picture"}],
    }
    first, second = drafts(json.dumps(composite))
    assert (first.article_id, second.article_id) == (NINJS["uri"], "urn:x:2")
    assert first.warnings == ("no-text-in-picture-item",)


def test_one_broken_item_leaves_the_others_alone() -> None:
    """An item over a limit is refused by itself."""
    deep = f"<item><guid>d</guid><description>{'&lt;div&gt;' * 400}x</description></item>"
    articles = read(record(RSS.replace("<item>", f"{deep}<item>", 1))).articles
    assert isinstance(articles[0], Refusal)
    assert [type(one) for one in articles[1:]] == [Draft, Draft, Draft]


def test_several_articles_of_one_record_are_not_named_by_its_key() -> None:
    """A feed's key is the feed's; an only article's key is its id."""
    feed = read(record(RSS, key=b"feed-7")).articles
    assert next(one.article_id for one in feed if isinstance(one, Draft)) == "post.example.com:4711"
    (single,) = read(record(NITF, key=b"k")).articles
    assert isinstance(single, Draft)
    assert (single.article_id, single.warnings) == ("k", ("id-differs-from-key",))
