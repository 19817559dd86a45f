"""Rules ask for what is exposed, each alert is tested both ways and has its runbook."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import chain
from typing import Any, Final

import pytest
import yaml
from tests.deploy.exposition import ROOT, exposition, rules_of

from copydesk.observability.logs import EVENTS

PROMETHEUS: Final = ROOT / "deploy/prometheus"
RUNBOOKS: Final = ROOT / "docs/runbooks"
ALERTS: Final = {rule["alert"]: rule for rule in rules_of("alerts.yml")}
EXPRESSIONS: Final = {
    rule.get("alert") or rule["record"]: rule["expr"]
    for rule in [*rules_of("recording.yml"), *rules_of("alerts.yml")]
}
HEADINGS: Final = ("## Look at first", "## Act", "Ends when ")


def alert_tests() -> list[dict[str, Any]]:
    """Every alert_rule_test of the files that promtool runs."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in PROMETHEUS.glob("tests/*.yml")]
    tests = chain.from_iterable(file["tests"] for file in files)
    return [one for test in tests for one in test["alert_rule_test"]]


@pytest.mark.parametrize("what", ["config", "test"])
def test_promtool_is_content(what: str) -> None:
    """Prometheus takes its configuration and rules, and each alert fires and stays quiet."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("promtool is not here: apt-get install prometheus")
    checked = {
        "config": ["check", "config", "prometheus.yml"],
        "test": ["test", "rules", *sorted(map(str, PROMETHEUS.glob("tests/*.yml")))],
    }
    ran = subprocess.run(
        [tool, *checked[what]], cwd=PROMETHEUS, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_rule_asks_for_what_is_exposed(name: str) -> None:
    """A metric that is renamed, or a label that loses a value, would silence its alert for good."""
    assert not exposition().faults(EXPRESSIONS[name])


@pytest.mark.parametrize(
    "query",
    [
        "copydesk_gone_total",
        'copydesk_articles_total{outcome="lost"}',
        'copydesk_articles_total{reason="bug"}',
        "sum by (format) (copydesk_transactions_total)",
        "vector(1)",
    ],
)
def test_a_query_for_something_else_is_noticed(query: str) -> None:
    """What the check above is worth."""
    assert exposition().faults(query)


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_alert_fires_and_stays_quiet(name: str) -> None:
    """Prometheus tests only what is written: each alert once with and once without a page."""
    expected = [bool(one["exp_alerts"]) for one in alert_tests() if one["alertname"] == name]
    assert set(expected) == {True, False}


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_alert_leads_to_its_runbook(name: str) -> None:
    """The page says whether it wakes somebody, what to look at, how to act and when it ends."""
    alert = ALERTS[name]
    assert alert["annotations"]["runbook_url"].endswith(f"/{name}.md")
    page = (RUNBOOKS / f"{name}.md").read_text("utf-8")
    assert page.startswith(f"# {name}\n")
    opening = {"page": "**Pages somebody at once.**", "ticket": "**Waits for the morning.**"}
    assert opening[alert["labels"]["severity"]] in page
    assert all(heading in page for heading in HEADINGS)
    look, _, _ = page.partition(HEADINGS[0])[2].partition(HEADINGS[1])
    assert re.findall(r"^(\d)\. ", look, re.MULTILINE) == ["1", "2", "3"]


def test_two_clicks_from_the_readme_to_any_runbook() -> None:
    """README leads to the list, and the list to each page that there is, and to no other."""
    assert "(docs/runbooks/README.md)" in (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(
        r"^\| \[\w+\]\((\w+)\.md\) \| (page|ticket) \|",
        (RUNBOOKS / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert dict(listed) == {name: rule["labels"]["severity"] for name, rule in ALERTS.items()}
    assert {path.stem for path in RUNBOOKS.glob("*.md")} == {*ALERTS, "README"}


def test_runbooks_name_lines_that_are_logged() -> None:
    """Whoever looks for a line in the log at three in the morning can find it."""
    pages = [path.read_text("utf-8") for path in RUNBOOKS.glob("*.md")]
    words = {word for page in pages for word in re.findall(r"`([a-z]+_[a-z_]+)`", page)}
    metrics = {word for word in words if word.startswith("copydesk_")}
    assert "broker_found" in words
    assert not words - metrics - {*EVENTS} - {"runbook_url"}
