"""Metrics are an operator's: their names are lasting, and each says what to do."""

from __future__ import annotations

import re

import pytest
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from copydesk.observability.metrics import Metrics

LABELS = {"kind", "stage", "reason", "topic", "outcome", "state", "partition", "cause"}
UNITS = ("_total", "_seconds", "_bytes", "_records", "_partitions", "_ready", "_reached")


def families() -> list[Metric]:
    registry = CollectorRegistry()
    Metrics(registry)
    return list(registry.collect())


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_each_metric_is_named_and_explained(family: Metric) -> None:
    """The prefix, a base unit, and HELP that tells what moved, then what an operator does."""
    name = family.name + ("_total" if family.type == "counter" else "")
    assert re.fullmatch(r"copydesk_[a-z_]+", name)
    assert name.endswith(UNITS)
    what, _, then = family.documentation.partition("Operator: ")
    assert len(what) > 10
    assert len(then) > 20


def test_labels_are_closed_sets() -> None:
    """A label that can grow with traffic would fill Prometheus."""
    for metric in vars(Metrics(CollectorRegistry())).values():
        assert set(metric._labelnames) <= LABELS


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
