"""What stands between us and the broker, told from an error's class."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import pytest
from aiokafka import errors as kafka
from prometheus_client import CollectorRegistry

from copydesk.errors import TransientError
from copydesk.observability.metrics import Metrics, Obstacle
from copydesk.stream.diagnosis import count_refusal, obstacle_of


@dataclass(frozen=True)
class Case:
    name: str
    error: Exception
    is_in_the_way: Obstacle


def caused(cause: Exception) -> Exception:
    error = TransientError("The broker refused a send.")
    error.__cause__ = cause
    return error


CASES = (
    Case("unknown-authority", ssl.SSLCertVerificationError(), Obstacle.TLS),
    Case("no-tls-spoken-there", ssl.SSLError("WRONG_VERSION_NUMBER"), Obstacle.TLS),
    Case("wrong-password", kafka.SaslAuthenticationFailed(), Obstacle.SASL),
    Case("mechanism-not-offered", kafka.UnsupportedSaslMechanismError(), Obstacle.SASL),
    Case("no-right-to-the-group", kafka.GroupAuthorizationFailedError(), Obstacle.AUTHORIZATION),
    Case("slow-answer", TimeoutError(), Obstacle.TIMEOUT),
    Case("nobody-listens", ConnectionRefusedError(), Obstacle.UNREACHABLE),
    Case("no-such-host", OSError("Name or service not known"), Obstacle.UNREACHABLE),
    Case(
        "refused-with-a-cause",
        caused(kafka.TopicAuthorizationFailedError()),
        Obstacle.AUTHORIZATION,
    ),
    Case("never-heard-of", kafka.KafkaError(), Obstacle.OTHER),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_error_names_its_obstacle(case: Case) -> None:
    """An alert on tls or sasl must not fire for a broker that is merely away."""
    assert obstacle_of(case.error) is case.is_in_the_way


def test_only_what_a_person_has_to_mend_is_counted_at_work() -> None:
    """A lost connection at work heals by itself; the broker's own watch counts what does not."""
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    count_refusal(ConnectionResetError(), metrics)
    count_refusal(kafka.TransactionalIdAuthorizationFailed(), metrics)
    counted = {
        kind.value: registry.get_sample_value(
            "copydesk_connection_failures_total", {"kind": kind.value}
        )
        for kind in Obstacle
    }
    assert {kind: count for kind, count in counted.items() if count} == {"authorization": 1}
