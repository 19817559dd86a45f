"""Read the labelled rows of ../shared/data/section into one shape, without each source's artefacts.

Must not: invent labels (that is weak.py) or read a test set.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["TOPS", "Row", "clean", "current_events", "huffpost", "own_label", "sib200", "uci"]

TOPS: dict[str, str] = {
    "arts, culture, entertainment and media": "medtop:01000000",
    "crime, law and justice": "medtop:02000000",
    "disaster, accident and emergency incident": "medtop:03000000",
    "economy, business and finance": "medtop:04000000",
    "education": "medtop:05000000",
    "environment": "medtop:06000000",
    "health": "medtop:07000000",
    "human interest": "medtop:08000000",
    "labour": "medtop:09000000",
    "lifestyle and leisure": "medtop:10000000",
    "politics and government": "medtop:11000000",
    "religion": "medtop:12000000",
    "science and technology": "medtop:13000000",
    "society": "medtop:14000000",
    "sport": "medtop:15000000",
    "conflict, war and peace": "medtop:16000000",
    "weather": "medtop:17000000",
}
"""Names as the data files write them, in the order of the codes: a class is its index here."""

_INDEX = {name: index for index, name in enumerate(TOPS)}

_ARTEFACTS = re.compile(
    r"\((?:VIDEOS?|PHOTOS?|AUDIO|POLL|INFOGRAPHIC|LIVE(?: ?BLOG| UPDATES)?|SLIDESHOW|NSFW"
    r"|UPDATED?|EXCLUSIVE|INTERVIEW"
    r"|[A-Z]+, ?[A-Z, ]+|PICTURES|PICS|GIFS?|RECIPES?|TRAILER|REPORT|STUDY|QUOTES?)\)"
    r"|^(?:UPDATE|CORRECTED|REFILE|RPT|EXCLUSIVE|WRAPUP|BRIEF|INSIGHT|ANALYSIS|FOREX"
    r"|GLOBAL MARKETS)\b[ 0-9]*-(?:UPDATE ?[0-9]*-)?"
    r"|\b(?:The )?Huff(?:ington )?(?:Post|Pollster)\w*|\bHuffPo\w*"
    r"|\b(?:By|From) [A-Z][\w.]+ [A-Z][\w.]+ (?=[A-Z]{4,})"
    r"|\b(?:(?:Reuters|AFP|AP|UPI|PTI|IANS|Xinhua|Bloomberg|BBC News|CNN|Fox News"
    r"|Al Jazeera|The Guardian) ?)+\s*[-\u2013\u2014:]"
    r"|\((?:[^()]{0,20}\b(?:Reuters|AP|AFP|BBC|CNN|UPI|NYT|TASS|Xinhua|DW|NPR|ABC"
    r"|CBS)\b[^()]{0,40})\)"
    r"|\b(?:Read|Click|Check|Watch|See|Find) (?:more|the|out|it|here"
    r"|here for)[^.]{0,60}(?:on|at|here|below|above)\b[^.]{0,40}\.?"
    r"|\bPhoto(?:s)?(?: by| credit| via|:)[^.]{0,60}|https?://\S+|\bwww\.\S+",
)
"""What tells the site, not the topic."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text; label: index into TOPS; kind: its source's label; weight: our trust.

    own: the label that the source's own means, where a pattern has changed it; None: `label` is.
    """

    source: str
    headline: str
    text: str
    label: int
    year: int
    kind: str = ""
    weight: float = 1.0
    own: int | None = None


def own_label(row: Row) -> int:
    """Return the label that the row's source means by its own."""
    return row.label if row.own is None else row.own


def clean(text: str) -> str:
    """Return `text` without the marks of the site it came from."""
    return " ".join(_ARTEFACTS.sub(" ", text).split())


_HUFFPOST_TRUST = {
    "BLACK VOICES": 0.8,
    "WOMEN": 0.8,
    "LATINO VOICES": 0.8,
    "COMEDY": 0.8,
}
"""Verticals named for readers or tone carry every topic, so their rows are believed less; much less
costs half a point on HuffPost and gains nothing elsewhere."""


def huffpost(folder: Path) -> tuple[list[Row], list[Row]]:
    """Return HuffPost's mapped rows, and its unmapped ones (label -1: world and national news)."""
    mapped: list[Row] = []
    unmapped: list[Row] = []
    for item in _lines(folder / "huffpost-news-category-v3-full.jsonl.gz"):
        section = item.get("section")
        row = Row(
            "huffpost",
            clean(item["headline"]),
            clean(item["short_description"]),
            _INDEX[section] if section else -1,
            int(item["date"][:4]),
            item["category"],
            _HUFFPOST_TRUST.get(item["category"], 1.0),
        )
        (mapped if section else unmapped).append(row)
    return mapped, unmapped


def current_events(folder: Path) -> list[Row]:
    """Return Wikipedia's current events; a restored heading counts by its probability."""
    return [
        Row(
            "wikipedia",
            "",
            clean(item["text"]),
            _INDEX[item["section"]],
            int(item["date"][:4]),
            item["heading"],
            1.0 if item["label"] == "heading" else float(item.get("p", 0.8)) ** 2,
        )
        for item in _lines(folder / "wikipedia-current-events-2002-2026.jsonl.gz")
    ]


def uci(folder: Path) -> list[Row]:
    """Return UCI's headlines of 2014; a repeated headline is kept once."""
    seen: set[str] = set()
    rows = []
    for item in _lines(folder / "uci-news-aggregator-19k.jsonl.gz"):
        headline = clean(item["title"])
        if headline.lower() not in seen:
            seen.add(headline.lower())
            rows.append(Row("uci", headline, "", _INDEX[item["section"]], 2014, item["category"]))
    return rows


def sib200(folder: Path) -> list[Row]:
    """Return SIB-200's English sentences (travel guides, news, encyclopaedia)."""
    return [
        Row("sib200", "", clean(item["text"]), _INDEX[item["section"]], 2023)
        for item in _lines(folder / "sib200-eng.jsonl.gz")
    ]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
