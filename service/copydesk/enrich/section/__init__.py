"""Section: where an article belongs, declared by the source or classified from its text."""

from copydesk.enrich.section.assemble import (
    LabelsFile,
    ModelFile,
    SectionArrays,
    TaxonomyFile,
    section_model,
    taxonomy_of,
)
from copydesk.enrich.section.classify import chances
from copydesk.enrich.section.desk import SectionDesk
from copydesk.enrich.section.labels import GENRES, reviewed
from copydesk.enrich.section.model import (
    Filing,
    Section,
    SectionInput,
    SectionModel,
    Taxonomy,
    Topic,
)

__all__ = [
    "GENRES",
    "Filing",
    "LabelsFile",
    "ModelFile",
    "Section",
    "SectionArrays",
    "SectionDesk",
    "SectionInput",
    "SectionModel",
    "Taxonomy",
    "TaxonomyFile",
    "Topic",
    "chances",
    "reviewed",
    "section_model",
    "taxonomy_of",
]
