"""How to reach the broker, as one value that every client is built from.

Must not: read settings or the environment; and a password never leaves it but into a client.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from aiokafka.helpers import create_ssl_context

from copydesk.errors import SettingsError
from copydesk.observability.metrics import Obstacle

if TYPE_CHECKING:
    from ssl import SSLContext

    from pydantic import SecretStr

__all__ = ["ClientOptions", "Connection", "Mechanism", "Protocol", "Security"]

REQUEST_TIMEOUT_MS = 10_000
"""One request's deadline. aiokafka's own 40 s is longer than a transaction may stay open."""

ADVICE = {
    Obstacle.TLS: " Its certificate is not trusted (COPYDESK_SSL_CAFILE), or it speaks no TLS.",
    Obstacle.SASL: " The user name or the password is wrong, or the SASL mechanism.",
    Obstacle.AUTHORIZATION: " This user lacks a right that `copydesk run` needs.",
}
"""What to tell a person about an obstacle that waiting does not heal."""


class Protocol(StrEnum):
    """Kafka's `security.protocol`."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"
    SASL_PLAINTEXT = "SASL_PLAINTEXT"
    SASL_SSL = "SASL_SSL"


class Mechanism(StrEnum):
    """Kafka's `sasl.mechanism`, the ones we support."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"


@dataclass(frozen=True, slots=True)
class Security:
    """TLS and SASL.

    cafile: PEM file of the authority that signed the broker's certificate; None is the system's.
    username, password: for SASL; both or neither.
    """

    protocol: Protocol = Protocol.PLAINTEXT
    mechanism: Mechanism = Mechanism.PLAIN
    username: str | None = None
    password: SecretStr | None = None
    cafile: str | None = None

    def uses_tls(self) -> bool:
        """Whether the connection is encrypted."""
        return self.protocol in {Protocol.SSL, Protocol.SASL_SSL}

    def uses_sasl(self) -> bool:
        """Whether a user name and password are presented."""
        return self.protocol in {Protocol.SASL_PLAINTEXT, Protocol.SASL_SSL}


class ClientOptions(TypedDict):
    """The options that consumer, producer and admin client have in common."""

    bootstrap_servers: str
    client_id: str
    request_timeout_ms: int
    metadata_max_age_ms: int
    security_protocol: str
    ssl_context: SSLContext | None
    sasl_mechanism: str
    sasl_plain_username: str | None
    sasl_plain_password: str | None


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the broker is and how to speak to it.

    bootstrap: one or more host:port, separated by commas.
    metadata_max_age_ms: how soon an added partition is seen.
    """

    bootstrap: str = "localhost:9092"
    security: Security = field(default_factory=Security)
    client_id: str = "copydesk"
    metadata_max_age_ms: int = 30_000

    def silence(self, obstacle: Obstacle, error_name: str) -> str:
        """Say that no broker answers, and what to do where it is ours to mend."""
        advice = ADVICE.get(obstacle, "")
        return f"No broker answers at {self.bootstrap} ({error_name}).{advice}"

    def client_options(self) -> ClientOptions:
        """Options for an aiokafka client.

        Raises SettingsError when the CA file can't be read or SASL lacks its credentials.
        """
        security = self.security
        if security.uses_sasl() and (security.username is None or security.password is None):
            sentence = f"{security.protocol} needs both a user name and a password."
            raise SettingsError(sentence)
        password = security.password.get_secret_value() if security.password else None
        return ClientOptions(
            bootstrap_servers=self.bootstrap,
            client_id=self.client_id,
            request_timeout_ms=REQUEST_TIMEOUT_MS,
            metadata_max_age_ms=self.metadata_max_age_ms,
            security_protocol=str(security.protocol),
            ssl_context=_ssl_context(security.cafile) if security.uses_tls() else None,
            sasl_mechanism=str(security.mechanism),
            sasl_plain_username=security.username if security.uses_sasl() else None,
            sasl_plain_password=password if security.uses_sasl() else None,
        )


@lru_cache(maxsize=4)
def _ssl_context(cafile: str | None) -> SSLContext:
    """The TLS context, made once since every partition has a client; raises SettingsError."""
    try:
        context: SSLContext = create_ssl_context(cafile=cafile)
    except OSError as error:
        sentence = f"The CA file {cafile} can't be read: {error.strerror or error}."
        raise SettingsError(sentence) from error
    return context
