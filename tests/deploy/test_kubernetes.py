"""The manifests are what Kubernetes takes, and say the same as the settings, topics and rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import kubernetes_validate
import pytest
import yaml

from copydesk import __version__
from copydesk.settings import PREFIX, Settings, load_settings
from copydesk.stream import Topics, planned_topics

ROOT: Final = Path(__file__).parents[2]
KUBERNETES: Final = ROOT / "deploy/kubernetes"
BASE: Final = KUBERNETES / "base"
OPERATORS: Final = {
    "kafka.strimzi.io/v1",
    "keda.sh/v1alpha1",
    "kustomize.config.k8s.io/v1beta1",
    "monitoring.coreos.com/v1",
}
"""Kinds that an operator brings; Kubernetes' own schemas do not know them."""

PRE_STOP_SECONDS: Final = 5

Document = dict[str, Any]


def documents(path: Path) -> list[Document]:
    return list(yaml.safe_load_all(path.read_text("utf-8")))


def of_kind(kind: str) -> list[Document]:
    found = [one for path in sorted(BASE.glob("*.yaml")) for one in documents(path)]
    return [one for one in found if one["kind"] == kind]


def container() -> Document:
    (deployment,) = of_kind("Deployment")
    (only,) = deployment["spec"]["template"]["spec"]["containers"]
    return only  # type: ignore[no-any-return]  # a document of YAML


def own_kinds() -> list[Path]:
    paths = sorted(KUBERNETES.rglob("*.yaml"))
    return [p for p in paths if documents(p)[0]["apiVersion"] not in OPERATORS]


@pytest.mark.parametrize("path", own_kinds(), ids=lambda path: path.stem)
def test_kubernetes_takes_the_manifest(path: Path) -> None:
    """Against the API's own schemas, with no field that it does not know."""
    for document in documents(path):
        if document["kind"] == "Deployment" and path.stem == "sizes":
            pytest.skip("a patch, not a whole object: the base has the rest")
        if document["kind"] == "Deployment":
            # Kustomize adds the selector with its labels.
            document["spec"]["selector"] = {"matchLabels": {"app.kubernetes.io/name": "copydesk"}}
            document["spec"]["template"]["metadata"] = {"labels": {"a": "b"}}
        version = kubernetes_validate.validate(document, "1.31", strict=True)
        assert version.startswith("1.31")


@pytest.mark.parametrize("folder", ["base", "overlays/production"])
def test_kustomize_finds_every_file(folder: str) -> None:
    """No resource that is named is missing, and none lies there unnamed."""
    (kustomization,) = documents(KUBERNETES / folder / "kustomization.yaml")
    patches = [patch["path"] for patch in kustomization.get("patches", [])]
    named = {name for name in kustomization["resources"] + patches if name.endswith(".yaml")}
    there = {path.name for path in (KUBERNETES / folder).glob("*.yaml")} - {"kustomization.yaml"}
    assert named == there


def test_every_setting_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service starts with these variables: known names, right types, none contradicts."""
    (configuration,) = of_kind("ConfigMap")
    for name, value in configuration["data"].items():
        monkeypatch.setenv(name, value)
    for variable in container()["env"]:
        assert "secretKeyRef" in variable["valueFrom"], "a secret is only ever referred to"
        monkeypatch.setenv(variable["name"], "given by the secret")
    settings = load_settings()
    assert set(configuration["data"]) <= {PREFIX + name.upper() for name in Settings.model_fields}
    (deployment,) = of_kind("Deployment")
    grace = deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert grace > PRE_STOP_SECONDS + settings.drain_deadline
    pause = container()["lifecycle"]["preStop"]["exec"]["command"]
    assert pause == ["sleep", str(PRE_STOP_SECONDS)]


def test_topics_are_the_ones_that_the_desk_creates() -> None:
    """`copydesk topics check` finds nothing to say about what Strimzi made."""
    plans = planned_topics(
        Topics(
            raw="news.articles.raw",
            enriched="news.articles.enriched",
            dead_letter="news.articles.dead-letter",
        ),
        partitions=12,
        replication=3,
    )
    wanted = {plan.name: dict(plan.configs) for plan in plans}
    made = {one["metadata"]["name"]: one["spec"]["config"] for one in of_kind("KafkaTopic")}
    assert made == wanted
    assert {one["spec"]["partitions"] for one in of_kind("KafkaTopic")} == {12}


def test_no_member_is_without_a_partition() -> None:
    """The scaler's ceiling is the number of raw partitions."""
    (scaled,) = of_kind("ScaledObject")
    (raw,) = [one for one in of_kind("KafkaTopic") if one["metadata"]["name"].endswith(".raw")]
    assert scaled["spec"]["maxReplicaCount"] == raw["spec"]["partitions"]
    (trigger,) = scaled["spec"]["triggers"]
    assert trigger["metadata"]["topic"] == raw["metadata"]["name"]


def test_image_is_this_version() -> None:
    """The base names the release that these files belong to."""
    assert container()["image"] == f"copydesk:{__version__}"


def test_alert_rules_are_the_ones_that_are_tested() -> None:
    """The operator's PrometheusRule holds what promtool tested, to the letter."""
    (rule,) = of_kind("PrometheusRule")
    groups = [
        group
        for path in sorted((ROOT / "deploy/prometheus/rules").glob("*.yml"))
        for group in yaml.safe_load(path.read_text("utf-8"))["groups"]
    ]
    assert groups
    assert rule["spec"]["groups"] == groups
