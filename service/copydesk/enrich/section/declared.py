"""Read a section out of what the source itself says: its labels, the address, its keywords.

One rule decides, see `declared`. Must not: look at the text, or take a label for a topic because it
resembles one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.enrich.section.labels import CHARS_MAX, normal_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.enrich.section.model import LabelTable, SectionInput, Taxonomy

__all__ = ["Basis", "Declared", "declared", "folders", "label_code", "path_code", "unknown_labels"]

_LABELS_MAX = 50
_SEGMENTS_MAX = 6
_CODE = re.compile(
    r"^(?:(?:https?://cv\.iptc\.org/newscodes/(?:mediatopic|subjectcode)/)|(?:medtop|subj"
    r"|mt|iptc):)?(\d{8})$",
    re.IGNORECASE,
)
_BRANCHES = re.compile(r"\s*(?:>|\u00bb|\u203a|\||/|::)\s*")
_URL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)([^?#]*)", re.IGNORECASE)
_NUMBERED_SLUG = re.compile(r"^([a-z-]+)-\d{5,}$")
_HOST_CHARS_MAX = 253
_SUFFIX_WORDS = frozenset({"co", "com", "net", "org", "gov", "gob", "gouv", "govt", "edu", "ac"})
"""What stands before a country in a registered name: health.gov.au is no section of a site."""

_INSTITUTIONS = frozenset({"gov", "edu", "mil", "int", "ac"})
"""Under these the first part of a host is a body of its own (law.example.edu), no section."""


class Basis(IntEnum):
    """What speaks for a topic, the strongest first."""

    LABELS = 0
    PATH = 1
    HOST = 2
    KEYWORDS = 3


@dataclass(frozen=True, slots=True)
class Declared:
    """What a source's labels, address and keywords add up to.

    codes: the Media Topics they name, in the source's order, each once (a top term or deeper);
    tops: the top terms that are left when they disagree, the source's first one first; one when
    they agree. basis: what they were read from, None when there are none.
    """

    codes: tuple[str, ...] = ()
    tops: tuple[str, ...] = ()
    basis: Basis | None = None


def declared(taxonomy: Taxonomy, table: LabelTable, article: SectionInput) -> Declared:
    """Return the topics that the source declares; empty when it names none.

    Each label votes for one top term; a branch ('Sport > Football') votes for its deepest part that
    is a topic. The top term with most labels wins. A tie goes to the one that the URL's path names,
    and else stays a tie, which the caller breaks by the text. The path counts when no label is a
    topic, then the host's first name (sport.example.org), then the keywords, which vote like labels
    but are no desk's decision.
    """
    path = path_code(taxonomy, table, article.url)
    from_labels = _codes(taxonomy, table, article.labels)
    if from_labels:
        return _voted(taxonomy, from_labels, Basis.LABELS, path)
    host = _host_code(taxonomy, table, article.url)
    for code, basis in ((path, Basis.PATH), (host, Basis.HOST)):
        if code is not None:
            return Declared((code,), (taxonomy.top(code).code,), basis)
    from_keywords = _codes(taxonomy, table, article.keywords)
    if from_keywords:
        return _voted(taxonomy, from_keywords, Basis.KEYWORDS, None)
    return Declared()


def unknown_labels(taxonomy: Taxonomy, table: LabelTable, labels: Iterable[str]) -> tuple[str, ...]:
    """Return those labels that the table neither maps nor knows to be no topic."""
    return tuple(
        label
        for label in list(labels)[:_LABELS_MAX]
        if normal_label(label)
        and label_code(taxonomy, table, label) is None
        and not any(_is_known(table, part) for part in (label, *_BRANCHES.split(label)))
    )


def label_code(taxonomy: Taxonomy, table: LabelTable, label: str) -> str | None:
    """Return the Media Topic that one label names, None when it is none or unknown."""
    if len(label) > CHARS_MAX:
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


def path_code(taxonomy: Taxonomy, table: LabelTable, url: str | None) -> str | None:
    """Return the Media Topic that a URL's path names: its deepest folder that is one."""
    for name in reversed(folders(url)):
        code = table.path_labels.get(name) or table.labels.get(name)
        if code is not None and code in taxonomy.topics:
            return code
    return None


def folders(url: str | None) -> tuple[str, ...]:
    """Return the folders of a URL's path as labels, the outermost first.

    The article's own slug counts only in the form section-12345.
    """
    matched = _URL.match(url or "")
    if matched is None:
        return ()
    parts = matched.group(2).split("/")
    named = [part for part in parts[:-1] if part][:_SEGMENTS_MAX]
    slug = _NUMBERED_SLUG.match(parts[-1][:CHARS_MAX])
    names = [*named, slug.group(1)] if slug else named
    return tuple(normal_label(unquote(name[:CHARS_MAX])) for name in names)


def _host_code(taxonomy: Taxonomy, table: LabelTable, url: str | None) -> str | None:
    """Return the topic of a host's first name where the rest is a site of its own."""
    matched = _URL.match(url or "")
    if matched is None or len(matched.group(1)) > _HOST_CHARS_MAX:
        return None
    names = matched.group(1).rpartition("@")[2].partition(":")[0].lower().split(".")
    names = names[names[0] == "www" :]
    suffix = 2 if len(names) > 1 and names[-2] in _SUFFIX_WORDS else 1
    if len(names) < suffix + 2 or _INSTITUTIONS & set(names[-suffix:]):
        return None
    code = table.labels.get(normal_label(names[0]))
    return code if code in taxonomy.topics else None


def _codes(taxonomy: Taxonomy, table: LabelTable, labels: Iterable[str]) -> list[str]:
    found = (label_code(taxonomy, table, label) for label in list(labels)[:_LABELS_MAX])
    return [code for code in found if code is not None]


def _voted(taxonomy: Taxonomy, codes: list[str], basis: Basis, path: str | None) -> Declared:
    votes: dict[str, int] = {}
    for code in codes:
        top = taxonomy.top(code).code
        votes[top] = votes.get(top, 0) + 1
    most = max(votes.values())
    tied = tuple(top for top, count in votes.items() if count == most)
    named = taxonomy.top(path).code if path is not None else None
    tops = (named,) if named is not None and named in tied else tied
    return Declared(tuple(dict.fromkeys(codes)), tops, basis)


def _is_known(table: LabelTable, label: str) -> bool:
    name = normal_label(label)
    return name in table.labels or name in table.genres


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
