"""`copydesk config`: what would be run with, from where, and nothing secret."""

from __future__ import annotations

import json
import os

import pytest
from click.testing import CliRunner

from copydesk.cli.app import cli
from copydesk.errors import SettingsError
from copydesk.settings import PREFIX, Settings

PASSWORD = "correct horse battery"  # noqa: S105 - the point is that it is not shown


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_every_setting_with_its_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option wins over the environment, which wins over the default; each is told apart."""
    monkeypatch.setenv("COPYDESK_GROUP", "from-environment")
    monkeypatch.setenv("COPYDESK_BOOTSTRAP", "loses:1")
    result = CliRunner().invoke(cli, ["config", "--json", "--bootstrap", "wins:1"])
    told = {one["variable"]: one for one in map(json.loads, result.output.splitlines())}
    assert result.exit_code == 0
    assert list(told) == [PREFIX + name.upper() for name in Settings.model_fields]
    seen = {
        name: (told[name]["value"], told[name]["from"])
        for name in ("COPYDESK_BOOTSTRAP", "COPYDESK_GROUP", "COPYDESK_START")
    }
    assert seen == {
        "COPYDESK_BOOTSTRAP": ("wins:1", "option"),
        "COPYDESK_GROUP": ("from-environment", "environment"),
        "COPYDESK_START": ("earliest", "default"),
    }
    assert told["COPYDESK_SASL_USERNAME"]["value"] is None


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_no_secret_is_shown(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is a password is shown, and from where, and not which."""
    monkeypatch.setenv("COPYDESK_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("COPYDESK_SASL_MECHANISM", "PLAIN")
    monkeypatch.setenv("COPYDESK_SASL_USERNAME", "desk")
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD", PASSWORD)
    result = CliRunner().invoke(cli, ["config", *options])
    (line,) = [one for one in result.output.splitlines() if "SASL_PASSWORD" in one]
    assert PASSWORD not in result.output
    assert "***" in line
    assert "environment" in line


def test_a_wrong_setting_is_said() -> None:
    """What would not start is told with the variable's name and what is allowed."""
    result = CliRunner(env={"COPYDESK_WORKERS": "many"}).invoke(cli, ["config"])
    assert isinstance(result.exception, SettingsError)
    assert "COPYDESK_WORKERS" in str(result.exception)
    assert result.output == ""
