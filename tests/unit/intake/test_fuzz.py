"""Every parser on documents that were cut, doubled, mixed and poisoned.

COPYDESK_TEST_FUZZ is the number of documents per format, for a long run by hand.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.intake.wires import WIRES

from copydesk.draft import Article, Draft, Record, Refusal, Withdrawal
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.intake.reading import FORMATS, Format
from copydesk.normalise import normalise

EXAMPLES = int(os.environ.get("COPYDESK_TEST_FUZZ", "15"))
POISON = (
    *(
        "<p>",
        "</p>",
        "<br/>",
        "<b>",
        "<table><tr><td>",
        "</td>",
        "<li>",
        "<![CDATA[",
        "]]>",
        "<!--",
    ),
    *("-->", "&amp;", "&lt;", "&mdash;", "&#0;", "&#xD800;", "&#x1F600;", "&x;", "<?xml?>", "<a/>"),
    *('"', "'", "{", "}", "[", "]", ":", ",", "null", "7", "\\ud800", "\\u0000", "\x00", "\ufffe"),
    *(
        "\r\n",
        "\u00a0",
        "\u202e",
        "é",
        "\U0001f600",
        "Ã©",
        "â€™",
        "9999-99-99T99:99:99Z",
        "0001-01-01",
    ),
    *(
        "<hl2>",
        "<nitf>",
        "<newsItem>",
        "<item>",
        "<entry>",
        "xmlns=''",
        "xml:lang='xx'",
        "<figure>",
    ),
    *("<blockquote>", "<pre>", "\n\n", "</figure>", "<media>", "qcode='stat:canceled'", "<x:y>"),
)

Edit = tuple[str, float, float, str]
EDITS: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "insert", "swap"]),
        st.floats(0, 1),
        st.floats(0, 0.3),
        st.sampled_from(POISON) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def edited(document: str, edits: list[Edit]) -> str:
    for kind, at, share, poison in edits:
        start = int(at * len(document))
        end = start + int(share * len(document))
        part = document[start:end]
        if kind == "cut":
            document = document[:start] + document[end:]
        elif kind == "double":
            document = document[:end] + document[start:]
        elif kind == "insert":
            document = document[:start] + poison + document[start:]
        else:
            document = document[:start] + part[::-1] + document[end:]
    return document


def check(value: bytes, content_type: str | None) -> None:
    """Read a record, and the clean copy of its drafts: nothing but a refusal may come of it."""
    headers = () if content_type is None else (("content-type", content_type.encode()),)
    articles: tuple[Article, ...] = ()
    refusal = ""
    try:
        articles = read(Record(value, headers=headers)).articles
    except RejectedError as error:
        refusal = str(error)
    assert bool(articles) != bool(refusal)
    assert "\n" not in refusal
    for one in articles:
        assert isinstance(one, Draft | Withdrawal | Refusal)
        if isinstance(one, Draft):
            copy = normalise(one, lambda _text: None)
            copy.text.encode()
            (one.article_id or "").encode()
            assert all(copy.text[block.start : block.end].strip() for block in copy.blocks)
            dates = (one.published_at, one.updated_at, one.embargoed_until)
            assert all(moment is None or moment.tzinfo for moment in dates)


@pytest.mark.parametrize("name", WIRES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS, charset=st.sampled_from(["utf-8", "utf-8", "utf-16", "cp1252"]))
def test_damaged_documents_are_read_or_refused(name: str, edits: list[Edit], charset: str) -> None:
    """Whatever happened to a document on its way, it is articles, kills or a named refusal."""
    document = edited(WIRES[name], edits)
    check(document.encode(charset, "replace"), None)
    content_type = next(form.content_types[0] for form in FORMATS if name.startswith(form.name))
    check(document.encode(charset, "replace"), content_type)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    value=st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    form=st.sampled_from(FORMATS),
)
def test_any_bytes_in_any_format_are_read_or_refused(value: bytes, form: Format) -> None:
    """No bytes break a reader that their content type sends them to."""
    check(value, form.content_types[0])
