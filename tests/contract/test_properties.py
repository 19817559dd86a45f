"""Whatever event the models can build, and whatever document the schema lets through."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.contracts import EnrichedArticle, UnreadableEventError, parse_event
from copydesk.contracts.schemas import CONTRACTS, schema_of
from copydesk.draft import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SCHEMA = next(schema_of(one) for one in CONTRACTS if one.name == "enriched-article")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EXAMPLES = ROOT / "schemas" / "examples"
HEADERS = json.loads((EXAMPLES / "event-headers.json").read_text("utf-8"))
ENVELOPE = [(name, value.encode()) for name, value in HEADERS.items()]
EXTRA = {"not-yet-known": [1, {"a": None}]}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
moments = st.none() | st.datetimes(
    min_value=datetime.fromisoformat("1800-01-01"),
    max_value=datetime.fromisoformat("2200-01-01"),
    timezones=st.timezones(),
)
"""Zones of every age: before 1900 most were minutes and seconds from Greenwich."""


@st.composite
def documents(draw: st.DrawFn) -> dict[str, object]:
    """An event as plain values: any text, with spans inside it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=80))

    def span() -> dict[str, int]:
        start = draw(st.integers(0, len(text) - 1))
        return {"start": start, "end": draw(st.integers(start + 1, len(text)))}

    def spans() -> list[dict[str, int]]:
        return [span() for _ in range(draw(st.integers(1, 3)))]

    def part(name: str, **placed: object) -> dict[str, object]:
        """Anything that the schema allows for this part, with its spans where they can be."""
        any_part = draw(drawn_from({"$ref": f"#/$defs/{name}"}))
        assert isinstance(any_part, dict)
        return any_part | placed

    cut = draw(st.integers(1, len(text) - 1))
    kinds = st.sampled_from([kind.value for kind in BlockKind])
    example = json.loads((EXAMPLES / "enriched-article.json").read_text("utf-8"))
    assert isinstance(example, dict)
    dateline = part("EventDateline", evidence=spans())
    drawn: dict[str, object] = {
        "id": draw(texts),
        "version": draw(st.none() | st.integers(0, 2**62)),
        "headline": draw(st.none() | texts),
        "published_at": draw(moments),
        "updated_at": draw(moments),
        "embargoed_until": draw(moments),
        "text": text,
        "blocks": [
            {"start": 0, "end": cut, "kind": draw(kinds)},
            {"start": cut, "end": len(text), "kind": draw(kinds)},
        ],
        "dateline": draw(st.none() | st.just(dateline)),
        "entities": [part("EntityMention", mentions=spans())] * draw(st.integers(0, 2)),
        "places": [part("Place", mentions=spans())] * draw(st.integers(0, 2)),
        "dates": [part("DateMention", **span())] * draw(st.integers(0, 2)),
        "section": draw(st.none() | st.just(part("EventSection"))),
        "subjects": [part("Subject")] * draw(st.integers(0, 3)),
        "warnings": draw(st.lists(texts, max_size=2)),
    }
    return example | drawn | draw(st.sampled_from([{}, EXTRA]))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_an_event_survives_the_round_trip(document: dict[str, object]) -> None:
    """JSON and back is the same event and the same bytes, valid, and each offset slices `text`."""
    event = EnrichedArticle.model_validate(document)
    written = event.model_dump_json().encode()
    back = parse_event(ENVELOPE, written)
    assert isinstance(back, EnrichedArticle)
    assert back.model_dump_json().encode() == written
    plain = json.loads(written)
    VALIDATOR.validate(plain)
    found = list(spans_in(plain))
    assert len(found) >= len(event.blocks)
    assert all(0 <= start < end <= len(event.text) for start, end in found)


def spans_in(node: object) -> list[tuple[int, int]]:
    """Every start and end anywhere in a document of the schema; extras are none of ours."""
    if isinstance(node, dict):
        own = [(node["start"], node["end"])] if {"start", "end"} <= set(node) else []
        return own + [one for value in node.values() for one in spans_in(value)]
    if isinstance(node, list):
        return [one for value in node for one in spans_in(value)]
    return []


def drawn_from(schema: Mapping[str, object]) -> st.SearchStrategy[object]:
    """Any document that a schema of ours lets through; formats are not checked by validators."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        definitions = SCHEMA["$defs"]
        assert isinstance(definitions, dict)
        return drawn_from(definitions[name])
    if "anyOf" in schema:
        choices = schema["anyOf"]
        assert isinstance(choices, list)
        return st.one_of([drawn_from(one) for one in choices])
    if "enum" in schema:
        values = schema["enum"]
        assert isinstance(values, list)
        return st.sampled_from(values)
    return drawn_of_type(schema)


def drawn_of_type(schema: Mapping[str, object]) -> st.SearchStrategy[object]:
    kind = schema.get("type")
    if kind == "array":
        items = schema["items"]
        assert isinstance(items, dict)
        least = whole(schema, "minItems", 0)
        return st.lists(drawn_from(items), min_size=least, max_size=2)
    if kind == "object" and "properties" in schema:
        fields = schema["properties"]
        assert isinstance(fields, dict)
        return st.fixed_dictionaries({name: drawn_from(it) for name, it in fields.items()})
    if kind == "string":
        return drawn_text(schema)
    return {
        "null": st.none(),
        "integer": st.integers(whole(schema, "minimum", -9), 99),
        "number": st.floats(whole(schema, "minimum", 0), whole(schema, "maximum", 1)),
    }.get(str(kind), st.dictionaries(texts, texts, max_size=2))


def drawn_text(schema: Mapping[str, object]) -> st.SearchStrategy[object]:
    if "pattern" in schema:
        return st.from_regex(str(schema["pattern"]), fullmatch=True)
    if schema.get("format") == "date":
        return st.dates().map(str)
    if schema.get("format") == "date-time":
        return st.just("2026-05-07T18:30:00Z") | st.just("2026-05-07T18:30:00") | texts
    least = whole(schema, "minLength", 0)
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=9)


def whole(schema: Mapping[str, object], keyword: str, otherwise: int) -> int:
    value = schema.get(keyword, otherwise)
    assert isinstance(value, int)
    return value


@settings(max_examples=80, deadline=None)
@given(drawn_from(SCHEMA))
def test_a_document_of_the_schema_is_read_or_refused_by_pointer(document: object) -> None:
    """What the schema can't say (offsets inside text, real dates) is one error with its place."""
    VALIDATOR.validate(document)
    found = read_or_refused(document)
    if isinstance(found, UnreadableEventError):
        assert found.part == "value"
        assert found.path
        assert resolves(document, found.path)
    else:
        assert found.model_dump_json()


def read_or_refused(document: object) -> EnrichedArticle | UnreadableEventError:
    """The event, or the one error; any other exception comes out and fails the test."""
    try:
        event = parse_event(ENVELOPE, json.dumps(document).encode())
    except UnreadableEventError as error:
        return error
    assert isinstance(event, EnrichedArticle)
    return event


def resolves(document: object, pointer: str) -> bool:
    """Whether a JSON pointer leads to something in the document."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]  # type: ignore[index]
    return True
