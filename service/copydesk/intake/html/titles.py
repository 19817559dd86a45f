# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Find the headline among a page's titles, without the site's name on them.

Must not: look beyond the titles themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copydesk.intake.html import jsonld
from copydesk.intake.html.dates import day_in
from copydesk.intake.html.statements import Statements, listed, values

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADING_SHARE", "headline_of", "likeness", "words_of"]

HEADING_SHARE: Final = 0.5
_TITLE_WORDS: Final = 3
_TITLE: Final = listed("og:title twitter:title headline dc.title dcterms.title parsely-title title")
_SEPARATOR: Final = re.compile(r"\s+[|\-–—:·•»«/~]{1,2}\s+")
_WORD: Final = re.compile(r"\w+")


def headline_of(
    article: Mapping[str, object], found: Statements, site: str | None, host: str
) -> str | None:
    """Return the printed heading where something else calls it the title, else the best title."""
    stated = [
        *jsonld.texts_of(article.get("headline")),
        *values(found, _TITLE),
        *([found.title] if found.title else []),
    ]
    titles = [_without_site(title, site, host) for title in stated]
    for heading in found.headings:
        words = words_of(heading)
        if any(likeness(words, words_of(title)) >= HEADING_SHARE for title in titles):
            return _without_site(heading, site, host)
    if len(found.headings) == 1 and not any(len(words_of(t)) >= _TITLE_WORDS for t in titles):
        return found.headings[0]
    return titles[0] if titles else None


def _without_site(title: str, site: str | None, host: str) -> str:
    """Return `title` without its site's name, and what stands beyond it: 'X - Feb. 1 - Gazette'."""
    known = {_bare(site or ""), *(_bare(label) for label in host.split("."))} - {
        "",
        "www",
    }
    parts = _SEPARATOR.split(title)
    ends = [found.start() for found in _SEPARATOR.finditer(title)]
    starts = [found.end() for found in _SEPARATOR.finditer(title)]
    while len(parts) > 1 and (_is_site(parts[-1], known) or _is_date(parts[-1])):
        parts.pop()
        title = title[: ends.pop()]
    if len(parts) > 1 and _is_site(parts[0], known):
        title = title[starts[0] :]
    return title.strip()


def _bare(text: str) -> str:
    bare = "".join(_WORD.findall(text.lower()))
    return bare.removeprefix("the") if len(bare) > len("the") else bare


def _is_site(part: str, known: set[str]) -> bool:
    bare = _bare(part)
    return any(bare == name or (len(bare) > 4 and bare in name) for name in known) or (  # noqa: PLR2004 - 'news' is in many names
        any(len(name) > 5 and name in bare and len(bare) < 2 * len(name) for name in known)  # noqa: PLR2004
    )


def _is_date(part: str) -> bool:
    return day_in(part) is not None and len(words_of(part)) <= len(("1", "May", "2020"))


def words_of(text: str) -> frozenset[str]:
    """Return the different words of a title in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter title's words that the other has too."""
    return len(one & other) / (min(len(one), len(other)) or 1)
