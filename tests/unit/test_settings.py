"""Settings: every problem at once, each naming its variable."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from copydesk.errors import SettingsError
from copydesk.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"COPYDESK_{name.upper()}", raising=False)


@dataclass(frozen=True)
class Bad:
    name: str
    variables: dict[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()


BAD = [
    Bad("wrong-type", {"COPYDESK_HTTP_PORT": "eighty"}, ("COPYDESK_HTTP_PORT", "integer")),
    Bad("out-of-bounds", {"COPYDESK_WORKERS": "-1"}, ("COPYDESK_WORKERS", "0")),
    Bad("not-a-choice", {"COPYDESK_START": "middle"}, ("COPYDESK_START", "earliest")),
    Bad("no-port", {"COPYDESK_BOOTSTRAP": "kafka"}, ("COPYDESK_BOOTSTRAP", "host:port")),
    Bad("slash-in-group", {"COPYDESK_GROUP": "a/b"}, ("COPYDESK_GROUP",)),
    Bad("bad-topic", {"COPYDESK_RAW_TOPIC": "no spaces"}, ("COPYDESK_RAW_TOPIC",)),
    Bad(
        "misspelt",
        {"COPYDESK_BOOTSTRAPS": "a:1"},
        ("COPYDESK_BOOTSTRAPS is not a setting", "did you mean COPYDESK_BOOTSTRAP"),
    ),
    Bad(
        "one-topic-twice",
        {"COPYDESK_RAW_TOPIC": "news.articles.enriched"},
        ("COPYDESK_RAW_TOPIC", "different topics"),
    ),
    Bad(
        "sasl-without-password",
        {"COPYDESK_SECURITY_PROTOCOL": "SASL_SSL"},
        ("COPYDESK_SASL_PASSWORD",),
    ),
    Bad(
        "password-sent-nowhere",
        {"COPYDESK_SASL_USERNAME": "desk", "COPYDESK_SASL_PASSWORD": "hunter2"},
        ("COPYDESK_SECURITY_PROTOCOL=PLAINTEXT has no use for", "COPYDESK_SASL_PASSWORD"),
    ),
    Bad(
        "mechanism-without-sasl",
        {"COPYDESK_SECURITY_PROTOCOL": "SSL", "COPYDESK_SASL_MECHANISM": "PLAIN"},
        ("COPYDESK_SECURITY_PROTOCOL=SSL has no use for COPYDESK_SASL_MECHANISM", "SASL_SSL"),
    ),
    Bad(
        "authority-that-nobody-asks",
        {"COPYDESK_SSL_CAFILE": "/etc/ca.pem"},
        ("COPYDESK_SSL_CAFILE", "set SSL or SASL_SSL"),
    ),
    Bad(
        "two-contradictions",
        {"COPYDESK_SSL_CAFILE": "/etc/ca.pem", "COPYDESK_DEAD_LETTER_TOPIC": "news.articles.raw"},
        ("COPYDESK_SSL_CAFILE", "different topics"),
    ),
    Bad(
        "two-at-once",
        {"COPYDESK_HTTP_PORT": "x", "COPYDESK_NOPE": "1"},
        ("COPYDESK_HTTP_PORT", "COPYDESK_NOPE"),
    ),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_wrong_setting_names_its_variable(case: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong setting stops the start with one line that names the variable."""
    for name, value in case.variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    for said in case.says:
        assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_option_wins_over_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option of the command line beats the environment; an option not given does not."""
    monkeypatch.setenv("COPYDESK_BOOTSTRAP", "one:1")
    assert load_settings(bootstrap="two:2").bootstrap == "two:2"
    assert load_settings(bootstrap=None).bootstrap == "one:1"


def test_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings masks secrets."""
    monkeypatch.setenv("COPYDESK_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("COPYDESK_SASL_MECHANISM", "PLAIN")
    monkeypatch.setenv("COPYDESK_SASL_USERNAME", "desk")
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD", "hunter2")
    assert "hunter2" not in repr(load_settings())


def test_every_setting_says_what_it_is_for() -> None:
    """No setting goes undocumented; the README's table is made of these."""
    for name, setting in Settings.model_fields.items():
        assert setting.description, name
