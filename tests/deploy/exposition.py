"""What the service exposes, and what a query asks for, so that the two can be held together.

Must not: evaluate anything; promtool and a real Prometheus do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from copydesk.observability.metrics import OPEN_LABELS, Metrics

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ROOT", "Exposition", "exposition", "rules_of"]

ROOT: Final = Path(__file__).parents[2]
RULES: Final = ROOT / "deploy/prometheus/rules"
TARGET_LABELS: Final = {"job", "instance"}
"""Labels that Prometheus adds to whatever it scrapes."""

SELECTOR: Final = re.compile(r"(?<![\w:])(up|ALERTS|copydesk[_:][\w:]*)(?:\{([^}]*)\})?")
MATCHER: Final = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"')
GROUPING: Final = re.compile(r"\b(?:by|on|without|ignoring|group_left|group_right)\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Exposition:
    """Series by name: each label with the values that it has."""

    labels: Mapping[str, Mapping[str, frozenset[str]]]

    def faults(self, query: str) -> list[str]:
        """What a query names and nobody exposes; a sentence each."""
        found = []
        names = [name for name, _ in SELECTOR.findall(query)]
        if not names:
            found.append(f"asks for no metric: {query}")
        for name, matchers in SELECTOR.findall(query):
            if name not in self.labels:
                found.append(f"{name} is not exposed")
                continue
            for label, wanted in MATCHER.findall(matchers):
                found += self._unmatched(name, label, wanted)
        known = {label for name in names for label in self.labels.get(name, {})}
        grouped = {one.strip() for group in GROUPING.findall(query) for one in group.split(",")}
        found += [f"{label} is no label of {names}" for label in sorted(grouped - known - {""})]
        return found

    def _unmatched(self, name: str, label: str, wanted: str) -> list[str]:
        if label in TARGET_LABELS:
            return []
        if label not in self.labels[name]:
            return [f"{name} has no label {label}"]
        values = self.labels[name][label]
        if label in OPEN_LABELS or not values:
            return []
        return [f'{name} has no {label}="{one}"' for one in wanted.split("|") if one not in values]


@cache
def exposition() -> Exposition:
    """What a service that has just started shows, and what the recording rules make of it."""
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    metrics.describe("0", {"section": "0"})
    metrics.lag_records.labels("0").set(0)
    metrics.behind_seconds.labels("0").set(0)
    found: dict[str, dict[str, set[str]]] = {
        "up": {label: set() for label in TARGET_LABELS},
        "ALERTS": {"alertname": set(), "alertstate": set()},
    }
    for family in text_string_to_metric_families(generate_latest(registry).decode()):
        for sample in family.samples:
            labels = found.setdefault(sample.name, defaultdict(set))
            for label, value in {**sample.labels, **dict.fromkeys(TARGET_LABELS, "")}.items():
                labels[label].add(value)
    for rule in rules_of("recording.yml"):
        by = re.search(r"\bby \(([^)]*)\)", rule["expr"])
        kept = by[1].split(",") if by else []
        found[rule["record"]] = {label.strip(): set() for label in kept}
    frozen = {
        name: {label: frozenset(values) for label, values in labels.items()}
        for name, labels in found.items()
    }
    return Exposition(frozen)


def rules_of(file: str) -> list[dict[str, Any]]:
    """The rules of one file of deploy/prometheus/rules."""
    groups = yaml.safe_load((RULES / file).read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]
