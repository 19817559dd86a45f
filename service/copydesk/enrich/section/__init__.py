"""Section: one of the 17 top Media Topics, declared by the source or classified from the text."""

from copydesk.enrich.section.assemble import (
    LabelsFile,
    ModelFile,
    SectionArrays,
    TaxonomyFile,
    section_model,
)
from copydesk.enrich.section.desk import SectionDesk
from copydesk.enrich.section.model import Section, SectionInput, SectionModel, Taxonomy, Topic

__all__ = [
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
    "section_model",
]
