"""What a raw record is taken for, and why it is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.draft import Draft, Headers, Record, Withdrawal
from copydesk.errors import Reason, RejectedError
from copydesk.intake import read
from copydesk.intake.raw_json import BODY_CHARS_MAX

LEDE = (
    "The harbour authority said on Tuesday that the old ferry pier would be closed for repairs "
    "until the end of the year, and that commuters should use the north landing instead of it."
)
ARTICLE = {"id": "pier-1", "source": {"id": "harbour-post"}, "body": LEDE}


def raw(**fields: object) -> bytes:
    return json.dumps(ARTICLE | fields).encode()


def without(name: str) -> bytes:
    return json.dumps({key: value for key, value in ARTICLE.items() if key != name}).encode()


def only_draft(record: Record) -> Draft:
    (article,) = read(record).articles
    assert isinstance(article, Draft)
    return article


@dataclass(frozen=True)
class Refused:
    name: str
    value: bytes | None
    reason: Reason
    says: str
    path: str = ""
    key: bytes | None = None
    headers: Headers = ()


REFUSED = [
    Refused("null-key-and-value", None, Reason.EMPTY_RECORD, "neither key nor value"),
    Refused("empty-key-and-null-value", None, Reason.EMPTY_RECORD, "neither key", key=b""),
    Refused("blank-value", b" \n", Reason.EMPTY_RECORD, "value is empty", key=b"a"),
    Refused("not-utf8", b'{"body": "caf\xe9"}', Reason.NOT_UTF8, "not UTF-8"),
    Refused("not-utf8-text", b"\xff\xfe\x00" * 40, Reason.NOT_UTF8, "not UTF-8"),
    Refused("truncated-json", raw()[:-20], Reason.NOT_JSON, "not JSON"),
    Refused("stray-message", b"this is not json", Reason.NOT_JSON, "not JSON"),
    Refused("json-array", b"[1, 2]", Reason.CONTRACT, "not an object"),
    Refused("not-a-number", b'{"id": NaN}', Reason.NOT_JSON, "not JSON"),
    Refused("lone-surrogate", b'{"body": "\\ud800"}', Reason.NOT_JSON, "not JSON"),
    Refused("deeply-nested", b'{"a":' * 5_000, Reason.NOT_JSON, "not JSON"),
    Refused("no-body", without("body"), Reason.CONTRACT, "body", path="/body"),
    Refused("no-source", without("source"), Reason.CONTRACT, "source", path="/source"),
    Refused("empty-body", raw(body="  "), Reason.CONTRACT, "body", path="/body"),
    Refused("body-of-wrong-type", raw(body=7), Reason.CONTRACT, "body", path="/body"),
    Refused("bad-date", raw(published_at="soon"), Reason.CONTRACT, "published_at", "/published_at"),
    Refused(
        "body-in-unknown-markup",
        raw(content_type="text/rtf"),
        Reason.UNSUPPORTED_CONTENT_TYPE,
        "content_type",
        path="/content_type",
    ),
    Refused("huge-body", raw(body="a" * (BODY_CHARS_MAX + 1)), Reason.TOO_LARGE, "limit", "/body"),
    Refused("key-not-utf8", raw(), Reason.NOT_UTF8, "key", path="/key", key=b"\xff"),
    Refused("markup", b"<svg><g/></svg>", Reason.UNSUPPORTED_CONTENT_TYPE, "'svg'"),
    Refused("markup-cut-off", b"<", Reason.UNSUPPORTED_CONTENT_TYPE, "markup"),
    Refused("page-without-text", b"<html><p>", Reason.NO_TEXT, "article"),
    Refused(
        "unknown-content-type",
        b"x",
        Reason.UNSUPPORTED_CONTENT_TYPE,
        "application/pdf",
        path="/headers/content-type",
        headers=(("content-type", b"application/pdf"),),
    ),
    Refused(
        "unknown-major-version",
        raw(),
        Reason.UNSUPPORTED_SCHEMA,
        "raw-article/2",
        path="/headers/content-type",
        headers=(("content-type", b"application/json; schema=raw-article/2"),),
    ),
    Refused(
        "charset-nobody-reads",
        b"\xc1\x85\x99\x99\xa8" * 40,
        Reason.NOT_UTF8,
        "charset",
        headers=(("content-type", b"text/plain; charset=ebcdic-cp-us"),),
    ),
    Refused(
        "bad-date-header",
        LEDE.encode(),
        Reason.CONTRACT,
        "published-at",
        path="/headers/published-at",
        headers=(("published-at", b"yesterday"),),
    ),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refuses_with_reason_and_place(case: Refused) -> None:
    """A refused record says why, in one sentence, and where."""
    with pytest.raises(RejectedError) as caught:
        read(Record(value=case.value, key=case.key, headers=case.headers))
    assert caught.value.why is case.reason
    assert caught.value.path == case.path
    assert case.says in str(caught.value)
    assert "\n" not in str(caught.value)


@dataclass(frozen=True)
class Accepted:
    name: str
    record: Record
    format: str
    draft: dict[str, object]


NEW_YORK = timezone(timedelta(hours=-4))
ACCEPTED = [
    Accepted("raw-article", Record(raw()), "raw-json", {"article_id": "pier-1", "body": LEDE}),
    Accepted("key-wins", Record(raw(), key=b"k"), "raw-json", {"article_id": "k"}),
    Accepted("byte-order-mark", Record(b"\xef\xbb\xbf" + raw()), "raw-json", {"body": LEDE}),
    Accepted("registry-frame", Record(b"\x00\x00\x00\x00\x07" + raw()), "raw-json", {"body": LEDE}),
    Accepted("one-label", Record(raw(section="World")), "raw-json", {"section_labels": ("World",)}),
    Accepted(
        "labels-under-another-name",
        Record(raw(sections=["World", " "])),
        "raw-json",
        {"section_labels": ("World",)},
    ),
    Accepted(
        "unknown-fields-are-kept-out-of-the-way",
        Record(raw(wordcount=3)),
        "raw-json",
        {"article_id": "pier-1"},
    ),
    Accepted(
        "time-with-zone",
        Record(raw(published_at="2021-05-07T18:30:00-04:00")),
        "raw-json",
        {"published_at": datetime(2021, 5, 7, 18, 30, tzinfo=NEW_YORK), "warnings": ()},
    ),
    Accepted(
        "time-without-zone",
        Record(raw(published_at="2021-05-07T18:30:00")),
        "raw-json",
        {
            "published_at": datetime(2021, 5, 7, 18, 30, tzinfo=UTC),
            "warnings": ("no-zone-in-published-at",),
        },
    ),
    Accepted(
        "zone-nobody-knows",
        Record(raw(source={"id": "x", "timezone": "Mars/Base"})),
        "raw-json",
        {"warnings": ("timezone-unknown",)},
    ),
    Accepted("sniffed-text", Record(LEDE.encode()), "plain-text", {"body": LEDE}),
    Accepted(
        "declared-text-may-be-short",
        Record(b"Too short to guess.", headers=(("Content-Type", b"text/plain; charset=UTF-8"),)),
        "plain-text",
        {"body": "Too short to guess."},
    ),
    Accepted(
        "dated-by-header",
        Record(LEDE.encode(), headers=(("published-at", b"2021-05-07"),)),
        "plain-text",
        {"published_at": datetime(2021, 5, 7, tzinfo=UTC)},
    ),
    Accepted(
        "own-date-beats-header",
        Record(raw(published_at="2020-01-01T00:00Z"), headers=(("published-at", b"2021-05-07"),)),
        "raw-json",
        {"published_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ),
]


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_reads_what_the_source_says(case: Accepted) -> None:
    """A draft holds what the record says, in the format it was recognised as."""
    reading = read(case.record)
    draft = only_draft(case.record)
    assert reading.format == case.format
    assert {name: getattr(draft, name) for name in case.draft} == case.draft


def test_null_value_with_a_key_is_a_withdrawal() -> None:
    """A tombstone on the raw topic withdraws the article of its key."""
    assert read(Record(None, key=b"pier-1")).articles == (Withdrawal("pier-1"),)


@given(value=st.one_of(st.none(), st.binary(max_size=200)), key=st.one_of(st.none(), st.binary()))
def test_any_bytes_are_read_or_refused(value: bytes | None, key: bytes | None) -> None:
    """Whatever stands on the topic is an article, a withdrawal or a refusal, never a crash."""
    refusal = None
    articles: tuple[object, ...] = ()
    try:
        articles = read(Record(value=value, key=key)).articles
    except RejectedError as error:
        refusal = str(error)
    assert bool(articles) != bool(refusal)
