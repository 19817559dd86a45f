"""How a text writes places: short forms, parts of names, kinds, spellings."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.places.desk import meant

from copydesk.enrich.places.keys import name_key


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    asked: str
    expected: int | None


CASES = (
    Case("ap-style", "A barn in [[Lexington]], Ky., burned.", "Lexington", 4297983),
    Case("postal", "A barn in [[Lexington]], KY, burned.", "Lexington", 4297983),
    Case("whole-name", "A barn in [[Lexington]], Massachusetts, burned.", "Lexington", 4941935),
    Case("ontario", "A barn in [[London]], Ont., burned.", "London", 6058560),
    Case("new-south-wales", "A barn in [[Newcastle]], N.S.W., burned.", "Newcastle", 2155472),
    Case("country", "A barn near [[Athens]], Greece, burned.", "Athens", 264371),
    Case("usa", "A barn in [[Athens]], Ohio, USA, burned.", "Athens", 4505542),
    Case("in-brackets", "Police in [[Georgetown]] (Guyana) said.", "Georgetown", 3378644),
    Case("region-in-the-mention", "In [[Portland, Maine]], it snowed.", "Portland, Maine", 4975802),
    Case("capital-district", "In [[Washington, D.C.]], it snowed.", "Washington, D.C.", 4140963),
    Case("state-marked-too", "In [[Rome]], [[Georgia]], it snowed.", "Georgia", 4197000),
    Case("dotted-country", "The [[U.K.]] left.", "U.K.", 2635167),
    Case("state-short", "Farmers of [[N.S.W.]] marched.", "N.S.W.", 2155400),
    Case("accents", "Police in [[São Paulo]] said.", "São Paulo", 3448439),
    Case("no-accents", "Police in [[Sao Paulo]] said.", "Sao Paulo", 3448439),
    Case("saint", "Floods hit [[Saint Louis]].", "Saint Louis", 4407066),
    Case("possessive", "[[Nairobi's]] mayor resigned.", "Nairobi's", 184745),
    Case("part-of-a-country", "Fighting in northern [[northern Mali]].", "northern Mali", 2453866),
    Case("river-is-no-state", "Boats sank in the [[Ohio River]].", "Ohio River", None),
    Case("state-of-a-river", "Boats sank in [[Ohio]].", "Ohio", 5165418),
    Case("no-part-of-a-name", "They met in [[Grand Blahtown]].", "Grand Blahtown", None),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
def test_a_name_is_understood_as_written(case: Case) -> None:
    """Regions behind a comma, short forms, accents, saints and parts of names are understood."""
    place = meant(case.text, case.asked)
    assert (place.geonames_id if place else None) == case.expected


def test_a_list_of_states_is_no_city_and_region() -> None:
    """'Kansas, Oklahoma and Texas' are three states, though a Kansas lies in Oklahoma."""
    text = "Storms crossed [[Kansas]], [[Oklahoma]] and [[Texas]]."
    places = [meant(text, name) for name in ("Kansas", "Oklahoma", "Texas")]
    assert [place.geonames_id for place in places if place] == [4273857, 4544379, 4736286]


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_a_key_is_its_own_key(name: str) -> None:
    """Whatever a name is made of, its key is stable: the builder and the desk agree."""
    key = name_key(name)
    assert name_key(key) == key
