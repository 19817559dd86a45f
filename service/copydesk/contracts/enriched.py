"""The enriched article: the event that subscribers build on.

Must not: import Kafka, numpy or an enricher; a subscriber imports this module alone.
Field names follow ninjs 3.1 where it has one. Every offset is into `text`, in Unicode code points,
half-open, and the model refuses one outside it. The desk writes no field that is not here; readers
keep the fields they don't know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from copydesk.contracts.parts import (
    Byline,
    DateMention,
    EntityMention,
    EventBlock,
    EventDateline,
    EventPart,
    EventSection,
    EventSource,
    Moment,
    Place,
    Provenance,
    Subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.contracts.parts import EventSpan

__all__ = ["BAD_SPAN", "ENRICHED_SCHEMA_ID", "EnrichedArticle"]

ENRICHED_SCHEMA_ID = "urn:copydesk:schema:enriched-article:1"
"""What `ce_dataschema` and the schema's `$id` say; the number is the major version."""

BAD_SPAN = "bad_span"
"""The type of the error about an offset that is not inside `text`; its context has the pointer."""


class EnrichedArticle(EventPart):
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
