"""Metrics are an operator's: their names are lasting, and each says what to do."""

from __future__ import annotations

import re

import pytest
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from copydesk.draft import Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.observability.metrics import OPEN_LABELS, Metrics
from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.stream.accounting import account

LABELS = {
    *("kind", "stage", "reason", "topic", "outcome", "state", "cause", "format", "part", "step"),
    *OPEN_LABELS,
}
UNITS = ("_total", "_seconds", "_bytes", "_records", "_partitions", "_workers")
FACTS = ("_ready", "_reached", "_info")
SERIES_MAX = 700
"""A member's series but for those of its partitions; a hundred members are then nothing for
Prometheus. Buckets count."""


def families() -> list[Metric]:
    registry = CollectorRegistry()
    Metrics(registry)
    return list(registry.collect())


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_each_metric_is_named_and_explained(family: Metric) -> None:
    """The prefix, a base unit, and HELP that tells what moved, then what an operator does."""
    name = family.name + ("_total" if family.type == "counter" else "")
    assert re.fullmatch(r"copydesk_[a-z_]+", name)
    assert name.endswith(UNITS + FACTS)
    what, _, then = family.documentation.partition("Operator: ")
    assert len(what) > 10
    assert len(then) > 20


def series(registry: CollectorRegistry) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every series with its labels, the birthdays of counters left out."""
    return {
        (sample.name, tuple(sorted(sample.labels.items())))
        for family in registry.collect()
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def hostile(number: int) -> Enriched:
    """An event whose every word is new."""
    word = f"new-{number}"
    return Enriched(word, number, word, word.encode(), b"{}", ((word, b""),), (word,))


def test_labels_are_closed_sets() -> None:
    """A label that can grow with traffic would fill Prometheus: each name is known."""
    used = {name for _, labels in series(_fresh()) for name, _ in labels}
    assert used - {"le"} <= LABELS


def test_no_traffic_makes_a_new_series() -> None:
    """Every value of every label is there from the start, whatever articles say of themselves."""
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    before = series(registry)
    record = Record(b"x", b"k", (), 1_000, Origin("raw", 7, 7))
    letter = DeadLetter(Stage.ENRICH, Reason.BUG, "No.", None, None, None, (), format="of-mine")
    kill = Kill("id", 0, b"k", (), format="of-mine")
    account([(record, [hostile(number), letter, kill]) for number in range(50)], metrics)
    assert series(registry) == before
    assert len(before) <= SERIES_MAX


def test_labels_that_nobody_mapped_are_counted() -> None:
    """Each unknown section label counts once, by format, so that the table can grow."""
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    record = Record(b"x", b"k", (), 1_000, Origin("raw", 7, 7))
    event = Enriched("id", 0, "ninjs", b"k", b"{}", (), unknown_labels=("Zebra", "Corner"))
    account([(record, [event, event])], metrics)
    labels = {"format": "ninjs"}
    assert registry.get_sample_value("copydesk_unknown_section_labels_total", labels) == 4


def test_a_first_failure_is_seen_as_a_rise() -> None:
    """A series that appears with its first failure would never have risen in Prometheus's eyes."""
    registry = _fresh()
    labels = {"stage": "worker", "reason": "worker-died"}
    assert registry.get_sample_value("copydesk_dead_letters_total", labels) == 0
    assert registry.get_sample_value("copydesk_connection_failures_total", {"kind": "tls"}) == 0


def test_the_objective_of_freshness_is_a_bucket() -> None:
    """A rule counts articles that took up to 60 s; without that bucket it would count nothing."""
    assert _fresh().get_sample_value("copydesk_latency_seconds_bucket", {"le": "60.0"}) == 0


def _fresh() -> CollectorRegistry:
    registry = CollectorRegistry()
    Metrics(registry).describe("1.0", {"section": "3"})
    return registry


def test_they_are_readable_by_prometheus() -> None:
    """What /metrics answers parses."""
    registry = CollectorRegistry()
    Metrics(registry).dead_letters.labels("intake", "not-json").inc()
    parsed = list(text_string_to_metric_families(generate_latest(registry).decode()))
    assert len(parsed) >= len(families())


def test_two_services_in_one_process_keep_apart() -> None:
    """Nothing is registered globally."""
    first, second = CollectorRegistry(), CollectorRegistry()
    Metrics(first).records.inc()
    Metrics(second)
    assert second.get_sample_value("copydesk_raw_records_total") == 0
