# ruff: noqa: E501, RUF001 - a case stays on its line; titles are typeset
"""What pages say about their articles, well and badly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from copydesk.intake.html import read_html

if TYPE_CHECKING:
    from copydesk.draft import Draft

STORY = "".join(
    f"<p>The {word} part of the story tells what the council of Brackwater decided on Friday night, "
    "and why the ferry will go on sailing until spring.</p>"
    for word in ("first", "second", "third", "last")
)


def draft_of(head: str, body: str = "<h1>Night ferry stays for now</h1>") -> Draft:
    page = f"<html><head>{head}</head><body>{body}<article>{STORY}</article></body></html>"
    (draft,) = read_html(page.encode("utf-8", "surrogatepass"), "text/html")
    return draft


def described(properties: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {properties}}}</script>'


@dataclass(frozen=True)
class Case:
    name: str
    head: str
    headline: str | None
    body: str = ""


HEADLINES = (
    Case(
        "dash",
        "<title>Night ferry stays for now - Gazette</title><meta property='og:site_name' content='The Gazette'>",
        "Night ferry stays for now",
    ),
    Case(
        "bar-and-section",
        "<title>Night ferry stays for now | News | The Gazette</title><meta property='og:site_name' content='The Gazette'>",
        "Night ferry stays for now | News",
    ),
    Case(
        "site-first",
        "<title>Gazette News - Night ferry stays for now</title><meta property='og:site_name' content='Gazette News'>",
        "Night ferry stays for now",
    ),
    Case(
        "site-by-host",
        "<title>Night ferry stays - Brackwater Gazette</title><link rel=canonical href='https://brackwatergazette.example/a'>",
        "Night ferry stays",
    ),
    Case("dash-of-its-own", "<title>Night ferry - a history</title>", "Night ferry - a history"),
    Case(
        "date-and-site",
        "<title>Night ferry stays - Feb. 1, 2016 - Gazette</title><meta property='og:site_name' content='Gazette'>",
        "Night ferry stays",
    ),
    Case(
        "printed-over-described",
        described('"headline": "Ferry stays: night sailings for now safe"'),
        "Night ferry stays for now",
        "<h1>Night ferry stays for now</h1>",
    ),
    Case(
        "logo-as-heading",
        "<title>Night ferry stays for now</title>",
        "Night ferry stays for now",
        "<h1>The Gazette</h1>",
    ),
    Case(
        "entities",
        described('"headline": "Ferry &#8216;stays&#8217; &amp; sails"'),
        "Ferry ‘stays’ & sails",
    ),
    Case("none", "", None),
)


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case.name)
def test_the_headline_is_the_printed_one_without_the_site(case: Case) -> None:
    """The heading on the page where anything calls it the title, else the best title."""
    assert draft_of(case.head, case.body).headline == case.headline


BYLINES = (
    Case(
        "names",
        described('"author": [{"name": "Ana Obeng"}, {"name": "Tom Reyes"}, {"name": "Lou Park"}]'),
        "Ana Obeng, Tom Reyes and Lou Park",
    ),
    Case("string", described('"author": "Ana Obeng"'), "Ana Obeng"),
    Case("meta-with-by", '<meta name="author" content="By Ana Obeng">', "Ana Obeng"),
    Case(
        "profile-address-is-no-name",
        '<meta property="article:author" content="https://f.example/ana">',
        None,
    ),
    Case(
        "twice",
        '<meta name="author" content="Ana Obeng"><meta name="author" content="ANA OBENG">',
        "Ana Obeng",
    ),
)


@pytest.mark.parametrize("case", BYLINES, ids=lambda case: case.name)
def test_the_byline_names_who_wrote(case: Case) -> None:
    """Names in the page's order, each once, never an address."""
    assert draft_of(case.head, case.body).byline == case.headline


def test_a_date_with_its_zone_wins_over_the_same_without() -> None:
    """Both name one moment; only one says it fully."""
    head = described('"datePublished": "2024-03-08T21:14:00"')
    head += '<meta property="article:published_time" content="2024-03-08T21:14:00-05:00">'
    draft = draft_of(head)
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2024-03-08T21:14:00-05:00"
    assert draft.warnings == ()


def test_a_date_without_zone_stays_as_stated() -> None:
    """No zone is guessed; the warning lets a reader doubt."""
    draft = draft_of(described('"datePublished": "2024-03-08T21:14:00"'))
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2024-03-08T21:14:00+00:00"
    assert draft.warnings == ("no-zone-in-published-at",)


def test_the_description_of_another_story_is_not_ours() -> None:
    """A page lists its teasers as articles too; only the one with our headline is ours."""
    head = described(
        '"headline": "Cannery to hire forty", "datePublished": "2020-01-01T00:00:00Z"'
    ) + described(
        '"headline": "Night ferry stays for now", "datePublished": "2024-03-08T21:14:00Z"'
    )
    published = draft_of(head).published_at
    assert published is not None
    assert published.year == 2024


def test_where_the_story_was_reported() -> None:
    """A dateline and one location are handed on; of several locations none is the story's."""
    draft = draft_of(
        described('"dateline": "NAIROBI, Kenya", "contentLocation": {"name": "Nairobi"}')
    )
    assert (draft.dateline, draft.located) == ("NAIROBI, Kenya", "Nairobi")
    draft = draft_of(described('"contentLocation": [{"name": "Nairobi"}, {"name": "Oslo"}]'))
    assert draft.located is None


@pytest.mark.parametrize(
    "script",
    [
        '"headline": "x"',
        "[" * 3000,
        '{"@type": "NewsArticle", "author": ' * 2000,
        '{"@type": ["NewsArticle", 7, null], "headline": 5, "author": [null, 3, [[]]], "keywords": {}}',
        '{"@type": "NewsArticle", "headline": "\\ud800", "datePublished": {"@value": 1}}',
        "null",
        "<!-- -->",
    ],
    ids=["bare", "deep-lists", "deep-objects", "wrong-types", "surrogate", "null", "comment"],
)
def test_careless_json_ld_costs_only_itself(script: str) -> None:
    """Whatever a script holds, the story is read."""
    draft = draft_of(f'<script type="application/ld+json">{script}</script>')
    assert len(draft.blocks) == 4
    (draft.headline or "").encode()
