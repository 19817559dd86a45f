"""Decide which format a value is in: what its header claims, else what its bytes show.

Must not: read the article; it looks at the first bytes and counts words.
"""

from __future__ import annotations

from copydesk.errors import Reason, RejectedError, UndecodableError

__all__ = ["JSON", "PLAIN_TEXT", "content_type_of", "media_type", "parameters", "sniff", "unframed"]

JSON = "application/json"
PLAIN_TEXT = "text/plain"

SNIFFED_WORDS_MIN = 25
"""A value that nothing says is text must at least have the length of a lede to be taken for an
article: anything shorter is more likely a stray message than news (a lede has 25 to 40 words)."""

FRAME_BYTES = 5
"""Schema-registry framing: a zero byte and a four-byte schema id before the JSON."""


def media_type(content_type: str) -> str:
    """Return the bare type of a Content-Type value: 'Text/Plain; charset=x' -> 'text/plain'."""
    return content_type.partition(";")[0].strip().lower()


def parameters(content_type: str) -> dict[str, str]:
    """Return the parameters of a Content-Type value, names in lower case, quotes removed."""
    pairs = (part.partition("=") for part in content_type.split(";")[1:])
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def content_type_of(header: bytes | None) -> str | None:
    """Return the declared content type, None when the header is absent, null or not text."""
    if header is None:
        return None
    declared = header.decode("latin-1").strip()
    return declared or None


def unframed(value: bytes) -> bytes:
    """Return a JSON value without the frame that registry-aware producers put before it."""
    framed = value[:1] == b"\x00" and value[FRAME_BYTES : FRAME_BYTES + 1] == b"{"
    return value[FRAME_BYTES:] if framed else value


def sniff(value: bytes) -> str:
    """Return the content type that the bytes of an undeclared value show.

    Raises RejectedError when they show neither a JSON object nor a text of an article's length.
    """
    head = value[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[")):
        return JSON
    if head.startswith(b"<"):
        sentence = "The value looks like markup and has no content-type header."
        raise RejectedError(sentence, reason=Reason.UNSUPPORTED_CONTENT_TYPE)
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"The value is not UTF-8: byte {error.start} cannot be read."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8) from error
    if len(text.split(maxsplit=SNIFFED_WORDS_MIN)) < SNIFFED_WORDS_MIN or "\x00" in text:
        sentence = (
            "The value is not JSON and, with no content-type header, too short to be taken for "
            "the text of an article."
        )
        raise UndecodableError(sentence, reason=Reason.NOT_JSON)
    return PLAIN_TEXT
