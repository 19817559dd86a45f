# ruff: noqa: RUF001 - a case stays on its line; text is typeset
"""Bytes to text: what is declared, what is so, and what was spoilt before."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.intake.encoding import decode_page
from copydesk.intake.sniffing import parameters

FRENCH = "Élodie, à la crêperie, dit « où » et « ça » – déjà l’été."
CORRECTED = ("encoding-corrected",)
GUESSED = ("encoding-guessed",)


@dataclass(frozen=True)
class Case:
    name: str
    value: bytes
    text: str
    content_type: str = "text/html"
    warnings: tuple[str, ...] = ()


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


CASES = (
    Case("plain-utf-8", FRENCH.encode(), FRENCH),
    Case("mark", b"\xef\xbb\xbf" + FRENCH.encode(), FRENCH),
    Case("utf-16-with-mark", "\ufeff".encode("utf-16-le") + FRENCH.encode("utf-16-le"), FRENCH),
    Case(
        "utf-16-without-mark",
        ("<p>" * 20 + FRENCH).encode("utf-16-be"),
        "<p>" * 20 + FRENCH,
        warnings=CORRECTED,
    ),
    Case("declared-latin-1", FRENCH.encode("cp1252"), FRENCH, "text/html; charset=ISO-8859-1"),
    Case(
        "declared-in-meta",
        (meta("windows-1252") + FRENCH).encode("cp1252"),
        meta("windows-1252") + FRENCH,
    ),
    Case(
        "utf-8-that-says-latin-1", FRENCH.encode(), FRENCH, "text/html; charset=latin1", CORRECTED
    ),
    Case(
        "windows-that-says-utf-8",
        FRENCH.encode("cp1252"),
        FRENCH,
        "text/html; charset=utf-8",
        CORRECTED,
    ),
    Case("undeclared-windows", FRENCH.encode("cp1252"), FRENCH, warnings=GUESSED),
    Case(
        "undeclared-cyrillic-by-language",
        '<html lang="ru">Мэр города подал в отставку'.encode("cp1251"),
        '<html lang="ru">Мэр города подал в отставку',
        warnings=GUESSED,
    ),
    Case(
        "declared-cyrillic",
        (meta("koi8-r") + "Мэр города подал в отставку").encode("koi8-r"),
        meta("koi8-r") + "Мэр города подал в отставку",
    ),
    Case(
        "declared-japanese",
        "市長が辞任".encode("cp932"),
        "市長が辞任",
        "text/html; charset=Shift_JIS",
    ),
    Case(
        "iso-2022",
        "市長が辞任".encode("iso2022_jp"),
        "市長が辞任",
        "text/html; charset=iso-2022-jp",
    ),
    Case("unknown-label", FRENCH.encode(), FRENCH, "text/html; charset=klingon"),
    Case("codec-that-is-no-charset", FRENCH.encode(), FRENCH, "text/html; charset=base64"),
    Case(
        "windows-bytes-within-utf-8",
        (FRENCH * 3).encode() + "“quoted”".encode("cp1252"),
        FRENCH * 3 + "“quoted”",
        warnings=CORRECTED,
    ),
    Case("null-bytes", b"<p>a\x00b</p>", "<p>ab</p>"),
    Case("nothing", b"", ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bytes_become_the_text_that_was_meant(case: Case) -> None:
    """The bytes decide over what is claimed; every correction and every guess is a warning."""
    decoded = decode_page(case.value, parameters(case.content_type).get("charset"))
    assert (decoded.text, decoded.warnings) == (case.text, case.warnings)
