"""Every setting of the service, read once from COPYDESK_* variables.

Must not: be imported below `cli`; everything else is handed plain values. What carries a guarantee
(isolation, acks, auto-commit) is a constant of the engine and not a setting.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from copydesk.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PREFIX", "Settings", "load_settings"]

PREFIX = "COPYDESK_"
TEST_PREFIX = "COPYDESK_TEST_"
"""Variables with our prefix that belong to the test suite."""

Topic = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,249}$")]
"""A topic name as Kafka allows it."""


class Settings(BaseSettings):
    """The service's settings; a field's variable is its name in capitals after COPYDESK_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", validate_default=True
    )

    bootstrap: str = Field(
        "localhost:9092",
        pattern=r"^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$",
        description="Kafka bootstrap servers, host:port, several separated by commas.",
    )
    group: str = Field(
        "copydesk",
        pattern=r"^[^/\s]{1,200}$",
        description="Consumer group. Part of every transactional id: keep it for good; no '/'.",
    )
    raw_topic: Topic = Field("news.articles.raw", description="Topic to read raw articles from.")
    enriched_topic: Topic = Field(
        "news.articles.enriched", description="Topic to publish events and kills to."
    )
    dead_letter_topic: Topic = Field(
        "news.articles.dead-letter", description="Topic for refused records."
    )
    output_ninjs_topic: Topic | None = Field(
        None,
        description="Topic for the same events as ninjs 3.1, in the same transaction; unset, there "
        "is none.",
    )
    start: Literal["earliest", "latest"] = Field(
        "earliest",
        description="Where a group without any commit starts. Change it to skip a backlog once.",
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=0,
        le=256,
        description="Worker processes; 0 works inside the service process, for debugging.",
    )
    worker_memory: int = Field(
        512,
        ge=0,
        le=1_048_576,
        description="MiB of memory that one worker may allocate (RLIMIT_DATA); 0 for no limit. An "
        "article that needs more is a dead letter.",
    )
    article_deadline: float = Field(
        10.0,
        gt=0,
        le=600,
        description="Seconds that one article may take before it is a dead letter.",
    )
    revoke_deadline: float = Field(
        10.0,
        gt=0,
        lt=60,
        description="Seconds that a revoked partition's open transaction is waited for.",
    )
    drain_deadline: float = Field(
        20.0,
        gt=0,
        le=600,
        description="Seconds that SIGTERM leaves for what is in flight. Keep it under the "
        "orchestrator's grace period.",
    )
    stall_deadline: float = Field(
        60.0,
        gt=0,
        le=3_600,
        description="Seconds after which a partition that has work and does not move is reported.",
    )
    dead_letter_limit: int = Field(
        10_000,
        ge=0,
        description="Dead letters in a window above which this member publishes nothing more until "
        "`copydesk resume`; 0 for no limit.",
    )
    dead_letter_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="The same for their share of a window's articles, from 100 dead letters on; 1 "
        "for no limit.",
    )
    dead_letter_window: float = Field(300.0, ge=1, le=86_400, description="Seconds of that window.")
    entity_confidence: float = Field(
        0.55,
        ge=0,
        le=1,
        description="Least confidence of a person, organisation or location to publish; raise it "
        "for fewer wrong ones, lower it to miss fewer.",
    )
    sources: Path | None = Field(
        None,
        description="A TOML or JSON file that says of each source its name, country, time zone and "
        "home places (docs/places.md); read once, at the start.",
    )
    section_map: Path | None = Field(
        None,
        description="A TOML file with this newsroom's own section labels, on top of the shipped "
        "table (docs/sections.md); read once, at the start.",
    )
    http_host: str = Field(
        "127.0.0.1",
        description="Address for /livez /readyz /metrics /info; 0.0.0.0 in a container.",
    )
    http_port: int = Field(
        8080, ge=0, le=65535, description="Port for them; 0 takes a free one and logs it."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level logged; debug adds one line a record."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="auto: coloured on a terminal, JSON elsewhere."
    )
    tracing: Literal["off", "otlp"] = Field(
        "off",
        description="otlp: OpenTelemetry spans over HTTP, set up by the OTEL_* variables "
        "(docs/tracing.md); needs the extra `otel`.",
    )
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="How to talk to the brokers."
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] | None = Field(
        None, description="SASL mechanism; needed with SASL_PLAINTEXT and SASL_SSL."
    )
    sasl_username: str | None = Field(None, description="SASL user.")
    sasl_password: SecretStr | None = Field(None, description="SASL password; never logged.")
    ssl_cafile: Path | None = Field(
        None, description="CA certificates (PEM) that the brokers' are checked against."
    )

    @model_validator(mode="after")
    def _agree(self) -> Settings:
        wrong = [*self._topics_apart(), *self._secured()]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _topics_apart(self) -> Iterator[str]:
        names = [self.raw_topic, self.enriched_topic, self.dead_letter_topic]
        names += [self.output_ninjs_topic] if self.output_ninjs_topic else []
        if len(set(names)) < len(names):
            yield (
                "COPYDESK_RAW_TOPIC, COPYDESK_ENRICHED_TOPIC, COPYDESK_DEAD_LETTER_TOPIC and "
                "COPYDESK_OUTPUT_NINJS_TOPIC must name different topics"
            )

    def _secured(self) -> Iterator[str]:
        """What would be ignored in silence: a password sent nowhere, a CA that nobody asks."""
        protocol = f"COPYDESK_SECURITY_PROTOCOL={self.security_protocol}"
        sasl = {
            "COPYDESK_SASL_MECHANISM": self.sasl_mechanism,
            "COPYDESK_SASL_USERNAME": self.sasl_username,
            "COPYDESK_SASL_PASSWORD": self.sasl_password,
        }
        is_sasl = self.security_protocol.startswith("SASL")
        wrong = ", ".join(name for name, value in sasl.items() if (value is None) is is_sasl)
        if wrong and is_sasl:
            yield f"{protocol} needs {wrong} too"
        elif wrong:
            yield f"{protocol} has no use for {wrong}: set SASL_SSL, or unset them"
        if self.ssl_cafile is not None and not self.security_protocol.endswith("SSL"):
            yield f"{protocol} has no use for COPYDESK_SSL_CAFILE: set SSL or SASL_SSL, or unset it"


def load_settings(**overrides: object) -> Settings:
    """Read the settings, options of the command line winning over the environment.

    overrides: field name -> value; None means 'not given'.
    Raises SettingsError naming every variable at fault, also one that is not known.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    problems = _unknown_variables()
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # pydantic validates them
    except ValidationError as error:
        problems += _problems(error)
    if problems:
        raise SettingsError("; ".join(problems) + ".")
    return settings


def _unknown_variables() -> list[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    problems = []
    for name in sorted(os.environ):
        if not name.startswith(PREFIX) or name.startswith(TEST_PREFIX):
            continue
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f", did you mean {near[0]}" if near else ""
            problems.append(f"{name} is not a setting{hint}")
    return problems


def _problems(error: ValidationError) -> list[str]:
    problems = []
    for detail in error.errors(include_url=False, include_input=False):
        message = detail["msg"].removeprefix("Value error, ")
        if detail["loc"]:
            field = str(detail["loc"][0])
            message = f"{PREFIX}{field.upper()}: {message[0].lower()}{message[1:]}"
            message += f" ({Settings.model_fields[field].description})"
        problems.append(message.rstrip("."))
    return problems
