"""How a place's name becomes the key that the gazetteer is searched by.

The builder (training/places) and the desk share these functions: a name is found exactly where it
was put. Must not: decide what a name means.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["KEY_CHARS_MAX", "abbreviated", "key_hash", "name_key"]

KEY_CHARS_MAX = 80
"""Longer names are none: the longest customary name of a place has 58 letters."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "'": None, "\u2019": None, "\u2018": None, "`": None, ".": None, "\u02bc": None,
        "\u02bb": None, "&": " and ",
    }
)  # fmt: skip
_GAPS = re.compile(r"[\s\-\u2010-\u2015/,]+")
_SAINT = re.compile(r"\b(?:saint|sainte|mount|fort)\b")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_THE = "the "


def name_key(name: str) -> str:
    """Return the key of a name: lower case, no accents, stops or apostrophes, single spaces.

    'Saint', 'Mount' and 'Fort' are shortened and a leading 'the' is dropped, so that both ways of
    writing a name meet. '' for what is too long to be a name.
    """
    if len(name) > KEY_CHARS_MAX:
        return ""
    key = name.casefold()
    if not key.isascii():
        apart = unicodedata.normalize("NFKD", key)
        key = "".join(char for char in apart if not unicodedata.combining(char)).casefold()
    key = _GAPS.sub(" ", key.translate(_LETTERS)).strip()
    if "saint" in key or "mount" in key or "fort" in key:
        key = _SAINT.sub(lambda word: _SHORT[word[0]], key)
    while key.startswith(_THE):
        key = key.removeprefix(_THE)
    return key


def abbreviated(key: str) -> str:
    """Return the key under which 'Ky.', 'N.S.W.' or 'TX' stand, apart from whole names."""
    return "=" + key.replace(" ", "")


def key_hash(key: str) -> int:
    """Return the 64 bits that a key is sorted and searched by.

    Of a million keys, two share them with a chance of one in 30 million; the builder refuses such
    a pair.
    """
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
