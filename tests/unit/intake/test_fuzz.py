"""Every parser on documents that were cut, doubled and poisoned; `make fuzz` is the long run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.intake.fuzzing import DAMAGED, PARSERS, Damage, check, damaged

from copydesk.intake.reading import FORMATS, Format

EXAMPLES = 15


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(damage=DAMAGED)
def test_damaged_documents_are_read_or_refused(name: str, damage: Damage) -> None:
    """Whatever happened to a document on its way, it is articles, kills or a named refusal."""
    value = damaged(name, damage)
    check(value, None)
    check(value, next(form.content_types[0] for form in FORMATS if form.name == name))


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    value=st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    form=st.sampled_from(FORMATS),
)
def test_any_bytes_in_any_format_are_read_or_refused(value: bytes, form: Format) -> None:
    """No bytes break a reader that their content type sends them to."""
    check(value, form.content_types[0])
