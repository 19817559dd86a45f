"""Spans for OpenTelemetry, by its messaging conventions: a chunk's work and its steps, a commit.

A record's `traceparent` header is linked to; a chunk of one record goes on in that record's trace,
a larger one has a trace of its own, since one span can't stand in several.
Source: OpenTelemetry semantic conventions for messaging, and for Kafka.
"""

from __future__ import annotations

import time
from threading import Thread
from typing import TYPE_CHECKING

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from copydesk import __version__
from copydesk.contracts import TRACE_HEADERS, header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span
    from opentelemetry.util.types import Attributes

    from copydesk.draft import Record
    from copydesk.observability.tracing import Lap

__all__ = ["OtelTracer", "exporting_spans"]

CLOSE_SECONDS = 3.0
LINKS_MAX = 128
"""As many links as a span may have by the SDK's own limit."""


def exporting_spans() -> BatchSpanProcessor:
    """What sends spans by OTLP over HTTP, set up by the OTEL_* variables."""
    return BatchSpanProcessor(OTLPSpanExporter())


class OtelTracer:
    """Turns what the engine tells into spans."""

    def __init__(self, group: str, spans: SpanProcessor) -> None:
        """group: the consumer group; spans: where they go.

        OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over our own name.
        """
        ours = Resource({"service.name": "copydesk", "service.version": __version__})
        self._provider = TracerProvider(resource=ours.merge(OTELResourceDetector().detect()))
        self._provider.add_span_processor(spans)
        self._tracer = self._provider.get_tracer("copydesk", __version__)
        self._group = group
        self._propagator = TraceContextTextMapPropagator()

    def processed(self, records: Sequence[Record], began_ns: int, laps: Sequence[Lap]) -> None:
        """One span of kind consumer, with a child for each step."""
        span = self._started(records, ("process", "process"), SpanKind.CONSUMER, began_ns)
        inside = trace.set_span_in_context(span)
        for step, entered_ns, spent_ns in laps:
            child = self._tracer.start_span(step, context=inside, start_time=entered_ns)
            child.end(entered_ns + spent_ns)
        span.end(time.time_ns())

    def committed(self, records: Sequence[Record], began_ns: int) -> None:
        """One span of kind client: events, dead letters and positions in one transaction."""
        span = self._started(records, ("commit", "settle"), SpanKind.CLIENT, began_ns)
        span.end(time.time_ns())

    def close(self) -> None:
        """Send what waits; a collector that does not answer holds nobody up."""
        closing = Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(CLOSE_SECONDS)

    def _context(self, record: Record) -> Context:
        carrier = {
            name: value.decode("latin-1")
            for name in TRACE_HEADERS
            if (value := header(record.headers, name)) is not None
        }
        return self._propagator.extract(carrier)

    def _started(
        self, records: Sequence[Record], operation: tuple[str, str], kind: SpanKind, began_ns: int
    ) -> Span:
        """A span about records; operation: its name and its type, by the conventions."""
        contexts = [self._context(record) for record in records[:LINKS_MAX]]
        named = (trace.get_current_span(one).get_span_context() for one in contexts)
        name, sort = operation
        return self._tracer.start_span(
            f"{name} {_topic(records)}",
            context=contexts[0] if len(records) == 1 else None,
            kind=kind,
            attributes=self._attributes(records, name, sort),
            links=[Link(one) for one in named if one.is_valid],
            start_time=began_ns,
        )

    def _attributes(self, records: Sequence[Record], name: str, kind: str) -> Attributes:
        first = records[0]
        found: dict[str, str | int] = {
            "messaging.system": "kafka",
            "messaging.operation.name": name,
            "messaging.operation.type": kind,
            "messaging.consumer.group.name": self._group,
            "messaging.destination.name": _topic(records),
        }
        if first.origin is not None:
            found["messaging.destination.partition.id"] = str(first.origin.partition)
        if len(records) > 1:
            found["messaging.batch.message_count"] = len(records)
        elif first.origin is not None:
            found["messaging.kafka.offset"] = first.origin.offset
            if first.key is not None:
                found["messaging.kafka.message.key"] = first.key.decode("utf-8", "replace")
        return found


def _topic(records: Sequence[Record]) -> str:
    origin = records[0].origin
    return origin.topic if origin else "raw"
