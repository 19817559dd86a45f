"""Counting and logging what was committed, and nothing that was not.

Must not: be called before the commit is confirmed.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, assert_never

import structlog

from copydesk.outcomes import DeadLetter, Enriched, Kill

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
    metrics.transaction_records.observe(len(settled))
    for record, outcomes in settled:
        age_ms = now_ms - (record.timestamp_ms or 0)
        if 0 <= age_ms <= MEASURED_MS_MAX:
            metrics.latency_seconds.observe(age_ms / 1000)
        for outcome in outcomes:
            _account_outcome(record, outcome, metrics)


def _account_outcome(record: Record, outcome: Outcome, metrics: Metrics) -> None:
    size = len(outcome.key or b"") + len(outcome.value or b"")
    size += sum(len(name) + len(value or b"") for name, value in outcome.headers)
    match outcome:
        case Enriched():
            metrics.events.labels("enriched").inc()
            metrics.published_bytes.labels("enriched").inc(size)
            metrics.event_warnings.inc(len(outcome.warnings))
            _log_committed(record, outcome)
        case Kill():
            metrics.events.labels("killed").inc()
            metrics.published_bytes.labels("enriched").inc(size)
            _log_committed(record, outcome)
        case DeadLetter():
            metrics.dead_letters.labels(outcome.stage, outcome.reason).inc()
            metrics.published_bytes.labels("dead-letter").inc(size)
            log.warning(
                "article_dead_lettered",
                **_where(record),
                item=outcome.item,
                stage=outcome.stage,
                reason=outcome.reason,
                message=outcome.message,
            )
        case _ as never:
            assert_never(never)


def _log_committed(record: Record, outcome: Enriched | Kill) -> None:
    log.debug(
        "record_committed", **_where(record), article_id=outcome.article_id, item=outcome.item
    )


def _where(record: Record) -> dict[str, str | int]:
    if record.origin is None:
        return {}
    origin = record.origin
    return {"topic": origin.topic, "partition": origin.partition, "offset": origin.offset}
