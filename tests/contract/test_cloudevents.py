"""The official CloudEvents library reads what the desk publishes, kills included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

from copydesk.contracts import ENRICHED_TYPE, KILLED_TYPE, CloudEventHeaders
from copydesk.draft import Origin, Record
from copydesk.models.loading import load_pipeline
from copydesk.outcomes import Enriched, Kill

if TYPE_CHECKING:
    from cloudevents.core.base import BaseCloudEvent

    from copydesk.pipeline import Pipeline

RAW = Path(__file__).parents[2] / "schemas" / "examples" / "raw-article.json"
TRACE = (
    ("traceparent", b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    ("tracestate", b"vendor=t61rcWkgMzE"),
)
EMBARGO = "2024-11-13T06:00:00+01:00"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def raw(value: bytes | None, offset: int = 7) -> Record:
    headers = (("content-type", b"application/json"), ("mine", b"1"), *TRACE)
    return Record(value, "a b/ü".encode(), headers, 1_731_405_960_000, Origin("raw", 2, offset))


def official(outcome: Enriched | Kill) -> BaseCloudEvent:
    """The event as the library reads it; it takes a null value for an empty one."""
    headers = {name: value or b"" for name, value in outcome.headers}
    return from_binary_event(KafkaMessage(headers, outcome.key, outcome.value or b""))


def test_an_event_is_a_cloudevent(pipeline: Pipeline) -> None:
    """Every attribute of CloudEvents 1.0, the extensions, and the article as its data."""
    value = json.dumps(json.loads(RAW.read_text("utf-8")) | {"embargoed_until": EMBARGO}).encode()
    ((outcome,),) = pipeline.process([raw(value)])
    assert isinstance(outcome, Enriched)
    event = official(outcome)
    assert event.get_specversion() == "1.0"
    assert event.get_type() == ENRICHED_TYPE
    assert event.get_source() == "/copydesk/norwire"
    assert event.get_subject() == "a b/ü"
    assert event.get_dataschema() == "urn:copydesk:schema:enriched-article:1"
    assert event.get_datacontenttype() == "application/json"
    moment = event.get_time()
    assert moment is not None
    assert moment.isoformat() == "2024-11-12T10:06:00+00:00"
    assert event.get_extension("embargoeduntil") == EMBARGO
    assert event.get_extension("partitionkey") == event.get_subject()
    data = event.get_data()
    assert data == json.loads(outcome.value)


def test_a_kill_is_the_same_envelope_around_null(pipeline: Pipeline) -> None:
    """A kill has the attributes of an event, its own type, and no data."""
    article, killed = (one for (one,) in pipeline.process([raw(RAW.read_bytes()), raw(None, 8)]))
    assert isinstance(article, Enriched)
    assert isinstance(killed, Kill)
    event = official(killed)
    assert killed.value is None
    assert event.get_type() == KILLED_TYPE
    assert event.get_subject() == "a b/ü"
    assert [name for name, _ in killed.headers] == [name for name, _ in article.headers]


def test_trace_context_passes_and_nothing_else_of_the_raw_record(pipeline: Pipeline) -> None:
    """W3C traceparent and tracestate go from raw to event and kill byte for byte."""
    for (outcome,) in pipeline.process([raw(RAW.read_bytes()), raw(None, 8)]):
        assert [pair for pair in outcome.headers if pair[0].startswith("trace")] == list(TRACE)
        assert "mine" not in dict(outcome.headers)
        said = {name: (value or b"").decode() for name, value in outcome.headers}
        envelope = CloudEventHeaders.model_validate(said)
        assert envelope.traceparent == said["traceparent"]


def test_an_id_is_of_one_record_and_the_same_each_time(pipeline: Pipeline) -> None:
    """Processed again, a record has the same id; sent again, it is another event."""
    value = RAW.read_bytes()
    outcomes = [one for (one,) in pipeline.process([raw(value), raw(value), raw(value, 9)])]
    ids = [dict(one.headers)["ce_id"] for one in outcomes]
    assert ids[0] == ids[1] != ids[2]
