"""What stands between us and the broker; aiokafka only says 'unable to bootstrap'.

So when a question was not answered, one connection is opened by hand, whose error says whether it
was the network, the certificate, the password or the rights.
Must not: ask more than one address, keep a connection, or let a password into a sentence.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

from aiokafka import errors as kafka
from aiokafka.conn import create_conn

from copydesk.observability.metrics import Obstacle

if TYPE_CHECKING:
    from copydesk.observability.metrics import Metrics
    from copydesk.stream.connection import Connection

__all__ = ["OURS_TO_MEND", "count_refusal", "diagnose", "obstacle_of"]

ASK_SECONDS = 5.0

OBSTACLES: tuple[tuple[tuple[type[Exception], ...], Obstacle], ...] = (
    ((ssl.SSLError,), Obstacle.TLS),
    (
        (
            kafka.SaslAuthenticationFailed,
            kafka.AuthenticationFailedError,
            kafka.AuthenticationMethodNotSupported,
            kafka.UnsupportedSaslMechanismError,
            kafka.IllegalSaslStateError,
        ),
        Obstacle.SASL,
    ),
    (
        (
            kafka.TopicAuthorizationFailedError,
            kafka.GroupAuthorizationFailedError,
            kafka.ClusterAuthorizationFailedError,
            kafka.TransactionalIdAuthorizationFailed,
        ),
        Obstacle.AUTHORIZATION,
    ),
    # TimeoutError is an OSError, so it comes first.
    ((TimeoutError, kafka.RequestTimedOutError), Obstacle.TIMEOUT),
    ((OSError, kafka.KafkaConnectionError, kafka.NoBrokersAvailable), Obstacle.UNREACHABLE),
)
"""Read from top to bottom; the first class that fits decides."""

OURS_TO_MEND = frozenset({Obstacle.TLS, Obstacle.SASL, Obstacle.AUTHORIZATION})
"""What no waiting heals: a certificate, a password, a right."""


def obstacle_of(error: BaseException) -> Obstacle:
    """What an error says about the way to the broker; its cause is heeded where it says nothing."""
    for classes, obstacle in OBSTACLES:
        if isinstance(error, classes):
            return obstacle
    return obstacle_of(error.__cause__) if error.__cause__ is not None else Obstacle.OTHER


def count_refusal(error: BaseException, metrics: Metrics) -> None:
    """Count an error met at work, when it is one that a person has to mend."""
    if (obstacle := obstacle_of(error)) in OURS_TO_MEND:
        metrics.connection_failures.labels(obstacle).inc()


async def diagnose(connection: Connection, error: Exception) -> tuple[Obstacle, str]:
    """Find out why a question had no answer: what stands in the way, and the class of the error.

    error: what the client said. A connection that can be opened proves that it is only slow.
    """
    told = obstacle_of(error)
    if told in OURS_TO_MEND:
        return told, type(error).__name__
    options = connection.client_options()
    host, _, port = options["bootstrap_servers"].partition(",")[0].rpartition(":")
    try:
        async with asyncio.timeout(ASK_SECONDS):
            opened = await create_conn(
                host,
                int(port),
                client_id=options["client_id"],
                request_timeout_ms=int(ASK_SECONDS * 1000),
                security_protocol=options["security_protocol"],
                ssl_context=options["ssl_context"],
                sasl_mechanism=options["sasl_mechanism"],
                sasl_plain_username=options["sasl_plain_username"],
                sasl_plain_password=options["sasl_plain_password"],
            )
    except (OSError, kafka.KafkaError) as found:
        return obstacle_of(found), type(found).__name__
    opened.close()
    return told, type(error).__name__
