"""The places desk with its shipped gazetteer, measured on third-party data; skipped without it.

`make quality` shows the figures. The floors fall only in commits of their own. geovirus was split
by a hash of the URL before anything was tuned: one half was looked at, the other only counted.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest
from rich.console import Console
from rich.table import Table

from copydesk.contracts import EnrichedArticle
from copydesk.draft import Block, BlockKind, Copy, Record
from copydesk.enrich.places import DatelinePlace, Place, PlacesDesk, PlacesInput
from copydesk.evaluation.places import (
    Figures,
    Labelled,
    distance_km,
    labelled_articles,
    measured,
    tolerance_km,
)
from copydesk.models.loading import load_desk, load_gazetteer, load_pipeline
from copydesk.outcomes import Enriched

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.pipeline import Desk

DATA = Path(__file__).parents[4] / "shared" / "data"
GEOVIRUS = DATA / "places" / "geovirus.jsonl"
AGENCY = DATA / "dateline" / "agency-datelines-1987.jsonl"
SEED = DATA / "seed" / "voa-us-vice-president-calls-for-immigration-effort-with-mexico.txt"

FLOOR_161KM = 0.83
FLOOR_BY_AREA = 0.94
FLOOR_BY_COUNTRY_AREA = 0.91
"""Measured .834 and .914. The issue asks for .83 and .93; docs/places.md says what is missing."""

PRECISION_FLOOR = 0.89
RECALL_FLOOR = 0.82
RESOLVED_FLOOR = 0.95
COUNTRY_FLOOR = 0.975
"""First measured: .985. The story's countries are a weak hint: a dateline may name another."""

TAIL = " The company said it would buy the plant for cash."
SAID = {
    "usa": "US", "uk": "GB", "uae": "AE", "ussr": "RU", "west-germany": "DE", "zaire": "CD",
    "east-germany": "DE", "burma": "MM", "yugoslavia": "RS", "czechoslovakia": "CZ",
    "ivory-coast": "CI", "south-yemen": "YE", "yemen-arab-republic": "YE",
}  # fmt: skip
"""Countries of 1987 that go by other names, or by others' names, now."""


class AgencyRow(TypedDict, total=False):
    """One row of the agency's datelines."""

    dateline: str
    issued: str
    irregular: bool
    countries_of_story: list[str]


@cache
def shipped() -> Desk:
    return load_desk()


def needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not path.exists(), reason=f"{path.name} is not here")


def rows() -> list[str]:
    return GEOVIRUS.read_text(encoding="utf-8").splitlines()


def is_open(line: str) -> bool:
    """The half of geovirus that may be looked at."""
    return int(hashlib.sha256(json.loads(line)["url"].encode()).hexdigest(), 16) % 2 == 0


def show(title: str, columns: tuple[str, ...], *lines: tuple[str, ...]) -> None:
    table = Table(title=title)
    for column in columns:
        table.add_column(column)
    for line in lines:
        table.add_row(*line)
    Console().print(table)


def line_of(name: str, figures: Figures) -> tuple[str, ...]:
    by_area = (figures.accuracy_by_area, figures.accuracy_by_country_area)
    shares = (figures.accuracy_161km, *by_area)
    return (
        name,
        f"{figures.toponyms}",
        f"{figures.answered / figures.toponyms:.3f}",
        *(f"{share:.3f}" for share in shares),
    )


@needs(GEOVIRUS)
def test_names_given_places_found() -> None:
    """Of names marked by others, this share is put within 161 km, or a country's radius."""
    parts: dict[str, Callable[[str], bool]] = {
        "open half": is_open,
        "unseen half": lambda line: not is_open(line),
        "all": lambda _: True,
    }
    figures = {
        name: measured(shipped().places, labelled_articles(filter(wanted, rows())), {})
        for name, wanted in parts.items()
    }
    show(
        "geovirus, names given",
        ("part", "names", "answered", "within 161 km", "by area", "by country area"),
        *(line_of(name, found) for name, found in figures.items()),
    )
    assert figures["all"].accuracy_161km >= FLOOR_161KM
    assert figures["all"].accuracy_by_area >= FLOOR_BY_AREA
    assert figures["all"].accuracy_by_country_area >= FLOOR_BY_COUNTRY_AREA


def found_in(desk: Desk, article: Labelled) -> tuple[Place, ...]:
    """The desk's own places of one text."""
    block = Block(BlockKind.PARAGRAPH, 0, len(article.text))
    (entities,) = desk.entities.entities([Copy(article.text, (block,))])
    spans = tuple(s for one in entities if one.type == "location" for s in one.mentions)
    return desk.places.resolve(PlacesInput(article.text, spans)).places


@needs(GEOVIRUS)
def test_end_to_end() -> None:
    """With the desk's own names: the part of published mentions that is right, and of marked ones.

    A mention is right where it overlaps a marked name and lies within its tolerance.
    """
    right = published = marked = 0
    for article in labelled_articles(rows()):
        marked += len(article.toponyms)
        for place in found_in(shipped(), article):
            published += len(place.mentions)
            for mention in place.mentions:
                right += any(
                    mention.start < one.span.end
                    and one.span.start < mention.end
                    and distance_km(place.lat, place.lon, one.lat, one.lon) <= tolerance_km(place)
                    for one in article.toponyms
                )
    precision, recall = right / published, right / marked
    show(
        "geovirus, the desk's own names",
        ("published", "marked", "precision", "recall"),
        (f"{published}", f"{marked}", f"{precision:.3f}", f"{recall:.3f}"),
    )
    assert precision >= PRECISION_FLOOR
    assert recall >= RECALL_FLOOR


@needs(GEOVIRUS)
def test_confidence_is_the_share_that_is_right() -> None:
    """Of places published with a confidence, about that share is right; the table shows it."""
    bands = ((0.0, 0.6), (0.6, 0.85), (0.85, 0.95), (0.95, 1.0))
    lines = []
    for low, high in bands:
        hits = [ok for sure, ok in _judged(shipped().places) if low <= sure < high]
        share = sum(hits) / len(hits) if hits else 0.0
        lines.append((f"{low:.2f} to {high:.2f}", f"{len(hits)}", f"{share:.2f}"))
        if low >= bands[-1][0]:
            assert share >= low - 0.02
    show("geovirus, confidence", ("confidence", "names", "right"), *lines)


def _judged(desk: PlacesDesk) -> list[tuple[float, bool]]:
    """Confidence and rightness of each name that is answered."""
    judged = []
    for article in labelled_articles(rows()):
        spans = tuple(one.span for one in article.toponyms)
        for one, place in zip(
            article.toponyms, desk.located(PlacesInput(article.text, spans)), strict=True
        ):
            if place is not None:
                off = distance_km(place.lat, place.lon, one.lat, one.lon)
                judged.append((place.confidence, off <= tolerance_km(place)))
    return judged


@needs(AGENCY)
def test_datelines_are_resolved() -> None:
    """At least 95% of an agency's datelines get a place, nearly all in a country of the story."""
    gazetteer = load_gazetteer()
    regular = resolved = hinted = agreed = 0
    for line in AGENCY.read_text(encoding="utf-8").splitlines():
        row: AgencyRow = json.loads(line)
        if row.get("irregular"):
            continue
        regular += 1
        place = _filed(shipped(), row)
        if place is None:
            continue
        resolved += 1
        countries = set()
        for name in row["countries_of_story"]:
            bearers = gazetteer.named(name.replace("-", " "))
            countries.add(SAID.get(name, ""))
            if bearers is not None:
                countries.add(gazetteer.record(int(bearers.numbers[0])).country or "")
        if row["countries_of_story"]:
            hinted += 1
            agreed += place.country in countries
    show(
        "agency datelines of 1987",
        ("regular", "resolved", "in a country of the story"),
        (f"{regular}", f"{resolved / regular:.3f}", f"{agreed / hinted:.3f}"),
    )
    assert resolved / regular >= RESOLVED_FLOOR
    assert agreed / hinted >= COUNTRY_FLOOR


def _filed(desk: Desk, row: AgencyRow) -> Place | None:
    """The place of a dateline, as the dateline desk reads it; None where either finds none."""
    text = row["dateline"] + TAIL
    copy = Copy(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    dateline, _ = desk.datelines.find(copy, datetime.fromisoformat(row["issued"]))
    if dateline is None:
        return None
    written = DatelinePlace(dateline.place, dateline.evidence[0])
    found = desk.places.resolve(PlacesInput(text, (), written))
    return next((place for place in found.places if place.id == found.dateline_id), None)


@needs(SEED)
def test_the_seed_is_on_the_map() -> None:
    """The seed's event has Washington with coordinates, filed there, and the countries it names."""
    headers = (("content-type", b"text/plain"), ("published-at", b"2021-05-07T18:30:00-04:00"))
    ((outcome,),) = load_pipeline().process([Record(SEED.read_bytes(), headers=headers)])
    assert isinstance(outcome, Enriched)
    event = EnrichedArticle.model_validate_json(outcome.value)
    filed = next(place for place in event.places if place.geonames_id == 4140963)
    assert (round(filed.lat, 2), round(filed.lon, 2)) == (38.9, -77.04)
    assert event.dateline is not None
    assert event.dateline.place_id == filed.id
    named = {place.country: place.name for place in event.places if place.admin1 is None}
    assert {"MX", "GT", "HN", "SV"} <= named.keys()
    assert {one.name: one.place_id for one in event.entities}["Washington"] == filed.id
