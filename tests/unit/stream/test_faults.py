"""Each of aiokafka's exceptions has its place in our tree, and a new one is noticed."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import pytest
from aiokafka import errors as kafka

from copydesk.errors import (
    CopydeskError,
    Disposition,
    LostPartitionError,
    SettingsError,
    TransientError,
    WorldError,
    disposition,
)
from copydesk.stream.faults import translate


@dataclass(frozen=True)
class Case:
    name: str
    error: Exception
    ours: type[Exception]


CASES = (
    Case("fenced-by-a-newer-producer", kafka.ProducerFenced(), LostPartitionError),
    Case("epoch-refused", kafka.InvalidProducerEpoch(), LostPartitionError),
    Case("hole-in-the-sequence", kafka.OutOfOrderSequenceNumber(), LostPartitionError),
    Case("transaction-timed-out-at-the-broker", kafka.InvalidTxnState(), LostPartitionError),
    Case("id-expired", kafka.InvalidProducerIdMapping(), LostPartitionError),
    Case("not-assigned-any-more", kafka.IllegalStateError(), LostPartitionError),
    Case("producer-in-a-fatal-state", AssertionError("Invalid state"), LostPartitionError),
    Case("broker-gone", kafka.KafkaConnectionError(), WorldError),
    Case("node-gone", kafka.NodeNotReadyError(), WorldError),
    Case("connection-refused", ConnectionRefusedError(), WorldError),
    Case("topic-missing", kafka.UnknownTopicOrPartitionError(), WorldError),
    Case("wrong-password", kafka.SaslAuthenticationFailed(), WorldError),
    Case("no-right-to-the-group", kafka.GroupAuthorizationFailedError(), WorldError),
    Case("replicas-missing", kafka.NotEnoughReplicasError(), WorldError),
    Case("slow-answer", TimeoutError(), TransientError),
    Case("coordinator-loading", kafka.CoordinatorLoadInProgressError(), TransientError),
    Case("coordinator-moved", kafka.NotCoordinatorError(), TransientError),
    Case("size-refused", kafka.MessageSizeTooLargeError(), TransientError),
    Case("never-heard-of", kafka.KafkaError("something new"), TransientError),
    Case("ours-already", SettingsError("a setting"), SettingsError),
    Case("a-bug-of-ours", KeyError("x"), KeyError),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_has_its_meaning(case: Case) -> None:
    """The kind decides what is done, so it must be the right one."""
    assert type(translate(case.error)) is case.ours


def test_no_exception_of_the_client_stops_the_service() -> None:
    """Whatever Kafka says, the service waits or tries again; only our own bugs end it."""
    classes = [one for one in vars(kafka).values() if inspect.isclass(one)]
    every = [one for one in classes if issubclass(one, Exception)]
    errors = [one() for one in every if issubclass(one, kafka.KafkaError)]
    assert errors
    for error in errors:
        fault = translate(error)
        assert isinstance(fault, CopydeskError)
        assert disposition(fault, in_core=False) is not Disposition.STOP


def test_a_message_names_the_error_and_quotes_nothing() -> None:
    """A broker's message may hold addresses and names."""
    assert "secret" not in str(translate(kafka.KafkaConnectionError("secret.internal:9092")))
