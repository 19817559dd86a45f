"""Read the shipped models once, into the values that the pipeline works with.

Large arrays are memory-mapped, so that worker processes share their pages.
Must not: decide anything about an article.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from copydesk.enrich.dateline import DatelineDesk, PlaceNames
from copydesk.enrich.entities import (
    LEAST_CONFIDENCE,
    EntityModel,
    EntityTagger,
    entity_model_from_arrays,
)
from copydesk.enrich.places import LEAST_CONFIDENCE as LEAST_PLACE_CONFIDENCE
from copydesk.enrich.places import Gazetteer, GazetteerArrays, PlacesDesk
from copydesk.enrich.section import SectionArrays, SectionDesk, section_model
from copydesk.models.language import langid_identifier
from copydesk.models.section_map import NO_SECTION_MAP, taxonomy_file
from copydesk.pipeline import LANGUAGES, Desk, Pipeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.draft import SourceFacts
    from copydesk.enrich.places import TablesFile
    from copydesk.enrich.section import ModelFile, SectionModel
    from copydesk.models.section_map import SectionMap

__all__ = [
    "load_datelines",
    "load_desk",
    "load_gazetteer",
    "load_pipeline",
    "load_places",
    "load_section",
    "model_versions",
]

NO_SOURCES: Mapping[str, SourceFacts] = MappingProxyType({})
FOLDER = Path(__file__).parent
DIGEST_CHARS = 12


class _EntityFile(TypedDict):
    """entities/model.json, as far as it is read here."""

    version: str
    calibration: list[tuple[int, float]]


class _GazetteerFile(TypedDict):
    """gazetteer/model.json, as far as it is read here."""

    version: str
    calibration: list[tuple[float, float]]


def load_pipeline(
    section_map: SectionMap = NO_SECTION_MAP,
    sources: Mapping[str, SourceFacts] = NO_SOURCES,
    entity_confidence: float = LEAST_CONFIDENCE,
) -> Pipeline:
    """Return a pipeline with the shipped models; a worker process calls it once, at its start.

    section_map: the newsroom's own labels on top of ours; sources: source id -> what the operator's
    file says of it; entity_confidence: 0..1, entities below it are not published.

    Raises FatalError where the language identifier can't be unpacked: better now than at the first
    article.
    """
    pipeline = Pipeline(load_desk(section_map, sources, entity_confidence))
    langid_identifier()
    return pipeline


def load_datelines() -> DatelineDesk:
    """Read the names of places that datelines are read with."""
    return DatelineDesk(PlaceNames.parse(_file("dateline", "places.tsv").read_text("utf-8")))


def load_desk(
    section_map: SectionMap = NO_SECTION_MAP,
    sources: Mapping[str, SourceFacts] = NO_SOURCES,
    entity_confidence: float = LEAST_CONFIDENCE,
) -> Desk:
    """Read the shipped models."""
    datelines = load_datelines()
    entities = EntityTagger(_entity_model(), entity_confidence)
    section = load_section(section_map)
    return Desk(
        identify=_identify,
        datelines=datelines,
        entities=entities,
        places=load_places(),
        sections=SectionDesk(section),
        versions=model_versions(),
        configuration=_configuration(section, section_map, sources, entity_confidence),
        sources=sources,
    )


def load_places() -> PlacesDesk:
    """Return the places desk with the shipped gazetteer."""
    about: _GazetteerFile = json.loads(_file("gazetteer", "model.json").read_text("utf-8"))
    knots = tuple((share, confidence) for share, confidence in about["calibration"])
    return PlacesDesk(load_gazetteer(), calibration=knots)


def load_gazetteer() -> Gazetteer:
    """Open the shipped gazetteer; its arrays are read from disk as they are used."""
    tables: TablesFile = json.loads(_file("gazetteer", "tables.json").read_text("utf-8"))
    arrays = GazetteerArrays(
        **{
            name: np.load(_file("gazetteer", f"{name}.npy"), mmap_mode="r").view(np.ndarray)
            for name in ("places", "names", "keys", "starts", "bearers")
        }
    )
    return Gazetteer(arrays, tables)


def load_section(section_map: SectionMap = NO_SECTION_MAP) -> SectionModel:
    """Return the section model alone: taxonomy, table of labels and classifier."""
    about: ModelFile = json.loads(_file("section", "model.json").read_text("utf-8"))
    labels = tomllib.loads(_file("section", "labels.toml").read_text("utf-8"))
    arrays = SectionArrays(
        **{
            name: np.load(_file("section", f"{name}.npy"), mmap_mode="r")
            for name in ("words", "stems", "pairs", "headline", "rarity", "weights")
        }
    )
    return section_model(arrays, about, taxonomy_file(), labels, section_map.tables)


def model_versions() -> dict[str, str]:
    """Return the version of each model, from their small files alone.

    media_topics: the release, an ISO date, of the taxonomy that sections and subjects come from.
    """
    about = {
        name: json.loads(_file(name, "model.json").read_text("utf-8"))
        for name in ("dateline", "entities", "gazetteer", "section")
    }
    return {
        **{name: one["version"] for name, one in about.items()},
        "media_topics": about["section"]["media_topics"],
    }


def _identify(text: str) -> str | None:
    """Identify a language; the identifier's model is loaded when first asked, as it takes 0.4 s."""
    return langid_identifier()(text)


def _configuration(
    section: SectionModel,
    section_map: SectionMap,
    sources: Mapping[str, SourceFacts],
    entity_confidence: float,
) -> str:
    """Digest of what shapes an event besides version and models."""
    shaping = {
        "entities": entity_confidence,
        "places": LEAST_PLACE_CONFIDENCE,
        "section": section.classifier.threshold,
        "section_map": section_map.digest,
        "languages": sorted(LANGUAGES),
        "sources": {name: asdict(sources[name]) for name in sorted(sources)},
    }
    digest = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode())
    return digest.hexdigest()[:DIGEST_CHARS]


def _entity_model() -> EntityModel:
    about: _EntityFile = json.loads(_file("entities", "model.json").read_text("utf-8"))
    with np.load(_file("entities", "tables.npz")) as archive:
        tables = {name: archive[name] for name in archive.files}
    return entity_model_from_arrays(
        np.load(_file("entities", "weights.npy"), mmap_mode="r"),
        tables,
        tuple((margin, confidence) for margin, confidence in about["calibration"]),
        about["version"],
    )


def _file(model: str, name: str) -> Path:
    return FOLDER / model / name
