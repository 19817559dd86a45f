"""`copydesk schema check`: what breaks those who rely on a released schema is named, by pointer.

The cases are the rows of the table in schemas/README.md.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from copydesk.cli.schema import command
from copydesk.contracts.compatibility import Change, Reader, changes
from copydesk.contracts.schemas import CONTRACTS, schema_of
from copydesk.errors import DemoError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.contracts.schemas import Schema

RELEASED: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:x:1",
    "type": "object",
    "properties": {
        "id": {"type": "string", "maxLength": 100, "description": "Its id."},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "spans": {"type": "array", "items": {"$ref": "#/$defs/Span"}, "maxItems": 3},
        "a/b": {"type": "boolean"},
    },
    "required": ["id", "kind"],
    "$defs": {
        "Span": {
            "type": "object",
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            "required": ["start", "end"],
        }
    },
}
PROPERTIES = "properties"


@dataclass(frozen=True)
class Case:
    """A change; who breaks: 'desk' where publishers do, 'subscribers' where those do."""

    name: str
    edit: Callable[[dict[str, dict[str, object]], Schema], object]
    pointer: str
    breaks: frozenset[Reader]


BOTH: frozenset[Reader] = frozenset({"desk", "subscribers"})
DESK: frozenset[Reader] = frozenset({"desk"})
SUBSCRIBERS: frozenset[Reader] = frozenset({"subscribers"})
NONE: frozenset[Reader] = frozenset()

CASES = [
    Case("removed-field", lambda p, _: p.pop("note"), "/properties/note", BOTH),
    Case("removed-with-slash", lambda p, _: p.pop("a/b"), "/properties/a~1b", BOTH),
    Case(
        "removed-within-a-definition",
        lambda _, s: span(s)[PROPERTIES].pop("end"),
        "/$defs/Span/properties/end",
        BOTH,
    ),
    Case("retyped", lambda p, _: p["id"].update(type="integer"), "/properties/id", BOTH),
    Case(
        "number-to-integer",
        lambda p, _: p["share"].update(type="integer"),
        "/properties/share",
        BOTH,
    ),
    Case("null-no-longer", lambda p, _: p["note"]["anyOf"].pop(), "/properties/note", BOTH),  # type: ignore[attr-defined]
    Case(
        "null-allowed-now",
        lambda p, _: p["id"].update(type=["string", "null"]),
        "/properties/id",
        SUBSCRIBERS,
    ),
    Case("enum-narrowed", lambda p, _: p["kind"].update(enum=["a"]), "/properties/kind/enum", BOTH),
    Case(
        "enum-widened",
        lambda p, _: p["kind"].update(enum=["a", "b", "c"]),
        "/properties/kind/enum",
        SUBSCRIBERS,
    ),
    Case("enum-new", lambda p, _: p["id"].update(enum=["x"]), "/properties/id/enum", BOTH),
    Case(
        "bound-narrowed",
        lambda p, _: p["share"].update(maximum=0.5),
        "/properties/share/maximum",
        BOTH,
    ),
    Case(
        "lower-bound-raised",
        lambda p, _: p["share"].update(minimum=0.1),
        "/properties/share/minimum",
        BOTH,
    ),
    Case(
        "length-narrowed",
        lambda p, _: p["id"].update(maxLength=50),
        "/properties/id/maxLength",
        BOTH,
    ),
    Case(
        "items-narrowed",
        lambda p, _: p["spans"].update(maxItems=2),
        "/properties/spans/maxItems",
        BOTH,
    ),
    Case(
        "bound-new", lambda p, _: p["spans"].update(minItems=1), "/properties/spans/minItems", BOTH
    ),
    Case(
        "bound-widened",
        lambda p, _: p["share"].update(maximum=100),
        "/properties/share/maximum",
        SUBSCRIBERS,
    ),
    Case(
        "bound-gone", lambda p, _: p["id"].pop("maxLength"), "/properties/id/maxLength", SUBSCRIBERS
    ),
    Case("pattern-new", lambda p, _: p["id"].update(pattern="^a"), "/properties/id/pattern", BOTH),
    Case("format-new", lambda p, _: p["id"].update(format="date"), "/properties/id/format", BOTH),
    Case("required-now", lambda _, s: s["required"].append("note"), "/properties/note", DESK),  # type: ignore[attr-defined]
    Case("absent-now", lambda _, s: s["required"].remove("kind"), "/properties/kind", SUBSCRIBERS),  # type: ignore[attr-defined]
    Case(
        "new-required-field",
        lambda p, s: (p.update(new={"type": "string"}), s["required"].append("new")),  # type: ignore[attr-defined]
        "/properties/new",
        DESK,
    ),
    Case(
        "new-optional-field", lambda p, _: p.update(new={"type": "string"}), "/properties/new", NONE
    ),
    Case(
        "closed", lambda _, s: s.update(additionalProperties=False), "/additionalProperties", BOTH
    ),
]


def span(schema: Schema) -> dict[str, dict[str, object]]:
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    found: dict[str, dict[str, object]] = definitions["Span"]
    return found


def compared(
    edit: Callable[[dict[str, dict[str, object]], Schema], object], reader: Reader
) -> tuple[Change, ...]:
    current = copy.deepcopy(RELEASED)
    properties = current[PROPERTIES]
    assert isinstance(properties, dict)
    edit(properties, current)
    return changes(RELEASED, current, reader)


@pytest.mark.parametrize("reader", sorted(BOTH))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_kind_of_change(case: Case, reader: Reader) -> None:
    """It is told once, at its place, and breaks exactly those who rely on what changed."""
    (change,) = compared(case.edit, reader)
    assert change.pointer == case.pointer
    assert change.is_breaking is (reader in case.breaks)


def test_words_and_names_of_definitions_are_no_change() -> None:
    """A better description, a unit, a title, or a definition under another name breaks nobody."""
    text = json.dumps(RELEASED).replace("Span", "Stretch").replace("Its id.", "The id.")
    current = json.loads(text)
    current[PROPERTIES]["share"] |= {"title": "Share", "x-unit": "share", "examples": [0.5]}
    assert changes(RELEASED, current, "subscribers") == ()


def test_a_recursive_schema_ends() -> None:
    """A definition that holds itself is compared to a bounded depth."""
    schema = copy.deepcopy(RELEASED)
    span(schema)[PROPERTIES]["inner"] = {"$ref": "#/$defs/Span"}
    assert changes(schema, copy.deepcopy(schema), "desk") == ()


def test_check_passes_on_what_was_released() -> None:
    """The contracts break nothing that was released."""
    folder = Path(__file__).parents[2] / "schemas" / "released"
    result = CliRunner().invoke(command, ["check", str(folder)])
    assert (result.exit_code, result.exception) == (0, None)


@pytest.fixture
def released(tmp_path: Path) -> Path:
    CliRunner().invoke(command, ["release", str(tmp_path)], catch_exceptions=False)
    return tmp_path


def rewrite(path: Path, edit: Callable[[dict[str, dict[str, dict[str, object]]]], object]) -> None:
    schema = json.loads(path.read_text("utf-8"))
    edit(schema)
    path.write_text(json.dumps(schema), "utf-8")


def test_check_fails_with_the_pointer(released: Path) -> None:
    """A field that subscribers had is gone: exit 1, one line with schema, version and pointer."""
    path = released / "enriched-article-1.0.schema.json"
    rewrite(path, lambda schema: schema[PROPERTIES].update(slug={"type": "string"}))
    result = CliRunner().invoke(command, ["check", str(released)])
    assert isinstance(result.exception, DemoError)
    assert "enriched-article 1.0: /properties/slug: the field was removed" in str(result.exception)
    again = CliRunner().invoke(command, ["release", str(released)])
    assert isinstance(again.exception, DemoError)


def test_an_addition_passes_and_makes_a_minor_version(released: Path) -> None:
    """The check names it and passes; the next release freezes it beside the one before."""
    path = released / "enriched-article-1.0.schema.json"
    rewrite(path, lambda schema: schema[PROPERTIES].pop("genre"))
    result = CliRunner().invoke(command, ["check", str(released)])
    assert (result.exit_code, result.exception) == (0, None)
    assert "/properties/genre" in result.output
    CliRunner().invoke(command, ["release", str(released)], catch_exceptions=False)
    assert sorted(one.name for one in released.glob("enriched-article*")) == [
        "enriched-article-1.0.schema.json",
        "enriched-article-1.1.schema.json",
    ]
    nothing = CliRunner().invoke(command, ["release", str(released)])
    assert "Nothing new" in nothing.output


def test_a_schema_that_is_gone_breaks(released: Path) -> None:
    """A whole contract that was released may not vanish."""
    (released / "kill-notes-1.0.schema.json").write_text("{}", "utf-8")
    result = CliRunner().invoke(command, ["check", str(released)])
    assert "kill-notes" in str(result.exception)


def test_a_new_major_version_breaks_nobody(released: Path) -> None:
    """What was released under another major version is another contract; it goes on beside it."""
    for contract in CONTRACTS:
        path = released / f"{contract.name}-1.0.schema.json"
        path.rename(released / f"{contract.name}-0.9.schema.json")
        rewrite(released / f"{contract.name}-0.9.schema.json", lambda it: it[PROPERTIES].clear())
    result = CliRunner().invoke(command, ["check", str(released)])
    assert (result.exit_code, result.exception) == (0, None)


def test_an_unreadable_release_is_one_sentence(released: Path) -> None:
    """A damaged file is named, and so is an empty folder."""
    (released / "raw-article-1.0.schema.json").write_text("{", "utf-8")
    result = CliRunner().invoke(command, ["check", str(released)])
    assert isinstance(result.exception, SettingsError)
    empty = CliRunner().invoke(command, ["check", str(released / "none")])
    assert isinstance(empty.exception, SettingsError)


def test_the_table_of_the_rule_has_a_row_for_each_kind() -> None:
    """schemas/README.md is where the rule stands; each row names the case that guards it."""
    text = (Path(__file__).parents[2] / "schemas" / "README.md").read_text("utf-8")
    assert not [case.name for case in CASES if f"`{case.name}`" not in text]
    assert schema_of(CONTRACTS[0])["$id"] == CONTRACTS[0].id
