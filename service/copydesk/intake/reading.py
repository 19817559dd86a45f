"""The one door of intake: a record goes in, its articles come out, whatever its format.

A format is one row of `FORMATS`. Must not: know what a format looks like inside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from copydesk.contracts import CONTENT_TYPE, header
from copydesk.draft import Draft, Refusal, Withdrawal
from copydesk.errors import (
    ContractError,
    OversizeError,
    Reason,
    RejectedError,
    UndecodableError,
)
from copydesk.intake.feeds import read_feed
from copydesk.intake.html import read_html
from copydesk.intake.items import BODY_CHARS_MAX, UNKNOWN_SOURCE
from copydesk.intake.json_feed import read_json_feed
from copydesk.intake.newsml_g2 import read_newsml_1, read_newsml_g2
from copydesk.intake.ninjs import read_ninjs
from copydesk.intake.nitf import read_nitf
from copydesk.intake.plain_text import read_plain_text
from copydesk.intake.raw_json import read_raw_json
from copydesk.intake.sniffing import (
    JSON,
    PLAIN_TEXT,
    check_is_text,
    content_type_of,
    media_type,
    parameters,
    shape,
    unframed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.draft import Article, Headers, Record
    from copydesk.intake.sniffing import Shape

__all__ = [
    "CONTENT_TYPE_CORRECTED",
    "FORMATS",
    "PUBLISHED_AT",
    "SNIFFING",
    "SOURCE_ID",
    "Format",
    "Reading",
    "read",
]

PUBLISHED_AT: Final = "published-at"
"""Record header that dates an article whose format carries no date (ISO 8601)."""

SOURCE_ID: Final = "source-id"
"""Record header that names the source: the operator's own name for it wins over a wire's."""

SNIFFING: Final = "x-content-type-options"
"""Record header whose value 'nosniff' forbids to doubt the content type, as on the web."""

CONTENT_TYPE_CORRECTED: Final = "content-type-corrected"
"""Warning: the record is in another format than its content type says."""


@dataclass(frozen=True, slots=True)
class Format:
    """A raw format: its name (a metric label), its content types, and who reads it."""

    name: str
    content_types: tuple[str, ...]
    read: Callable[[bytes, str], tuple[Article, ...]]


RAW_JSON: Final = "raw-json"
_G2: Final = "application/vnd.iptc.g2."
FORMATS: Final = (
    Format(RAW_JSON, (JSON, "text/json"), read_raw_json),
    Format("plain-text", (PLAIN_TEXT,), read_plain_text),
    Format("html", ("text/html", "application/xhtml+xml"), read_html),
    Format("ninjs", ("application/vnd.iptc.ninjs+json", "application/ninjs+json"), read_ninjs),
    Format(
        "nitf",
        ("application/nitf+xml", "application/vnd.iptc.nitf+xml", "text/vnd.iptc.nitf"),
        read_nitf,
    ),
    Format(
        "newsml-g2",
        tuple(
            f"{_G2}{item}+xml"
            for item in (
                *("newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem"),
                *("planningitem", "catalogitem"),
            )
        ),
        read_newsml_g2,
    ),
    Format("newsml-1", ("application/newsml+xml", "text/vnd.iptc.newsml"), read_newsml_1),
    Format("rss", ("application/rss+xml", "application/rdf+xml"), read_feed),
    Format("atom", ("application/atom+xml",), read_feed),
    Format("json-feed", ("application/feed+json",), read_json_feed),
)
_BY_NAME: Final = {form.name: form for form in FORMATS}
_BY_CONTENT_TYPE: Final = {name: form for form in FORMATS for name in form.content_types}
_GENERIC: Final = frozenset(
    {
        *("application/xml", "text/xml", "application/octet-stream", "binary/octet-stream"),
        *("application/x-www-form-urlencoded", "application/unknown", "*/*"),
    }
)
"""Content types that say nothing of the format; some are only clients' defaults."""


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
    declared = content_type_of(header(record.headers, CONTENT_TYPE)) or ""
    may_sniff = (header(record.headers, SNIFFING) or b"").strip().lower() != b"nosniff"
    form, is_corrected = _decided(value, declared, may_sniff=may_sniff)
    articles = form.read(value, declared)
    # The key names the article of its record; it cannot name several.
    own_key = key if len(articles) == 1 else ""
    warnings = (CONTENT_TYPE_CORRECTED,) if is_corrected else ()
    return Reading(
        form.name,
        tuple(_completed(one, own_key, record.headers, form, warnings) for one in articles),
    )


def _decided(value: bytes, declared: str, *, may_sniff: bool) -> tuple[Format, bool]:
    """Return the format of a value, and whether that is not what its content type says.

    A declaration stands unless the bytes can hardly be what it says.
    """
    media = media_type(declared)
    form = _BY_CONTENT_TYPE.get(media)
    if form is not None and (not may_sniff or "schema" in parameters(declared)):
        return form, False
    shown = shape(value)
    seen = _BY_NAME.get(shown.format) if shown is not None and shown.format else None
    if form is not None:
        if form.name == RAW_JSON and seen is not None and seen.name in {"ninjs", "json-feed"}:
            return seen, False  # application/json is what these are, too
        if form.name == "html" and shown is None and b"<" not in value:
            return _BY_NAME["plain-text"], True
        is_other = seen is not None and shown is not None and shown.is_certain and seen is not form
        return (seen, True) if is_other and seen is not None else (form, False)
    is_silent = not media or media in _GENERIC or media.endswith(("+xml", "+json"))
    if seen is not None and (is_silent or (shown is not None and shown.is_certain)):
        return seen, not is_silent
    if not is_silent:
        sentence = f"The content-type header says {media[:100]!r}; this version reads "
        sentence += f"{', '.join(_BY_CONTENT_TYPE)}."
        reason = Reason.UNSUPPORTED_CONTENT_TYPE
        raise RejectedError(sentence, reason=reason, path=f"/headers/{CONTENT_TYPE}")
    if shown is not None:
        raise _unknown_markup(shown)
    check_is_text(value)
    return _BY_NAME["plain-text"], False


def _unknown_markup(shown: Shape) -> RejectedError:
    root = f", its first element is {shown.root!r}" if shown.root else ""
    sentence = f"The value looks like markup in no format that is read here{root}."
    return RejectedError(sentence, reason=Reason.UNSUPPORTED_CONTENT_TYPE)


def _text_of_key(key: bytes | None) -> str:
    try:
        return (key or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = "The key is not UTF-8; a key is the article's id."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8, path="/key") from error


def _completed(
    article: Article, key: str, headers: Headers, form: Format, warnings: tuple[str, ...]
) -> Article:
    """Fill in from key and headers what the format could not say."""
    match article:
        case Withdrawal():
            if not key and not article.article_id:
                return Refusal(ContractError("The item is withdrawn, but says no id to withdraw."))
            return replace(article, article_id=key or article.article_id)
        case Refusal():
            return article
        case Draft():
            return _completed_draft(article, key, headers, form, warnings)


def _completed_draft(
    draft: Draft, key: str, headers: Headers, form: Format, warnings: tuple[str, ...]
) -> Draft | Refusal:
    chars = len(draft.body) + sum(len(text) for _, text in draft.blocks)
    if chars > BODY_CHARS_MAX:
        sentence = f"The article has {chars} characters; the limit is {BODY_CHARS_MAX}."
        return Refusal(OversizeError(sentence, path="/body"))
    if key and draft.article_id not in {None, key}:
        warnings = (*warnings, "id-differs-from-key")
    published_at = header(headers, PUBLISHED_AT)
    dated = draft.published_at
    if dated is None and published_at is not None:
        dated = _moment(published_at)
    source, source_id = draft.source, header(headers, SOURCE_ID)
    if source_id and (source == UNKNOWN_SOURCE or form.name != RAW_JSON):
        source = replace(source, id=source_id.decode("utf-8", "replace"))
    return replace(
        draft,
        article_id=key or draft.article_id,
        source=source,
        published_at=dated,
        warnings=(*draft.warnings, *warnings),
    )


def _moment(value: bytes) -> datetime:
    try:
        moment = datetime.fromisoformat(value.decode("ascii").strip())
    except ValueError as error:
        sentence = f"The header {PUBLISHED_AT} is not an ISO 8601 date and time."
        raise ContractError(sentence, path=f"/headers/{PUBLISHED_AT}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
