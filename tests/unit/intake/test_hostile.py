"""Input that is meant to hurt: refused by name, or read, at once and without any fetch."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from tests.unit.intake.wires import LEDE, drafts, record

from copydesk.draft import Draft, Refusal
from copydesk.errors import Reason, RejectedError
from copydesk.intake import read


def nitf(inner: str, prolog: str = "") -> bytes:
    body = f"<nitf><body><body.content>{inner}</body.content></body></nitf>"
    return f"{prolog}{body}".encode()


def rss(description: str) -> bytes:
    item = f"<item><description>{description}</description></item>"
    return f"<rss><channel>{item}</channel></rss>".encode()


def ninjs(**fields: object) -> bytes:
    return json.dumps({"uri": "urn:x:1", "type": "text", "headline": "x"} | fields).encode()


GROWING = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = f'<!DOCTYPE nitf [<!ENTITY a0 "ha">{GROWING}]>'


@dataclass(frozen=True)
class Case:
    name: str
    value: bytes
    reason: Reason
    says: str


CASES = [
    Case(
        "external-entity",
        nitf("<p>&x;</p>", '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        Reason.UNSAFE_MARKUP,
        "entities",
    ),
    Case(
        "parameter-entity",
        nitf("<p>x</p>", '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'),
        Reason.UNSAFE_MARKUP,
        "entities",
    ),
    Case("billion-laughs", nitf("<p>&a11;</p>", ENTITIES), Reason.UNSAFE_MARKUP, "grow"),
    Case("laughs-in-attribute", nitf('<p a="&a11;"/>', ENTITIES), Reason.UNSAFE_MARKUP, "grow"),
    Case("deep-xml", nitf("<block>" * 50_000), Reason.UNSAFE_MARKUP, "256"),
    Case("gigantic-attribute", nitf(f'<p a="{"x" * 10_100_000}"/>'), Reason.UNSAFE_MARKUP, "10 MB"),
    Case("endless-tags", nitf("<b/>" * 600_001), Reason.TOO_LARGE, "tags"),
    Case("endless-attributes", nitf("<p " + "a='' " * 600_001), Reason.TOO_LARGE, "attributes"),
    Case("endless-arrays", b'{"uri":"a","x":[' + b"[]," * 500_000, Reason.TOO_LARGE, "arrays"),
    Case("endless-values", b'{"uri":"a","x":[' + b"0," * 1_000_001, Reason.TOO_LARGE, "values"),
    Case(
        "endless-feed",
        b"<feed>" + b"<entry><summary>a</summary></entry>" * 2_001 + b"</feed>",
        Reason.TOO_LARGE,
        "2001 articles",
    ),
    Case("cut-off", nitf(f"<p>{LEDE}</p>")[:-30], Reason.NOT_XML, "line 1"),
    Case("endless-associations", b'{"uri":"a","associations":{"a":' * 300, Reason.NOT_JSON, "JSON"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_records_are_refused_by_name(case: Case) -> None:
    """The reason is a closed one, the sentence says which limit was broken."""
    with pytest.raises(RejectedError) as caught:
        read(record(case.value))
    assert caught.value.why is case.reason
    assert case.says in str(caught.value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param(rss("&lt;div&gt;" * 50_000 + LEDE), Reason.UNSAFE_MARKUP, id="deep-html"),
        pytest.param(ninjs(body_xhtml="<b>" * 50_000), Reason.UNSAFE_MARKUP, id="deep-body"),
        pytest.param(nitf(f"<p>{LEDE}</p>" * 20_000), Reason.TOO_LARGE, id="endless-paragraphs"),
        pytest.param(
            rss("&lt;p " + " ".join(f"a{n}=1" for n in range(20_000)) + "&gt;" + LEDE),
            Reason.UNSAFE_MARKUP,
            id="attributes-in-an-item",
        ),
        pytest.param(ninjs(body_text="word " * 400_001), Reason.TOO_LARGE, id="endless-text"),
        pytest.param(b"word " * 400_001, Reason.TOO_LARGE, id="endless-plain-text"),
    ],
)
def test_hostile_items_are_refused_alone(value: bytes, reason: Reason) -> None:
    """An item over a limit is one refusal; nothing of it is silently dropped."""
    (article,) = read(record(value)).articles
    assert isinstance(article, Refusal)
    assert article.error.why is reason


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(
            nitf(f"<p>{LEDE}</p>", '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">'), id="dtd"
        ),
        pytest.param(
            nitf(
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>'
                f"<p>{LEDE}</p>"
            ),
            id="xinclude",
        ),
        pytest.param(nitf("<block>" * 200 + f"<p>{LEDE}</p>" + "</block>" * 200), id="deep-enough"),
        pytest.param(
            rss(f"&lt;script src='http://127.0.0.1:9/'&gt;x()&lt;/script&gt;{LEDE}"), id="script"
        ),
        pytest.param(rss("<![CDATA[" + "<br>" * 50_000 + LEDE + "]]>"), id="endless-breaks"),
        pytest.param(ninjs(body_text="<" * 100 + LEDE), id="marks-that-are-no-markup"),
    ],
)
def test_harmless_parts_of_hostile_records_are_read(value: bytes) -> None:
    """What would be fetched or run is left out; the story is there."""
    (draft,) = drafts(value)
    assert (draft.body or draft.blocks[-1][1]).endswith(LEDE)


def test_an_endless_author_costs_no_time() -> None:
    """Patterns over a feed's words take linear time."""
    item = f"<item><author>{'a@(' * 100_000}</author><description>{LEDE}</description></item>"
    (draft,) = drafts(f"<rss><channel>{item}</channel></rss>")
    assert isinstance(draft, Draft)
    assert draft.byline is None
