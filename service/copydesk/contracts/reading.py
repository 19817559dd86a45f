"""A subscriber's side: a Kafka record of the enriched topic becomes a typed event.

It takes what any Kafka client hands over, headers and value, and knows none of them.
Must not: import Kafka, numpy or an enricher; drop a kill because something else of it is broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from copydesk.contracts.enriched import BAD_SPAN, EnrichedArticle
from copydesk.contracts.headers import CloudEventHeaders
from copydesk.errors import UnreadableEventError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

__all__ = ["READERS", "KilledArticle", "parse_event"]

READERS: Mapping[int, type[EnrichedArticle]] = {1: EnrichedArticle}
"""Major version of enriched-article -> the model that reads it."""

TYPE = re.compile(r"copydesk\.article\.(enriched|killed)\.v([1-9][0-9]{0,8})")
SCHEMA = re.compile(r"urn:copydesk:schema:enriched-article:([1-9][0-9]{0,8})")
ASIDE = "Put the record aside"


class KilledArticle(BaseModel):
    """A mandatory withdrawal: what was published under this id must go."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="The article's id, the record's key.")
    reason: str | None = Field(description="Why, where the source says; null for a null value.")


def parse_event(
    headers: Iterable[tuple[str, bytes | None]] | None, value: bytes | None
) -> EnrichedArticle | KilledArticle:
    """Return the event of a record of the enriched topic, of any version that is supported.

    headers: as the Kafka client gives them, (name, bytes) pairs; None is none. value: the bytes,
    not deserialised. Fields that the model does not know are kept, in `model_extra`.
    Raises UnreadableEventError, whose `part` and `path` name what is wrong.
    """
    said = _said(headers)
    kind, major = _kind_and_major(said)
    if kind == "killed":
        return KilledArticle(id=_required(said, "ce_subject"), reason=said.get("ce_killreason"))
    model = READERS.get(major)
    if model is None:
        raise _unknown_major(major, "ce_type")
    _check_envelope(said, major)
    if value is None:
        sentence = (
            "The value is null, but ce_type says that it is an enriched article. Check that no "
            f"deserialiser stands between Kafka and parse_event. {ASIDE}."
        )
        raise UnreadableEventError(sentence, part="value")
    try:
        return model.model_validate_json(value)
    except ValidationError as error:
        raise _unreadable_value(error, major) from error


def _said(headers: Iterable[tuple[str, bytes | None]] | None) -> dict[str, str]:
    """Header name in lower case -> text; the last one of a name wins, as with Kafka's own."""
    said: dict[str, str] = {}
    for name, value in headers or ():
        if value is None:
            said.pop(name.lower(), None)
        else:
            said[name.lower()] = value.decode("utf-8", "replace")
    return said


def _kind_and_major(said: Mapping[str, str]) -> tuple[str, int]:
    kind = _required(said, "ce_type")
    match = TYPE.fullmatch(kind)
    if match is None:
        sentence = (
            "The header ce_type names neither an enriched nor a killed article: this is no record "
            f"of the enriched topic. Check which topic is read. {ASIDE}."
        )
        raise UnreadableEventError(sentence, part="headers", path="/ce_type")
    return match[1], int(match[2])


def _check_envelope(said: Mapping[str, str], major: int) -> None:
    """Refuse an envelope that contradicts itself or misses what CloudEvents requires."""
    for name in ("ce_specversion", "ce_id", "ce_source", "ce_subject", "ce_dataschema"):
        _required(said, name)
    schema = SCHEMA.fullmatch(said["ce_dataschema"])
    if schema is None:
        sentence = (
            "The header ce_dataschema does not name a version of enriched-article. Check which "
            f"topic is read. {ASIDE}."
        )
        raise UnreadableEventError(sentence, part="headers", path="/ce_dataschema")
    if int(schema[1]) != major:
        raise _unknown_major(int(schema[1]), "ce_dataschema")
    try:
        CloudEventHeaders.model_validate(said)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        name = str(found["loc"][0])
        sentence = f"The header {name} is wrong: {found['msg']}. {ASIDE} and tell who publishes."
        raise UnreadableEventError(sentence, part="headers", path=f"/{_token(name)}") from error


def _required(said: Mapping[str, str], name: str) -> str:
    if not said.get(name):
        sentence = (
            f"The record has no header {name}, which every copydesk event has (CloudEvents 1.0, "
            "binary mode). Check which topic is read and that the client hands on headers. "
            f"{ASIDE}."
        )
        raise UnreadableEventError(sentence, part="headers", path=f"/{name}")
    return said[name]


def _unknown_major(major: int, header: str) -> UnreadableEventError:
    known = ", ".join(map(str, READERS))
    sentence = (
        f"The event is of major version {major} of enriched-article, and this copydesk reads "
        f"{known}. Install a copydesk that reads it, or subscribe to the topic of a version that "
        f"this one reads. {ASIDE} until then."
    )
    return UnreadableEventError(sentence, part="headers", path=f"/{header}")


def _unreadable_value(error: ValidationError, major: int) -> UnreadableEventError:
    """The first thing wrong with a value; the rest would mostly follow from it."""
    found = error.errors(include_url=False, include_input=False)[0]
    if found["type"] == "json_invalid":
        sentence = (
            f"The value is not JSON ({found['ctx']['error']}). Check that its bytes reach "
            f"parse_event unchanged. {ASIDE} and tell who publishes."
        )
        return UnreadableEventError(sentence, part="value")
    path = _pointer(found)
    what = str(found["ctx"]["why"]) if found["type"] == BAD_SPAN else f"{found['msg']}."
    sentence = (
        f"The value breaks enriched-article version {major} at {path or 'its root'}: {what} "
        f"{ASIDE} and tell who publishes."
    )
    return UnreadableEventError(sentence, part="value", path=path)


def _pointer(found: ErrorDetails) -> str:
    """The JSON pointer (RFC 6901) of the field at fault."""
    if found["type"] == BAD_SPAN:
        return str(found["ctx"]["pointer"])
    return "".join(f"/{_token(part)}" for part in found["loc"])


def _token(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
