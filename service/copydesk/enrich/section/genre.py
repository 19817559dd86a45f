"""Tell the kind of piece (opinion, live blog, obituary) from its labels, address and headline mark.

A kind is never a section: an opinion on taxes is politics still. Must not: judge the text's tone; a
report that quotes opinions is a report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.enrich.section.declared import folders
from copydesk.enrich.section.labels import normal_label

if TYPE_CHECKING:
    from copydesk.enrich.section.model import LabelTable, SectionInput

__all__ = ["genre_of"]

_LABELS_MAX = 50
_HEADLINE_CHARS_MAX = 300

_MARKS = {
    "opinion": "opinion|comment|commentary|op-ed|editorial|leader|guest (?:essay|column)|viewpoint",
    "analysis": "(?:news )?analysis",
    "explainer": "explainer|explained",
    "fact-check": "fact[- ]check",
    "interview": "interview|q ?(?:&|and) ?a",
    "letters": "letters?(?: to the editor)?",
    "live-blog": "live|live blog|live updates?|as it happened",
    "obituary": "obituary|obit",
    "press-release": "press release",
    "review": "(?:(?:film|movie|book|album|tv|theatre|theater|music|restaurant|game|opera)"
    " )?review",
    "sponsored": "sponsored|advertorial|paid post|partner content",
    "puzzle": "(?:cryptic |quick )?crossword|sudoku|(?:news )?quiz",
    "horoscope": "horoscopes?",
}
"""What stands before a headline's colon or bar, or after its last one, and means the kind."""

_OPENING = re.compile(
    r"\s*(?:" + "|".join(f"({words})" for words in _MARKS.values()) + r")\s*(?::|\||\u2013|\u2014"
    r"| - )",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\||\u2013|\u2014| - )\s*(?:"
    + "|".join(f"({words})" for words in _MARKS.values())
    + r")\s*$",
    re.IGNORECASE,
)


def genre_of(table: LabelTable, article: SectionInput) -> str | None:
    """Return one of labels.GENRES, None for a plain report or where nothing says so.

    The source's labels win, then the folders of its address, then the headline's mark ('Opinion |',
    '- as it happened').
    """
    for label in article.labels[:_LABELS_MAX]:
        for part in (label, *re.split(r"[>/|]", label[:_HEADLINE_CHARS_MAX])):
            genre = table.genres.get(normal_label(part))
            if genre is not None:
                return genre
    for name in reversed(folders(article.url)):
        if name in table.genres:
            return table.genres[name]
    headline = (article.headline or "")[:_HEADLINE_CHARS_MAX]
    marked = _OPENING.match(headline) or _CLOSING.search(headline)
    if marked is None:
        return None
    return next(kind for kind, words in zip(_MARKS, marked.groups(), strict=True) if words)
