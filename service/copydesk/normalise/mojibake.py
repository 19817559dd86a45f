# ruff: noqa: RUF002 - this file is about characters that were read wrongly

"""Repair UTF-8 that was read as Windows-1252 somewhere on its way: 'worldâ€™s' for 'world’s'.

Only what is proved: a sequence that decodes, and that no language writes. 'Spaß“' and 'CAFÉ…'
decode too, but people do write them, so they stay.
Must not: guess what a lost character was, beyond the one that this mistake always loses.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["mend"]

ROUNDS_MAX: Final = 3
"""Text that is wrong twice over has gone through two such mistakes; more was never seen."""

SEQUENCES_MIN: Final = 4
"""So many sequences with nothing else beside ASCII prove a whole text wrong, in any script."""


def _windows(code: int) -> str:
    return bytes([code]).decode("cp1252", errors="ignore") or chr(code)


_BYTES: Final = {chr(code): code for code in range(0x80, 0x100)} | {
    _windows(code): code for code in range(0x80, 0xA0)
}


def _chars(first: int, last: int) -> str:
    """Return a character class of the bytes from `first` to `last`, as either code reads them."""
    codes = range(first, last + 1)
    return re.escape("".join(dict.fromkeys(_windows(code) + chr(code) for code in codes)))


_NEXT: Final = f"[{_chars(0x80, 0xBF)}]"
_LEADS: Final = "[\u00c2-\u00f4]"
_SEQUENCE: Final = re.compile(rf"{_LEADS}{_NEXT}{{1,3}}")
_NEVER_WRITTEN: Final = re.compile(
    # typographic quotes and dashes, arrows, trade mark, euro; then emoji
    rf"\u00e2[{_chars(0x80, 0x80)}{_chars(0x82, 0x82)}{_chars(0x84, 0x84)}{_chars(0x86, 0x86)}"
    rf"{_chars(0x88, 0x88)}]{_NEXT}|\u00f0[{_chars(0x9F, 0x9F)}]{_NEXT}{{2}}"
    # é and its kin, the pound and the degree; not where a word in capitals ends before a space
    rf"|\u00c3[\u00a1-\u00bf]|\u00c2[\u00a1-\u00bf]|(?<![A-Z\u00c0-\u00de])[\u00c2\u00c3]\u00a0"
    # À to Þ, which begin a word
    rf"|(?<!\w)\u00c3[{_chars(0x80, 0x9F)}](?=[a-z])"
    # ł, č, š within a word: no word goes on with a capital Å or Ä
    rf"|(?<=[a-z\u00df-\u017f])[\u00c4\u00c5]{_NEXT}"
)
# The second byte of a closing quotation mark means nothing in Windows-1252, so it gets lost.
_LOST_QUOTE: Final = re.compile("\u00e2[\u20ac\u0080](?=[\\s.,;:!?)]|\\Z)")


def mend(text: str) -> str:
    """Return `text` with its provable mojibake repaired; the text itself when there is none."""
    if text.isascii() or not _SEQUENCE.search(text):
        return text
    for _ in range(ROUNDS_MAX):
        mended = _mended(text)
        if mended == text:
            break
        text = mended
    return text


def _mended(text: str) -> str:
    if len(_SEQUENCE.findall(text)) >= SEQUENCES_MIN:
        whole = _decoded(text)
        if whole is not None:
            return whole
    mended = _NEVER_WRITTEN.sub(lambda found: _decoded(found[0]) or found[0], text)
    return _LOST_QUOTE.sub("”", mended)


def _decoded(text: str) -> str | None:
    """Return the text whose UTF-8 bytes `text` shows one by one, None when it shows none."""
    try:
        return bytes(ord(char) if char < "\x80" else _BYTES[char] for char in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
