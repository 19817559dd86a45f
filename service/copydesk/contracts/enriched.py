"""The enriched article: the event that subscribers build on.

Must not: import Kafka, numpy or an enricher; a subscriber imports this module alone.
Field names follow ninjs 3.1 where it has one. Every offset is into `text`, in Unicode code points,
half-open, and the model refuses one outside it. The desk writes no field that is not here; readers
keep the fields they don't know. Each field has a description and an example, each number its unit.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from copydesk.draft import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

BAD_SPAN = "bad_span"
"""The type of the error about an offset that is not inside `text`; its context has the pointer."""


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


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class EventSpan(_Event):
    """A stretch of `text`."""

    start: Offset = Field(description="First code point, counted from 0.", examples=[60])
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
        description="`explicit`: printed at the head of the body, or stated by the source's "
        "markup. `inferred`: concluded from `evidence`, or from where the source says it is.",
        examples=["explicit"],
    )
    evidence: tuple[EventSpan, ...] = Field(
        description="The words that say so, in `text`; empty where only markup does.",
        examples=[[{"start": 67, "end": 90}]],
    )
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
        min_length=1,
        description="Where it is named, in reading order.",
        examples=[[{"start": 71, "end": 84}]],
    )
    confidence: Confidence = Field(description="Share of such entities that are right.")
    place_id: str | None = Field(
        None, description="`id` of the entry in `places`, null if unresolved.", examples=["p1"]
    )


class Place(_Event):
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
    partition: Number = Field(description="Its partition.", examples=[0])
    offset: Number = Field(description="Its offset.", examples=[42])
    item: Number = Field(description="Which article of the record.", examples=[0])


class Provenance(_Event):
    """What made this event."""

    copydesk: str = Field(description="Version of copydesk.", examples=["0.1.0"])
    models: dict[str, str] = Field(
        description="Version of each model.", examples=[{"entities": "2026.11"}]
    )
    configuration: str = Field(
        description="Digest of the settings that shape events.", examples=["0f3c9a51d2e8"]
    )
    raw: RawOrigin | None = Field(
        description="The raw record; null outside Kafka.",
        examples=[{"topic": "news.articles.raw", "partition": 0, "offset": 42, "item": 0}],
    )


class EnrichedArticle(_Event):
    """One article, normalised and enriched; published once for each article of a raw record."""

    id: str = Field(
        description="The article's id, the record's key.", examples=["voa-2021-05-07-harris"]
    )
    version: int | None = Field(
        description="The source's revision number; null where it gives none.",
        examples=[1],
        json_schema_extra={"x-unit": "revisions, rising"},
    )
    source: EventSource = Field(
        description="Who supplied it.", examples=[{"id": "voa", "name": "VOA News"}]
    )
    url: str | None = Field(
        description="Where it is published.", examples=["https://example.org/harris"]
    )
    language: str | None = Field(description="BCP 47; null when unknown.", examples=["en"])
    headline: str | None = Field(
        description="Headline.",
        examples=["US Vice President Calls for Immigration Effort With Mexico"],
    )
    byline: Byline | None = Field(
        description="Who wrote it; null when not said.",
        examples=[{"text": "By Jane Doe", "names": ["Jane Doe"]}],
    )
    published_at: Moment | None = Field(
        description="First published, ISO 8601.", examples=["2021-05-07T18:30:00-04:00"]
    )
    updated_at: Moment | None = Field(
        description="Last changed, ISO 8601.", examples=["2021-05-07T19:00:00-04:00"]
    )
    embargoed_until: Moment | None = Field(
        description="Not to be shown before, ISO 8601; passed on, not enforced.",
        examples=["2021-05-08T00:00:00Z"],
    )
    text: str = Field(
        min_length=1,
        description="Clean text: the blocks in reading order, headline first, a blank line "
        "between them; NFC. All offsets of the event are into it.",
        examples=["Harris meets president\n\nWASHINGTON, May 7 (Agency) - The vice president ..."],
    )
    blocks: tuple[EventBlock, ...] = Field(
        min_length=1,
        description="What each stretch of `text` is.",
        examples=[[{"start": 0, "end": 22, "kind": "headline"}]],
    )
    word_count: int = Field(
        ge=0,
        description="Words of the article's own text: paragraphs, quotes and lists; no headline, "
        "subheads or captions.",
        examples=[412],
        json_schema_extra={"x-unit": "words"},
    )
    dateline: EventDateline | None = Field(
        description="Where and when it was filed, or null.",
        examples=[
            {
                "text": "WASHINGTON, May 7 (Agency) -",
                "place": "Washington",
                "date": "2021-05-07",
                "agency": "Agency",
                "origin": "explicit",
                "evidence": [{"start": 24, "end": 52}],
                "confidence": 0.97,
            }
        ],
    )
    entities: tuple[EntityMention, ...] = Field(
        description="People, organisations and locations, by first mention.",
        examples=[
            [
                {
                    "id": "3f2a90c1b7de",
                    "type": "person",
                    "name": "Kamala Harris",
                    "mentions": [{"start": 71, "end": 84}],
                    "confidence": 0.93,
                }
            ]
        ],
    )
    places: tuple[Place, ...] = Field(
        description="Locations found on the map.",
        examples=[
            [
                {
                    "id": "p1",
                    "geonames_id": 4140963,
                    "name": "Washington",
                    "country": "US",
                    "admin1": "US.DC",
                    "lat": 38.895,
                    "lon": -77.036,
                    "mentions": [{"start": 24, "end": 34}],
                    "confidence": 0.9,
                }
            ]
        ],
    )
    dates: tuple[DateMention, ...] = Field(
        description="Dates that the text names.",
        examples=[
            [{"start": 36, "end": 41, "value": "2021-05-07", "grain": "day", "confidence": 0.95}]
        ],
    )
    section: EventSection | None = Field(
        description="The section, or null.",
        examples=[
            {
                "code": "medtop:11000000",
                "name": "politics and government",
                "origin": "classified",
                "confidence": 0.93,
            }
        ],
    )
    subjects: tuple[Subject, ...] = Field(
        max_length=3,
        description="What it is about, the surest first.",
        examples=[
            [
                {
                    "code": "medtop:20000587",
                    "name": "fundamental rights",
                    "origin": "declared",
                    "confidence": 1.0,
                }
            ]
        ],
    )
    genre: str | None = Field(
        None,
        description="The kind of piece, where its source or headline says so: analysis, "
        "explainer, fact-check, horoscope, interview, letters, live-blog, newsletter, obituary, "
        "opinion, press-release, puzzle, review or sponsored; more may come. Null for a plain "
        "report or when unknown.",
        examples=["opinion"],
    )
    content_hash: str = Field(
        pattern=r"^[0-9a-f]{64}$",
        description="SHA-256 of `text` in UTF-8: equal texts have equal hashes.",
        examples=["2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
    )
    warnings: tuple[str, ...] = Field(
        description="What a person should know about how this was read.", examples=[["unkeyed"]]
    )
    provenance: Provenance = Field(
        description="Versions, settings and raw record behind it.",
        examples=[
            {
                "copydesk": "0.1.0",
                "models": {"entities": "2026.11"},
                "configuration": "0f3c9a51d2e8",
                "raw": None,
            }
        ],
    )

    @model_validator(mode="after")
    def _spans_lie_inside_text(self) -> EnrichedArticle:
        """Refuse an offset that `text` does not have: slicing would give other words in silence."""
        for pointer, why in self._bad_spans():
            raise PydanticCustomError(BAD_SPAN, "{pointer} {why}", {"pointer": pointer, "why": why})
        return self

    def _bad_spans(self) -> Iterator[tuple[str, str]]:
        """The JSON pointer of each offset that is wrong, and what is wrong with it."""
        length, before = len(self.text), 0
        for number, block in enumerate(self.blocks):
            if block.start < before:
                yield f"/blocks/{number}/start", "overlaps the block before it."
            before = block.end
        for pointer, spans in self._spans():
            for number, span in enumerate(spans):
                if not span.start < span.end <= length:
                    yield f"{pointer}/{number}/end", "is not inside `text` and behind `start`."

    def _spans(self) -> Iterator[tuple[str, Sequence[EventSpan]]]:
        """Every list of spans, with its JSON pointer."""
        yield "/blocks", self.blocks
        yield "/dates", self.dates
        if self.dateline is not None:
            yield "/dateline/evidence", self.dateline.evidence
        for number, entity in enumerate(self.entities):
            yield f"/entities/{number}/mentions", entity.mentions
        for number, place in enumerate(self.places):
            yield f"/places/{number}/mentions", place.mentions
