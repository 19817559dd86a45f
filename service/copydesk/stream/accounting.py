"""Counting and logging what was committed, and nothing that was not.

It runs on the event loop for every record, so counters are moved once a transaction.
Must not: be called before the commit is confirmed.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import TYPE_CHECKING, assert_never

import structlog

from copydesk.observability.metrics import FORMAT_NAMES, Fate
from copydesk.observability.tracing import trace_id
from copydesk.outcomes import UNKNOWN_FORMAT, DeadLetter, Enriched, Kill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Record
    from copydesk.observability.metrics import Metrics
    from copydesk.outcomes import Outcome

__all__ = ["account"]

MEASURED_MS_MAX = 24 * 60 * 60 * 1_000
"""A record older than a day is a backlog or a replay; its age says nothing about our latency."""

log = structlog.get_logger()


def account(settled: Sequence[tuple[Record, Sequence[Outcome]]], metrics: Metrics) -> None:
    """Count committed records and outcomes; a dead letter is a warning, an event a debug line."""
    now_ms = time.time() * 1000
    metrics.records.inc(len(settled))
    metrics.unaccounted.inc(sum(not outcomes for _, outcomes in settled))
    metrics.raw_bytes.inc(sum(_bytes_of(record) for record, _ in settled))
    metrics.transaction_records.observe(len(settled))
    for record, _ in settled:
        age_ms = now_ms - (record.timestamp_ms or 0)
        if 0 <= age_ms <= MEASURED_MS_MAX:
            metrics.latency_seconds.observe(age_ms / 1000)
    _count([outcome for _, outcomes in settled for outcome in outcomes], metrics)
    is_told = log.bind().is_enabled_for(logging.DEBUG)
    for record, outcomes in settled:
        for outcome in outcomes:
            if is_told or isinstance(outcome, DeadLetter):
                _tell(record, outcome)


def _count(outcomes: Sequence[Outcome], metrics: Metrics) -> None:
    fates: Counter[tuple[Fate, str]] = Counter()
    parts: Counter[str] = Counter()
    letters: Counter[tuple[str, str]] = Counter()
    sizes: Counter[str] = Counter()
    warnings = 0
    for outcome in outcomes:
        topic = "enriched"
        match outcome:
            case Enriched():
                fate = Fate.ENRICHED
                parts.update(outcome.found)
                warnings += len(outcome.warnings)
                _count_labels(outcome, metrics)
            case Kill():
                fate = Fate.KILLED
            case DeadLetter():
                fate = Fate.DEAD_LETTER
                topic = "dead-letter"
                letters[outcome.stage, outcome.reason] += 1
            case _ as never:
                assert_never(never)
        sizes[topic] += _bytes_of(outcome)
        form = outcome.format if outcome.format in FORMAT_NAMES else UNKNOWN_FORMAT
        fates[fate, form] += 1
    for (fate, form), count in fates.items():
        metrics.articles.labels(fate, form).inc(count)
    for part, count in parts.items():
        metrics.found.labels(part).inc(count)
    for (stage, reason), count in letters.items():
        metrics.dead_letters.labels(stage, reason).inc(count)
    for topic, size in sizes.items():
        metrics.published_bytes.labels(topic).inc(size)
    metrics.event_warnings.inc(warnings)


def _count_labels(outcome: Enriched, metrics: Metrics) -> None:
    if outcome.unknown_labels:
        form = outcome.format if outcome.format in FORMAT_NAMES else UNKNOWN_FORMAT
        metrics.unknown_labels.labels(form).inc(len(outcome.unknown_labels))


def _bytes_of(one: Record | Outcome) -> int:
    size = len(one.key or b"") + len(one.value or b"")
    return size + sum(len(name) + len(value or b"") for name, value in one.headers)


def _tell(record: Record, outcome: Outcome) -> None:
    match outcome:
        case Enriched() if outcome.unknown_labels:
            log.debug(
                "record_committed",
                **_where(record),
                article_id=outcome.article_id,
                item=outcome.item,
                unknown_labels=outcome.unknown_labels,
            )
        case Enriched() | Kill():
            log.debug(
                "record_committed",
                **_where(record),
                article_id=outcome.article_id,
                item=outcome.item,
            )
        case DeadLetter():
            log.warning(
                "article_dead_lettered",
                **_where(record),
                article_id=outcome.article_id,
                item=outcome.item,
                stage=outcome.stage,
                reason=outcome.reason,
                message=outcome.message,
            )
        case _ as never:
            assert_never(never)


def _where(record: Record) -> dict[str, str | int]:
    where: dict[str, str | int] = {}
    if record.origin is not None:
        origin = record.origin
        where = {"topic": origin.topic, "partition": origin.partition, "offset": origin.offset}
    if (trace := trace_id(record.headers)) is not None:
        where["trace_id"] = trace
    return where
