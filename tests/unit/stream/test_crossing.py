"""What crosses to a worker and back arrives as it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.draft import Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.stream.crossing import (
    Answer,
    Outcomes,
    pack_answer,
    pack_records,
    unpack_answer,
    unpack_records,
)

if TYPE_CHECKING:
    from copydesk.observability.tracing import Lap

blobs = st.none() | st.binary(max_size=40)
names = st.text(max_size=9)
headers = st.lists(st.tuples(names, blobs), max_size=3).map(tuple)
numbers = st.integers(-(2**63), 2**63 - 1)
origins = st.none() | st.builds(Origin, names, numbers, numbers)
records = st.lists(st.builds(Record, blobs, blobs, headers, st.none() | numbers, origins))
outcomes = st.one_of(
    st.builds(
        Enriched,
        *(names, numbers, names, st.binary(max_size=9), st.binary(max_size=99), headers),
        warnings=st.lists(names, max_size=2).map(tuple),
        found=st.lists(names, max_size=2).map(tuple),
    ),
    st.builds(Kill, names, numbers, st.binary(max_size=9), headers, st.none(), names),
    st.builds(
        DeadLetter,
        *(st.sampled_from(Stage), st.sampled_from(Reason), names, st.none() | numbers),
        *(blobs, blobs, headers, names, st.none() | names),
    ),
)
laps = st.lists(st.tuples(names, numbers, numbers), max_size=3).map(tuple)
chunks = st.lists(st.lists(outcomes, max_size=3).map(tuple), max_size=4).map(tuple)


@settings(max_examples=60)
@given(records)
def test_records_arrive_as_sent(sent: list[Record]) -> None:
    """Every field of every record, null or not."""
    assert unpack_records(pack_records(sent)) == sent


@settings(max_examples=60)
@given(chunks, laps)
def test_outcomes_arrive_as_sent(sent: Outcomes, laps: tuple[Lap, ...]) -> None:
    """Every field of every outcome, with its kind and its record; and what the steps took."""
    answer = unpack_answer(pack_answer(Answer(sent, laps)))
    arrived = answer.outcomes
    assert arrived == sent
    assert answer.laps == laps
    assert all(
        type(one) is type(other)
        for mine, theirs in zip(arrived, sent, strict=True)
        for one, other in zip(mine, theirs, strict=True)
    )


def test_what_is_no_plain_value_is_an_error() -> None:
    """A pipeline that returned a lazy value would be found out, not silently altered."""
    with pytest.raises(ValueError, match="unmarshallable"):
        pack_answer(Answer(((Kill("id", 0, object(), ()),),)))  # type: ignore[arg-type]  # on purpose
