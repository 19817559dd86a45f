"""The compose file says what the README promises of it, checked without an engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from copydesk.settings import load_settings

ROOT: Final = Path(__file__).parents[2]
COMPOSE: Final = ROOT / "docker-compose.yml"
VARIABLE: Final = re.compile(r"\$\{(\w+):-([^}]*)\}")
ONCE: Final = {"topics", "samples"}
"""Services that end when their work is done."""


def text() -> str:
    return COMPOSE.read_text("utf-8")


def services() -> dict[str, dict[str, Any]]:
    plain = VARIABLE.sub(lambda found: found[2], text())
    return yaml.safe_load(plain)["services"]  # type: ignore[no-any-return]  # a document of YAML


@pytest.mark.parametrize("name", sorted(services()))
def test_service_is_pinned_bounded_and_restarted(name: str) -> None:
    """No `latest`, a bound on memory and processor, a policy for its end, no port for strangers."""
    service = services()[name]
    assert re.search(r":v?\d|:local$", service["image"])
    assert service["mem_limit"]
    assert service["cpus"]
    assert ("on-failure" in service["restart"] or service["restart"] == "no") is (name in ONCE)
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("name", ["topics", "copydesk", "watch", "samples"])
def test_desk_runs_with_least_rights(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read-only, no capability, and settings that the service takes."""
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    for variable, value in service["environment"].items():
        monkeypatch.setenv(variable, value)
    assert load_settings().bootstrap == "kafka:9092"


def test_grace_covers_the_drain() -> None:
    """The engine waits longer than the service drains."""
    desk = services()["copydesk"]
    grace = int(desk["stop_grace_period"].removesuffix("s"))
    assert grace > float(desk["environment"]["COPYDESK_DRAIN_DEADLINE"])


def test_example_environment_holds_the_defaults() -> None:
    """Every variable of the compose file, each with the value that it has anyway."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert example == dict(VARIABLE.findall(text()))
