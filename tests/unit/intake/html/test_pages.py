# ruff: noqa: E501, RUF001 - a case stays on its line; pages are typeset
"""Whole pages in, drafts out, one for each kind of system that news sites are made with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from tests.unit.intake.html import pages

from copydesk.draft import BlockKind, Draft
from copydesk.errors import Reason, RejectedError
from copydesk.intake.html import read_html


def draft_of(page: str | bytes) -> Draft:
    value = page if isinstance(page, bytes) else page.encode()
    (draft,) = read_html(value, "text/html; charset=utf-8")
    return draft


def outline(draft: Draft) -> list[str]:
    """Each block as its kind and first words."""
    return [f"{kind.value}: {' '.join(text.split()[:4])}" for kind, text in draft.blocks]


def test_a_page_of_nothing_but_divs() -> None:
    """Advertisements, related links, the newsletter box, the writer's box and comments are gone."""
    assert outline(draft_of(pages.DIV_SOUP)) == [
        "caption: The Marigold at the",
        "caption: Photo: Pia Norling",
        "paragraph: Harbour councillors in Brackwater",
        "paragraph: The 14-to-9 vote followed",
        "subhead: Costs still unclear",
        "paragraph: The operator, Norling Lines,",
        "paragraph: A report by the",
        "paragraph: The council is to",
    ]


def test_json_ld_in_a_graph_and_a_comment_with_a_trailing_comma() -> None:
    """Authors by reference and by value, zones kept, the printed heading for the headline."""
    draft = draft_of(pages.DIV_SOUP)
    assert draft.headline == "Harbour council votes to keep night ferry"
    assert draft.byline == "Ines Halloran and Tomas Veldt"
    assert draft.published_at == datetime.fromisoformat("2024-03-08T21:14:00+01:00")
    assert draft.updated_at == datetime.fromisoformat("2024-03-09T07:02:10+01:00")
    assert draft.section_labels == ("Local",)
    assert draft.keywords == ("ferries", "council")
    assert draft.language == "en-GB"
    assert draft.url == "https://www.brackwatergazette.example/news/night-ferry-vote"
    assert (draft.source.id, draft.source.name) == (
        "brackwatergazette.example",
        "The Brackwater Gazette",
    )
    assert draft.body == ""
    assert draft.warnings == ()


def test_an_amp_page() -> None:
    """Quotes and lists are blocks of their own; the consent and the sidebar are not the story."""
    draft = draft_of(pages.AMP)
    assert outline(draft) == [
        "caption: Mud covers the lower",
        "paragraph: TARNHOLLOW — A lake",
        "paragraph: No one was hurt,",
        "subhead: A warning forty minutes",
        "paragraph: Rescuers woke the families",
        "quote: We heard it before",
        "paragraph: Engineers will now cut",
        "list: The lake held about",
        "list: It had formed in",
        "list: Two footbridges were lost.",
        "paragraph: The road is to",
    ]
    assert draft.section_labels == ("Environment", "Mountains")


def test_a_blog_with_broken_json_ld() -> None:
    """OpenGraph says what the broken script can't; the site's name is no part of the headline."""
    draft = draft_of(pages.BLOG)
    assert draft.headline == "A library of seeds opens in Quillmouth"
    assert draft.byline == "Kofi Ansell"
    assert draft.published_at == datetime.fromisoformat("2022-11-02T08:15:00+00:00")
    assert draft.section_labels == ("Community",)
    assert outline(draft) == [
        "paragraph: Beans that a grandmother",
        "caption: Drawers of beans in",
        "paragraph: Members take out a",
        "subhead: How to join",
        "paragraph: A card costs nothing.",
        "quote: It is the only",
        "paragraph: Two schools have asked",
    ]


def test_a_live_blog_is_one_article() -> None:
    """Posts stay in the page's order, their titles are subheads, their clocks are not text."""
    draft = draft_of(pages.LIVE)
    assert outline(draft) == [
        "subhead: Varga concedes",
        "paragraph: Mayor Lena Varga has",
        "paragraph: Her challenger, the schoolteacher",
        "subhead: Lights out in the",
        "paragraph: A power cut has",
        "subhead: Turnout at 61 percent",
        "paragraph: Turnout stands at 61",
    ]
    assert draft.published_at == datetime.fromisoformat("2025-05-04T17:30:00+02:00")


def test_a_local_paper_in_tables() -> None:
    """A caption that is a paragraph by its tag is a caption by its name; a bold line, a subhead."""
    draft = draft_of(pages.LOCAL)
    assert outline(draft) == [
        "caption: Firefighters at the bakery",
        "paragraph: The fire that gutted",
        "paragraph: Two bakers who were",
        "subhead: Sold out by Tuesday",
        "paragraph: A fund set up",
        "caption: Grete Salomon outside what",
        "paragraph: The fire service reminded",
    ]
    assert draft.credits[0] == "By PETRA LINDQVIST"
    assert draft.published_at == datetime.fromisoformat("2019-10-14T00:00:00+00:00")
    assert draft.warnings == ("no-time-in-published-at",)


def test_windows_bytes_that_claim_to_be_utf_8() -> None:
    """What the bytes show wins over what the page says, and a warning says so."""
    draft = draft_of(pages.WINDOWS)
    assert draft.warnings == ("encoding-corrected",)
    assert draft.headline == "Le marché couvert rouvre après un an de travaux"
    assert [kind for kind, _ in draft.blocks] == [BlockKind.PARAGRAPH] * 3
    assert draft.blocks[1][1].startswith("« On n’y croyait plus », confie Élodie Marchetti")


def test_a_front_page_is_no_article() -> None:
    """Headings that are links lead to stories; a page of nothing else holds none."""
    with pytest.raises(RejectedError) as caught:
        draft_of(pages.TEASERS)
    assert caught.value.why is Reason.NO_TEXT


COURT = (
    "The regional court in Ostmere ordered the quarry to stop blasting at night on Thursday.",
    "Judges said the company had not shown that its permit covered work after ten, and gave it time.",
    "A nurse who lives at the edge of the pit said that she could finally sleep, after two years.",
    "The operator, Ostmere Stone, employs 140 people and is to study the ruling, a spokesman said.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in COURT)
HALVES = ["".join(f"<p>{text}</p>" for text in half) for half in (COURT[:2], COURT[2:])]
KEPT = [f"paragraph: {' '.join(text.split()[:4])}" for text in COURT]


@dataclass(frozen=True)
class Case:
    """The body of a page about the court, and what else than the story comes out of it, by place."""

    name: str
    body: str
    others: tuple[tuple[int, str], ...] = ()


def within(inner: str) -> str:
    """Return the story with `inner` after its second paragraph."""
    texts = [f"<p>{text}</p>" for text in COURT]
    return f"<article>{''.join(texts[:2])}{inner}{''.join(texts[2:])}</article>"


CASES = (
    Case("one-form-around-the-page", f'<form id="aspnet"><div>{PARAGRAPHS}</div></form>'),
    Case("lines-broken-twice", f"<center>x</center>By Ana Obeng<br><br>{'<br><br>'.join(COURT)}"),
    Case("in-two-parts", f'<div class="part" id="p1">{HALVES[0]}</div><div class="part" id="p2">{HALVES[1]}</div>'),
    Case("link-with-a-label", within('<p><b>READ MORE: <a href="/x">The village that the quarry feeds</a></b></p>')),
    Case("paywall", f'<article>{PARAGRAPHS}<div class="paywall"><p>Get full access to all our stories for one crown.</p></div></article>'),
    Case("teaser-card", within('<div class="box"><h3><a href="/y">Ring road to open in May</a></h3><p>The road was to open last year already, but money ran out twice.</p></div>')),
    Case("picture-with-a-paragraph", within('<div class="image"><img src="q.jpg"><p>The quarry gate on Thursday evening.</p></div>'), ((2, "caption: The quarry gate on"),)),
    Case("figure-in-a-gallery-player", within('<figure class="gallery player"><figcaption>Trucks wait at the gate.</figcaption></figure>'), ((2, "caption: Trucks wait at the"),)),
    Case("label-for-readers-of-screens", within('<p class="visually-hidden">Image shows a quarry at dusk, with two trucks.</p>')),
    Case("pull-quote-in-an-aside", within('<aside class="pullquote"><p>I counted every blast.</p></aside>'), ((2, "quote: I counted every blast."),)),
    Case("who-wrote-it", f'<h2 class="byline">By Ana Obeng</h2>{PARAGRAPHS}<p><em>Ana Obeng covers courts for the Gazette in Ostmere.</em></p>'),
    Case("called-a-sidebar-but-the-story", f'<div class="sidebar-left related">{PARAGRAPHS}</div>'),
    Case("bold-among-broken-lines", f"<div>{'<br><br>'.join((*COURT[:2], '<b>The appeal</b>', *COURT[2:]))}</div>", ((2, "subhead: The appeal"),)),
    Case("question-in-bold", within("<p><strong>When did you first hear it?</strong></p>"), ((2, "subhead: When did you first"),)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_story_is_told_from_what_stands_around_it(case: Case) -> None:
    """Every paragraph of the story, each once, and of the rest only what is part of it."""
    title = "<h1>Court stops night blasting</h1>"
    draft = draft_of(f"<html><body>{title}{case.body}<footer>Imprint</footer></body></html>")
    expected = list(KEPT)
    for at, other in case.others:
        expected.insert(at, other)
    assert outline(draft) == expected


@pytest.mark.parametrize(
    "title", ["Page not found", "404", "404 - Page not found", "Access denied", "Just a moment..."]
)
def test_what_a_site_shows_instead_of_an_article(title: str) -> None:
    """An error page reads like an article; its heading tells it."""
    with pytest.raises(RejectedError) as caught:
        draft_of(f"<html><body><h1>{title}</h1>{PARAGRAPHS}</body></html>")
    assert caught.value.why is Reason.NO_TEXT


def test_a_headline_that_begins_with_500() -> None:
    """A number of people is no error."""
    page = f"<html><body><h1>500 people march in Ostmere</h1>{PARAGRAPHS}</body></html>"
    assert draft_of(page).headline == "500 people march in Ostmere"


def test_a_body_that_only_a_script_would_draw() -> None:
    """The description's own text is used where the page shows less than it, and a warning says so."""
    body = "\\n\\n".join(
        f"The {word} paragraph of a story that a script would have put on the page, had it run."
        for word in ("first", "second", "third", "fourth")
    )
    page = (
        '<html><head><title>Story</title><script type="application/ld+json">{"@type": "NewsArticle",'
        f' "headline": "A story in a script", "articleBody": "{body}"}}</script></head>'
        '<body><div id="app">Loading</div></body></html>'
    )
    draft = draft_of(page)
    assert len(draft.blocks) == 4
    assert "body-from-json-ld" in draft.warnings


def test_the_same_page_twice_gives_the_same_draft() -> None:
    """Nothing is remembered from one page to the next."""
    first = draft_of(pages.AMP)
    draft_of(pages.BLOG)
    assert draft_of(pages.AMP) == first
