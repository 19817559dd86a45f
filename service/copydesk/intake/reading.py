"""The one door of intake: a record goes in, its drafts come out, whatever its format.

A format is one row of `FORMATS`. Must not: know what a format looks like inside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from copydesk.contracts import CONTENT_TYPE, header
from copydesk.draft import Draft, Withdrawal
from copydesk.errors import ContractError, Reason, RejectedError, UndecodableError
from copydesk.intake.plain_text import UNKNOWN_SOURCE, read_plain_text
from copydesk.intake.raw_json import read_raw_json
from copydesk.intake.sniffing import JSON, PLAIN_TEXT, content_type_of, media_type, sniff, unframed

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.draft import Article, Headers, Record

__all__ = ["FORMATS", "PUBLISHED_AT", "SOURCE_ID", "Format", "Reading", "read"]

PUBLISHED_AT = "published-at"
"""Record header that dates an article whose format carries no date (ISO 8601)."""

SOURCE_ID = "source-id"
"""Record header that names the source of an article whose format carries none."""


@dataclass(frozen=True, slots=True)
class Format:
    """A raw format: its name (a metric label), its content types, and who reads it."""

    name: str
    content_types: tuple[str, ...]
    read: Callable[[bytes, str], tuple[Article, ...]]


FORMATS = (
    Format("raw-json", (JSON, "text/json"), read_raw_json),
    Format("plain-text", (PLAIN_TEXT,), read_plain_text),
)
_BY_CONTENT_TYPE = {name: form for form in FORMATS for name in form.content_types}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a record holds: the format it was read in, and its articles in order."""

    format: str
    articles: tuple[Article, ...]


def read(record: Record) -> Reading:
    """Return the articles of `record`.

    Raises RejectedError when the record as a whole cannot be read; `path` points into the value,
    or to `/key` or `/headers/NAME`.
    """
    key = _text_of_key(record.key)
    if record.value is None:
        if not key:
            sentence = "The record has neither key nor value, so it names no article."
            raise RejectedError(sentence, reason=Reason.EMPTY_RECORD)
        return Reading("tombstone", (Withdrawal(key),))
    if not record.value.strip():
        sentence = "The value is empty; a kill is a null value."
        raise RejectedError(sentence, reason=Reason.EMPTY_RECORD)
    value = unframed(record.value)
    declared = content_type_of(header(record.headers, CONTENT_TYPE))
    content_type = declared or sniff(value)
    form = _BY_CONTENT_TYPE.get(media_type(content_type))
    if form is None:
        sentence = f"The content-type header says {media_type(content_type)[:100]!r}; this version "
        sentence += f"reads {', '.join(_BY_CONTENT_TYPE)}."
        reason = Reason.UNSUPPORTED_CONTENT_TYPE
        raise RejectedError(sentence, reason=reason, path=f"/headers/{CONTENT_TYPE}")
    articles = form.read(value, content_type)
    # The key names the article of its record; it cannot name several.
    own_key = key if len(articles) == 1 else ""
    return Reading(form.name, tuple(_completed(one, own_key, record.headers) for one in articles))


def _text_of_key(key: bytes | None) -> str:
    try:
        return (key or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = "The key is not UTF-8; a key is the article's id."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8, path="/key") from error


def _completed(article: Article, key: str, headers: Headers) -> Article:
    """Fill in from key and headers what the format could not say."""
    if not isinstance(article, Draft):
        return article
    draft = article
    if key and draft.article_id not in {None, key}:
        draft = replace(draft, warnings=(*draft.warnings, "id-differs-from-key"))
    draft = replace(draft, article_id=key or draft.article_id)
    published_at = header(headers, PUBLISHED_AT)
    if draft.published_at is None and published_at is not None:
        draft = replace(draft, published_at=_moment(published_at))
    source_id = header(headers, SOURCE_ID)
    if draft.source == UNKNOWN_SOURCE and source_id:
        source = replace(UNKNOWN_SOURCE, id=source_id.decode("utf-8", "replace"))
        draft = replace(draft, source=source)
    return draft


def _moment(value: bytes) -> datetime:
    try:
        moment = datetime.fromisoformat(value.decode("ascii").strip())
    except ValueError as error:
        sentence = f"The header {PUBLISHED_AT} is not an ISO 8601 date and time."
        raise ContractError(sentence, path=f"/headers/{PUBLISHED_AT}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
