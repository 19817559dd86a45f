"""Mentions become the entities a reader would list; every case is a small article of ours."""

from __future__ import annotations

import pytest
from tests.unit.entities.cases import CASES, Case
from tests.unit.entities.desk import shipped_model, tagged_from

from copydesk.enrich.entities import entity_id
from copydesk.enrich.entities.grouping import grouped
from copydesk.enrich.entities.mentions import mentions_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_article_lists_the_names_a_reader_would_list(case: Case) -> None:
    """Each judged type holds exactly the expected names, in the order of their first mention."""
    text, tagged = tagged_from(case.marked)
    entities = grouped(text, tagged, mentions_of(tagged, shipped_model()), 0.0)
    for entity_type, expected in (
        ("person", case.persons),
        ("organisation", case.organisations),
        ("location", case.locations),
    ):
        if expected is not None:
            assert (
                tuple(entity.name for entity in entities if entity.type == entity_type) == expected
            )
    for entity in entities:
        assert entity.id == entity_id(entity.type, entity.name)
        assert list(entity.mentions) == sorted(entity.mentions)
