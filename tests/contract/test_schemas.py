"""The published schemas are the contracts, and the worked examples keep both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from copydesk import contracts
from copydesk.contracts import (
    ERROR_PREFIX,
    CloudEventHeaders,
    DeadLetterHeaders,
    EnrichedArticle,
    RawArticle,
)
from copydesk.contracts.schemas import schema_documents
from copydesk.errors import Stage

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS = Path(__file__).parents[2] / "schemas"
EXAMPLES = SCHEMAS / "examples"
STAGE = f"{ERROR_PREFIX}stage"


@dataclass(frozen=True)
class Case:
    name: str
    example: str
    schema: str
    model: type[BaseModel]


MODELS: dict[str, type[BaseModel]] = {
    "raw-article": RawArticle,
    "enriched-article": EnrichedArticle,
    "event-headers": CloudEventHeaders,
}
CASES = [
    Case(path.stem, path.name, f"{name}.schema.json", model)
    for name, model in MODELS.items()
    for path in sorted(EXAMPLES.glob(f"{name}*.json"))
]
LETTERS = sorted(path.name for path in EXAMPLES.glob("dead-letter-headers*.json"))


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
    """The schema itself says what a field means and shows one; of numbers it says the unit."""
    schema = json.loads(schema_documents()[name])
    fields = [(key, it) for part in walk(schema) for key, it in properties(part).items()]
    assert not [key for key, field in fields if not field.get("description")]
    assert not [key for key, field in fields if not field.get("examples")]
    numbers = [(key, field) for key, field in fields if {"integer", "number"} & types(field)]
    assert not [key for key, field in numbers if not field.get("x-unit")]


def test_the_examples_of_fields_are_of_their_type() -> None:
    """An example that does not validate would teach a wrong shape."""
    for text in schema_documents().values():
        schema = json.loads(text)
        for part in walk(schema):
            for key, field in properties(part).items():
                rooted = {**field, "$defs": schema.get("$defs", {})}
                for example in field.get("examples", []):  # type: ignore[attr-defined]  # a list
                    if field.get("type") == "array" or "$ref" in field or "anyOf" in field:
                        continue  # a part of an object may be shown in short
                    assert jsonschema.Draft202012Validator(rooted).is_valid(example), key


def test_every_branch_has_an_example() -> None:
    """Explicit, inferred and no dateline, a revision, a kill, a dead letter of each stage."""
    events = [json.loads((EXAMPLES / case.example).read_text("utf-8")) for case in CASES]
    origins = {(one["dateline"] or {}).get("origin") for one in events if "dateline" in one}
    assert origins == {"explicit", "inferred", None}
    assert any((one.get("version") or 0) > 1 and one.get("updated_at") for one in events)
    assert any("killed" in one.get("ce_type", "") for one in events)
    stages = {json.loads((EXAMPLES / name).read_text("utf-8"))[STAGE] for name in LETTERS}
    assert stages == set(Stage)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example_is_valid(case: Case) -> None:
    """The worked example passes a foreign validator and the model, and survives the round trip."""
    document = json.loads((EXAMPLES / case.example).read_text("utf-8"))
    schema = json.loads((SCHEMAS / case.schema).read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    model = case.model.model_validate(document)
    dumped = json.loads(model.model_dump_json(by_alias=True, exclude_unset=True))
    assert case.model.model_validate(dumped) == model


@pytest.mark.parametrize("name", LETTERS)
def test_dead_letter_example_is_valid(name: str) -> None:
    """The example of a dead letter's headers reads back as headers do: text on the wire."""
    document = json.loads((EXAMPLES / name).read_text("utf-8"))
    schema = json.loads((SCHEMAS / "dead-letter-headers.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    headers = tuple((name, str(value).encode()) for name, value in document.items())
    assert DeadLetterHeaders.from_headers(headers).to_headers() == headers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_producer_writes_no_extra_field(case: Case) -> None:
    """Schemas are open for readers' sake; what the desk itself writes is all in them."""
    document = json.loads((EXAMPLES / case.example).read_text("utf-8"))
    closed = json.loads((SCHEMAS / case.schema).read_text("utf-8"))
    for part in walk(closed):
        if "properties" in part:
            part["additionalProperties"] = False
    jsonschema.Draft202012Validator(closed).validate(document)


def test_an_event_of_the_last_release_still_parses() -> None:
    """A field that was added since has a default: events without it stay on the topic a month."""
    document = json.loads((EXAMPLES / "enriched-article.json").read_text("utf-8"))
    released = json.loads(released_schema("enriched-article").read_text("utf-8"))
    for name in set(document) - set(released["properties"]):
        del document[name]
    assert EnrichedArticle.model_validate(document).id == document["id"]


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
    promised |= {"KilledArticle", "UnreadableEventError", "parse_event"}
    assert promised <= set(contracts.__all__)
    assert all(hasattr(contracts, name) for name in contracts.__all__)


def released_schema(name: str) -> Path:
    """The last release of a schema, by its number."""

    def number(path: Path) -> tuple[int, int]:
        major, minor = path.name.removeprefix(f"{name}-").split(".")[:2]
        return int(major), int(minor)

    return max((SCHEMAS / "released").glob(f"{name}-*.json"), key=number)


def types(field: dict[str, object]) -> set[object]:
    """The types that a field may have, without those of a list's items."""
    choices = field.get("anyOf", [field])
    assert isinstance(choices, list)
    return {choice.get("type") for choice in choices}


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
