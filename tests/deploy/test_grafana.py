"""The dashboard asks for what is exposed, is found by Grafana, and answers four questions."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any, Final

import pytest
import yaml
from tests.deploy.exposition import ROOT, exposition

GRAFANA: Final = ROOT / "deploy/grafana"
DASHBOARD: Final = json.loads((GRAFANA / "dashboards/copydesk.json").read_text("utf-8"))
QUESTIONS: Final = [
    "Is it healthy?",
    "Is it behind?",
    "What fails?",
    "What does it cost?",
]
PANELS: Final = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
GRID_COLUMNS: Final = 24


def provisioned(path: str) -> dict[str, Any]:
    return yaml.safe_load((GRAFANA / "provisioning" / path).read_text("utf-8"))  # type: ignore[no-any-return]  # a document of YAML


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_panel_asks_for_what_is_exposed(panel: dict[str, Any]) -> None:
    """A metric that is renamed would leave its panel empty, which looks like peace."""
    assert panel["targets"]
    assert [fault for one in panel["targets"] for fault in exposition().faults(one["expr"])] == []


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_panel_explains_itself(panel: dict[str, Any]) -> None:
    """Unit and meaning, for whoever sees it the first time, and a legend for each line."""
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert all(one["legendFormat"] for one in panel["targets"])


def test_four_questions_in_order() -> None:
    """Rows from top to bottom, each with panels under it, none over another."""
    rows = [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"]
    assert rows == QUESTIONS
    kinds = [panel["type"] for panel in DASHBOARD["panels"]]
    assert ("row", "row") not in pairwise([*kinds, "row"])
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        columns, lines = range(at["x"], at["x"] + at["w"]), range(at["y"], at["y"] + at["h"])
        cells = {(column, line) for column in columns for line in lines}
        assert not cells & taken
        assert columns.stop <= GRID_COLUMNS
        taken |= cells
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_grafana_finds_it() -> None:
    """Its source of data is the one that is provisioned, and it lies where Grafana looks."""
    (source,) = provisioned("datasources/prometheus.yml")["datasources"]
    wanted = {"type": source["type"], "uid": source["uid"]}
    asked = [one["datasource"] for panel in PANELS for one in [panel, *panel["targets"]]]
    assert all(one == wanted for one in asked)
    (provider,) = provisioned("dashboards/copydesk.yml")["providers"]
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
    mounts = dict(mount.split(":")[:2][::-1] for mount in compose["grafana"]["volumes"])
    assert mounts[provider["options"]["path"]] == "./deploy/grafana/dashboards"
    assert mounts["/etc/grafana/provisioning"] == "./deploy/grafana/provisioning"
    home = compose["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    assert home == f"{provider['options']['path']}/copydesk.json"
    assert source["url"].removeprefix("http://").split(":")[0] in compose


def test_runbooks_name_panels_that_are_there() -> None:
    """Whatever a runbook has in italics is the title of a panel or row, or Prometheus' own page."""
    pages = [path.read_text("utf-8") for path in (ROOT / "docs/runbooks").glob("Copydesk*.md")]
    named = {
        name for page in pages for name in re.findall(r"(?<!\*)\*([A-Z][^*\n]+)\*(?!\*)", page)
    }
    assert "Seconds behind" in named
    assert named <= {panel["title"] for panel in DASHBOARD["panels"]} | {"Targets"}
