"""Nothing that a text may hold makes the places desk raise, or work without bound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.places.desk import desk

from copydesk.draft import Span
from copydesk.enrich.places import DatelinePlace, PlacesInput, SourceArea
from copydesk.enrich.places.scores import Anchor, Name, Weights
from copydesk.enrich.places.senses import senses
from copydesk.models.loading import load_gazetteer

PIECES = (
    "Paris", "San Jose", "St. ", "Georgia", ", ", " and ", "Ky.", "\u202eلندن", "\ud800", "🏙", "\n",
    "(", "Texas", "'s", "x" * 90, "The ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_and_any_spans(pieces: list[str], data: st.DataObject) -> None:
    """Mentions may overlap, repeat and cut words: each place's mentions are mentions given."""
    text = "".join(pieces)
    bounds = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(bounds, bounds), max_size=12))
    spans = tuple(Span(min(pair), max(pair)) for pair in pairs)
    found = desk().resolve(PlacesInput(text, spans))
    for place in found.places:
        assert set(place.mentions) <= set(spans)
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
    assert [place.id for place in found.places] == [f"p{n + 1}" for n in range(len(found.places))]


@pytest.mark.parametrize(
    "place", ["x" * 300, "لندن", "", ",", "/", ", Texas", "Paris,", "\ud800", "🏙, Texas"], ids=repr
)
def test_any_dateline(place: str) -> None:
    """A dateline's place may be anything; what is no place is not resolved."""
    article = PlacesInput("Nothing here.", (), DatelinePlace(place, Span(0, 8)))
    found = desk().resolve(article)
    assert (found.dateline_id is None) == (place not in {"Paris,", ", Texas"})


def test_a_source_that_is_nowhere_is_no_help_and_no_fault() -> None:
    """An unknown country or home changes nothing."""
    article = PlacesInput("In Paris.", (Span(3, 8),))
    nowhere = PlacesInput("In Paris.", (Span(3, 8),), source=SourceArea("QQ", ("Blah", "")))
    assert desk().resolve(nowhere) == desk().resolve(article)


def test_thousands_of_names_at_once() -> None:
    """Three thousand names of a hundred bearers each fit into memory and get the same answer."""
    gazetteer = load_gazetteer()
    bearers = gazetteer.named("San Jose")
    assert bearers is not None
    assert len(bearers) > 50
    names = [Name(bearers, (10 * n,)) for n in range(3_000)]
    found = senses(names, [Anchor(gazetteer.place(0), 1.0)], Weights())
    assert len(found) == len(names)
    assert len({sense.index for sense in found}) == 1


def test_twenty_thousand_mentions() -> None:
    """An article of nothing but places is one entry a place, with every mention."""
    words = ["Paris", "Nairobi", "Blahville", "Kingston"] * 5_000
    spans, at = [], 0
    for word in words:
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    found = desk().resolve(PlacesInput(" ".join(words), tuple(spans)))
    assert {place.name: len(place.mentions) for place in found.places}["Nairobi"] == 5_000
