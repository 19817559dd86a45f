"""Plain text: the value is the article, or a news page saved as text, chrome and all.

Must not: look for the headline or drop chrome; normalise does.
"""

from __future__ import annotations

from copydesk.draft import Draft, Source
from copydesk.errors import Reason, UndecodableError
from copydesk.intake.sniffing import parameters

__all__ = ["UNKNOWN_SOURCE", "read_plain_text"]

UNKNOWN_SOURCE = Source(id="unknown")
_SUPPORTED_CHARSETS = {"utf-8", "utf8", "us-ascii", "ascii"}


def read_plain_text(value: bytes, content_type: str) -> tuple[Draft, ...]:
    """Return the one draft of a text in UTF-8.

    Raises UndecodableError for a charset other than UTF-8, or bytes that are not UTF-8.
    """
    charset = parameters(content_type).get("charset", "utf-8").lower()
    if charset not in _SUPPORTED_CHARSETS:
        sentence = "The content-type header declares a charset other than UTF-8."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8, path="/headers/content-type")
    try:
        body = value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"The value is not UTF-8: byte {error.start} cannot be read."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8) from error
    return (Draft(body=body, source=UNKNOWN_SOURCE),)
