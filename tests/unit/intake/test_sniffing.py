"""Which format a record is read in, whatever its content type says."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from tests.unit.intake.wires import (
    ATOM,
    G2_TEXT,
    JSON_FEED,
    LEDE,
    NINJS_1,
    NITF,
    RSS,
    SECOND,
    record,
)

from copydesk.draft import Draft, Record
from copydesk.errors import Reason, RejectedError
from copydesk.intake import read

RAW = json.dumps({"source": "harbour-post", "body": LEDE})
PAGE = f"<!DOCTYPE html><html><head><title>Pier</title></head><body><p>{LEDE}</p></body></html>"
CORRECTED = "content-type-corrected"


@dataclass(frozen=True)
class Case:
    name: str
    document: str
    content_type: str | None
    format: str
    is_corrected: bool = False


CASES = [
    Case("ninjs-as-its-own-type", NINJS_1, "application/vnd.iptc.ninjs+json", "ninjs"),
    Case("ninjs-is-json-too", NINJS_1, "application/json; profile=ninjs", "ninjs"),
    Case("raw-with-a-uri-stays-raw", RAW[:-1] + ', "uri": "x"}', "application/json", "raw-json"),
    Case("json-said-to-be-a-page", RAW, "text/html; charset=utf-8", "raw-json", is_corrected=True),
    Case("ninjs-said-to-be-text", NINJS_1, "text/plain", "ninjs", is_corrected=True),
    Case("nitf-said-to-be-text", NITF, "text/plain", "nitf", is_corrected=True),
    Case("nitf-said-to-be-xml", NITF, "application/xml", "nitf"),
    Case("nitf-in-bytes", NITF, "application/octet-stream", "nitf"),
    Case("g2-of-another-item", G2_TEXT, "application/vnd.iptc.g2.packageitem+xml", "newsml-g2"),
    Case("rss-said-to-be-a-page", RSS, "text/html", "rss", is_corrected=True),
    Case("atom-said-to-be-rss", ATOM, "application/rss+xml", "atom", is_corrected=True),
    Case("json-feed-is-json-too", JSON_FEED, "application/json", "json-feed"),
    Case(
        "json-feed-said-to-be-rss", JSON_FEED, "application/rss+xml", "json-feed", is_corrected=True
    ),
    Case("unknown-xml-type", RSS, "application/vnd.example+xml", "rss"),
    Case("page-said-to-be-json", PAGE, "application/json", "html", is_corrected=True),
    Case("page-said-to-be-a-pdf", PAGE, "application/pdf", "html", is_corrected=True),
    Case(
        "text-said-to-be-a-page",
        f"{LEDE}\n\n{SECOND}",
        "text/html",
        "plain-text",
        is_corrected=True,
    ),
    Case("text-that-opens-with-a-mark", f"<LEAD> {LEDE}", "text/plain", "plain-text"),
    Case("undeclared-page", PAGE, None, "html"),
    Case("comment-before-the-root", f"<!-- wire --><!-- 7 -->{NITF[39:]}", None, "nitf"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_what_the_bytes_are(case: Case) -> None:
    """A content type stands unless the bytes can hardly be that; then a warning says so."""
    reading = read(record(case.document, case.content_type))
    draft = reading.articles[0]
    assert isinstance(draft, Draft)
    assert reading.format == case.format
    assert (CORRECTED in draft.warnings) is case.is_corrected


def test_nosniff_forbids_to_doubt_the_content_type() -> None:
    """With the header that the web has for it, a page declared as text is text."""
    headers = (("content-type", b"text/plain"), ("x-content-type-options", b"nosniff"))
    reading = read(Record(PAGE.encode(), headers=headers))
    (draft,) = reading.articles
    assert isinstance(draft, Draft)
    assert (reading.format, draft.warnings) == ("plain-text", ())


def test_declared_ninjs_without_its_uri_is_refused() -> None:
    """Every ninjs item names itself."""
    with pytest.raises(RejectedError) as caught:
        read(record('{"headline": "x"}', "application/vnd.iptc.ninjs+json"))
    assert (caught.value.why, caught.value.path) == (Reason.CONTRACT, "/uri")


def test_operators_name_for_a_wire_wins() -> None:
    """The header source-id renames a wire, and keeps the name that the wire gives itself."""
    headers = (("source-id", b"nna-desk"),)
    draft = read(Record(NITF.encode(), headers=headers)).articles[0]
    assert isinstance(draft, Draft)
    assert (draft.source.id, draft.source.name) == ("nna-desk", "Norland News Agency")


def test_html_body_of_a_raw_article_is_read_in_blocks() -> None:
    """A raw article may carry its body as HTML."""
    raw = {"source": "x", "content_type": "text/html", "body": f"<p>{LEDE}</p><p>{SECOND}</p>"}
    draft = read(record(json.dumps(raw))).articles[0]
    assert isinstance(draft, Draft)
    assert [text for _, text in draft.blocks] == [LEDE, SECOND]
    assert draft.body == ""
