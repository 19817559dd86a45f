"""Why there is no broker, each as one sentence a person can act on.

DemoError
└── LocalBrokerError      exit 1
    ├── PortInUseError        somebody else listens there
    ├── MissingWheelError     the embedded broker is not installed, or does not run here
    ├── MissingJavaError      no Java, no Maven, or its artifacts cannot be fetched
    ├── NoBrokerError         none of the three ways is open
    ├── BrokerDiedError       it ended by itself; says with what
    └── BrokerSilentError     it runs and does not answer
"""

from __future__ import annotations

from copydesk.errors import DemoError

__all__ = [
    "BrokerDiedError",
    "BrokerSilentError",
    "LocalBrokerError",
    "MissingJavaError",
    "MissingWheelError",
    "NoBrokerError",
    "PortInUseError",
]


class LocalBrokerError(DemoError):
    """A broker of one's own could not be had, or was lost."""


class PortInUseError(LocalBrokerError):
    """Somebody else listens on the port."""


class MissingWheelError(LocalBrokerError):
    """The embedded broker is not installed, or its binary does not run on this machine."""


class MissingJavaError(LocalBrokerError):
    """Apache Kafka cannot run here: no Java, no Maven, or no artifacts."""


class NoBrokerError(LocalBrokerError):
    """None of the three ways to a broker is open on this machine."""


class BrokerDiedError(LocalBrokerError):
    """The broker ended by itself."""


class BrokerSilentError(LocalBrokerError):
    """The broker runs and does not answer in time."""
