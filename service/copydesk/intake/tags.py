"""Measure tags before they are parsed: the parser's time grows with the square of the attributes.

Tags are cut as the HTML standard cuts them, where '>' within a quoted value ends nothing.
Must not: parse; each pattern gives nothing back, so that any text takes linear time.
"""

from __future__ import annotations

import re
from typing import Final

from copydesk.errors import OversizeError, Reason

__all__ = ["ATTRIBUTES_MAX", "check_attributes"]

ATTRIBUTES_MAX: Final = 2_000
"""On one element. The pages of the check set have up to 30."""

LONG_TAG_CHARS: Final = 4 * ATTRIBUTES_MAX
"""So many different attributes need at least so many characters."""

_VALUE: Final = r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?"
_TAG: Final = re.compile(rf"<[A-Za-z](?:[^=>]++|{_VALUE})*+")
_ATTRIBUTE: Final = re.compile(rf"[^\s=>/]++\s*+(?:{_VALUE})?+")


def check_attributes(markup: str) -> None:
    """Raise OversizeError if a tag of `markup` has more attributes than ATTRIBUTES_MAX."""
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() < LONG_TAG_CHARS:
            continue
        names = enumerate(_ATTRIBUTE.finditer(tag.group()))
        if any(number > ATTRIBUTES_MAX for number, _ in names):
            sentence = f"An element of the page has more than {ATTRIBUTES_MAX} attributes."
            raise OversizeError(sentence, reason=Reason.UNSAFE_MARKUP)
