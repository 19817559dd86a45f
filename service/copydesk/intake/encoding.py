"""Turn bytes into text: what they declare, corrected where they prove it wrong.

Declarations of a charset are wrong more often than valid UTF-8 is an accident, so bytes that read
as UTF-8 are UTF-8 whatever they say; only then does a declaration count, and last a guess.
Must not: repair text that was decoded wrongly before it came here (normalise does).
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Final

from copydesk.errors import Reason, UndecodableError

__all__ = ["ENCODING_CORRECTED", "ENCODING_GUESSED", "Decoded", "decode"]

ENCODING_CORRECTED: Final = "encoding-corrected"
"""Warning: the bytes are in another encoding than they declare."""

ENCODING_GUESSED: Final = "encoding-guessed"
"""Warning: nothing declares an encoding and the bytes are not UTF-8: read as Windows-1252."""

_SINGLE_BYTE: Final = {f"iso-8859-{n}": f"iso8859-{n}" for n in (*range(2, 9), 10, *range(13, 17))}
_CODECS: Final = _SINGLE_BYTE | {
    # WHATWG Encoding: who says Latin-1 or ASCII means Windows-1252.
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "l1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("windows-1252", "cp1252", "cp-1252", "x-cp1252", "ansi"), "cp1252"),
    **{f"windows-{n}": f"cp{n}" for n in (874, *range(1250, 1252), *range(1253, 1259))},
    **{f"cp{n}": f"cp{n}" for n in (*range(1250, 1252), *range(1253, 1259))},
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac-roman"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16-le", "unicode"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "utf-16-be"), "utf-16-be"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "windows-31j"), "cp932"),
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022-jp",
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
}
_UTF8_NAMES: Final = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8"})
_ASCII_SHAPED: Final = frozenset({"iso2022-jp"})
"""Encodings whose bytes are all ASCII, so that they read as UTF-8 though they are not."""

_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D, 0x1A})
_HIGH: Final = bytes(range(0x80, 0x100))
WESTERN_HIGH_SHARE_MAX: Final = 0.25
"""Western text has at most about a tenth of accented letters; Cyrillic in one byte has most."""
WESTERN_BYTES_MIN: Final = 20
PLAUSIBLE_CHARS: Final = 4096
_XML_ENCODING: Final = re.compile(
    rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and warnings about how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(value: bytes, charset: str | None) -> Decoded:
    """Return the text of `value`.

    charset: what the content-type header declares, None when it does not; an XML declaration in
    `value` comes second. Raises UndecodableError when no reading of the bytes holds.
    """
    marked = _by_mark(value)
    if marked is not None:
        return marked
    inside = _XML_ENCODING.match(value)
    declared = [name.lower() for name in (charset, inside and inside.group(1).decode()) if name]
    codecs = [_CODECS[name] for name in declared if name in _CODECS]
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(value, declared, codecs, error)
    if codecs and value.isascii() and codecs[0] in _ASCII_SHAPED:
        return Decoded(_decoded(value, codecs[0]) or text)
    is_honest = not declared or value.isascii() or any(name in _UTF8_NAMES for name in declared)
    return Decoded(text, () if is_honest else (ENCODING_CORRECTED,))


def _by_mark(value: bytes) -> Decoded | None:
    """Return the text that a byte order mark, or the zeros of UTF-16, announce."""
    if value.startswith(BOM_UTF8):
        try:
            return Decoded(value[len(BOM_UTF8) :].decode("utf-8"))
        except UnicodeDecodeError:
            return None
    if value.startswith((BOM_UTF16_LE, b"<\x00")):
        codec = "utf-16-le"
    elif value.startswith((BOM_UTF16_BE, b"\x00<")):
        codec = "utf-16-be"
    else:
        return None
    text = _decoded(value, codec)
    if text is None or not _is_plausible(text):
        sentence = "The value is not UTF-8, nor the UTF-16 that its first bytes announce."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8)
    return Decoded(text.removeprefix("\ufeff"))


def _not_utf8(
    value: bytes, declared: list[str], codecs: list[str], error: UnicodeDecodeError
) -> Decoded:
    for codec in codecs:
        text = _decoded(value, codec)
        if text is not None and "\x00" not in text:
            first = _CODECS.get(declared[0])
            return Decoded(text, () if codec == first else (ENCODING_CORRECTED,))
    if _is_western(value):
        text = _decoded(value, "cp1252")
        if text is not None:
            return Decoded(text, (ENCODING_CORRECTED if declared else ENCODING_GUESSED,))
    sentence = f"The value is not UTF-8: byte {error.start} cannot be read."
    if declared and not codecs and declared[0] not in _UTF8_NAMES:
        sentence = "The value is not UTF-8, and the charset that it declares is not read here."
    raise UndecodableError(sentence, reason=Reason.NOT_UTF8) from error


def _decoded(value: bytes, codec: str) -> str | None:
    try:
        return value.decode(codec)
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open are controls, as browsers read them.
        return value.decode("latin-1") if codec == "cp1252" else None


def _is_western(value: bytes) -> bool:
    """Whether bytes that nothing describes read as Western text in one byte a letter."""
    if len(value) < WESTERN_BYTES_MIN or len(value.translate(None, _CONTROLS)) < len(value):
        return False
    return len(value) - len(value.translate(None, _HIGH)) <= WESTERN_HIGH_SHARE_MAX * len(value)


def _is_plausible(text: str) -> bool:
    """Whether UTF-16 made sense: text has no zeros and no code points that mean nothing."""
    return all(
        char != "\x00" and unicodedata.category(char) not in {"Cn", "Co"}
        for char in text[:PLAUSIBLE_CHARS]
    )
