"""The IPTC's own examples: what is read equals what each document states; skipped without them.

`make quality` shows the figures. The documents' statements are taken with the standard library
alone, so that a mistake of the readers cannot hide in the check.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from copydesk.draft import BlockKind, Draft, Record
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.normalise import normalise
from copydesk.normalise.mojibake import mend

FORMATS = Path(__file__).parents[4] / "shared" / "data" / "formats"
FOLDERS = (FORMATS / "ninjs" / "examples", FORMATS / "newsml-g2" / "examples")
pytestmark = pytest.mark.skipif(not FORMATS.exists(), reason="the IPTC's examples are not here")

ARTICLES_FLOOR = 25
"""How many of the examples hold an article; a reader that stops reading some would fall below."""

KINDS = frozenset({".json", ".xml"})
OWN = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST, BlockKind.SUBHEAD})
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
PICTURES = re.compile(r"<figure.*?</figure>|<head>.*?</head>|<h1>.*?</h1>", re.DOTALL)
Words = list[str]


@dataclass(frozen=True)
class Stated:
    """What a document says of itself; None and an empty list where it says nothing."""

    headline: str | None
    language: str | None
    dates: tuple[str, ...]
    body: Words


def words_of(markup: str) -> Words:
    return WORD.findall(unescape(TAG.sub(" ", PICTURES.sub(" ", mend(markup)))))


def stated_in_json(text: str) -> Stated:
    item = {key.lower(): value for key, value in json.loads(text).items()}
    headlines = [one["value"] for one in item.get("headlines", []) if one.get("role") == "main"]
    bodies = {
        str(one.get("contentType", one.get("contenttype"))): str(one["value"])
        for one in reversed(item.get("bodies", []))
    }
    nitf = re.search(
        r"<body\.content>.*</body\.content>", bodies.get("text/vnd.IPTC.NITF", ""), re.DOTALL
    )
    descriptions = [str(one["value"]) for one in item.get("descriptions", [])][:1]
    candidates = [
        nitf and nitf[0],
        bodies.get("text/html"),
        item.get("body_xhtml"),
        bodies.get("text/plain"),
        *descriptions,
    ]
    return Stated(
        item.get("headline") or next(iter(headlines), None),
        item.get("language"),
        tuple(
            item[key] for key in ("firstcreated", "contentcreated", "versioncreated") if key in item
        ),
        words_of(next((one for one in candidates if one), "")),
    )


def stated_in_xml(text: str) -> Stated:
    def first(pattern: str) -> str | None:
        found = re.search(pattern, text, re.DOTALL)
        return " ".join(unescape(found[1]).split()) if found else None

    names = ("firstCreated", "contentCreated", "versionCreated")
    dates = [first(rf"<{name}>([^<]*)</{name}>") for name in names]
    body = first(r"<body\.content>(.*?)</body\.content>") or first(
        r"<inlineXML[^>]*>(.*?)</inlineXML>"
    )
    summary = first(r"<description[^>]*>(.*?)</description>")
    body = TAG.sub(" ", re.sub(r"<!--.*?-->", "", body or "", flags=re.DOTALL)).strip()
    return Stated(
        first(r"<headline[^>]*>([^<]*)</headline>") or first(r"<hl1>([^<]*)</hl1>"),
        first(r'<language tag="([^"]*)"') or first(r'<newsItem[^>]*\bxml:lang="([^"]*)"'),
        tuple(date for date in dates if date),
        words_of(body or summary or ""),
    )


def examples() -> list[Path]:
    return [
        path for folder in FOLDERS for path in sorted(folder.rglob("*.*")) if path.suffix in KINDS
    ]


def articles_of(path: Path) -> list[Draft]:
    try:
        articles = read(Record(path.read_bytes())).articles
    except RejectedError as error:
        print(f"{path.name[:60]:60} none: {error}")
        return []
    return [one for one in articles if isinstance(one, Draft)]


def faults(draft: Draft, stated: Stated) -> list[str]:
    copy = normalise(draft, lambda _text: None)
    told = [copy.text[one.start : one.end] for one in copy.blocks if one.kind in OWN]
    found: list[str] = []
    if stated.headline and " ".join(stated.headline.split()) != draft.headline:
        found.append("headline")
    if stated.language and stated.language != draft.language:
        found.append("language")
    if stated.dates and datetime.fromisoformat(stated.dates[0]) != draft.published_at:
        found.append("date")
    # Neighbours without a space between them are one word or two: letters are compared.
    if "".join(WORD.findall(" ".join(told))) != "".join(stated.body):
        found.append("body")
    return found


def test_examples_are_read_as_they_state() -> None:
    """Headline, language, date and body of every example with text equal its own statements."""
    read_well, wrong = 0, []
    for path in examples():
        for draft in articles_of(path):
            text = path.read_text("utf-8-sig")
            stated = stated_in_json(text) if path.suffix == ".json" else stated_in_xml(text)
            found = faults(draft, stated)
            print(f"{path.name[:60]:60} {', '.join(found) or 'as stated'}")
            read_well += 1
            wrong += [f"{path.name}: {fault}" for fault in found]
    assert wrong == []
    assert read_well >= ARTICLES_FLOOR
