# ruff: noqa: E501 - a case stays on its line
"""Bylines of pages: stated for machines, typed as an organisation's, or only printed."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from tests.unit.intake.wires import drafts
from tests.unit.normalise.desk import unknown

from copydesk.normalise import normalise

HEADLINE = "Night ferry stays, council says"
STORY = "".join(
    f"<p>The {word} part of the story tells what the council of Brackwater decided on Friday night, "
    "and why the ferry will go on sailing until spring.</p>"
    for word in ("first", "second", "last")
)


@dataclass(frozen=True)
class Case:
    """What stands between headline and story, and who is credited."""

    name: str
    printed: str
    names: tuple[str, ...] = ("Dana Ortiz",)
    agency: str | None = None
    stated: str = ""


def author(*written: object) -> str:
    described = {"@type": "NewsArticle", "headline": HEADLINE, "author": list(written)}
    publisher = {"@type": "Organization", "name": "Harbour Notes"}
    graph = {"@graph": [described | {"publisher": publisher}]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


DANA = {"@type": "Person", "name": "Dana Ortiz"}
PRESS = {"@type": "NewsMediaOrganization", "name": "Coast Desk"}
SITE = {"@type": "Organization", "name": "Harbour Notes"}

CASES = (
    Case("class-by", '<p class="by">By Dana Ortiz</p>'),
    Case("plain-paragraph", "<p>By Dana Ortiz</p>"),
    Case("with-agency", "<p>By DANA ORTIZ, Associated Press</p>", agency="Associated Press"),
    Case("link-and-date", '<div>By <a href="/d">Dana Ortiz</a> | March 3, 2024</div>'),
    Case("class-author", '<div class="author-name"><span>Dana Ortiz</span></div>'),
    Case("rel-author", '<a rel="author" href="/d">Dana Ortiz</a>'),
    Case("agency-alone", '<span class="byline">AP</span>', (), "AP"),
    Case("words-that-begin-so", "<p>By the time</p>", ()),
    Case("link-that-is-no-name", '<p class="author">Read Next</p>', ()),
    Case("person-and-organisation", "", agency="Coast Desk", stated=author(DANA, PRESS)),
    Case("organisation-alone", "", (), "Coast Desk", author(PRESS)),
    Case("the-site-itself-is-no-author", "<p>By Dana Ortiz</p>", stated=author(SITE)),
    Case("the-site-beside-its-writer", "", stated=author(DANA, SITE)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_a_page_credits_its_writers(case: Case, heading: str) -> None:
    """Who is credited reaches the byline, and the line that says so is no paragraph."""
    page = (
        f"<html><head><title>{HEADLINE}</title>{case.stated}</head><body>"
        f"<{heading}>{HEADLINE}</{heading}>{case.printed}{STORY}</body></html>"
    )
    (draft,) = drafts(page)
    copy = normalise(draft, unknown)
    assert (copy.byline_names, copy.byline_agency) == (case.names, case.agency)
    assert "Dana" not in copy.text


@pytest.mark.parametrize("classed", ["by", "byline", "x"])
def test_a_body_in_html_credits_its_writers(classed: str) -> None:
    """A raw article's body has its byline only in its text."""
    body = f'<h1>{HEADLINE}</h1><p class="{classed}">By Dana Ortiz</p>{STORY}'
    raw = {"source": {"id": "x"}, "content_type": "text/html", "body": body}
    (draft,) = drafts(json.dumps(raw))
    copy = normalise(draft, unknown)
    assert copy.byline_names == ("Dana Ortiz",)
    assert "Dana" not in copy.text
