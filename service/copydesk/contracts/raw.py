"""The raw article: what a publisher puts on the raw topic as JSON.

Must not: repair or guess. Readers are tolerant: an unknown field is kept, never refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["RawArticle", "RawSource"]

ID_CHARS_MAX = 512
LABELS_MAX = 200


def _source_of_name(value: object) -> object:
    """Accept the short form `"source": "voa"` that many publishers write."""
    return {"id": value} if isinstance(value, str) else value


def _list_of_one(value: object) -> object:
    """Accept one label where a list is meant; null is an empty list."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Labels = Annotated[
    tuple[Annotated[str, Field(max_length=1_000)], ...],
    BeforeValidator(_list_of_one),
    Field(max_length=LABELS_MAX),
]


class RawSource(BaseModel):
    """Who supplies the article."""

    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=True)

    id: str = Field(
        min_length=1,
        max_length=200,
        description="Stable id of the supplier; becomes the last part of the event's ce_source.",
        examples=["voa"],
    )
    name: str | None = Field(
        None, max_length=500, description="Name for people.", examples=["VOA News"]
    )
    url: str | None = Field(
        None, max_length=4_000, description="The supplier's site.", examples=["https://example.org"]
    )
    country: str | None = Field(
        None,
        pattern=r"^[A-Za-z]{2}$",
        description="Home country, ISO 3166-1 alpha-2.",
        examples=["US"],
    )
    timezone: str | None = Field(
        None,
        max_length=64,
        description="Home time zone, IANA name; decides what a time without a zone means.",
        examples=["America/New_York"],
    )


class RawArticle(BaseModel):
    """One article as its source wrote it, with what the source says about it."""

    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=True)

    id: str | None = Field(
        None,
        min_length=1,
        max_length=ID_CHARS_MAX,
        description="The source's id for the article, the same in every revision. The record's "
        "key wins over it; where both are absent the url is the id, else a digest.",
        examples=["voa-2021-05-07-harris"],
    )
    version: int | None = Field(
        None,
        ge=0,
        description="Number of the revision, rising.",
        examples=[1],
        json_schema_extra={"x-unit": "revisions, rising"},
    )
    source: Annotated[RawSource, BeforeValidator(_source_of_name)] = Field(
        description="Who supplies it; a bare string is taken as the id.",
        examples=[{"id": "voa"}],
    )
    url: str | None = Field(
        None,
        max_length=4_000,
        description="Where the article is published.",
        examples=["https://example.org/politics/harris-mexico"],
    )
    content_type: str = Field(
        "text/plain",
        max_length=200,
        description="Content type of `body`: text/plain or text/html.",
        examples=["text/plain"],
    )
    headline: str | None = Field(
        None,
        max_length=10_000,
        description="Headline; where absent it is looked for in the body.",
        examples=["US Vice President Calls for Immigration Effort With Mexico"],
    )
    byline: str | None = Field(
        None, max_length=10_000, description="Byline as printed.", examples=["By Jane Doe"]
    )
    body: str = Field(
        min_length=1,
        description="The article's text, paragraphs separated by blank lines.",
        examples=["WASHINGTON, May 7 (Agency) - The vice president said on Friday ..."],
    )
    language: str | None = Field(
        None, max_length=35, description="Language, BCP 47.", examples=["en"]
    )
    section: Labels = Field(
        (),
        validation_alias=AliasChoices("section", "sections", "section_labels"),
        description="The source's own section labels, the narrowest last.",
        examples=[["World", "Politics"]],
    )
    keywords: Labels = Field(
        (), description="The source's own keywords.", examples=[["immigration", "Mexico"]]
    )
    published_at: datetime | None = Field(
        None,
        description="First published, ISO 8601. The only 'now' that the desk knows; where absent "
        "the record's timestamp is. Without a zone it is read in the source's time zone, else UTC.",
        examples=["2021-05-07T18:30:00-04:00"],
    )
    updated_at: datetime | None = Field(
        None, description="Last changed, ISO 8601.", examples=["2021-05-07T19:00:00-04:00"]
    )
    fetched_at: datetime | None = Field(
        None, description="When the publisher read it, ISO 8601.", examples=["2021-05-07T23:05:00Z"]
    )
    embargoed_until: datetime | None = Field(
        None,
        description="Not to be shown before, ISO 8601. Passed on, never enforced here.",
        examples=["2021-05-08T00:00:00Z"],
    )
