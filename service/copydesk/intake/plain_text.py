"""Plain text: the value is the article, or a news page saved as text, chrome and all.

Must not: look for the headline or drop chrome; normalise does.
"""

from __future__ import annotations

from copydesk.draft import Draft
from copydesk.intake.encoding import decode
from copydesk.intake.items import UNKNOWN_SOURCE
from copydesk.intake.sniffing import parameters

__all__ = ["UNKNOWN_SOURCE", "read_plain_text"]


def read_plain_text(value: bytes, content_type: str) -> tuple[Draft, ...]:
    """Return the one draft of a text, decoded as declared or as its bytes prove.

    Raises UndecodableError for bytes that are no text.
    """
    decoded = decode(value, parameters(content_type).get("charset"))
    return (Draft(body=decoded.text, source=UNKNOWN_SOURCE, warnings=decoded.warnings),)
