"""What COPYDESK_ENTITY_CONFIDENCE says, for the commands that read no other setting."""

from __future__ import annotations

import os

from copydesk.enrich.entities import LEAST_CONFIDENCE
from copydesk.errors import SettingsError

__all__ = ["entity_confidence"]

VARIABLE = "COPYDESK_ENTITY_CONFIDENCE"


def entity_confidence() -> float:
    """Return the least confidence to publish; raises SettingsError where it is none of 0 to 1."""
    text = os.environ.get(VARIABLE)
    if text is None:
        return LEAST_CONFIDENCE
    try:
        confidence = float(text)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        sentence = f"{VARIABLE}: not a number from 0 to 1."
        raise SettingsError(sentence)
    return confidence
