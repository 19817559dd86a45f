"""docs/metrics.md lists the metrics that the service has. `make docs` renews it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from prometheus_client import CollectorRegistry, Metric

from copydesk.observability.metrics import Metrics

PAGE = Path(__file__).parents[2] / "docs/metrics.md"
MARKS = re.compile(r"(<!-- metrics[^>]*-->\n).*?(<!-- /metrics -->)", re.DOTALL)
OPERATOR = ". Operator: "


def metrics_table() -> str:
    """A row for each metric, in the order of the module that defines them."""
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    metrics.describe("0", {"section": "0"})
    metrics.lag_records.labels("0").set(0)
    metrics.behind_seconds.labels("0").set(0)
    rows = [
        "| metric | type and labels | what moved | what an operator does |",
        "|---|---|---|---|",
    ]
    return "\n".join([*rows, *map(_row, registry.collect())]) + "\n"


def _row(family: Metric) -> str:
    name = f"{family.name}_total" if family.type == "counter" else family.name
    what, _, act = family.documentation.partition(OPERATOR)
    labels = sorted({label for sample in family.samples for label in sample.labels} - {"le"})
    kind = ", ".join([family.type, *(f"`{label}`" for label in labels)])
    return f"| `{name}` | {kind} | {what}. | {act} |"


def test_page_is_what_is_exposed() -> None:
    """An operator never looks a metric up in vain, or reads of one that is gone."""
    text = PAGE.read_text("utf-8")
    renewed = MARKS.sub(lambda marks: marks[1] + metrics_table() + marks[2], text)
    if os.environ.get("COPYDESK_TEST_DOCS") == "write":
        PAGE.write_text(renewed, "utf-8")
    assert MARKS.search(text)
    assert PAGE.read_text("utf-8") == renewed
