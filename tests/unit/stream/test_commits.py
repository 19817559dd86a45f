"""Reading what a group committed, where a silent answer would repeat a whole topic."""

from __future__ import annotations

import pytest
from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from copydesk.errors import TransientError
from copydesk.stream.broker import commits_of
from copydesk.stream.start import Committed

FIRST, SECOND = TopicPartition("raw", 0), TopicPartition("raw", 1)
NOTHING = OffsetAndMetadata(-1, "")


def test_a_partition_without_a_commit_is_absent() -> None:
    """Kafka says so by offset -1."""
    found = {FIRST: OffsetAndMetadata(7, "stamp"), SECOND: NOTHING}
    assert commits_of([FIRST, SECOND], found) == {0: Committed(7, "stamp")}


@pytest.mark.parametrize("found", [{}, {FIRST: NOTHING}], ids=["loading", "in-part"])
def test_a_partition_without_an_answer_is_an_error(
    found: dict[TopicPartition, OffsetAndMetadata],
) -> None:
    """A coordinator that still loads names no partition; that is not 'nothing committed'."""
    with pytest.raises(TransientError, match="did not answer"):
        commits_of([FIRST, SECOND], found)
