"""Rows for topics that no source has a section for: labour, weather, rarer parts of the taxonomy.

Three kinds, each trusted less than an editor's own label: source rows that a strict pattern shows
to be labour or weather, the Media Topics' own names and definitions, and phrases of the trade
written for this project. Must not: be tested on.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from training.section.corpus import TOPS, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["definitions", "phrases", "relabelled"]

_NAMES = tuple(TOPS)
_LABOUR = _NAMES.index("labour")
_WEATHER = _NAMES.index("weather")
_DISASTER = _NAMES.index("disaster, accident and emergency incident")

_PEOPLE = (
    r"(?:workers?|employees|staff|teachers?|nurses|doctors|drivers?|pilots|miners|crews?"
    r"|dockers|dockworkers|cleaners|writers"
    r"|actors|players|postal|railway|rail|transit|airline|union|unions|labou?r|farmworkers"
    r"|labou?rers|engineers|fast[- ]food)"
)
_STRIKING = (
    r"(?:(?:on|general|go(?:es)?|went|hunger-free|begin|began|end(?:s|ed)?|call(?:s"
    r"|ed)?(?: an?)?|nationwide|wildcat|24-hour|48-hour|threaten\w* to) strike|strikers?"
    r"|walk(?:s|ed|ing)? (?:out|off)|walkouts?|picket(?:s|ing)?|industrial action|work stoppage)"
)
_LABOUR_SURE = re.compile(
    rf"\b{_PEOPLE}\b.{{0,60}}\b{_STRIKING}\b|\b{_STRIKING}\b.{{0,60}}\b{_PEOPLE}\b"
    r"|\bminimum wage|\blabou?r unions?\b|\btrade unions?\b|\bcollective bargaining"
    r"|\bunioni[sz]\w+|\bovertime pay|\bwage theft"
    r"|\b(?:layoffs?|lay(?:s|ing)? off|laid off|job cuts|redundanc(?:y|ies)|pay (?:talks"
    r"|dispute|deal))\b"
    r"|\b(?:cut|cuts|cutting|shed|sheds|axe|axes|slash|slashes|eliminate"
    r"|eliminates)\b[^.]{0,25}\bjobs\b"
    r"|\bunemployment (?:rate|benefits|rises|falls|drops|climbs)|\bjobless (?:claims|rate)"
    r"|\bjobs report\b|\bpaid (?:sick|family|parental) leave"
    r"|\bfarm ?workers\b|\bworkplace (?:safety|rights)|\bworking conditions|\bsweatshops?\b"
    r"|\bchild labou?r\b|\blabou?r (?:rights|market|dispute|laws?)",
    re.IGNORECASE,
)
_NOT_LABOUR = re.compile(
    r"\b(?:air|drone|missile|military|hunger|rocket|lightning|nuclear|bird|first"
    r"|pre-?emptive) ?-?strikes?\b|\bbomb|\bkill|\bshot\b|\bparliament|\belection",
    re.IGNORECASE,
)

_LABOUR_MAYBE = re.compile(
    rf"\b{_PEOPLE}\b.{{0,80}}\bstrike\b|\bstrike\b.{{0,40}}\b{_PEOPLE}\b", re.IGNORECASE
)

_WEATHER_SURE = re.compile(
    r"(?i:\bmeteorolog\w+|\bforecasters?\b|\bweather (?:service|forecast|warnings?|office"
    r"|bureau|agency|system|alert|watch)"
    r"|\b(?:heat|cold) ?waves?\b|\bcold (?:snap|front|spell)|\bpolar vortex|\bsnow(?:fall"
    r"|storms?)\b|\bblizzards?\b|\bwinter storm"
    r"|\b(?:record|high|low|freezing|hottest|coldest) temperatures?\b"
    r"|\btemperatures? (?:soar|plunge|drop|hit|reach|rise|fall|top)\w*"
    r"|\bhottest (?:day|month|summer|june|july|year)|\bcoldest (?:day|night|winter)"
    r"|\brainfall\b|\bheavy rain|\bmonsoon\b|\bthunderstorms?\b|\bnor'?easter)"
    r"|\b(?i:tropical (?:storm|depression|cyclone)|hurricane|typhoon"
    r"|cyclone) [A-Z]\w+ (?i:forms?|strengthens?|weakens?|intensifies|makes? landfall"
    r"|dissipates|approaches|becomes|heads|nears|reaches)",
)
_HARM = re.compile(
    r"\b(?:kill|dea[dt]|die[sd]?\b|dying|death|missing|injur|casualt|trapped|rescue|collaps"
    r"|victim|evacuat|destroy|displace|crash|surviv|swept|crop|climate|global warming"
    r"|carbon|sandy relief|relief)",
    re.IGNORECASE,
)
_KEPT = 0.5
_LEISURE = frozenset(
    {
        "ARTS",
        "ARTS & CULTURE",
        "BLACK VOICES",
        "BUSINESS",
        "COLLEGE",
        "COMEDY",
        "CULTURE & ARTS",
        "DIVORCE",
        "EDUCATION",
        "ENTERTAINMENT",
        "FIFTY",
        "FOOD & DRINK",
        "HEALTHY LIVING",
        "HOME & LIVING",
        "LATINO VOICES",
        "MEDIA",
        "MONEY",
        "PARENTING",
        "PARENTS",
        "POLITICS",
        "QUEER VOICES",
        "RELIGION",
        "SPORTS",
        "STYLE",
        "STYLE & BEAUTY",
        "TASTE",
        "TECH",
        "TRAVEL",
        "WEDDINGS",
        "WELLNESS",
        "WOMEN",
        "b",
        "e",
        "m",
    }
)
"""Kinds in which the weather is scenery."""


def relabelled(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with sure labour and weather rows relabelled, and possible ones left out.

    A left-out row would teach that strikes are politics: no source has a labour section to put them
    in. Disasters keep their storms, since those rows say that someone was hurt.
    """
    return [changed for row in rows if (changed := _relabel(row)) is not None]


def _relabel(row: Row) -> Row | None:
    text = f"{row.headline}. {row.text}"
    if _LABOUR_SURE.search(text) and not _NOT_LABOUR.search(text):
        return replace(row, label=_LABOUR, weight=_KEPT)
    harmed = _HARM.search(text)
    if _WEATHER_SURE.search(text) and not harmed and row.kind not in _LEISURE:
        return replace(row, label=_WEATHER, weight=_KEPT)
    if row.label == _DISASTER:
        return row
    return None if _WEATHER_SURE.search(text) or _LABOUR_MAYBE.search(text) else row


def definitions(topics: Mapping[str, Mapping[str, str]], trust: float) -> list[Row]:
    """Return a row for each Media Topic: its name as headline, its definition as text."""
    index = {code: number for number, code in enumerate(TOPS.values())}
    rows = []
    for code in sorted(topics):
        top = code
        while topics[top].get("parent"):
            top = topics[top]["parent"]
        rows.append(
            Row(
                "iptc",
                topics[code]["name"],
                topics[code].get("definition", ""),
                index[top],
                2025,
                code,
                trust,
            )
        )
    return rows


def phrases(trust: float) -> list[Row]:
    """Return the phrases written for this project (phrases.toml beside this module), each a row."""
    table = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
    return [
        Row("copydesk", "", text, _NAMES.index(name), 2026, "phrase", trust)
        for name, texts in table.items()
        for text in texts
    ]
