"""Turn bytes into text: what they declare, corrected where they prove it wrong.

The one place that decides encodings, for pages too.
Declarations of a charset are wrong more often than valid UTF-8 is an accident, so bytes that read
as UTF-8 are UTF-8 whatever they say; only then does a declaration count, and last a guess. A text
or a wire that cannot be read so is refused; a page is read as browsers read it, whatever it costs.
Must not: repair text that was decoded wrongly before it came here (normalise does).
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Final

from copydesk.errors import Reason, UndecodableError

__all__ = ["ENCODING_CORRECTED", "ENCODING_GUESSED", "Decoded", "decode", "decode_page", "narrowed"]

ENCODING_CORRECTED: Final = "encoding-corrected"
"""Warning: the bytes are in another encoding than they declare."""

ENCODING_GUESSED: Final = "encoding-guessed"
"""Warning: nothing declares an encoding and the bytes are not UTF-8: Windows-1252, or what a page's
language is written in."""

WINDOWS: Final = "cp1252"
UTF8: Final = "utf-8"
_SINGLE_BYTE: Final = {f"iso-8859-{n}": f"iso8859-{n}" for n in (*range(2, 9), 10, *range(13, 17))}
_CODECS: Final = _SINGLE_BYTE | {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), UTF8),
    # WHATWG Encoding: who says Latin-1 or ASCII means Windows-1252.
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1"), WINDOWS),
    **dict.fromkeys(("us-ascii", "ascii", "ansi", "windows-1252", "cp1252", "cp-1252"), WINDOWS),
    "x-cp1252": WINDOWS,
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
_ASCII_SHAPED: Final = frozenset({"iso2022-jp"})
"""Encodings whose bytes are all ASCII, so that they read as UTF-8 though they are not."""

# WHATWG HTML, 'determining the character encoding': the fallback by the reader's language.
_BY_LANGUAGE: Final = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "ru", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
}

_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D, 0x1A})
_HIGH: Final = bytes(range(0x80, 0x100))
WESTERN_HIGH_SHARE_MAX: Final = 0.25
"""Western text has at most about a tenth of accented letters; Cyrillic in one byte has most."""
WESTERN_BYTES_MIN: Final = 20
PLAUSIBLE_CHARS: Final = 4096
UTF16_SAMPLE_BYTES: Final = 400
UTF16_NULL_SHARE: Final = 0.3
SPOILT_SHARE_MAX: Final = 1 / 200
"""A page keeps the encoding that it declares up to this share of bytes that are not valid there."""
DECLARATION_BYTES: Final = 4096
"""Browsers look at 1,024 bytes; some publishers put scripts before the declaration."""

_XML_ENCODING: Final = re.compile(
    rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)
_META_CHARSET: Final = re.compile(
    rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_HTML_LANG: Final = re.compile(
    rb"<html\b[^>]{0,2000}?\blang=[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE
)


def _windows_table() -> tuple[str, ...]:
    """Return Windows-1252 by byte, its five unassigned bytes as the controls that WHATWG names."""
    table = [chr(byte) for byte in range(256)]
    for byte in range(0x80, 0xA0):
        table[byte] = bytes([byte]).decode(WINDOWS, "ignore") or chr(byte)
    return tuple(table)


_WINDOWS_CHARS: Final = _windows_table()
_STRAY_BYTES: Final = {0xDC00 + byte: _WINDOWS_CHARS[byte] for byte in range(0x80, 0x100)}
_C1_AS_WINDOWS: Final = {byte: _WINDOWS_CHARS[byte] for byte in range(0x80, 0xA0)}


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
    wide = _wide(value)
    if wide is not None:
        return _decoded_wide(value, wide)
    declared = _declared(charset, _XML_ENCODING.match(value[:DECLARATION_BYTES].lstrip()))
    return _decoded_utf8(value, declared) or _decoded_strictly(value, declared)


def decode_page(value: bytes, charset: str | None) -> Decoded:
    """Return the text of a page, without NUL characters, which browsers leave out too.

    charset: as in `decode`; a declaration in the page's head comes second. Raises nothing: a byte
    that no encoding explains becomes U+FFFD.
    """
    wide = _wide(value)
    if wide is not None:
        has_mark = value.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        text = value.decode(wide, "replace").removeprefix("\ufeff")
        return Decoded(text.replace("\x00", ""), () if has_mark else (ENCODING_CORRECTED,))
    head = value[:DECLARATION_BYTES]
    declared = _declared(charset, _META_CHARSET.search(head), _XML_ENCODING.search(head))
    found = _decoded_utf8(value, declared) or _decoded_leniently(value, declared)
    return Decoded(found.text.replace("\x00", ""), found.warnings)


def narrowed(value: bytes) -> bytes:
    """Return a page in an encoding whose ASCII is one byte a character: UTF-16 becomes UTF-8."""
    wide = _wide(value)
    return value if wide is None else value.decode(wide, "replace").encode(UTF8, "replace")


def _wide(value: bytes) -> str | None:
    """Return UTF-16 by its mark or by the place of its NUL bytes, None for anything else."""
    if value.startswith(BOM_UTF16_LE):
        return "utf-16-le"
    if value.startswith(BOM_UTF16_BE):
        return "utf-16-be"
    sample = value[:UTF16_SAMPLE_BYTES]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        nulls = sample[first::2].count(0)
        if nulls > UTF16_NULL_SHARE * len(sample) and sample[1 - first :: 2].count(0) == 0:
            return name
    return None


def _decoded_wide(value: bytes, codec: str) -> Decoded:
    text = _decoded(value, codec)
    if text is None or not _is_plausible(text):
        sentence = "The value is not UTF-8, nor the UTF-16 that its first bytes announce."
        raise UndecodableError(sentence, reason=Reason.NOT_UTF8)
    return Decoded(text.removeprefix("\ufeff"))


def _declared(charset: str | None, *found: re.Match[bytes] | None) -> list[str]:
    """Return the labels declared, the first by the header, in lower case."""
    labels = [charset or "", *(match.group(1).decode("ascii") for match in found if match)]
    return [label.strip("'\" ").lower() for label in labels if label and label.isascii()]


def _decoded_utf8(value: bytes, declared: list[str]) -> Decoded | None:
    """Return bytes that are valid UTF-8 as such, None for others."""
    codecs = _codecs(declared)
    if codecs and codecs[0] in _ASCII_SHAPED and value.isascii():
        return Decoded(_decoded(value, codecs[0]) or value.decode("ascii"))
    try:
        text = value.removeprefix(BOM_UTF8).decode(UTF8)
    except UnicodeDecodeError:
        return None
    is_marked = value.startswith(BOM_UTF8)
    is_honest = is_marked or not codecs or codecs[0] == UTF8 or value.isascii()
    return Decoded(text, () if is_honest else (ENCODING_CORRECTED,))


def _codecs(declared: list[str]) -> list[str]:
    """Return the codecs that labels name; who declares UTF-16 in single bytes is not in it."""
    named = [_CODECS[label] for label in declared if label in _CODECS]
    return [UTF8 if codec.startswith("utf-16") else codec for codec in named]


def _decoded_strictly(value: bytes, declared: list[str]) -> Decoded:
    codecs = [codec for codec in _codecs(declared) if codec != UTF8]
    for codec in codecs:
        text = _decoded(value, codec)
        if text is not None and "\x00" not in text:
            first = _CODECS.get(declared[0])
            return Decoded(text, () if codec == first else (ENCODING_CORRECTED,))
    if _is_western(value):
        text = _decoded(value, WINDOWS)
        if text is not None:
            return Decoded(text, (ENCODING_CORRECTED if declared else ENCODING_GUESSED,))
    sentence = "The value is neither UTF-8 nor in the encoding that it declares."
    if declared and not _codecs(declared):
        sentence = "The value is not UTF-8, and the charset that it declares is not read here."
    raise UndecodableError(sentence, reason=Reason.NOT_UTF8)


def _decoded_leniently(value: bytes, declared: list[str]) -> Decoded:
    """Return a page that is not UTF-8 throughout: mostly UTF-8, as declared, or by its language."""
    # Some templates put Windows bytes into UTF-8 pages; each stray byte can only be one.
    sound = value.decode(UTF8, "ignore")
    stray = len(value) - len(sound.encode(UTF8))
    if len(sound) - len(value.translate(None, _HIGH)) >= stray:
        mixed = value.decode(UTF8, "surrogateescape")
        return Decoded(mixed.translate(_STRAY_BYTES), (ENCODING_CORRECTED,))
    codec = next(iter(_codecs(declared)), None)
    if codec not in {None, UTF8}:
        text = _decoded_mostly(value, codec or WINDOWS)
        if text is not None:
            return Decoded(text)
    found = _HTML_LANG.search(value[:DECLARATION_BYTES])
    language = found.group(1).decode("ascii").lower() if found else ""
    text = _decoded_mostly(value, _BY_LANGUAGE.get(language, WINDOWS)) or _as_windows(value)
    return Decoded(text, (ENCODING_CORRECTED if codec else ENCODING_GUESSED,))


def _decoded(value: bytes, codec: str) -> str | None:
    """Return `value` in `codec`, None where a byte is not valid there."""
    try:
        return value.decode(codec)
    except UnicodeDecodeError:
        return _as_windows(value) if codec == WINDOWS else None


def _decoded_mostly(value: bytes, codec: str) -> str | None:
    """Return `value` in `codec`, None where too much of it is not valid there."""
    if codec == WINDOWS:
        return _as_windows(value)
    text = value.decode(codec, "replace")
    return None if text.count("\ufffd") > SPOILT_SHARE_MAX * len(text) else text


def _as_windows(value: bytes) -> str:
    """Return Windows-1252 whose five open bytes are controls, as browsers read them."""
    return value.decode("latin-1").translate(_C1_AS_WINDOWS)


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
