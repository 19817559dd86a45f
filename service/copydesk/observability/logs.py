"""How the service writes its log: structured, one event a line, never a word of an article.

An event is a literal past fact in snake_case from EVENTS; its keys are from KEYS. JSON goes to a
pipe, colours to a terminal. Must not: log by itself, or let a secret or an article's text through:
only known keys pass.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, TextIO

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

__all__ = ["EVENTS", "KEYS", "configure_logging", "only_known_keys"]

EVENTS: tuple[str, ...] = (
    "article_dead_lettered",
    "broker_found",
    "broker_waited_for",
    "chunk_isolated",
    "dead_letter_limit_lifted",
    "dead_letter_limit_reached",
    "group_joined",
    "group_left",
    "hanging_transaction_ended",
    "http_started",
    "partition_closed",
    "partition_held",
    "partition_moved_again",
    "partition_opened",
    "partition_reopened",
    "partition_stalled",
    "partition_start_chosen",
    "partitions_assigned",
    "partitions_revoked",
    "producer_abandoned",
    "record_committed",
    "rejoined_after_failure",
    "resume_requested",
    "service_failed",
    "service_ready",
    "service_started",
    "service_stopped",
    "stop_requested",
    "transaction_aborted",
    "transaction_unknown",
    "worker_lost",
    "workers_started",
)
"""Every event that the service logs."""

KEYS: frozenset[str] = frozenset(
    {
        "article_id",
        "bootstrap",
        "error_type",
        "event",
        "exception",
        "generation",
        "group",
        "item",
        "lag",
        "level",
        "logger",
        "message",
        "offset",
        "partition",
        "partitions",
        "port",
        "reason",
        "records",
        "seconds",
        "signal",
        "source",
        "stage",
        "state",
        "timestamp",
        "topic",
        "trace_id",
        "unknown_labels",
        "version",
        "workers",
    }
)
"""Every key that a line may have; others are dropped, so an article can't slip in."""

HEARD = frozenset({"aiohttp", "aiokafka", "asyncio", "opentelemetry", "py"})
"""The libraries whose own log is let through: those that move bytes ("py" is Python's warnings).
What reads articles (an HTML extractor, a language model) quotes them when it complains."""

LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}


def configure_logging(
    level: str = "info", style: str = "auto", stream: TextIO | None = None
) -> None:
    """Set up structlog and the standard library's logging, once, at start.

    level: debug, info, warning or error; style: auto, json or console; stream: stderr by default.
    aiokafka's own log is only let through at debug: the engine reports each of its failures once,
    while aiokafka repeats them ten times a second for as long as a broker is away.
    """
    stream = stream or sys.stderr
    number = LEVELS[level]
    as_console = style == "console" or (style == "auto" and stream.isatty())
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=stream.isatty())
        if as_console
        else structlog.processors.JSONRenderer()
    )
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            *shared,
            only_known_keys,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(_is_heard)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(number, logging.WARNING) if number > logging.DEBUG else logging.INFO)
    # Never lower: at debug aiokafka logs its requests, the one with a SASL password among them.
    quiet = logging.INFO if number <= logging.DEBUG else logging.CRITICAL
    logging.getLogger("aiokafka").setLevel(quiet)


def _is_heard(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in HEARD


def only_known_keys(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every key that is not in KEYS."""
    return {name: value for name, value in event.items() if name in KEYS}
