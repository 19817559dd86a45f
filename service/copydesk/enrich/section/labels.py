"""The reviewed table of labels, and a newsroom's own lines on top of it.

Must not: open a file, or guess what a label means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from copydesk.enrich.section.model import LabelTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from copydesk.enrich.section.model import Taxonomy

__all__ = ["CHARS_MAX", "GENRES", "label_table", "normal_label", "reviewed"]

CHARS_MAX = 200
"""A longer label is not one; longer URLs are read this far per segment."""

GENRES = (
    "analysis",
    "explainer",
    "fact-check",
    "horoscope",
    "interview",
    "letters",
    "live-blog",
    "newsletter",
    "obituary",
    "opinion",
    "press-release",
    "puzzle",
    "review",
    "sponsored",
)
"""The kinds of piece that an event may name."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TABLES = ("topics", "paths", "genres", "no_topic")
_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ł": "l", "Ł": "l"})
"""Letters that do not decompose into a Latin one and an accent."""


def normal_label(label: str) -> str:
    """Return `label` as the table spells it: ASCII lower case, 'and' for '&', single spaces.

    'Arts & Entertainment', 'arts-and-entertainment' and 'ARTS_AND_ENTERTAINMENT' are one label.
    """
    plain = unicodedata.normalize(
        "NFKD", label[:CHARS_MAX].replace("&amp;", "&").replace("&", " and ").translate(_FOLDED)
    )
    return _NOT_WORD.sub(" ", plain.encode("ascii", "ignore").decode().lower()).strip()


def label_table(
    taxonomy: Taxonomy, spellings: Mapping[str, str], ours: LabelTable, theirs: LabelTable
) -> LabelTable:
    """Return the whole table; what comes later beats what came before.

    First the Media Topics' own names, then `spellings` (old subject codes and American names to
    codes), then our reviewed lines, then the newsroom's.
    """
    labels: dict[str, str | None] = {}
    for code, topic in taxonomy.topics.items():
        labels.setdefault(normal_label(topic.name), code)
    for other, code in spellings.items():
        labels.setdefault(normal_label(other), code)
    # Ours put 'earthquake' under disaster; the topic of that very name says more.
    finer = {
        name: code
        for name, code in labels.items()
        if code is not None and ours.labels.get(name) in taxonomy.above(code)
    }
    return LabelTable(
        labels | dict(ours.labels) | finer | dict(theirs.labels),
        dict(ours.path_labels) | dict(theirs.path_labels),
        dict(ours.genres) | dict(theirs.genres),
    )


def reviewed(taxonomy: Taxonomy, file: Mapping[str, object]) -> LabelTable:
    """Return one file's lines: labels.toml, or a newsroom's own map in the same form.

    A topic is named by its code, by the eight digits of it, or by its English name. Raises
    ValueError with one sentence that names what cannot be meant: an unknown table, topic or genre,
    or a label with two meanings.
    """
    strange = [name for name in file if name not in _TABLES]
    if strange:
        message = f"[{strange[0]}] is none of the tables {', '.join(_TABLES)}"
        raise ValueError(message)
    names = {normal_label(topic.name): code for code, topic in taxonomy.topics.items()}
    labels = _once(
        [
            *_pairs(file, "topics", lambda key: _topic(taxonomy, names, key)),
            *_pairs(file, "no_topic", lambda _: None),
        ]
    )
    paths = _once(_pairs(file, "paths", lambda key: _topic(taxonomy, names, key)))
    genres = _once(_pairs(file, "genres", _genre))
    # A kind of piece is no topic, unless the same file says that it is both ('book reviews').
    labels = dict.fromkeys(genres) | labels
    return LabelTable(labels, paths, {name: genre for name, genre in genres.items() if genre})


def _pairs(
    file: Mapping[str, object], name: str, meaning: Callable[[str], str | None]
) -> list[tuple[str, str | None]]:
    """Return (label, what it means) for each line of one table of the file."""
    table = file.get(name, {})
    if not isinstance(table, dict):
        message = f"[{name}] is not a table"
        raise ValueError(message)  # noqa: TRY004 - to its author a wrong type is a wrong value
    pairs = []
    for key, listed in table.items():
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            message = f"[{name}] {key} is not a list of labels"
            raise ValueError(message)
        meant = meaning(key)
        pairs += [(label, meant) for label in listed]
    return pairs


def _once(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str | None]:
    """Return the pairs by normal label; ValueError when one has two meanings or no letter."""
    table: dict[str, str | None] = {}
    for label, meant in pairs:
        name = normal_label(label)
        if not name:
            message = f"{label!r} has no letter that a label is told by"
            raise ValueError(message)
        if table.setdefault(name, meant) != meant:
            message = f"{label!r} means two things: {table[name]} and {meant}"
            raise ValueError(message)
    return table


def _topic(taxonomy: Taxonomy, names: Mapping[str, str], key: str) -> str:
    for code in (key, f"medtop:{key}", names.get(normal_label(key), "")):
        if code in taxonomy.topics:
            return code
    message = f"{key!r} is not an active Media Topic of release {taxonomy.release}"
    raise ValueError(message)


def _genre(key: str) -> str:
    if key in GENRES:
        return key
    message = f"{key!r} is none of the genres {', '.join(GENRES)}"
    raise ValueError(message)
