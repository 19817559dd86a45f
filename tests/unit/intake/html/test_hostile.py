# ruff: noqa: E501 - a case stays on its line; text is typeset
"""Pages that mean harm, or that nobody meant: read or refused with a reason, soon, and never more."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura.utils import trim

from copydesk.draft import BlockKind
from copydesk.errors import Reason, RejectedError
from copydesk.intake.html import html_body_blocks, read_html

PARAGRAPH = (
    "<p>The harbour council voted on Friday to keep the night ferry to Sallow Island running until "
    "spring, after months of dispute.</p>"
)
OTHERS = "<p>Nobody should have to sleep in a car to keep a job, said one who did for a winter.</p>"


@dataclass(frozen=True)
class Case:
    """A page by what stands before and after its story; `reason` None where it is read."""

    name: str
    before: str
    reason: Reason | None = None
    after: str = ""


CASES = (
    Case("100,000-deep", "<div>" * 40_000, Reason.UNSAFE_MARKUP),
    Case("2,000-deep", "<div>" * 1_500),
    Case("deep-lists", "<ul><li>" * 400),
    Case("20-MB-of-script", "<script>" + "var a = 1;\n" * 1_900_000 + "</script>"),
    Case("20-MB-of-text", "<p>" + "word " * 4_000_000 + "</p>", Reason.TOO_LARGE),
    Case("a-million-tags", "<" * 1_000_000, Reason.TOO_LARGE),
    Case("100,000-attributes", "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">", Reason.UNSAFE_MARKUP),
    Case("attributes-that-end-no-tag", "<p " + " ".join(f'a{n}=">"' for n in range(20_000)) + ">", Reason.UNSAFE_MARKUP),
    Case("attributes-behind-a-stray-quote", '<p x" ' + " ".join(f"a{n}" for n in range(20_000)) + '">', Reason.UNSAFE_MARKUP),
    Case("attributes-behind-an-open-value", '<p a=b="> <p ' + " ".join(f"a{n}" for n in range(20_000)) + '">', Reason.UNSAFE_MARKUP),
    Case("many-words-in-one-attribute", "<p data-props='" + '{"a": 1} ' * 3_000 + "'>"),
    Case("20-MB-of-script-and-an-emoji", "<script>" + "var a = 1;\n" * 1_900_000 + "\U0001f600</script>"),
    Case("20-MB-of-comments", "<!-- x -->" * 2_000_000),
    Case("gigantic-attribute", '<p class="' + "share " * 800_000 + '">'),
    Case("10,000-links-in-a-line", "<p>" + "<a href='x'>y</a> " * 8_000 + "</p>"),
    Case("20,000-bold-words", "<p>" + "<b>y</b> " * 10_000 + "</p>"),
    Case("null-bytes", "\x00" * 100_000),
    Case("lone-surrogates", "<p>\ud800 \udfff</p>"),
    Case("impossible-references", "<p>&#xD800; &#x110000; &#0; &nosuch;</p>"),
    Case("external-entity", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hosts">]><p>&x;</p>'),
    Case("never-closed", "", after="<!-- " + "x" * 100_000),
    Case("script-never-closed", "", after="<script>" + "x" * 100_000),
    Case("metadata-100,000-deep", '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    Case("right-to-left", "<p dir=rtl>صوت المجلس يوم الجمعة على إبقاء العبارة الليلية حتى الربيع.</p>"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_page_is_read_or_refused(case: Case) -> None:
    """The story comes out whatever stands around it, or the reason says why not."""
    page = f"<html><body><article><h1>Night ferry stays</h1>{case.before}{PARAGRAPH}{OTHERS}"
    page += f"{PARAGRAPH.replace('Friday', 'Monday')}</article>{case.after}"
    value = page.encode("utf-8", "surrogatepass")
    if case.reason is not None:
        with pytest.raises(RejectedError) as caught:
            read_html(value, "text/html")
        assert caught.value.why is case.reason
        assert "harbour" not in str(caught.value)
        return
    (draft,) = read_html(value, "text/html")
    text = "\n".join(text for _, text in draft.blocks)
    assert "voted on Friday" in text
    assert "sleep in a car" in text
    text.encode()


@pytest.mark.parametrize("value", [b"", b"<", b"<html>", b"<p></p>", b"\x00", b"<!-- x -->"])
def test_a_page_without_text_holds_no_article(value: bytes) -> None:
    """No text is a reason of its own."""
    with pytest.raises(RejectedError) as caught:
        read_html(value, "text/html")
    assert caught.value.why is Reason.NO_TEXT


@given(value=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_an_article_or_refused(value: bytes) -> None:
    """No bytes can make anything but a draft or a rejection."""
    check(value)


@given(
    parts=st.lists(
        st.sampled_from(
            [
                *("<p>", "</p>", "<div class=related>", "</div>", "<ul><li>", "</li></ul>", "<br>"),
                *("<h1>", "<h2>", "</h2>", "<a href=x>", "</a>", "<b>", "<figure>", "<figcaption>"),
                *(
                    "<blockquote>",
                    "<table><tr><td>",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                    "&#x1;",
                ),
                *(
                    "<title>",
                    "<article>",
                    "<time datetime=2020-01-01>",
                    '<meta property="og:title"',
                ),
                *("The council voted on Friday to keep the night ferry running.", "\ud83d\ude00"),
                *(
                    "by Ana Obeng",
                    "\x00",
                    "content='x - y'>",
                    "<html lang=zh>",
                    "市長は金曜日に辞任した。",
                ),
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=120, deadline=None)
def test_any_markup_is_an_article_or_refused(parts: list[str]) -> None:
    """Tags in any order, open and closed anyhow."""
    check("".join(parts).encode("utf-8", "surrogatepass"))


def check(value: bytes) -> None:
    try:
        (draft,) = read_html(value, "text/html")
    except RejectedError:
        return
    assert draft.blocks
    for kind, text in draft.blocks:
        assert isinstance(kind, BlockKind)
        assert text == " ".join(text.split()) != ""
        text.encode()
    assert read_html(value, "text/html") == (draft,)


FRAGMENTS = {
    "empty": ("", []),
    "plain": ("only words", ["paragraph: only words"]),
    "headline": ("<h1>Head</h1><p>One <b>bold</b> line.</p>", ["headline: Head", "paragraph: One bold line."]),
    "breaks": ("one<br><br>two<br>still two", ["paragraph: one", "paragraph: two still two"]),
    "caption": ("<figure><img><figcaption>A boat.</figcaption></figure><p>Text.</p>", ["caption: A boat.", "paragraph: Text."]),
    "link-alone": ("<p>Text.</p><p><a href=x>Read more</a></p>", ["paragraph: Text."]),
    "list": ("<p>Text:</p><ul><li>one</li><li><a href=x>two</a></li></ul>", ["paragraph: Text:", "list: one", "list: two"]),
    "numbered-lines": ("<p>Table:<br>1. Oslo<br>2. Bergen<br>3. Voss</p>", ["paragraph: Table:", "list: 1. Oslo", "list: 2. Bergen", "list: 3. Voss"]),
    "quote": ("<blockquote><p>Never.</p></blockquote><p>He left.</p>", ["quote: Never.", "paragraph: He left."]),
    "question-in-bold": ("<p><b>And then?</b></p><p>We waited.</p>", ["subhead: And then?", "paragraph: We waited."]),
    "bold-lede": ("<p><b>The harbour council voted on Friday to keep it.</b></p>", ["paragraph: The harbour council voted on Friday to keep it."]),
}  # fmt: skip


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_body_in_html(name: str) -> None:
    """A body is the story already: only links to elsewhere are left out of it."""
    text, expected = FRAGMENTS[name]
    assert [f"{kind.value}: {text}" for kind, text in html_body_blocks(text)] == expected


def test_a_large_page_is_not_remembered() -> None:
    """What the extractor keeps of pages stays small, however large they are."""
    page = f"<html><body><article><h1>Night ferry stays</h1>{PARAGRAPH * 3}<p>{'word ' * 50_000}"
    read_html(page.encode(), "text/html")
    assert trim.cache_info().currsize == 0
    read_html(page[:700].encode(), "text/html")
    assert trim.cache_info().currsize > 0
