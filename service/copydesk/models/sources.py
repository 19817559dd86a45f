"""Read what an operator says of the sources: the file that COPYDESK_SOURCES names.

One table a source id: name, country, timezone, home places. It is read once, by the process that
starts; workers are handed its lines. Nothing is ever learnt from the stream.
Must not: touch an article; the pipeline fills gaps with it, the places desk starts from the homes.
"""

from __future__ import annotations

import json
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from copydesk.draft import SourceFacts
from copydesk.errors import SettingsError
from copydesk.models.loading import load_places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from copydesk.enrich.places import PlacesDesk

__all__ = ["read_sources"]

BYTES_MAX = 10_000_000
"""A longer file is not a list of sources: a thousand take 150 kB."""

HOMES_MAX = 20
FIELDS = ("name", "country", "timezone", "home")


def read_sources(path: Path | None) -> dict[str, SourceFacts]:
    """Return source id -> facts, as the TOML or JSON file has them; nothing for no file.

    Raises SettingsError with one sentence that names the file, the source and the field at fault.
    """
    if path is None:
        return {}
    where = f"COPYDESK_SOURCES: {path}"
    tables = _tables(path, where)
    known = load_places()
    return {
        source: _facts(known, f"{where}, source '{source}'", tables[source]) for source in tables
    }


def _tables(path: Path, where: str) -> Mapping[str, object]:
    try:
        read = path.read_bytes()
        if len(read) > BYTES_MAX:
            sentence = f"{where} is longer than {BYTES_MAX} bytes."
            raise SettingsError(sentence)
        text = read.decode("utf-8-sig")
        is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] == "{"
        tables: object = json.loads(text) if is_json else tomllib.loads(text)
    except OSError as error:
        sentence = f"{where} cannot be read: {error.strerror or error}."
        raise SettingsError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{where} is not UTF-8 text."
        raise SettingsError(sentence) from error
    except (json.JSONDecodeError, RecursionError) as error:
        sentence = f"{where} is not JSON: {error}."
        raise SettingsError(sentence) from error
    except tomllib.TOMLDecodeError as error:
        sentence = f"{where} is not TOML: {error}."
        raise SettingsError(sentence) from error
    if not isinstance(tables, dict):
        sentence = f"{where} must hold one table a source, by its id."
        raise SettingsError(sentence)
    return tables


def _facts(known: PlacesDesk, at: str, table: object) -> SourceFacts:
    if not isinstance(table, dict):
        sentence = f"{at} must be a table with some of {', '.join(FIELDS)}."
        raise SettingsError(sentence)
    for field in table:
        if field not in FIELDS:
            near = get_close_matches(field, FIELDS, n=1)
            hint = f", did you mean {near[0]}" if near else f"; there are {', '.join(FIELDS)}"
            sentence = f"{at} has an unknown field {field}{hint}."
            raise SettingsError(sentence)
    return SourceFacts(
        name=_text(at, table, "name"),
        country=_country(known, at, table),
        timezone=_timezone(at, table),
        home=_home(known, at, table),
    )


def _text(at: str, table: Mapping[str, object], field: str) -> str | None:
    value = table.get(field)
    if value is None or (isinstance(value, str) and value.strip()):
        return value.strip() if isinstance(value, str) else None
    sentence = f"{at}: {field} must be text."
    raise SettingsError(sentence)


def _country(known: PlacesDesk, at: str, table: Mapping[str, object]) -> str | None:
    code = _text(at, table, "country")
    if code is not None and not known.knows_country(code):
        sentence = f"{at}: country must be an ISO 3166 code of two letters, such as US."
        raise SettingsError(sentence)
    return code.upper() if code else None


def _timezone(at: str, table: Mapping[str, object]) -> str | None:
    name = _text(at, table, "timezone")
    try:
        if name is not None:
            ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = f"{at}: timezone must be an IANA name, such as America/Chicago."
        raise SettingsError(sentence) from error
    return name


def _home(known: PlacesDesk, at: str, table: Mapping[str, object]) -> tuple[str, ...]:
    given = table.get("home", [])
    places = [given] if isinstance(given, str) else given
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        sentence = f"{at}: home must be a list of places, such as ['Paris, Texas']."
        raise SettingsError(sentence)
    if len(places) > HOMES_MAX:
        sentence = f"{at}: home has more than {HOMES_MAX} places."
        raise SettingsError(sentence)
    for number, place in enumerate(places, 1):
        if not known.knows_home(place):
            sentence = (
                f"{at}: home, place {number} is not in the gazetteer; write it with its region, as "
                "in 'Paris, Texas'."
            )
            raise SettingsError(sentence)
    return tuple(places)
