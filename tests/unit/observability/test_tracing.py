"""What a trace of the service shows, and which trace a log line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from copydesk.draft import Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.observability.metrics import Metrics
from copydesk.observability.otel import OtelTracer
from copydesk.observability.tracing import trace_id
from copydesk.outcomes import DeadLetter
from copydesk.stream.accounting import account

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
OTHER = "a3ce929d0e0e47364bf92f3577b34da6"
BEGAN_NS = 1_700_000_000_000_000_000
LAPS = (("intake", BEGAN_NS + 10, 1_000), ("entities", BEGAN_NS + 2_000, 5_000))


def traced(trace: str | None, offset: int = 7) -> Record:
    parent = () if trace is None else (("traceparent", f"00-{trace}-00f067aa0ba902b7-01".encode()),)
    return Record(b"{}", b"an-id", parent, 1_000, Origin("raw", 2, offset))


def spans_of(*records: Record) -> dict[str, ReadableSpan]:
    """The spans of one chunk and its commit, by name."""
    exporter = InMemorySpanExporter()
    tracer = OtelTracer("desk", SimpleSpanProcessor(exporter))
    tracer.processed(records, BEGAN_NS, LAPS)
    tracer.committed(records, BEGAN_NS)
    tracer.close()
    return {span.name: span for span in exporter.get_finished_spans()}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"00-{TRACE}-00f067aa0ba902b7-01", TRACE),
        (f"01-{TRACE}-00f067aa0ba902b7-01-later", TRACE),
        (f"00-{'0' * 32}-00f067aa0ba902b7-01", None),
        (f"00-{TRACE}-short-01", None),
        (TRACE, None),
        ("", None),
    ],
    ids=["plain", "later-version", "no-trace", "cut-off", "id-alone", "empty"],
)
def test_the_trace_of_a_record(header: str, expected: str | None) -> None:
    """A log line names the trace that the record's header names, or none."""
    assert trace_id((("traceparent", header.encode()),)) == expected


def test_a_record_alone_goes_on_in_its_own_trace() -> None:
    """Whoever follows an article from its supplier finds our work and commit in the same trace."""
    spans = spans_of(traced(TRACE))
    process, commit, step = spans["process raw"], spans["commit raw"], spans["entities"]
    assert {f"{one.context.trace_id:032x}" for one in (process, commit, step)} == {TRACE}
    assert process.kind is SpanKind.CONSUMER
    assert step.parent is not None
    assert step.parent.span_id == process.context.span_id
    assert (step.start_time, step.end_time) == (BEGAN_NS + 2_000, BEGAN_NS + 7_000)
    assert dict(process.attributes or {}) == {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.consumer.group.name": "desk",
        "messaging.destination.name": "raw",
        "messaging.destination.partition.id": "2",
        "messaging.kafka.offset": 7,
        "messaging.kafka.message.key": "an-id",
    }
    assert (commit.attributes or {})["messaging.operation.type"] == "settle"


def test_a_chunk_links_to_the_trace_of_each_record() -> None:
    """One span can't stand in several traces; its links lead to all of them, where there is one."""
    process = spans_of(traced(TRACE), traced(None, 8), traced(OTHER, 9))["process raw"]
    assert {f"{link.context.trace_id:032x}" for link in process.links} == {TRACE, OTHER}
    assert process.parent is None
    assert (process.attributes or {})["messaging.batch.message_count"] == 3


def test_a_dead_letter_s_line_says_whose_it_is() -> None:
    """Article, place and trace, so that a person can follow it anywhere."""
    letter = DeadLetter(Stage.ENRICH, Reason.BUG, "A bug.", 0, b"k", b"v", (), "html", "an-id")
    with capture_logs() as lines:
        account([(traced(TRACE), [letter])], Metrics(CollectorRegistry()))
    (line,) = lines
    assert line["event"] == "article_dead_lettered"
    told = {name: line[name] for name in ("article_id", "topic", "partition", "offset", "trace_id")}
    assert told == {
        "article_id": "an-id",
        "topic": "raw",
        "partition": 2,
        "offset": 7,
        "trace_id": TRACE,
    }
