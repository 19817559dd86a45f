"""Decode a page's bytes: declared in the header, the markup, a byte order mark, or wrongly.

Bytes decide over claims: what is valid UTF-8 with characters beyond ASCII is UTF-8, whatever the
page declares, since text in another encoding practically never is.
Must not: parse markup beyond its first declaration, or guess by statistics.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from copydesk.intake.sniffing import parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["decode_page"]

_DECLARATION_BYTES: Final = 4096
"""Browsers look at 1,024 bytes; some publishers put scripts before the declaration."""

_META_CHARSET: Final = re.compile(
    rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_XML_ENCODING: Final = re.compile(
    rb"<\?xml\b[^>]{0,200}?encoding=[\"']([A-Za-z0-9_.\-]{2,40})[\"']"
)
_HTML_LANG: Final = re.compile(
    rb"<html\b[^>]{0,2000}?\blang=[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE
)

# WHATWG Encoding Standard: these labels have always been written for their Windows supersets.
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
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
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_SAMPLE_BYTES: Final = 400
_UTF16_NULL_SHARE: Final = 0.3


def _windows_table() -> tuple[str, ...]:
    """Return Windows-1252 by byte, its five unassigned bytes as the controls that WHATWG names."""
    table = [chr(byte) for byte in range(256)]
    for byte in range(0x80, 0xA0):
        table[byte] = bytes([byte]).decode("cp1252", "ignore") or chr(byte)
    return tuple(table)


_WINDOWS: Final = _windows_table()
_STRAY_BYTES: Final = {0xDC00 + byte: _WINDOWS[byte] for byte in range(0x80, 0x100)}
_C1_AS_WINDOWS: Final = {byte: _WINDOWS[byte] for byte in range(0x80, 0xA0)}
_BYTE_OF: Final = {char: byte for byte, char in enumerate(_WINDOWS)}
_TAIL: Final = "".join(re.escape(_WINDOWS[byte]) for byte in range(0x80, 0xC0))
_MOJIBAKE: Final = re.compile(
    f"[\u00c2-\u00df][{_TAIL}]|[\u00e0-\u00ef][{_TAIL}]{{2}}|[\u00f0-\u00f4][{_TAIL}]{{3}}"
)
# The same, but for its end, in UTF-8: a search for one byte is ten times as fast as one for a set.
_MOJIBAKE_SIGN: Final = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
_MOJIBAKE_MIN: Final = 2
"""One such pair may be text ('MAÇÃ°'); a page with two, and hardly an accent by itself, is not."""


def decode_page(value: bytes, content_type: str) -> tuple[str, tuple[str, ...]]:
    """Return the page's text and warnings: encoding-corrected, encoding-guessed, mojibake-repaired.

    content_type: the header's value, '' when there is none. NUL characters are left out, which
    browsers do too. Raises nothing: a byte that no encoding explains becomes U+FFFD.
    """
    text, warnings = _decoded(value, content_type)
    text = text.replace("\x00", "")
    repaired = _without_mojibake(text)
    if repaired is not text:
        warnings += ("mojibake-repaired",)
    return repaired, warnings


def _decoded(value: bytes, content_type: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in _BOMS:
        if value.startswith(mark):
            return value[len(mark) :].decode(name, "replace"), ()
    wide = _wide_encoding(value)
    if wide:
        return value.decode(wide, "replace"), ("encoding-corrected",)
    declared = _declared(value, content_type)
    if declared == "iso2022_jp":
        return value.decode(declared, "replace"), ()
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(value, declared)
    is_wrong = declared not in {None, "utf-8"} and not text.isascii()
    return text, ("encoding-corrected",) if is_wrong else ()


def _declared(value: bytes, content_type: str) -> str | None:
    """Return the Python name of the first encoding declared that exists, supersets applied."""
    for label in _labels(value[:_DECLARATION_BYTES], content_type):
        try:
            name = codecs.lookup(label).name
            "".encode(name)
        except (LookupError, ValueError, TypeError):
            continue
        if name.startswith(("utf-16", "utf-32", "utf-7", "utf_7")):
            # A declaration that can be read byte by byte shows that it is not so.
            return "utf-8"
        return _SUPERSETS.get(name, name)
    return None


def _labels(head: bytes, content_type: str) -> Iterator[str]:
    header = parameters(content_type).get("charset", "")
    if header.isascii() and header:
        yield header.strip("'\" ")
    for pattern in (_META_CHARSET, _XML_ENCODING):
        found = pattern.search(head)
        if found:
            yield found.group(1).decode("ascii")


def _wide_encoding(value: bytes) -> str | None:
    """Return UTF-16 by the place of its NUL bytes, None for anything else."""
    sample = value[:_UTF16_SAMPLE_BYTES]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        nulls = sample[first::2].count(0)
        if nulls > _UTF16_NULL_SHARE * len(sample) and sample[1 - first :: 2].count(0) == 0:
            return name
    return None


def _legacy(value: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a page that is not UTF-8 throughout: mostly UTF-8, as declared, or by its language."""
    mixed = value.decode("utf-8", "surrogateescape")
    stray = sum(1 for char in mixed if "\udc80" <= char <= "\udcff")
    whole = sum(1 for char in mixed if char > "\x7f") - stray
    if whole >= stray:
        # Some templates put Windows bytes into UTF-8 pages; each stray byte can only be one.
        return mixed.translate(_STRAY_BYTES), ("encoding-corrected",)
    if declared not in {None, "utf-8"}:
        text = _as(value, declared)
        if text is not None:
            return text, ()
    found = _HTML_LANG.search(value[:_DECLARATION_BYTES])
    language = found.group(1).decode("ascii").lower() if found else ""
    text = _as(value, _BY_LANGUAGE.get(language, "cp1252"))
    if text is None:
        text = _as(value, "cp1252") or ""
    return text, ("encoding-corrected" if declared else "encoding-guessed",)


def _as(value: bytes, encoding: str | None) -> str | None:
    """Return `value` in `encoding`, None where too much of it is not valid there."""
    if encoding == "cp1252":
        return value.decode("latin-1").translate(_C1_AS_WINDOWS)
    text = value.decode(encoding or "ascii", "replace")
    return None if text.count("\ufffd") > len(text) // 200 else text


def _without_mojibake(text: str) -> str:
    """Return `text` with UTF-8 that was once read as Windows-1252 put right, where provable.

    Provable: each run decodes as UTF-8, and such runs outnumber accented letters by themselves.
    """
    if text.isascii() or not _MOJIBAKE_SIGN.search(text.encode("utf-8", "replace")):
        return text
    runs = _MOJIBAKE.findall(text)
    if len(runs) < _MOJIBAKE_MIN:
        return text
    in_runs = sum(map(len, runs))
    accents = sum("\xc0" <= char <= "\xff" for char in text)
    if accents - len(runs) > in_runs:
        return text
    return _MOJIBAKE.sub(_whole, text)


def _whole(run: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[char] for char in run.group()).decode("utf-8")
    except UnicodeDecodeError:
        return run.group()
