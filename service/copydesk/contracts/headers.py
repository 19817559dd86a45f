"""Header names and values: the CloudEvents envelope, and what a dead letter says about itself.

Must not: decide anything; both envelopes are pure functions of what they are given.
Sources: CloudEvents 1.0 Kafka binding, binary mode; Kafka Connect and Kafka Streams KIP-1034 for
the names of error headers; W3C Trace Context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from copydesk.errors import ContractError, Reason, Stage

if TYPE_CHECKING:
    from copydesk.draft import Headers

__all__ = [
    "CONTENT_TYPE",
    "ENRICHED_TYPE",
    "ERROR_PREFIX",
    "KILLED_TYPE",
    "NINJS_TYPE",
    "REPLAYED_ITEM",
    "REPLAYS",
    "TRACE_HEADERS",
    "CloudEventHeaders",
    "DeadLetterHeaders",
    "header",
    "replayed_item",
]

CONTENT_TYPE = "content-type"
ENRICHED_TYPE = "copydesk.article.enriched.v1"
KILLED_TYPE = "copydesk.article.killed.v1"
NINJS_TYPE = "copydesk.article.ninjs.v1"
ERROR_PREFIX = "__copydesk.errors."
REPLAYED_ITEM = f"{ERROR_PREFIX}item"
REPLAYS = "__copydesk.replays"
"""How often a record was replayed. It is no error header, so it comes back with the next dead
letter of the same record."""
TRACE_HEADERS = ("traceparent", "tracestate")
NAME_PATTERN = r"^[a-z][a-z0-9-]*$"

Number = Annotated[
    Annotated[int, Field(ge=0)] | None, Field(json_schema_extra={"x-unit": "number, from 0"})
]
"""A number of something in Kafka, where it is known."""


def header(headers: Headers, name: str) -> bytes | None:
    """Return the last value of the header `name` (any case), None when absent or null.

    The last one wins, as Kafka's own `lastHeader` has it.
    """
    found = None
    for key, value in headers:
        if key.lower() == name:
            found = value
    return found


def replayed_item(headers: Headers) -> int | None:
    """Return which item of a replayed record is to be done again; None for all of it."""
    item = header(headers, REPLAYED_ITEM)
    if item is None or header(headers, REPLAYS) is None or not item.isdigit():
        return None
    return int(item)


class CloudEventHeaders(BaseModel):
    """The CloudEvents 1.0 attributes of an event, as Kafka headers in binary mode."""

    model_config = ConfigDict(frozen=True, extra="allow")

    ce_specversion: Literal["1.0"] = Field(
        "1.0", description="CloudEvents version.", examples=["1.0"]
    )
    ce_id: str = Field(
        pattern=r"^[0-9a-f]{32}$",
        description="SHA-256 of raw topic, partition, offset, timestamp and item: once per raw "
        "record, so it is the key to drop duplicates by.",
        examples=["9b1e6d0c5f2a47d38c40c1d95a1f7e21"],
    )
    ce_source: str = Field(
        description="`/copydesk/` and the source's id.", examples=["/copydesk/voa"]
    )
    ce_type: str = Field(
        pattern=r"^copydesk\.article\.(enriched|killed|ninjs)\.v[1-9][0-9]*$",
        description="Enriched, or killed (then the value is null); `ninjs` on the ninjs topic. The "
        "number is the major version of the value's schema.",
        examples=[ENRICHED_TYPE],
    )
    ce_subject: str = Field(
        description="The article's id, equal to the record's key.",
        examples=["voa-2021-05-07-harris"],
    )
    ce_time: str | None = Field(
        None,
        description="The raw record's timestamp, RFC 3339.",
        examples=["2021-05-07T22:30:00.000Z"],
    )
    ce_dataschema: str = Field(
        description="Schema of the value.", examples=["urn:copydesk:schema:enriched-article:1"]
    )
    ce_embargoeduntil: str | None = Field(
        None,
        description="Not to be shown before; as in the event.",
        examples=["2021-05-08T00:00:00Z"],
    )
    ce_killreason: str | None = Field(
        None,
        description="Why an article is killed, where its source says: canceled, withheld, deleted.",
        examples=["withheld"],
    )
    content_type: str = Field(
        "application/json",
        alias="content-type",
        description="Content type of the value.",
        examples=["application/json"],
    )
    traceparent: str | None = Field(
        None,
        description="W3C Trace Context of the raw record, passed on unchanged.",
        examples=["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],
    )
    tracestate: str | None = Field(
        None,
        description="W3C Trace Context of the raw record, passed on unchanged.",
        examples=["vendor=t61rcWkgMzE"],
    )

    def to_headers(self) -> Headers:
        """The attributes as header pairs, UTF-8, absent ones left out."""
        dumped = self.model_dump(by_alias=True, exclude_none=True)
        return tuple((name, str(value).encode()) for name, value in dumped.items())


class DeadLetterHeaders(BaseModel):
    """Why a record was refused; each field is the header `__copydesk.errors.{field}`."""

    model_config = ConfigDict(frozen=True, extra="allow")

    stage: str = Field(
        pattern=NAME_PATTERN,
        description=f"Where it was refused: {', '.join(Stage)}. More may come.",
        examples=["intake"],
    )
    reason: str = Field(
        pattern=NAME_PATTERN,
        description=f"Why: {', '.join(Reason)}. More may come.",
        examples=["not-json"],
    )
    exception: str = Field(description="Class of the error.", examples=["UndecodableError"])
    message: str = Field(
        description="One sentence for a person; names a field, never quotes the article.",
        examples=["The value is not JSON: it ends in the middle of a string at byte 118."],
    )
    topic: str | None = Field(None, description="Raw topic.", examples=["news.articles.raw"])
    partition: Number = Field(None, description="Raw partition.", examples=[0])
    offset: Number = Field(None, description="Raw offset.", examples=[42])
    item: Number = Field(
        None,
        description="Which article of the record, from 0; absent when the record itself is at "
        "fault.",
        examples=[0],
    )
    timestamp: int | None = Field(
        None,
        description="The raw record's timestamp, milliseconds since the epoch.",
        examples=[1620426600000],
        json_schema_extra={"x-unit": "milliseconds since 1970-01-01T00:00:00Z"},
    )
    attempts: int = Field(
        ge=1,
        description="How often it was tried.",
        examples=[1],
        json_schema_extra={"x-unit": "attempts"},
    )
    version: str = Field(description="Version of copydesk that refused it.", examples=["0.1.0"])
    value_sha256: str | None = Field(
        None,
        alias="value-sha256",
        description="SHA-256 of the raw value, where the dead letter goes without it because it is "
        "too large; the raw record has it.",
        examples=["2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
    )
    value_bytes: Number = Field(
        None,
        alias="value-bytes",
        description="Size of the raw value, where the dead letter goes without it.",
        examples=[1500000],
        json_schema_extra={"x-unit": "bytes"},
    )
    next_offset: Number = Field(
        None,
        alias="next-offset",
        description="First raw offset behind what `copydesk skip` passed.",
        examples=[1742],
    )

    def to_headers(self) -> Headers:
        """The fields as header pairs, UTF-8, absent ones left out."""
        dumped = self.model_dump(by_alias=True, exclude_none=True)
        return tuple((ERROR_PREFIX + name, str(value).encode()) for name, value in dumped.items())

    @classmethod
    def from_headers(cls, headers: Headers) -> DeadLetterHeaders:
        """Read a dead letter's headers back.

        Raises ContractError when the record carries none, or misses one.
        """
        found = {
            name.removeprefix(ERROR_PREFIX): value.decode("utf-8", "replace")
            for name, value in headers
            if name.startswith(ERROR_PREFIX) and value is not None
        }
        try:
            return cls.model_validate(found)
        except ValueError as error:
            sentence = f"The record has no complete set of {ERROR_PREFIX}* headers."
            raise ContractError(sentence, path="/headers") from error
