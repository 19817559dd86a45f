"""Parse a JSON record from strangers.

Must not: know a schema, or quote the document in an error.
"""

from __future__ import annotations

from codecs import BOM_UTF8

from pydantic_core import from_json

from copydesk.errors import OversizeError, Reason, UndecodableError

__all__ = ["json_document"]

CONTAINERS_MAX = 500_000
"""Most objects and arrays read: an empty one costs 64 bytes, and no article has a hundredth."""

VALUES_MAX = 1_000_000
"""Most ',' and ':' read: a named value costs 150 bytes; the longest body has 50,000 in its text."""


def json_document(value: bytes) -> object:
    """Return the parsed value of a record in UTF-8.

    Raises RejectedError when it is not UTF-8, not JSON, or over the limit.
    """
    containers = value.count(b"{") + value.count(b"[")
    if containers > CONTAINERS_MAX:
        sentence = f"The JSON has {containers} objects and arrays; the limit is {CONTAINERS_MAX}."
        raise OversizeError(sentence)
    values = value.count(b",") + value.count(b":")
    if values > VALUES_MAX:
        sentence = f"The JSON has {values} values and marks; the limit is {VALUES_MAX}."
        raise OversizeError(sentence)
    try:
        document: object = from_json(value.removeprefix(BOM_UTF8), allow_inf_nan=False)
    except ValueError as error:
        _check_utf8(value)
        sentence = f"The value is not JSON: {error}."
        raise UndecodableError(sentence, reason=Reason.NOT_JSON) from error
    return document


def _check_utf8(value: bytes) -> None:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"The value is not UTF-8: byte {error.start} cannot be read."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8) from error
