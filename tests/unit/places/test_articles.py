"""Which of its bearers a name means, in short articles of our own."""

from __future__ import annotations

import pytest
from tests.unit.places.articles import ARTICLES, Article
from tests.unit.places.desk import meant

UNSURE = frozenset({"santa-cruz-california", "people-say-which"})
"""Too little is said for the desk to publish a place; it must not publish a wrong one."""


@pytest.mark.parametrize(
    "article", [one for one in ARTICLES if one.name not in UNSURE], ids=lambda one: one.name
)
def test_the_text_says_which_bearer_is_meant(article: Article) -> None:
    """Country, division, neighbours, lists and peoples in the text decide between namesakes."""
    place = meant(article.text, article.asked)
    assert place is not None
    assert (place.admin1 if "." in article.expected else place.country) == article.expected


@pytest.mark.parametrize(
    "article", [one for one in ARTICLES if one.name in UNSURE], ids=lambda one: one.name
)
def test_no_place_is_better_than_a_wrong_one(article: Article) -> None:
    """Where many places of about one size bear a name and nothing decides, none is published."""
    assert meant(article.text, article.asked) is None
