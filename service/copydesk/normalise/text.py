"""Repair characters and line ends, so that every later rule meets one kind of text.

Works on code points alone and knows nothing of news.
Must not: drop a visible character, change quotation marks, or decide what a line is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["one_line", "repair"]

# UAX #15, stream-safe text: no language writes more marks than this on one base character, and
# canonical reordering of an endless run of them takes quadratic time.
MARKS_MAX: Final = 30

_ANSI_ESCAPE: Final = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_SOFT_LINE_END: Final = re.compile(r"\u00ad[ \t]*\n[ \t]*(?=\w)")
# Joiners carry meaning between emoji and in Arabic or Indic script, none beside Latin letters.
_STRAY_JOINER: Final = re.compile(
    r"(?<![\u0370-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0370-\U0010ffff])"
)
_JOINERS: Final = "\u200c\u200d"
_MARK_RUN: Final = re.compile(rf"[^\w\s\x00-\u02ff]{{{MARKS_MAX + 1},}}")
# Anything but Latin letters, punctuation and symbols: most texts are spared the search for runs.
_MAY_COMBINE: Final = re.compile(r"[^\x00-\u02ff\u2010-\u20cf\u2100-\u2bff]")
_NOT_PLAIN: Final = re.compile(r"[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010\u2012-\u2027]")

_DELETED: Final = (
    *range(0x09),
    *range(0x0E, 0x1C),
    0x7F,
    0xAD,
    0x61C,
    0x180E,
    0x200B,
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFD),
    0xFFFE,
    0xFFFF,
)
_SPACES: Final = (*range(0x1C, 0x20), 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)


def _repairs() -> dict[str, str]:
    table = dict.fromkeys(_DELETED, "")
    table |= dict.fromkeys(_SPACES, " ")
    table |= {0x09: "    ", 0x0B: "\n", 0x0C: "\n\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n\n"}
    # C1 controls are never text: they are Windows-1252 read as Latin-1, the repair HTML prescribes.
    for code in range(0x80, 0xA0):
        table[code] = bytes([code]).decode("cp1252", errors="ignore")
    # NEL ends a line on the mainframes that still send wire copy.
    table |= {0x85: "\n", 0x2011: "-"}
    return {chr(code): repaired for code, repaired in table.items()}


_REPAIRS: Final = _repairs()
# Four times as fast as str.translate on a text that needs few repairs, which is nearly every one.
_REPAIRED: Final = re.compile(f"[{re.escape(''.join(_REPAIRS))}]")

# Second halves that are hardly ever words of their own: 'immi-/gration', 'govern-/ment'.
_BOUND_ENDING: Final = re.compile(
    r"[a-z]{0,5}(?:ations?|itions?|utions?|ictions?|ptions?|ssions?|ional|tional)"
    r"|(?:tions?|sions?|ments?|mental|ness|ity|ities|ical|ically|ingly|ning|ting|ling|ding|ning)"
    r"|(?:ernments?|ernors?|idents?|idential|isters?|istry|istries|ecutive|ecutor|sively|tively)"
    r"|[a-z]{1,3}(?:ments|ically|ization|isation|ities)"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORDS_LIKE_ENDINGS: Final = _words(
    "action actions auction auctions caution edition editions fiction mission missions mention "
    "motion nation nations national notion option options passion petition position positions "
    "rational ration rations relation relations session sessions station stations tuition ding "
    "taxation solution solutions coalition cessation vocation location locations creation "
    "donation donations foundation education aviation vacation cities entities"
)
_COMPOUND_STARTS: Final = _words(
    "all anti bi co counter cross double eco eight ever ex far fast first five four front full "
    "half hard high ill inter know large late left life light long low lower make mid middle "
    "multi near new nine non north off old once one open over part passer post pre pro quick "
    "re record right second self semi seven short single six slow small so socio south sub "
    "super ten then third three top trans tri two ultra under upper vice well wide year"
)
_FRAGMENT_CHARS_MAX: Final = 40
_LINE_END_HYPHEN: Final = re.compile(r"(?<=\w)-\n *(?=\w)")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-\x00]+[^\W\d_]+)*")


def repair(text: str) -> str:
    """Return `text` as NFC that encodes to UTF-8, with plain line ends and plain spaces.

    Line breaks and leading spaces stay, since layout is read from them. Idempotent; raises nothing.
    """
    text = text.replace("\r\n", "\n")
    if _NOT_PLAIN.search(text):
        text = _whole_characters(text)
        text = _ANSI_ESCAPE.sub("", text)
        text = _SOFT_LINE_END.sub("", text)
        text = _REPAIRED.sub(lambda found: _REPAIRS[found.group()], text)
    if not text.isascii():
        if _MAY_COMBINE.search(text):
            text = _MARK_RUN.sub(_bounded_marks, text)
        text = unicodedata.normalize("NFC", text)
        if "\u200c" in text or "\u200d" in text:
            text = unicodedata.normalize("NFC", _STRAY_JOINER.sub("", text))
    if text[-1:] == " " or " \n" in text:
        text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return _mend_line_ends(text)


def one_line(text: str) -> str:
    """Return `text` repaired, on one line, with single spaces; for headlines and bylines."""
    return " ".join(repair(text).split())


def _whole_characters(text: str) -> str:
    """Return `text` with split surrogate pairs put together and lone surrogates as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _bounded_marks(run: re.Match[str]) -> str:
    """Return a run without the marks over the limit; in slices, for a run may be all of a text."""
    text = run.group()
    kept: list[str] = []
    start: int | None = 0
    marks = 0
    for place, char in enumerate(text):
        is_mark = unicodedata.combining(char) or char in _JOINERS
        marks = marks + 1 if is_mark else 0
        if start is None and marks <= MARKS_MAX:
            start = place
        elif start is not None and marks > MARKS_MAX:
            kept.append(text[start:place])
            start = None
    return "".join(kept) + (text[start:] if start is not None else "")


def _mend_line_ends(text: str) -> str:
    """Return `text` without line breaks after a hyphen, and without the hyphen where that is safe.

    Safe is: the text prints the whole word elsewhere, or the second half cannot be a word.
    """
    if "-\n" not in text:
        return text
    words = Counter(_TOKEN.findall(_LINE_END_HYPHEN.sub("\x00", text).lower()))

    def mended(broken: re.Match[str]) -> str:
        before = text[max(0, broken.start() - _FRAGMENT_CHARS_MAX) : broken.start()]
        left = _LAST_WORD.search(before)
        right = _FIRST_WORD.match(text, broken.end(), broken.end() + _FRAGMENT_CHARS_MAX)
        if left and right and _is_one_word(left.group(), right.group(), words):
            return ""
        return "-"

    return _LINE_END_HYPHEN.sub(mended, text)


def _is_one_word(left: str, right: str, words: Mapping[str, int]) -> bool:
    if not right.islower() or len(left) == 1:
        return False
    left = left.lower()
    if f"{left}-{right}" in words:
        return False
    if left + right in words or f"{left}{right}s" in words:
        return True
    if left in _COMPOUND_STARTS or left in words or right in words:
        return False
    return right not in _WORDS_LIKE_ENDINGS and _BOUND_ENDING.fullmatch(right) is not None
