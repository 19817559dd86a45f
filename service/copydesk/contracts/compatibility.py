"""What changed between two versions of a schema, and whether anybody who relies on it breaks.

The rule is the table in schemas/README.md, row by row. Who reads decides: of the raw article the
desk reads what publishers write, so it may not ask for more; of events subscribers read what the
desk writes, so it may not promise less, nor surprise them with a value that they did not foresee;
and events of last month are still on the topic, so a value that was valid stays valid.
Must not: touch a file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.contracts.schemas import Schema

__all__ = ["Change", "Reader", "changes"]

Reader = Literal["desk", "subscribers"]

ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "$ref", "title", "description", "examples"})
ANNOTATIONS |= {"default", "x-unit", "deprecated", "$comment"}
"""Keywords that say nothing about which documents are valid."""

STRUCTURE = frozenset(
    {"type", "anyOf", "oneOf", "properties", "required", "items", "enum", "const"}
)
LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
DEPTH_MAX = 50


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference.

    pointer: JSON pointer into the schema, the released one for what went away and the current one
    for all else; what: a phrase.
    """

    pointer: str
    what: str
    is_breaking: bool

    def __str__(self) -> str:
        """As `schema check` prints it."""
        return f"{self.pointer}: {self.what}"


def changes(released: Schema, current: Schema, reader: Reader) -> tuple[Change, ...]:
    """Return each difference between two versions of one schema, sorted, once each.

    A definition that only got another name, or moved, is no difference.
    """
    comparison = _Comparison(released, current, reader)
    found = comparison.schemas(_Place(released, ""), _Place(current, ""), 0)
    return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a schema, and its JSON pointer there."""

    schema: Schema
    pointer: str

    def at(self, *keys: str | int) -> str:
        """The pointer of something within."""
        tokens = (str(key).replace("~", "~0").replace("/", "~1") for key in keys)
        return "".join((self.pointer, *(f"/{token}" for token in tokens)))


class _Comparison:
    """Two versions side by side."""

    def __init__(self, released: Schema, current: Schema, reader: Reader) -> None:
        self._released = released
        self._current = current
        self._desk_reads = reader == "desk"

    def schemas(self, old: _Place, new: _Place, depth: int) -> Iterator[Change]:
        """Compare two schemas, each maybe a reference or a choice."""
        if depth > DEPTH_MAX:
            return
        olds, news = _choices(self._released, old), _choices(self._current, new)
        gone, come = sorted(set(olds) - set(news)), sorted(set(news) - set(olds))
        if gone and come:
            what = f"the type was {' or '.join(gone)} and is {' or '.join(come)}"
            yield Change(new.pointer, what, is_breaking=True)
        elif gone:
            what = f"{' or '.join(gone)} is no longer allowed"
            yield Change(old.pointer, what, is_breaking=True)
        elif come:
            what = f"{' or '.join(come)} is allowed now"
            yield Change(new.pointer, what, is_breaking=not self._desk_reads)
        for kind in sorted(set(olds) & set(news)):
            yield from self._parts(olds[kind], news[kind], depth)

    def _parts(self, old: _Place, new: _Place, depth: int) -> Iterator[Change]:
        """Compare two schemas of one type."""
        yield from self._values(old, new)
        yield from self._keywords(old, new)
        yield from self._properties(old, new, depth)
        for key in ("items", "additionalProperties"):
            inner = old.schema.get(key), new.schema.get(key)
            if isinstance(inner[0], dict) and isinstance(inner[1], dict):
                places = _Place(inner[0], old.at(key)), _Place(inner[1], new.at(key))
                yield from self.schemas(*places, depth + 1)
            elif inner[0] != inner[1]:
                yield self._unlike(new.at(key), is_narrower=inner[0] in {None, True})

    def _values(self, old: _Place, new: _Place) -> Iterator[Change]:
        """Compare the values that are allowed by name."""
        before, after = _listed(old.schema), _listed(new.schema)
        if before == after:
            return
        where = new.at("const" if "const" in new.schema else "enum")
        if before is None or after is None:
            yield self._unlike(where, is_narrower=before is None)
            return
        for value in sorted(before - after):
            yield Change(where, f"{value} is no longer allowed", is_breaking=True)
        for value in sorted(after - before):
            yield Change(where, f"{value} is allowed now", is_breaking=not self._desk_reads)

    def _keywords(self, old: _Place, new: _Place) -> Iterator[Change]:
        """Compare bounds, and every other keyword as a whole."""
        names = (set(old.schema) | set(new.schema)) - ANNOTATIONS - STRUCTURE
        for name in sorted(names - {"additionalProperties"}):
            before, after = old.schema.get(name), new.schema.get(name)
            if before == after:
                continue
            if name in LOWER | UPPER:
                yield self._unlike(new.at(name), is_narrower=_is_narrower(name, before, after))
            else:
                what = f"was {json.dumps(before)} and is {json.dumps(after)}"
                yield Change(new.at(name), what, is_breaking=True)

    def _properties(self, old: _Place, new: _Place, depth: int) -> Iterator[Change]:
        """Compare the fields of two objects."""
        before, after = _fields(old.schema), _fields(new.schema)
        asked, asks = _required(old.schema), _required(new.schema)
        for name in sorted(set(before) - set(after)):
            yield Change(old.at("properties", name), "the field was removed", is_breaking=True)
        for name in sorted(set(after) - set(before)):
            is_asked = name in asks
            what = f"{'a required' if is_asked else 'an optional'} field was added"
            breaks = is_asked and self._desk_reads
            yield Change(new.at("properties", name), what, is_breaking=breaks)
        for name in sorted(set(before) & set(after)):
            places = (
                _Place(before[name], old.at("properties", name)),
                _Place(after[name], new.at("properties", name)),
            )
            if name in asked and name not in asks:
                what = "the field may be absent now"
                yield Change(places[1].pointer, what, is_breaking=not self._desk_reads)
            if name in asks and name not in asked:
                what = "the field is required now"
                yield Change(places[1].pointer, what, is_breaking=self._desk_reads)
            yield from self.schemas(*places, depth + 1)

    def _unlike(self, pointer: str, *, is_narrower: bool) -> Change:
        what = "allows less than it did" if is_narrower else "allows more than it did"
        return Change(pointer, what, is_breaking=is_narrower or not self._desk_reads)


def _choices(root: Schema, place: _Place) -> dict[str, _Place]:
    """The schemas that `place` lets one choose from, by type; references are followed.

    Two choices of one type are told apart by their order.
    """
    found: dict[str, _Place] = {}
    waiting = [place]
    for _ in range(DEPTH_MAX):
        if not waiting:
            break
        one = _resolved(root, waiting.pop(0))
        key = next((key for key in ("anyOf", "oneOf") if key in one.schema), None)
        if key is not None:
            choices = cast("list[Schema]", one.schema[key])
            waiting[:0] = [_Place(it, one.at(key, n)) for n, it in enumerate(choices)]
            continue
        for kind in _types(one.schema):
            name, number = kind, 2
            while name in found:
                name, number = f"{kind} ({number})", number + 1
            found[name] = one
    return found


def _resolved(root: Schema, place: _Place) -> _Place:
    """What a reference leads to; keywords beside it are annotations only."""
    for _ in range(DEPTH_MAX):
        reference = place.schema.get("$ref")
        if not isinstance(reference, str):
            break
        pointer = reference.removeprefix("#")
        target: object = root
        for token in pointer.split("/")[1:]:
            inner = cast("dict[str, object]", target)
            target = inner[token.replace("~1", "/").replace("~0", "~")]
        place = _Place(cast("Schema", target), pointer)
    return place


def _types(schema: Schema) -> list[str]:
    kind = schema.get("type")
    if isinstance(kind, list):
        return [str(one) for one in kind]
    return [str(kind)] if kind else ["anything"]


def _listed(schema: Schema) -> frozenset[str] | None:
    """The values that are allowed by name, as JSON; None where any is."""
    if "const" in schema:
        return frozenset({json.dumps(schema["const"])})
    values = schema.get("enum")
    return frozenset(map(json.dumps, values)) if isinstance(values, list) else None


def _fields(schema: Schema) -> dict[str, Schema]:
    return cast("dict[str, Schema]", schema.get("properties", {}))


def _required(schema: Schema) -> frozenset[str]:
    return frozenset(cast("list[str]", schema.get("required", [])))


def _is_narrower(name: str, before: object, after: object) -> bool:
    """Whether a bound lets less through; one that is new does, one that is gone doesn't."""
    if not isinstance(before, int | float):
        return True
    if not isinstance(after, int | float):
        return False
    return after > before if name in LOWER else after < before
