"""The enriched article: the event that subscribers build on.

Must not: import Kafka, numpy or an enricher; a subscriber imports this module alone.
Field names follow ninjs 3.1 where it has one. Every offset is into `text`, in Unicode code points,
half-open. The desk writes no field that is not here; readers keep the fields they don't know.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from copydesk.draft import BlockKind

__all__ = [
    "ENRICHED_SCHEMA_ID",
    "Byline",
    "Confidence",
    "DateMention",
    "EnrichedArticle",
    "EntityMention",
    "EventBlock",
    "EventDateline",
    "EventSection",
    "EventSource",
    "EventSpan",
    "Place",
    "Provenance",
    "RawOrigin",
    "Subject",
]

ENRICHED_SCHEMA_ID = "urn:copydesk:schema:enriched-article:1"
"""What `ce_dataschema` and the schema's `$id` say; the number is the major version."""

Confidence = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class EventSpan(_Event):
    """A stretch of `text`."""

    start: Offset = Field(description="First code point.", examples=[60])
    end: Offset = Field(description="One past the last code point.", examples=[83])


class EventBlock(EventSpan):
    """A block of `text`; blocks are in reading order and never overlap."""

    kind: BlockKind = Field(
        description="What the block is. Captions are not the article's own text.",
        examples=["paragraph"],
    )


class EventSource(_Event):
    """Who supplied the article, as the raw article says."""

    id: str = Field(description="Stable id of the supplier.", examples=["voa"])
    name: str | None = Field(None, description="Name for people.", examples=["VOA News"])
    url: str | None = Field(None, description="Its site.", examples=["https://example.org"])
    country: str | None = Field(
        None, description="Home country, ISO 3166-1 alpha-2.", examples=["US"]
    )
    timezone: str | None = Field(
        None, description="Home time zone, IANA name.", examples=["America/New_York"]
    )


class Byline(_Event):
    """Who wrote it."""

    text: str = Field(description="As printed.", examples=["By JANE DOE and John Roe"])
    names: tuple[str, ...] = Field(
        description="The writers' names, in the order printed; empty where unsure.",
        examples=[["Jane Doe", "John Roe"]],
    )


class EventDateline(_Event):
    """Where and when the story was filed."""

    text: str = Field(
        description="The words it was read from.", examples=["WASHINGTON, May 7 (Agency) -"]
    )
    place: str = Field(description="The place, in reading case.", examples=["Washington"])
    place_id: str | None = Field(
        None, description="`id` of the entry in `places`, null if unresolved.", examples=["p1"]
    )
    date: dt.date | None = Field(
        description="The day, ISO 8601; null where the text and the article's own date don't "
        "settle it.",
        examples=["2021-05-07"],
    )
    agency: str | None = Field(description="Agency named in it.", examples=["Reuters"])
    origin: Literal["explicit", "inferred"] = Field(
        description="`explicit`: printed at the head of the body. `inferred`: concluded from "
        "`evidence`.",
        examples=["explicit"],
    )
    evidence: tuple[EventSpan, ...] = Field(description="The words that say so, in `text`.")
    confidence: Confidence = Field(description="Share of such datelines that are right.")


class EntityMention(_Event):
    """A person, organisation or location, with every mention in this article."""

    id: str = Field(
        description="Derived from type and name: equal in every article that names it so.",
        examples=["3f2a90c1b7de"],
    )
    type: Literal["person", "organisation", "location"] = Field(
        description="What it is.", examples=["person"]
    )
    name: str = Field(
        description="The fullest good form in this article.", examples=["Kamala Harris"]
    )
    mentions: tuple[EventSpan, ...] = Field(
        min_length=1, description="Where it is named, in reading order."
    )
    confidence: Confidence = Field(description="Share of such entities that are right.")
    place_id: str | None = Field(
        None, description="`id` of the entry in `places`, null if unresolved.", examples=["p1"]
    )


class Place(_Event):
    """A location on the map."""

    id: str = Field(description="Id within this event.", examples=["p1"])
    geonames_id: int | None = Field(description="GeoNames id.", examples=[4140963])
    name: str = Field(description="Customary name.", examples=["Washington"])
    country: str | None = Field(description="ISO 3166-1 alpha-2.", examples=["US"])
    admin1: str | None = Field(description="First-level division, GeoNames.", examples=["US.DC"])
    lat: float = Field(ge=-90, le=90, description="Degrees north, WGS 84.", examples=[38.895])
    lon: float = Field(ge=-180, le=180, description="Degrees east, WGS 84.", examples=[-77.036])
    mentions: tuple[EventSpan, ...] = Field(description="Where it is named.")
    confidence: Confidence = Field(description="Share of such places that are right.")


class DateMention(EventSpan):
    """A date that the text names."""

    value: str = Field(description="EDTF / ISO 8601.", examples=["2021-06-07/2021-06-08"])
    grain: Literal["minute", "hour", "day", "week", "month", "quarter", "year", "decade"] = Field(
        description="How fine it is.", examples=["day"]
    )


class Subject(_Event):
    """What it is about, as an IPTC Media Topic."""

    code: str = Field(
        pattern=r"^medtop:\d{8}$", description="Media Topic code.", examples=["medtop:11000000"]
    )
    name: str = Field(description="Its English name.", examples=["politics and government"])
    origin: Literal["declared", "classified"] = Field(
        description="`declared`: the source says so. `classified`: concluded from the text.",
        examples=["classified"],
    )
    confidence: Confidence = Field(description="Share of such subjects that are right.")


class EventSection(Subject):
    """The section to route by: one of the 17 top Media Topics."""


class RawOrigin(_Event):
    """Where the raw record stood."""

    topic: str = Field(description="Raw topic.", examples=["news.articles.raw"])
    partition: int = Field(ge=0, description="Its partition.", examples=[0])
    offset: Offset = Field(description="Its offset.", examples=[42])
    item: int = Field(ge=0, description="Which article of the record, from 0.", examples=[0])


class Provenance(_Event):
    """What made this event."""

    copydesk: str = Field(description="Version of copydesk.", examples=["0.1.0"])
    models: dict[str, str] = Field(
        description="Version of each model.", examples=[{"entities": "2026.11"}]
    )
    configuration: str = Field(
        description="Digest of the settings that shape events.", examples=["0f3c9a51d2e8"]
    )
    raw: RawOrigin | None = Field(description="The raw record; null outside Kafka.")


class EnrichedArticle(_Event):
    """One article, normalised and enriched; published once for each article of a raw record."""

    id: str = Field(
        description="The article's id, the record's key.", examples=["voa-2021-05-07-harris"]
    )
    version: int | None = Field(description="The source's revision number.", examples=[1])
    source: EventSource = Field(description="Who supplied it.")
    url: str | None = Field(
        description="Where it is published.", examples=["https://example.org/harris"]
    )
    language: str | None = Field(description="BCP 47; null when unknown.", examples=["en"])
    headline: str | None = Field(
        description="Headline.",
        examples=["US Vice President Calls for Immigration Effort With Mexico"],
    )
    byline: Byline | None = Field(description="Who wrote it; null when not said.")
    published_at: AwareDatetime | None = Field(
        description="First published, ISO 8601.", examples=["2021-05-07T18:30:00-04:00"]
    )
    updated_at: AwareDatetime | None = Field(
        description="Last changed, ISO 8601.", examples=["2021-05-07T19:00:00-04:00"]
    )
    embargoed_until: AwareDatetime | None = Field(
        description="Not to be shown before, ISO 8601; passed on, not enforced.",
        examples=["2021-05-08T00:00:00Z"],
    )
    text: str = Field(
        min_length=1,
        description="Clean text: the blocks in reading order, headline first, a blank line "
        "between them; NFC.",
    )
    blocks: tuple[EventBlock, ...] = Field(
        min_length=1, description="What each stretch of `text` is."
    )
    word_count: int = Field(
        ge=0,
        description="Words of the article's own text: paragraphs, quotes and lists; no headline, "
        "subheads or captions.",
        examples=[412],
    )
    dateline: EventDateline | None = Field(description="Where and when it was filed, or null.")
    entities: tuple[EntityMention, ...] = Field(
        description="People, organisations and locations, by first mention."
    )
    places: tuple[Place, ...] = Field(description="Locations found on the map.")
    dates: tuple[DateMention, ...] = Field(description="Dates that the text names.")
    section: EventSection | None = Field(description="The section, or null.")
    subjects: tuple[Subject, ...] = Field(
        max_length=3, description="What it is about, the surest first."
    )
    content_hash: str = Field(
        pattern=r"^[0-9a-f]{64}$",
        description="SHA-256 of `text` in UTF-8: equal texts have equal hashes.",
    )
    warnings: tuple[str, ...] = Field(
        description="What a person should know about how this was read.", examples=[["unkeyed"]]
    )
    provenance: Provenance = Field(description="Versions, settings and raw record behind it.")
