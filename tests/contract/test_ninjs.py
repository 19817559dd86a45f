"""The desk's ninjs items are valid against the schema of the IPTC, and say what the event says."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import jsonschema
import pytest
from referencing import Registry, Resource

from copydesk.contracts import EnrichedArticle, Place
from copydesk.draft import Draft, Record
from copydesk.intake import read
from copydesk.ninjs import ninjs_bytes, ninjs_item

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
SCHEMA = SHARED / "formats" / "ninjs" / "specification" / "ninjs-schema_3.1.json"
SEED = sorted((SHARED / "seed").glob("*.txt"))
EXAMPLES = sorted((ROOT / "schemas" / "examples").glob("enriched-article*.json"))
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="../shared/data/formats is absent")

GEOJSON = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://geojson.org/schema/GeoJSON.json",
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "minItems": 2, "items": {"type": "number"}},
    },
}
"""Of the schema that ninjs refers to, what the desk writes: points (RFC 7946)."""


@cache
def validator() -> Validator:
    registry = Registry().with_resource(str(GEOJSON["$id"]), Resource.from_contents(GEOJSON))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    found = jsonschema.Draft202012Validator(
        schema, registry=registry, format_checker=jsonschema.FormatChecker()
    )
    return cast("Validator", found)


def event(path: Path) -> EnrichedArticle:
    return EnrichedArticle.model_validate_json(path.read_bytes())


def on_the_map(article: EnrichedArticle) -> EnrichedArticle:
    """The article with one place that GeoNames knows and one that it does not."""
    span = article.blocks[0].model_dump(include={"start", "end"})
    known = {"id": "p1", "geonames_id": 2267057, "name": "Lisbon", "country": "PT", "admin1": None}
    where = {"lat": 38.7, "lon": -9.1, "mentions": [span], "confidence": 0.9}
    other = known | {"id": "p2", "geonames_id": None, "name": "Old Mill"}
    places = tuple(Place.model_validate(one | where) for one in (known, other))
    return article.model_copy(update={"places": places})


@needs_schema
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_branch_is_valid(path: Path) -> None:
    """Explicit, inferred, no dateline, a revision; with and without coordinates."""
    article = event(path)
    for one in (article, on_the_map(article)):
        assert not list(validator().iter_errors(ninjs_item(one)))


@needs_schema
def test_the_schema_would_notice() -> None:
    """The validator is no formality: a field that ninjs does not have is an error."""
    item = ninjs_item(event(EXAMPLES[0])) | {"dateline": "LISBON"}
    assert list(validator().iter_errors(item))


@needs_schema
@pytest.mark.skipif(not SEED, reason="../shared/data/seed is absent")
def test_the_seed_as_ninjs() -> None:
    """`copydesk enrich --as ninjs` of the seed page prints a valid item that says what it is."""
    command = [sys.executable, "-m", "copydesk", "enrich", "--as", "ninjs", *map(str, SEED)]
    done = subprocess.run(command, check=True, capture_output=True)
    item = json.loads(done.stdout)
    assert not list(validator().iter_errors(item))
    assert item["headlines"][0]["value"].startswith("US Vice President Calls")
    assert item["located"] == "Washington"
    assert "Kamala Harris" in {one["name"] for one in item["people"]}
    assert any("geoJSON" in one for one in item["places"])
    assert "medtop:11000000" in {one["literal"] for one in item["subjects"]}


def test_what_an_item_says() -> None:
    """Headline, bodies, writers, place, people, codes and ids are the event's."""
    (path,) = (one for one in EXAMPLES if one.name == "enriched-article.json")
    article = event(path)
    item = json.loads(ninjs_bytes(on_the_map(article)))
    assert item["headlines"][0]["value"] == article.headline
    assert item["by"] == "Jonas Aebischer and Priya Raman"
    assert item["located"] == "Geneva"
    plain, marked = (body["value"] for body in item["bodies"])
    assert plain.startswith("GENEVA, Nov 12 (Agency) - A measles vaccine")
    assert str(article.headline) not in plain
    assert marked.startswith("<p>GENEVA, Nov 12 (Agency) - A measles vaccine")
    assert {one["name"] for one in item["people"]} >= {"Ilse Vandermeer"}
    assert {one["name"] for one in item["organisations"]} >= {"World Health Organization"}
    lisbon = item["places"][0]
    assert lisbon["uri"] == "https://sws.geonames.org/2267057/"
    assert lisbon["geoJSON"] == {"type": "Point", "coordinates": [-9.1, 38.7]}
    assert item["places"][1]["literal"] == "p2"
    assert item["subjects"][0]["literal"] == "medtop:07000000"
    assert item["subjects"][0]["uri"].endswith("/mediatopic/07000000")
    assert {one["role"]: one["value"] for one in item["altIds"]}["copydesk"] == article.id
    assert item["firstCreated"] == "2024-11-12T14:05:00+01:00"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_desk_reads_its_own_ninjs(path: Path) -> None:
    """An item that goes round comes back as the same words."""
    article = event(path)
    (draft,) = read(Record(ninjs_bytes(article), b"k")).articles
    assert isinstance(draft, Draft)
    assert draft.headline == article.headline
    own = article.text.removeprefix(article.headline or "")
    assert all(text in own for _, text in draft.blocks)
