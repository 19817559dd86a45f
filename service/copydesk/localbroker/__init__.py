"""A Kafka broker on one's own machine, for the demo and for the tests.

A broker here is a child process that ends with its parent and says why when it dies.
Must not: be used in production, and must not be imported by the service.
"""

from copydesk.localbroker.broker import LocalBroker, Say, silent
from copydesk.localbroker.choice import ExternalBroker, local_broker
from copydesk.localbroker.embedded import EmbeddedBroker
from copydesk.localbroker.failures import (
    BrokerDiedError,
    BrokerSilentError,
    LocalBrokerError,
    MissingJavaError,
    MissingWheelError,
    NoBrokerError,
    PortInUseError,
)
from copydesk.localbroker.kafka import KafkaBroker

__all__ = [
    "BrokerDiedError",
    "BrokerSilentError",
    "EmbeddedBroker",
    "ExternalBroker",
    "KafkaBroker",
    "LocalBroker",
    "LocalBrokerError",
    "MissingJavaError",
    "MissingWheelError",
    "NoBrokerError",
    "PortInUseError",
    "Say",
    "local_broker",
    "silent",
]
