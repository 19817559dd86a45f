"""The parts of an enriched article, each with a description and an example, numbers with a unit.

Must not: import Kafka, numpy or an enricher; a subscriber imports these through the package alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from copydesk.draft import BlockKind

__all__ = [
    "Byline",
    "Confidence",
    "DateMention",
    "EntityMention",
    "EventBlock",
    "EventDateline",
    "EventPart",
    "EventSection",
    "EventSource",
    "EventSpan",
    "Moment",
    "Place",
    "Provenance",
    "RawOrigin",
    "Subject",
]


def _whole_minutes(moment: dt.datetime) -> dt.datetime:
    """The same moment in UTC where its offset has seconds, which JSON's date-time can't write."""
    offset = moment.utcoffset()
    if offset is None or not offset % dt.timedelta(minutes=1):
        return moment
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError as error:
        sentence = "the moment is outside the years 1 to 9999 in UTC"
        raise ValueError(sentence) from error


Moment = Annotated[AwareDatetime, AfterValidator(_whole_minutes)]
"""Zones of the 19th century have seconds: the local mean time of a place."""

Confidence = Annotated[
    float,
    Field(ge=0, le=1, examples=[0.97], json_schema_extra={"x-unit": "share, 1 is certain"}),
]
Grain = Literal[
    "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century"
]
Offset = Annotated[int, Field(ge=0, json_schema_extra={"x-unit": "Unicode code points"})]
Number = Annotated[int, Field(ge=0, json_schema_extra={"x-unit": "number, from 0"})]


class EventPart(BaseModel):
    """Frozen; what a later version adds is kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class EventSpan(EventPart):
    """A stretch of `text`."""

    start: Offset = Field(description="First code point, counted from 0.", examples=[60])
    end: Offset = Field(description="One past the last code point.", examples=[83])


class EventBlock(EventSpan):
    """A block of `text`; blocks are in reading order and never overlap."""

    kind: BlockKind = Field(
        description="What the block is. Captions are not the article's own text.",
        examples=["paragraph"],
    )


class EventSource(EventPart):
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


class Byline(EventPart):
    """Who wrote it."""

    text: str = Field(
        description="As printed.", examples=["By JANE DOE and John Roe, Associated Press"]
    )
    names: tuple[str, ...] = Field(
        description="The writers' names, in the order printed; empty where unsure.",
        examples=[["Jane Doe", "John Roe"]],
    )
    agency: str | None = Field(
        None,
        description="The agency or other organisation that it credits, the first of several.",
        examples=["Associated Press"],
    )


class EventDateline(EventPart):
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
        description="`explicit`: printed at the head of the body, or stated by the source's "
        "markup. `inferred`: concluded from `evidence`, or from where the source says it is.",
        examples=["explicit"],
    )
    evidence: tuple[EventSpan, ...] = Field(
        description="The words that say so, in `text`; empty where only markup does.",
        examples=[[{"start": 67, "end": 90}]],
    )
    confidence: Confidence = Field(description="Share of such datelines that are right.")


class EntityMention(EventPart):
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
        min_length=1,
        description="Where it is named, in reading order.",
        examples=[[{"start": 71, "end": 84}]],
    )
    confidence: Confidence = Field(description="Share of such entities that are right.")
    place_id: str | None = Field(
        None, description="`id` of the entry in `places`, null if unresolved.", examples=["p1"]
    )


class Place(EventPart):
    """A location on the map."""

    id: str = Field(description="Id within this event.", examples=["p1"])
    geonames_id: int | None = Field(
        description="GeoNames id.", examples=[4140963], json_schema_extra={"x-unit": "identifier"}
    )
    name: str = Field(description="Customary name.", examples=["Washington"])
    country: str | None = Field(description="ISO 3166-1 alpha-2.", examples=["US"])
    admin1: str | None = Field(description="First-level division, GeoNames.", examples=["US.DC"])
    lat: float = Field(
        ge=-90,
        le=90,
        description="Latitude, north positive, WGS 84.",
        examples=[38.895],
        json_schema_extra={"x-unit": "degrees"},
    )
    lon: float = Field(
        ge=-180,
        le=180,
        description="Longitude, east positive, WGS 84.",
        examples=[-77.036],
        json_schema_extra={"x-unit": "degrees"},
    )
    mentions: tuple[EventSpan, ...] = Field(
        description="Where it is named.", examples=[[{"start": 67, "end": 77}]]
    )
    confidence: Confidence = Field(description="Share of such places that are right.")


class DateMention(EventSpan):
    """A date that the text names."""

    value: str | None = Field(
        description="EDTF (ISO 8601-2, levels 0 and 1): days, months, years, intervals, '199X', "
        "'2019-22' for a summer, '2011~' for about; a time of day has an offset only where the "
        "text states a zone. Null where neither text nor the article's own date settles it, or no "
        "such day exists.",
        examples=["2021-06-07/2021-06-08"],
    )
    grain: Grain = Field(description="How fine it is.", examples=["day"])
    confidence: Confidence = Field(
        description="Share of such dates that are right; without a value, that it is a date at "
        "all.",
        examples=[0.95],
    )


class Subject(EventPart):
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


class RawOrigin(EventPart):
    """Where the raw record stood."""

    topic: str = Field(description="Raw topic.", examples=["news.articles.raw"])
    partition: Number = Field(description="Its partition.", examples=[0])
    offset: Number = Field(description="Its offset.", examples=[42])
    item: Number = Field(description="Which article of the record.", examples=[0])


class Provenance(EventPart):
    """What made this event."""

    copydesk: str = Field(description="Version of copydesk.", examples=["0.1.0"])
    models: dict[str, str] = Field(
        description="Version of each model; media_topics: release of the IPTC Media Topics that "
        "section and subjects come from.",
        examples=[{"entities": "2026.11", "media_topics": "2025-03-31"}],
    )
    configuration: str = Field(
        description="Digest of the settings that shape events.", examples=["0f3c9a51d2e8"]
    )
    raw: RawOrigin | None = Field(
        description="The raw record; null outside Kafka.",
        examples=[{"topic": "news.articles.raw", "partition": 0, "offset": 42, "item": 0}],
    )
