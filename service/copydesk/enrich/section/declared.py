"""Read a section out of what the source itself says: its labels and the path of its URL.

One rule decides, see `declared`. Must not: look at the text, or take a label for a topic because it
resembles one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.enrich.section.model import LabelTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.enrich.section.model import Taxonomy

__all__ = ["Declared", "declared", "label_codes", "label_table", "normal_label", "path_codes"]

_CHARS_MAX = 200
"""A longer label is not one; longer URLs are read this far per segment."""

_LABELS_MAX = 50
_SEGMENTS_MAX = 6
_CODE = re.compile(
    r"^(?:(?:https?://cv\.iptc\.org/newscodes/(?:mediatopic|subjectcode)/)|(?:medtop|subj"
    r"|mt|iptc):)?(\d{8})$",
    re.IGNORECASE,
)
_BRANCHES = re.compile(r"\s*(?:>|\u00bb|\u203a|\||/|::)\s*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PATH = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*([^?#]*)", re.IGNORECASE)
_NUMBERED_SLUG = re.compile(r"^([a-z-]+)-\d{5,}$")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a source's labels and URL add up to.

    codes: the Media Topics they name, in the source's order, each once (a top term or deeper);
    tops: the top terms that are left when labels disagree, the source's first one first; one when
    they agree.
    """

    codes: tuple[str, ...]
    tops: tuple[str, ...]


def declared(
    taxonomy: Taxonomy, table: LabelTable, labels: Iterable[str], url: str | None
) -> Declared:
    """Return the topics that `labels` and `url` declare; empty when they name none.

    Each label votes for one top term; a branch ('Sport > Football') votes for its deepest part that
    is a topic. The top term with most labels wins. A tie goes to the one that the URL's path names,
    and else stays a tie, which the caller breaks by the text. The path alone counts when no label
    is a topic.
    """
    codes = [
        code
        for label in list(labels)[:_LABELS_MAX]
        if (code := label_codes(taxonomy, table, label)) is not None
    ]
    path = path_codes(taxonomy, table, url)
    if not codes:
        return Declared(path, tuple(dict.fromkeys(taxonomy.top(code).code for code in path))[:1])
    votes: dict[str, int] = {}
    for code in codes:
        top = taxonomy.top(code).code
        votes[top] = votes.get(top, 0) + 1
    most = max(votes.values())
    tied = tuple(top for top, count in votes.items() if count == most)
    named = {taxonomy.top(code).code for code in path}
    settled = tuple(top for top in tied if top in named)
    return Declared(tuple(dict.fromkeys(codes)), settled if len(settled) == 1 else tied)


def label_codes(taxonomy: Taxonomy, table: LabelTable, label: str) -> str | None:
    """Return the Media Topic that one label names, None when it is none or unknown."""
    if len(label) > _CHARS_MAX:
        return None
    by_code = _code(taxonomy, table, label.strip())
    if by_code is not None:
        return by_code
    whole = normal_label(label)
    if whole in table.labels:
        return table.labels[whole]
    for part in reversed(_BRANCHES.split(label)):
        code = _code(taxonomy, table, part.strip()) or table.labels.get(normal_label(part))
        if code is not None:
            return code
    return None


def path_codes(taxonomy: Taxonomy, table: LabelTable, url: str | None) -> tuple[str, ...]:
    """Return the Media Topic that a URL's path names, as a tuple of none or one.

    Folders are read from the deepest up; the article's own slug counts only in the form
    section-12345.
    """
    matched = _PATH.match(url or "")
    if matched is None:
        return ()
    parts = matched.group(1).split("/")
    folders = [part for part in parts[:-1] if part][:_SEGMENTS_MAX]
    slug = _NUMBERED_SLUG.match(parts[-1][:_CHARS_MAX])
    names = [*folders, slug.group(1)] if slug else folders
    for name in reversed(names):
        label = normal_label(unquote(name[:_CHARS_MAX]))
        code = table.path_labels.get(label) or table.labels.get(label)
        if code is not None and code in taxonomy.topics:
            return (code,)
    return ()


def normal_label(label: str) -> str:
    """Return `label` as the table spells it: ASCII lower case, 'and' for '&', single spaces.

    'Arts & Entertainment', 'arts-and-entertainment' and 'ARTS_AND_ENTERTAINMENT' are one label.
    """
    plain = unicodedata.normalize(
        "NFKD", label[:_CHARS_MAX].replace("&amp;", "&").replace("&", " and ").replace("ß", "ss")
    )
    return _NOT_WORD.sub(" ", plain.encode("ascii", "ignore").decode().lower()).strip()


def label_table(
    taxonomy: Taxonomy,
    spellings: Mapping[str, str],
    topics: Mapping[str, Iterable[str]],
    no_topic: Iterable[str],
    paths: Mapping[str, Iterable[str]],
) -> LabelTable:
    """Build the table from labels.toml's three parts and the Media Topics' own names.

    spellings: other name to topic code: old subject codes, American names; the reviewed labels beat
    both. Raises ValueError naming the label or code when one label has two meanings or a code is
    not active.
    """
    labels: dict[str, str | None] = {}
    for code, topic in taxonomy.topics.items():
        labels.setdefault(normal_label(topic.name), code)
    for other, code in spellings.items():
        labels.setdefault(normal_label(other), code)
    reviewed: dict[str, str | None] = {}
    pairs = [
        *((code, label) for code, names in topics.items() for label in names),
        *((None, label) for label in no_topic),
    ]
    for meant, label in pairs:
        name = normal_label(label)
        if meant is not None and meant not in taxonomy.topics:
            message = f"labels: {meant} is not an active Media Topic"
            raise ValueError(message)
        if reviewed.setdefault(name, meant) != meant:
            message = f"labels: '{name}' has two meanings"
            raise ValueError(message)
    named: dict[str, str | None] = {
        normal_label(label): code for code, names in paths.items() for label in names
    }
    return LabelTable(labels | reviewed, named)


def _code(taxonomy: Taxonomy, table: LabelTable, text: str) -> str | None:
    """Return the active topic of a Media Topic or old subject code in any of its spellings."""
    matched = _CODE.match(text)
    if matched is None:
        return None
    digits = matched.group(1)
    if f"medtop:{digits}" in taxonomy.topics:
        return f"medtop:{digits}"
    if digits in table.labels:
        return table.labels[digits]
    top = f"medtop:{digits[:2]}000000"
    return top if top in taxonomy.topics else None
