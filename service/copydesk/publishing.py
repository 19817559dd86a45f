"""From what the desk found to the bytes that are published: events, kills and dead letters.

Must not: find anything out; it only puts findings into the contracts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from copydesk import __version__
from copydesk.contracts import (
    ENRICHED_SCHEMA_ID,
    ENRICHED_TYPE,
    KILLED_TYPE,
    TRACE_HEADERS,
    Byline,
    CloudEventHeaders,
    DateMention,
    DeadLetterHeaders,
    EnrichedArticle,
    EntityMention,
    EventBlock,
    EventDateline,
    EventSection,
    EventSource,
    EventSpan,
    Place,
    Provenance,
    RawOrigin,
    Subject,
)
from copydesk.draft import BlockKind
from copydesk.errors import Reason, RejectedError
from copydesk.outcomes import DeadLetter, Enriched, Kill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.draft import Copy, Draft, Headers, Record, Span
    from copydesk.enrich.dateline import Dateline
    from copydesk.enrich.dates import FoundDate
    from copydesk.enrich.entities import Entity
    from copydesk.enrich.places import Place as FoundPlace
    from copydesk.enrich.places import Placed
    from copydesk.enrich.section import Filing, Section
    from copydesk.errors import Stage

__all__ = ["Findings", "article_id_of", "dead_letter", "enriched", "event_id", "kill", "moment_of"]

OWN_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST})
PARTS = ("byline", "dateline", "dates", "entities", "places", "section", "subjects")
"""Fields of an event that only some articles can have; which of them is counted, never judged."""

UNKNOWN_SOURCE_PATH = "/copydesk"
ID_DIGEST_CHARS = 32
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN_LABELS_MAX = 10
UNKNOWN_LABEL_CHARS_MAX = 80
TIMESTAMP_MS_MAX = 253_402_300_799_999
"""The last millisecond that a date can name; a producer may write any 64-bit number."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything known of one article when its event is written."""

    record: Record
    item: int
    format: str
    draft: Draft
    copy: Copy
    dateline: Dateline | None
    dates: tuple[FoundDate, ...]
    entities: tuple[Entity, ...]
    placed: Placed
    filing: Filing


def enriched(findings: Findings, *, versions: Mapping[str, str], configuration: str) -> Enriched:
    """Return the event of an article, ready to be published."""
    record, draft = findings.record, findings.draft
    article_id = article_id_of(draft, record, findings.item)
    warnings = tuple(dict.fromkeys((*draft.warnings, *findings.copy.warnings)))
    if record.origin is not None and not record.key:
        warnings = (*warnings, "unkeyed")
    provenance = Provenance(
        copydesk=__version__,
        models=dict(versions),
        configuration=configuration,
        raw=_raw_origin(record, findings.item),
    )
    event = _event(findings, article_id, warnings, provenance)
    headers = CloudEventHeaders(
        ce_id=event_id(record, findings.item),
        ce_source=f"{UNKNOWN_SOURCE_PATH}/{quote(draft.source.id, safe='')}",
        ce_type=ENRICHED_TYPE,
        ce_subject=article_id,
        ce_time=_rfc3339(record.timestamp_ms),
        ce_dataschema=ENRICHED_SCHEMA_ID,
        ce_embargoeduntil=_isoformat(draft.embargoed_until),
    )
    return Enriched(
        article_id=article_id,
        item=findings.item,
        format=findings.format,
        key=article_id.encode(),
        value=event.model_dump_json().encode(),
        headers=headers.to_headers() + _trace(record.headers),
        warnings=warnings,
        found=tuple(part for part in PARTS if getattr(event, part)),
        unknown_labels=_shortened(findings.filing.unknown),
    )


def kill(record: Record, article_id: str, item: int, *, reason: str | None = None) -> Kill:
    """Return the kill of an article: a null value under its key, in the same envelope.

    reason: the status that withdraws it ('canceled', 'withheld'), None for a null value.
    """
    headers = CloudEventHeaders(
        ce_id=event_id(record, item),
        ce_source=UNKNOWN_SOURCE_PATH,
        ce_type=KILLED_TYPE,
        ce_subject=article_id,
        ce_time=_rfc3339(record.timestamp_ms),
        ce_dataschema=ENRICHED_SCHEMA_ID,
        ce_killreason=reason,
    )
    return Kill(
        article_id=article_id,
        item=item,
        key=article_id.encode(),
        headers=headers.to_headers() + _trace(record.headers),
    )


def dead_letter(
    record: Record, stage: Stage, error: Exception, item: int | None, *, attempts: int = 1
) -> DeadLetter:
    """Return the dead letter of a record: its bytes, key and headers unchanged, and why.

    item: None when the record itself is at fault. attempts: how often it was processed; the core
    is deterministic, so what it refuses it refuses the first time.
    """
    reason = error.why if isinstance(error, RejectedError) else Reason.BUG
    message = str(error) if isinstance(error, RejectedError) else "A bug in copydesk; see its log."
    origin = record.origin
    said = DeadLetterHeaders(
        stage=stage,
        reason=reason,
        exception=type(error).__name__,
        message=message,
        topic=origin.topic if origin else None,
        partition=origin.partition if origin else None,
        offset=origin.offset if origin else None,
        item=item,
        timestamp=record.timestamp_ms,
        attempts=attempts,
        version=__version__,
    )
    return DeadLetter(
        stage=stage,
        reason=reason,
        message=message,
        item=item,
        key=record.key,
        value=record.value,
        headers=record.headers + said.to_headers(),
    )


def article_id_of(draft: Draft, record: Record, item: int) -> str:
    """Return the article's id: its own, else its URL, else a digest of the record's bytes."""
    return draft.article_id or draft.url or _digest_id(record, item)


def event_id(record: Record, item: int) -> str:
    """Return `ce_id`: 32 hex digits, one for each article of each raw record.

    Outside Kafka, where a record stands nowhere, it is derived from the record's bytes.
    """
    if record.origin is None:
        return _digest_id(record, item)
    origin = record.origin
    parts = (origin.topic, origin.partition, origin.offset, record.timestamp_ms, item)
    return hashlib.sha256("\x00".join(map(str, parts)).encode()).hexdigest()[:ID_DIGEST_CHARS]


def moment_of(timestamp_ms: int | None) -> datetime | None:
    """Return a record's timestamp as a moment in UTC; None when absent or beyond the year 9999."""
    if timestamp_ms is None or not 0 <= timestamp_ms <= TIMESTAMP_MS_MAX:
        return None
    return EPOCH + timedelta(milliseconds=timestamp_ms)


def _event(
    findings: Findings, article_id: str, warnings: tuple[str, ...], provenance: Provenance
) -> EnrichedArticle:
    draft, copy, placed = findings.draft, findings.copy, findings.placed
    filing = findings.filing
    source = draft.source
    return EnrichedArticle(
        id=article_id,
        version=draft.version,
        source=EventSource(
            id=source.id,
            name=source.name,
            url=source.url,
            country=source.country,
            timezone=source.timezone,
        ),
        url=draft.url,
        language=copy.language,
        headline=copy.headline(),
        byline=_byline(copy),
        published_at=draft.published_at,
        updated_at=draft.updated_at,
        embargoed_until=draft.embargoed_until,
        text=copy.text,
        blocks=tuple(EventBlock(kind=b.kind, start=b.start, end=b.end) for b in copy.blocks),
        word_count=_word_count(copy),
        dateline=_dateline(findings.dateline, placed.dateline_id),
        entities=_entities(findings.entities, placed),
        places=tuple(map(_place, placed.places)),
        dates=tuple(map(_date, findings.dates)),
        section=_section(filing.section),
        subjects=tuple(map(_subject, filing.subjects)),
        genre=filing.genre,
        content_hash=hashlib.sha256(copy.text.encode()).hexdigest(),
        warnings=warnings,
        provenance=provenance,
    )


def _byline(copy: Copy) -> Byline | None:
    if copy.byline is None:
        return None
    return Byline(text=copy.byline, names=copy.byline_names, agency=copy.byline_agency)


def _dateline(found: Dateline | None, place_id: str | None) -> EventDateline | None:
    if found is None:
        return None
    return EventDateline(
        text=found.text,
        place=found.place,
        place_id=place_id,
        date=found.date,
        agency=found.agency,
        origin=found.origin,
        evidence=_spans(found.evidence),
        confidence=found.confidence,
    )


def _date(found: FoundDate) -> DateMention:
    return DateMention(
        start=found.start,
        end=found.end,
        value=found.value,
        grain=found.grain,
        confidence=found.confidence,
    )


def _entities(found: Iterable[Entity], placed: Placed) -> tuple[EntityMention, ...]:
    """Return the entities, a location with the place that most of its mentions name."""
    place_at = {span.start: place.id for place in placed.places for span in place.mentions}
    mentions = []
    for entity in found:
        named = Counter(
            place_at[span.start]
            for span in entity.mentions
            if entity.type == "location" and span.start in place_at
        )
        mentions.append(_entity(entity, max(named, key=named.__getitem__, default=None)))
    return tuple(mentions)


def _entity(found: Entity, place_id: str | None) -> EntityMention:
    return EntityMention(
        id=found.id,
        type=found.type,
        name=found.name,
        mentions=_spans(found.mentions),
        confidence=found.confidence,
        place_id=place_id,
    )


def _place(found: FoundPlace) -> Place:
    return Place(
        id=found.id,
        geonames_id=found.geonames_id,
        name=found.name,
        country=found.country,
        admin1=found.admin1,
        lat=found.lat,
        lon=found.lon,
        mentions=_spans(found.mentions),
        confidence=found.confidence,
    )


def _shortened(labels: tuple[str, ...]) -> tuple[str, ...]:
    """As many labels, and as much of each, as a log line needs."""
    return tuple(
        label.encode("utf-8", "replace").decode()[:UNKNOWN_LABEL_CHARS_MAX]
        for label in labels[:UNKNOWN_LABELS_MAX]
    )


def _section(found: Section | None) -> EventSection | None:
    if found is None:
        return None
    return EventSection(
        code=found.code, name=found.name, origin=found.origin, confidence=found.confidence
    )


def _subject(found: Section) -> Subject:
    return Subject(
        code=found.code, name=found.name, origin=found.origin, confidence=found.confidence
    )


def _spans(spans: Iterable[Span]) -> tuple[EventSpan, ...]:
    return tuple(EventSpan(start=span.start, end=span.end) for span in spans)


def _word_count(copy: Copy) -> int:
    own = (copy.text[b.start : b.end] for b in copy.blocks if b.kind in OWN_TEXT)
    return sum(len(text.split()) for text in own)


def _raw_origin(record: Record, item: int) -> RawOrigin | None:
    if record.origin is None:
        return None
    origin = record.origin
    return RawOrigin(
        topic=origin.topic, partition=origin.partition, offset=origin.offset, item=item
    )


def _digest_id(record: Record, item: int) -> str:
    digest = hashlib.sha256(record.value or b"")
    digest.update(f"\x00{item}".encode())
    return digest.hexdigest()[:ID_DIGEST_CHARS]


def _trace(headers: Headers) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() in TRACE_HEADERS)


def _rfc3339(timestamp_ms: int | None) -> str | None:
    moment = moment_of(timestamp_ms)
    if moment is None:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _isoformat(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
