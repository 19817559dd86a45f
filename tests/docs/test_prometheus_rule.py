"""The operator's PrometheusRule is made of the rules that are tested. `make docs` renews it."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/rules"
MANIFEST = ROOT / "deploy/kubernetes/base/prometheus-rule.yaml"
HEAD = """\
# Made of deploy/prometheus/rules, where these are tested: change them there, then `make docs`.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: copydesk
spec:
  groups:
"""


def manifest() -> str:
    """The rule files' groups one after the other, to the letter and with their comments."""
    texts = [path.read_text("utf-8") for path in sorted(RULES.glob("*.yml"))]
    groups = [text.partition("\ngroups:\n")[2].strip("\n") for text in texts]
    return HEAD + indent("\n".join(groups), "  ") + "\n"


def test_manifest_is_made_of_the_rules() -> None:
    """A rule that is changed in one place only would page on one platform only."""
    if os.environ.get("COPYDESK_TEST_DOCS") == "write":
        MANIFEST.write_text(manifest(), "utf-8")
    assert MANIFEST.read_text("utf-8") == manifest()
