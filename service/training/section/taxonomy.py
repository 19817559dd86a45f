"""Read the IPTC Media Topics release into the compact table that the package ships.

Source: IPTC NewsCodes, Media Topics (CC BY 4.0, attribution IPTC). Must not: keep retired topics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read"]


_LEVELS = tuple(f"Level{level}/NewsCode" for level in range(1, 7))
_NAME = "Name (en-GB)"
_DEFINITION = "Definition (en-GB)"


def read(path: Path) -> tuple[str, dict[str, dict[str, str]]]:
    """Return the release date and the active topics, by code in the file's order.

    A topic has `name`, and where the file gives them `parent` (a code), `wikidata` (Q number), `us`
    (its American name where that differs), `subject` (old eight-digit subject code) and
    `definition`. Raises ValueError naming the file when its first sheet is not a Media Topics
    release.
    """
    sheet = load_workbook(path, read_only=True).worksheets[0]
    lines = sheet.iter_rows(values_only=True)
    title = str(next(lines)[0])
    dated = re.search(r"\d{4}-\d{2}-\d{2}", title)
    header = [str(cell) for cell in next(lines)]
    if dated is None or _NAME not in header:
        message = f"{path.name}: not an IPTC Media Topics release"
        raise ValueError(message)
    above: dict[int, str] = {}
    topics: dict[str, dict[str, str]] = {}
    for line in lines:
        cells = {
            name: str(cell).strip()
            for name, cell in zip(header, line, strict=False)
            if cell is not None
        }
        level = next((depth for depth, name in enumerate(_LEVELS) if name in cells), None)
        if level is None:
            continue
        code = cells[_LEVELS[level]]
        above[level] = code
        if "RetiredDate" not in cells:
            topics[code] = _topic(cells, above.get(level - 1))
    return dated.group(), topics


def _topic(cells: dict[str, str], parent: str | None) -> dict[str, str]:
    topic = {"name": cells[_NAME]}
    if parent is not None:
        topic["parent"] = parent
    if "Wikidata mapping" in cells:
        topic["wikidata"] = cells["Wikidata mapping"].rpartition("/")[2]
    if "SubjectCode mapping" in cells:
        topic["subject"] = cells["SubjectCode mapping"].rpartition("/")[2]
    if cells.get("Name (en-US)", topic["name"]).lower() != topic["name"].lower():
        topic["us"] = cells["Name (en-US)"]
    if _DEFINITION in cells:
        topic["definition"] = cells[_DEFINITION]
    return topic
