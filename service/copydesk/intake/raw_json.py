"""RawArticle JSON: the service's own raw contract.

Must not: refuse an unknown field, or quote the article in an error.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from copydesk.contracts import RawArticle
from copydesk.draft import Draft, Source
from copydesk.errors import ContractError, OversizeError, Reason, RejectedError
from copydesk.intake.html import html_body_blocks
from copydesk.intake.items import BODY_CHARS_MAX
from copydesk.intake.json_document import json_document
from copydesk.intake.markup import without_headline
from copydesk.intake.sniffing import PLAIN_TEXT, media_type, parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from copydesk.contracts import RawSource

__all__ = ["BODY_CHARS_MAX", "SCHEMA_NAME", "read_raw_json", "zone_named"]

SCHEMA_NAME = "raw-article"
SCHEMA_MAJOR = "1"
HTML = ("text/html", "application/xhtml+xml")


def read_raw_json(value: bytes, content_type: str) -> tuple[Draft, ...]:
    """Return the one draft of a raw article.

    Raises RejectedError: another schema or major version, not UTF-8, not JSON, a field that
    breaks the contract (its JSON pointer in `path`), a body type that is not read here, a body
    over the limit.
    """
    _check_schema(parameters(content_type).get("schema"))
    document = _document(value)
    try:
        raw = RawArticle.model_validate(document)
    except ValidationError as error:
        raise _contract_error(error) from error
    kind = media_type(raw.content_type)
    if kind not in {PLAIN_TEXT, *HTML}:
        sentence = "content_type of the body is not one that is read here: use "
        sentence += f"{PLAIN_TEXT} or {HTML[0]}."
        reason = Reason.UNSUPPORTED_CONTENT_TYPE
        raise RejectedError(sentence, reason=reason, path="/content_type")
    if len(raw.body) > BODY_CHARS_MAX:
        sentence = f"body has {len(raw.body)} characters; the limit is {BODY_CHARS_MAX}."
        raise OversizeError(sentence, path="/body")
    draft = _draft(raw)
    if kind in HTML:
        headline, blocks = without_headline(html_body_blocks(raw.body))
        draft = replace(draft, body="", blocks=blocks, headline=draft.headline or headline)
    return (draft,)


def zone_named(name: str | None) -> tzinfo | None:
    """Return the time zone of an IANA name; None when there is no name, or no such zone."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _check_schema(declared: str | None) -> None:
    if declared is None:
        return
    name, _, version = declared.partition("/")
    if name != SCHEMA_NAME or version.partition(".")[0] != SCHEMA_MAJOR:
        sentence = (
            f"The content-type header declares schema {declared[:100]!r}; this version reads "
            f"{SCHEMA_NAME}/{SCHEMA_MAJOR}."
        )
        reason = Reason.UNSUPPORTED_SCHEMA
        raise RejectedError(sentence, reason=reason, path="/headers/content-type")


def _document(value: bytes) -> Mapping[str, object]:
    document = json_document(value)
    if not isinstance(document, dict):
        sentence = "The value is JSON but not an object; a raw article is one JSON object."
        raise ContractError(sentence)
    return document


def _contract_error(error: ValidationError) -> ContractError:
    details: list[ErrorDetails] = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    first = details[0]
    names = [str(part) for part in first["loc"]]
    message = first["msg"][0].lower() + first["msg"][1:]
    more = f" (and {len(details) - 1} more problems)" if len(details) > 1 else ""
    pointer = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)
    return ContractError(f"{'.'.join(names)}: {message}{more}.", path=pointer)


def _draft(raw: RawArticle) -> Draft:
    source, zone, warnings = _source(raw.source)
    times: dict[str, datetime | None] = {}
    for name in ("published_at", "updated_at", "embargoed_until"):
        moment: datetime | None = getattr(raw, name)
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone or UTC)
            warnings += (f"no-zone-in-{name.replace('_', '-')}",)
        times[name] = moment
    return Draft(
        body=raw.body,
        source=source,
        article_id=raw.id,
        version=raw.version,
        url=raw.url,
        headline=raw.headline or None,
        byline=raw.byline or None,
        language=raw.language or None,
        section_labels=tuple(label.strip() for label in raw.section if label.strip()),
        keywords=tuple(word.strip() for word in raw.keywords if word.strip()),
        published_at=times["published_at"],
        updated_at=times["updated_at"],
        embargoed_until=times["embargoed_until"],
        warnings=warnings,
    )


def _source(raw: RawSource) -> tuple[Source, tzinfo | None, tuple[str, ...]]:
    zone = zone_named(raw.timezone)
    unknown_zone = raw.timezone is not None and zone is None
    source = Source(
        id=raw.id,
        name=raw.name or None,
        url=raw.url or None,
        country=raw.country.upper() if raw.country else None,
        timezone=None if unknown_zone else raw.timezone,
    )
    return source, zone, ("timezone-unknown",) if unknown_zone else ()
