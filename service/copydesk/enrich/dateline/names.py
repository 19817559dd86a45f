"""Know which words name a place, and how a place set in capitals is written in running text.

Must not: say which of several places is meant (that is enrich.places), or read a file: the list is
handed in as text. Source of the list: training/dateline/build_places.py; of the casing rules: the
names of that list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

__all__ = ["PlaceNames", "fold", "is_capitals", "title_case", "unaccented"]

CAPITALS_SHARE = 0.7
"""Share of capital letters that makes a name 'in capitals': McLEAN, St. JOHN'S and WALtHAM are,
Nairobi is not."""

LETTERS_MIN = 2
POSTAL_LETTERS = 2

_PARTICLES_TEXT = """
a al am an and au aux bei da das de del della den der des di do dos du e el en es et im in la
las le les los lès of on op os sous sur the ten ter till upon van vom von y zu zur
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_KEPT = frozenset(["DC", "HMS", "NATO", "UAE", "UK", "UN", "US", "USA", "USS"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_WORDS = re.compile(r"[^\s/-]+")
_GAPS = re.compile(r"[\s-]+")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", ".": None})


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The list of place names, as sorted lines 'KEY <tab> MARKS [<tab> Readable]'.

    Marks: a size for a city, x (half a million people, or a national capital), l (100,000), m
    (15,000) or s; c a country, r a division of one, a an abbreviation of either; p also a person's
    name, w also an ordinary word.
    """

    lines: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> PlaceNames:
        """Return the list in the text of places.tsv, which must be sorted by code point."""
        return cls(tuple(text.rstrip("\n").split("\n")))

    def marks(self, name: str) -> str:
        """Return what the list knows of a name, in any case, '' when it is not a place's."""
        return self._entry(fold(name))[0]

    def is_region(self, name: str) -> bool:
        """Tell whether a name can stand behind a city: a division or country, or short for one."""
        key = fold(name).removeprefix("THE ")
        return (
            any(mark in "acr" for mark in self._entry(key)[0])
            or "a" in self._entry(key.replace(" ", ""))[0]
        )

    def cased(self, written: str) -> str:
        """Return a place as running text writes it: 'RIO DE JANEIRO' is 'Rio de Janeiro'."""
        marks, readable = self._entry(fold(written))
        if not marks:
            return title_case(written) if is_capitals(written) else written
        return _in_the_case_of(readable or title_case(written.upper()), written)

    def cased_region(self, written: str) -> str:
        """Return a region as running text writes it: 'CALIF.' is 'Calif.', N.Y. and TX stay."""
        letters = [char for char in written if char.isalpha()]
        if len(letters) <= POSTAL_LETTERS and not written.endswith("."):
            return written
        if _INITIALS.fullmatch(written.replace(" ", "")):
            return written if written.endswith(".") else written + "."
        return self.cased(written)

    def _entry(self, key: str) -> tuple[str, str]:
        """Return marks and readable form of a key, two empty strings when it is not listed."""
        at = bisect_left(self.lines, key + "\t")
        if not key or at == len(self.lines) or not self.lines[at].startswith(key + "\t"):
            return "", ""
        fields = self.lines[at].split("\t")
        return fields[1], fields[2] if len(fields) > 2 else ""  # noqa: PLR2004  # the third field is optional


def fold(name: str) -> str:
    """Return the key of a name: capitals, no accents, no full stops, hyphens as spaces."""
    return _GAPS.sub(" ", unaccented(name).translate(_QUOTES)).strip().upper()


def unaccented(name: str) -> str:
    """Return a name without its accents; other scripts stay as they are."""
    if name.isascii():
        return name
    return "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )


def is_capitals(name: str) -> bool:
    """Tell whether a name is set in capitals, a stray lower-case letter allowed."""
    letters = [char for char in name if char.isalpha()]
    if len(letters) < LETTERS_MIN or not letters[0].isupper():
        return False
    return sum(char.isupper() for char in letters) >= CAPITALS_SHARE * len(letters)


def title_case(name: str) -> str:
    """Return a name set in capitals with a capital a word; particles low, initials kept."""
    first = next(_WORDS.finditer(name), None)
    return _WORDS.sub(
        lambda found: _word(found[0], first=found.start() == (first.start() if first else 0)), name
    )


def _word(word: str, *, first: bool) -> str:
    low = word.lower()
    if word in _KEPT:
        return word
    if not first and low in _PARTICLES:
        return low
    if _INITIALS.fullmatch(word) and word.count(".") > 1:
        return word
    head, mark, tail = low.replace("\u2019", "'").partition("'")
    if mark and len(head) == 1 and len(tail) > 1:  # O'FALLON, L'AQUILA; but ST. JOHN'S
        return head.upper() + word[1] + tail[:1].upper() + tail[1:]
    if low.startswith("mc") and len(low) > 4:  # noqa: PLR2004  # McLean, not Mcon
        return "Mc" + low[2:3].upper() + low[3:]
    return low[:1].upper() + low[1:]


def _in_the_case_of(model: str, written: str) -> str:
    """Return `written` in the letters' case of `model`; in title case when lengths differ."""
    upper = [char.isupper() for char in model if char.isalpha()]
    letters = sum(char.isalpha() for char in written)
    if len(upper) != letters:
        return title_case(written) if is_capitals(written) else written
    case = iter(upper)
    return "".join(
        (char.upper() if next(case) else char.lower()) if char.isalpha() else char
        for char in written
    )
