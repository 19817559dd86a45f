"""Turn text into the numbers that the section model knows, the same way in training and in service.

Must not: read past its bound, depend on the process (no `hash()`), or fail on any string.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BODY_WORDS_MAX", "tokens", "word_keys"]

BODY_WORDS_MAX = 400
"""Words read of one text: a report says what it is about in its first column."""

_CHARS_A_WORD = 16
"""Code points read for each of those words, so that a text without spaces stays bounded too."""

_WORD = re.compile(rb"[a-z]+|0+")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": " ", "\u2014": " ", "\u2026": " "})
_FOLD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"abcdefghijklmnopqrstuvwxyz000000000"
)


def tokens(text: str, words_max: int = BODY_WORDS_MAX) -> list[bytes]:
    """Return at most `words_max` words of `text`: ASCII lower case, no accents, digits as zeros.

    'López Obrador at 35%' gives lopez, obrador, at, 00. Scripts without Latin letters give nothing:
    the
    model is English. Any string is accepted, lone surrogates included.
    """
    head = text[: words_max * _CHARS_A_WORD].translate(_PLAIN)
    if not head.isascii():
        head = unicodedata.normalize("NFKD", head)
    folded = head.encode("ascii", "ignore").translate(_FOLD).replace(b"'s", b"")
    return _WORD.findall(folded)[:words_max]


def word_keys(words: list[bytes]) -> NDArray[np.uint32]:
    """Return each word's CRC-32: a fixed function, so a model trained elsewhere reads it alike."""
    return np.fromiter(map(crc32, words), dtype=np.uint32, count=len(words))
