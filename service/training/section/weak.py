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
_CONFLICT = _NAMES.index("conflict, war and peace")
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
_CONFLICT_SURE = re.compile(
    r"\b(?:air ?strikes?|drone strikes?|shelling|shelled|mortars?|artillery|rebels?|insurgen\w+"
    r"|militants?|guerrillas?|suicide (?:bomb\w*|attack\w*)|car bombs?|roadside bomb"
    r"|cease-?fire|truce|front ?lines?|civil war|troops (?:kill|advance|enter|clash)\w*"
    r"|taliban|boko haram|al[- ]shabaab|isis|islamic state|houthis?|peacekeepers"
    r"|peace talks|besieged|barrel bombs?|warplanes?)\b",
    re.IGNORECASE,
)
_FIGHTING = re.compile(
    r"\b(?:kill\w*|dead|attack\w*|fight\w*|clash\w*|soldiers?|army|military|forces|bomb\w*"
    r"|captur\w+|offensive|war)\b",
    re.IGNORECASE,
)
_DISASTER_SURE = re.compile(
    r"\b(?:earthquakes?|quake|tsunami|landslides?|mudslides?|avalanche|wildfires?|bush ?fires?"
    r"|volcan\w+|death toll|plane crash\w*|crash landing|derail\w+|capsiz\w+|shipwreck"
    r"|ferry (?:sink|disaster)\w*|floods?|flooding|building collapse\w*|stampede"
    r"|gas explosion|search and rescue|rescuers)\b",
    re.IGNORECASE,
)
_SUFFERING = re.compile(
    r"\b(?:kill\w*|dead|die[sd]?|deaths?|missing|injur\w+|trapped|rescue\w*|evacuat\w+"
    r"|surviv\w+|victims?|destroy\w*|homes|magnitude|struck)\b",
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
    """Return the rows with sure labour and weather rows relabelled; possible ones weigh nothing.

    Of the rows without a label (world and national news), those that a pattern shows to be conflict
    or disaster get one: no site has a section for them.
    Such a row would teach that strikes are politics: no source has a labour section to put them
    in. Disasters keep their storms, since those rows say that someone was hurt.
    """
    return [_relabel(row) for row in rows]


def _relabel(row: Row) -> Row:
    text = f"{row.headline}. {row.text}"
    if _LABOUR_SURE.search(text) and not _NOT_LABOUR.search(text):
        return replace(row, label=_LABOUR, weight=_KEPT, own=row.label)
    harmed = _HARM.search(text)
    if _WEATHER_SURE.search(text) and not harmed and row.kind not in _LEISURE:
        return replace(row, label=_WEATHER, weight=_KEPT, own=row.label)
    if row.label < 0:
        return _evident(row, text)
    if row.label == _DISASTER:
        return row
    is_doubtful = _WEATHER_SURE.search(text) or _LABOUR_MAYBE.search(text)
    return replace(row, weight=0.0) if is_doubtful else row


def _evident(row: Row, text: str) -> Row:
    """Return a row without a label as conflict or disaster, where exactly one of them is shown."""
    is_conflict = _CONFLICT_SURE.search(text) and _FIGHTING.search(text)
    is_disaster = _DISASTER_SURE.search(text) and _SUFFERING.search(text)
    if bool(is_conflict) == bool(is_disaster):
        return row
    label = _CONFLICT if is_conflict else _DISASTER
    return replace(row, label=label, weight=_KEPT, own=row.label)


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
