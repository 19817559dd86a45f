# ruff: noqa: E501, RUF001 - the table of runs is read in lines; some are typeset marks
"""Long runs of one thing, wherever a document may hold them: linear time, so none takes minutes.

A run has RUN_CHARS: what takes a time that grows with its square needs minutes for it, and pytest's
timeout ends it; what is linear needs some hundredths of a second. No clock is read here.
"""

from __future__ import annotations

import json
from html import escape

import pytest
from tests.unit.intake.wires import LEDE, SECOND, record
from tests.unit.normalise.desk import unknown

from copydesk.draft import Draft, Refusal
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.normalise import normalise

RUN_CHARS = 100_000
RUNS = {
    "spaces": " ", "line-ends": "\n", "spaces-and-line-ends": " \n", "tabs": "\t", "zeros": "\x00",
    "less-than": "<", "tags": "<p>", "open-tags": "<p ", "comments": "<!--", "cdata": "<![CDATA[",
    "declarations": "<?xml ", "doctypes": "<!DOCTYPE ", "quotes": '"', "single-quotes": "'",
    "typeset-quotes": "“’", "ampersands": "&", "references": "&#", "attributes": 'a="', "equals": "=",
    "braces": "{", "brackets": "([", "closing-brackets": ")]", "hyphens": "-", "dashes": "—",
    "spaced-dashes": " — ", "hyphened-line-ends": "a-\n", "bars": " | ", "slashes": "/", "dots": ". ",
    "commas": ", ", "digits": "1", "numbers": "1 ", "years": "2020 ", "dates": "Jan 1 ",
    "clocks": "12:00 ", "letters": "a", "capitals": "A", "initials": "A.", "names": "Ab ",
    "by": "By ", "by-names": "By Jane Doe and ", "and": "and ", "in": "in A ", "photo": "Photo by A ",
    "photo-credits": "(AP Photo/", "agencies": "AP/", "reporting": "Reporting by A; ", "at": "a@b(",
    "addresses": "http://a.", "marks": "\u0301", "joiners": "\u200d", "soft-hyphens": "\u00ad",
    "mojibake": "Ã©", "half-mojibake": "Ã", "escapes": "\x1b[1;", "emoji": "\U0001f600",
    "mail-quotes": "> ", "stars": "* ", "copyright": "copyright ", "cookies": "we use cookies ",
    "breadcrumbs": "A > ",
}  # fmt: skip


def documents(run: str) -> dict[str, str]:
    """Return a document of each format that has the run wherever it may stand."""
    safe, story = escape(run), f"<p>{LEDE}</p><p>{SECOND}</p>"
    raw = {
        "source": {"id": "x"}, "headline": run[:1000], "byline": run[:1000],
        "body": f"{LEDE}\n\n{run}", "content_type": "text/plain",
    }  # fmt: skip
    item = {
        "uri": "urn:x:1", "type": "text", "headline": run, "byline": run, "located": run,
        "body_xhtml": story + safe, "versioncreated": run, "subject": [{"name": run, "code": run}],
    }  # fmt: skip
    described = json.dumps({"@type": "NewsArticle", "headline": run, "datePublished": run})
    return {
        "plain-text": f"{LEDE}\n\n{run}\n\n{SECOND}",
        "raw-json": json.dumps(raw),
        "ninjs": json.dumps(item),
        "page": (
            f'<html><head><title>{safe}</title><meta name="author" content="{safe}">'
            f'<meta name="date" content="{safe}"><script type="application/ld+json">{described}'
            f'</script></head><body class="{safe}"><h1>A pier</h1><p class="by">{safe}</p>{story}'
            f'<figcaption>{safe}</figcaption><p style="{safe}">{safe}</p>{story}</body></html>'
        ),
        "raw-page": f"<html><body>{story}{run}</body></html>",
        "nitf": (
            f'<nitf><head><docdata><date.issue norm="{safe}"/></docdata></head><body><body.head>'
            f"<byline>{safe}</byline><dateline>{safe}</dateline></body.head><body.content>{story}"
            f"<p>{safe}</p></body.content></body></nitf>"
        ),
        "rss": (
            f"<rss><channel><item><title>{safe}</title><author>{safe}</author><pubDate>{safe}"
            f"</pubDate><guid>{safe}</guid><category>{safe}</category><description>"
            f"{escape(story)}{escape(safe)}</description></item></channel></rss>"
        ),
    }


@pytest.mark.parametrize("name", RUNS)
def test_a_run_takes_linear_time(name: str) -> None:
    """Each document is read or refused; what is read becomes copy."""
    for document in documents(RUNS[name] * (RUN_CHARS // len(RUNS[name]))).values():
        try:
            articles = read(record(document.encode("utf-8", "surrogatepass"))).articles
        except RejectedError:
            continue
        assert all(isinstance(one, Draft | Refusal) for one in articles)
        for one in articles:
            if isinstance(one, Draft):
                assert normalise(one, unknown) == normalise(one, unknown)
