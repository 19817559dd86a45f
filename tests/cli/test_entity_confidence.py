"""COPYDESK_ENTITY_CONFIDENCE: what is published of guesses, and that events say so."""

from __future__ import annotations

import pytest

from copydesk.cli.entity_confidence import entity_confidence
from copydesk.enrich.entities import LEAST_CONFIDENCE
from copydesk.errors import SettingsError
from copydesk.models.loading import load_desk
from copydesk.settings import load_settings


def test_setting_and_code_agree_on_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service and `copydesk enrich` publish alike where nobody set it."""
    monkeypatch.delenv("COPYDESK_ENTITY_CONFIDENCE", raising=False)
    assert load_settings().entity_confidence == entity_confidence() == LEAST_CONFIDENCE


def test_an_article_enriched_by_hand_obeys_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is the service's."""
    monkeypatch.setenv("COPYDESK_ENTITY_CONFIDENCE", "0.9")
    assert entity_confidence() == 0.9


@pytest.mark.parametrize("value", ["1.5", "-0.1", "high", "nan"])
def test_a_wrong_value_is_one_sentence(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of range, or no number."""
    monkeypatch.setenv("COPYDESK_ENTITY_CONFIDENCE", value)
    with pytest.raises(SettingsError, match="COPYDESK_ENTITY_CONFIDENCE"):
        entity_confidence()


def test_events_tell_what_they_were_made_with() -> None:
    """Another threshold is another configuration digest."""
    assert load_desk(entity_confidence=0.9).configuration != load_desk().configuration
