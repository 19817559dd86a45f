"""What each failure of aiokafka means in our own tree; the only place that names its exceptions.

Must not: decide what to do (errors.disposition does) or quote a broker's message, which may hold
names and addresses but never says more than its class.
"""

from __future__ import annotations

from aiokafka import errors as kafka

from copydesk.errors import CopydeskError, LostPartitionError, TransientError, WorldError

__all__ = ["FAULTS", "LOST", "translate"]

Fault = type[TransientError | WorldError | LostPartitionError]

LOST: tuple[type[Exception], ...] = (
    kafka.ProducerFenced,
    kafka.InvalidProducerEpoch,
    kafka.InvalidProducerIdMapping,
    kafka.InvalidTxnState,
    kafka.OutOfOrderSequenceNumber,
    kafka.UnknownProducerId,
    kafka.TransactionCoordinatorFenced,
    kafka.ProducerClosed,
    kafka.IllegalStateError,
    kafka.IllegalGenerationError,
    kafka.UnknownMemberIdError,
    kafka.CommitFailedError,
    kafka.IllegalOperation,
    # aiokafka asserts its transaction state; after a fatal error every further step fails so.
    AssertionError,
)
"""Another owner, or a producer that must not be used again: re-open when still assigned."""

WORLD: tuple[type[Exception], ...] = (
    kafka.KafkaConnectionError,
    kafka.NodeNotReadyError,
    kafka.NoBrokersAvailable,
    kafka.KafkaUnavailableError,
    kafka.BrokerNotAvailableError,
    kafka.UnknownTopicOrPartitionError,
    kafka.InvalidTopicError,
    kafka.TopicAuthorizationFailedError,
    kafka.GroupAuthorizationFailedError,
    kafka.ClusterAuthorizationFailedError,
    kafka.TransactionalIdAuthorizationFailed,
    kafka.AuthenticationFailedError,
    kafka.AuthenticationMethodNotSupported,
    kafka.SaslAuthenticationFailed,
    kafka.UnsupportedSaslMechanismError,
    kafka.IllegalSaslStateError,
    kafka.NotEnoughReplicasError,
    kafka.NotEnoughReplicasAfterAppendError,
    kafka.KafkaStorageError,
    kafka.QuotaViolationError,
    kafka.InvalidTransactionTimeout,
    kafka.UnsupportedVersionError,
    kafka.IncompatibleBrokerVersion,
    kafka.PolicyViolationError,
    OSError,
)
"""The broker, the network or what an administrator allows: wait, and recover without a person."""

FAULTS: tuple[tuple[tuple[type[Exception], ...], Fault], ...] = (
    (LOST, LostPartitionError),
    (WORLD, WorldError),
    # TimeoutError is an OSError, but a single one heals more often than not.
    ((kafka.KafkaError, kafka.ConsumerStoppedError), TransientError),
)
"""Read from top to bottom; the first class that fits decides."""


def translate(error: Exception) -> Exception:
    """Return our error for one of aiokafka's; what is ours or unknown comes back as it is."""
    if isinstance(error, CopydeskError):
        return error
    if isinstance(error, TimeoutError):
        return TransientError("The broker did not answer in time.")
    for classes, ours in FAULTS:
        if isinstance(error, classes):
            return ours(f"The broker said {type(error).__name__}.")
    return error
