"""What crosses to a worker and back arrives as it was sent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.draft import Origin, Record
from copydesk.errors import Reason, Stage
from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.stream.crossing import (
    Outcomes,
    pack_outcomes,
    pack_records,
    unpack_outcomes,
    unpack_records,
)

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
    ),
    st.builds(Kill, names, numbers, st.binary(max_size=9), headers),
    st.builds(
        DeadLetter,
        *(st.sampled_from(Stage), st.sampled_from(Reason), names, st.none() | numbers),
        *(blobs, blobs, headers),
    ),
)
chunks = st.lists(st.lists(outcomes, max_size=3).map(tuple), max_size=4).map(tuple)


@settings(max_examples=60)
@given(records)
def test_records_arrive_as_sent(sent: list[Record]) -> None:
    """Every field of every record, null or not."""
    assert unpack_records(pack_records(sent)) == sent


@settings(max_examples=60)
@given(chunks)
def test_outcomes_arrive_as_sent(sent: Outcomes) -> None:
    """Every field of every outcome, with its kind and its record."""
    arrived = unpack_outcomes(pack_outcomes(sent))
    assert arrived == sent
    assert all(
        type(one) is type(other)
        for mine, theirs in zip(arrived, sent, strict=True)
        for one, other in zip(mine, theirs, strict=True)
    )


def test_what_is_no_plain_value_is_an_error() -> None:
    """A pipeline that returned a lazy value would be found out, not silently altered."""
    with pytest.raises(ValueError, match="unmarshallable"):
        pack_outcomes(((Kill("id", 0, object(), ()),),))  # type: ignore[arg-type]  # on purpose
