"""The published schemas are the contracts, and the worked examples keep both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from copydesk import contracts
from copydesk.contracts import CloudEventHeaders, DeadLetterHeaders, EnrichedArticle, RawArticle
from copydesk.contracts.schemas import schema_documents

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS = Path(__file__).parents[2] / "schemas"
EXAMPLES = SCHEMAS / "examples"


@dataclass(frozen=True)
class Case:
    name: str
    example: str
    schema: str
    model: type[BaseModel]


CASES = [
    Case("raw", "raw-article.json", "raw-article.schema.json", RawArticle),
    Case("enriched", "enriched-article.json", "enriched-article.schema.json", EnrichedArticle),
    Case("event-headers", "event-headers.json", "event-headers.schema.json", CloudEventHeaders),
]


@pytest.mark.parametrize("name", sorted(schema_documents()))
def test_schema_file_is_what_the_models_say(name: str) -> None:
    """A schema never drifts from the models; `make schemas` renews it."""
    assert (SCHEMAS / name).read_text("utf-8") == schema_documents()[name]


@pytest.mark.parametrize("name", sorted(schema_documents()))
def test_schema_is_valid_and_open(name: str) -> None:
    """A schema is JSON Schema 2020-12, and an addition to an event breaks no validator."""
    schema = json.loads(schema_documents()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    closed = [part for part in walk(schema) if part.get("additionalProperties") is False]
    assert not closed


@pytest.mark.parametrize("name", sorted(schema_documents()))
def test_every_field_is_described(name: str) -> None:
    """A subscriber reads what each field means in the schema itself."""
    schema = json.loads(schema_documents()[name])
    bare = [
        key
        for part in walk(schema)
        for key, field in properties(part).items()
        if "description" not in field
    ]
    assert not bare


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example_is_valid(case: Case) -> None:
    """The worked example passes a foreign validator and the model, and survives the round trip."""
    document = json.loads((EXAMPLES / case.example).read_text("utf-8"))
    schema = json.loads((SCHEMAS / case.schema).read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    model = case.model.model_validate(document)
    dumped = json.loads(model.model_dump_json(by_alias=True, exclude_unset=True))
    assert case.model.model_validate(dumped) == model


def test_dead_letter_example_is_valid() -> None:
    """The example of a dead letter's headers reads back as headers do: text on the wire."""
    document = json.loads((EXAMPLES / "dead-letter-headers.json").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "dead-letter-headers.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    headers = tuple((name, str(value).encode()) for name, value in document.items())
    assert DeadLetterHeaders.from_headers(headers).to_headers() == headers


def test_example_event_slices() -> None:
    """The example's offsets do what the documentation says they do."""
    text = (EXAMPLES / "enriched-article.json").read_text("utf-8")
    event = EnrichedArticle.model_validate_json(text)
    for entity in event.entities:
        assert all(event.text[m.start : m.end].strip() for m in entity.mentions)
    assert event.dateline is not None
    evidence = event.dateline.evidence[0]
    assert event.text[evidence.start : evidence.end] == event.dateline.text


def test_unknown_fields_are_kept() -> None:
    """Next month's event, with one more field, reads today and loses nothing."""
    document = json.loads((EXAMPLES / "enriched-article.json").read_text("utf-8"))
    event = EnrichedArticle.model_validate(document | {"genre": "opinion"})
    assert json.loads(event.model_dump_json())["genre"] == "opinion"


def test_exported_names() -> None:
    """What a subscriber imports never goes away by accident."""
    promised = {"EnrichedArticle", "RawArticle", "DeadLetterHeaders", "CloudEventHeaders"}
    assert promised <= set(contracts.__all__)
    assert all(hasattr(contracts, name) for name in contracts.__all__)


def properties(schema: dict[str, object]) -> dict[str, dict[str, object]]:
    found = schema.get("properties", {})
    assert isinstance(found, dict)
    return found


def walk(schema: object) -> list[dict[str, object]]:
    if isinstance(schema, dict):
        return [schema, *(part for value in schema.values() for part in walk(value))]
    if isinstance(schema, list):
        return [part for value in schema for part in walk(value)]
    return []
