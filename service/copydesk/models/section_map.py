"""Read a newsroom's own section labels: the file that COPYDESK_SECTION_MAP names.

It is read once, by the process that starts; workers are handed its lines, so an edit takes effect
at a restart and everywhere at once. Must not: know what a label means; enrich.section does.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.enrich.section import TaxonomyFile, reviewed, taxonomy_of
from copydesk.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NO_SECTION_MAP", "SectionMap", "read_section_map", "taxonomy_file"]

BYTES_MAX = 1_000_000
"""A longer file is not a list of labels: ours has 17 kB."""

_TAXONOMY = Path(__file__).parent / "section" / "taxonomy.json"


@dataclass(frozen=True, slots=True)
class SectionMap:
    """A map's tables as its file has them, checked; `digest` is '' for none."""

    tables: Mapping[str, object]
    digest: str = ""


NO_SECTION_MAP = SectionMap({})


def read_section_map(path: Path | None) -> SectionMap:
    """Return the map in the file, or none at all; SettingsError with one sentence on what is wrong.

    The digest is of what the lines say, not of comments or their order.
    """
    if path is None:
        return NO_SECTION_MAP
    where = f"COPYDESK_SECTION_MAP: {path}"
    try:
        read = path.read_bytes()
        tables = tomllib.loads(read[: BYTES_MAX + 1].decode())
    except OSError as error:
        sentence = f"{where} cannot be read: {error.strerror or error}."
        raise SettingsError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{where} is not UTF-8 text."
        raise SettingsError(sentence) from error
    except tomllib.TOMLDecodeError as error:
        sentence = f"{where} is not TOML: {error}."
        raise SettingsError(sentence) from error
    if len(read) > BYTES_MAX:
        sentence = f"{where} is longer than {BYTES_MAX} bytes."
        raise SettingsError(sentence)
    try:
        table = reviewed(taxonomy_of(taxonomy_file()), tables)
    except ValueError as error:
        sentence = f"{where}: {error}."
        raise SettingsError(sentence) from error
    said = json.dumps(
        [dict(table.labels), dict(table.path_labels), dict(table.genres)], sort_keys=True
    )
    return SectionMap(tables, hashlib.sha256(said.encode()).hexdigest())


def taxonomy_file() -> TaxonomyFile:
    """Return the shipped Media Topics as their file has them."""
    file: TaxonomyFile = json.loads(_TAXONOMY.read_text("utf-8"))
    return file
