# ruff: noqa: RUF001 - this file is about characters
"""Which characters bytes are, by what they declare and what they prove."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.unit.intake.wires import drafts, record

from copydesk.draft import Draft
from copydesk.errors import Reason, RejectedError
from copydesk.intake import read

STORY = (
    "BERGEN — The café’s owner said on Tuesday that it would close for repairs until the end of "
    "the year, and that its guests should use the one on the north landing."
)
RUSSIAN = "Портовые власти сообщили во вторник, что старый причал закроют на ремонт. " * 4
CORRECTED, GUESSED = ("encoding-corrected",), ("encoding-guessed",)


def nitf(text: str, encoding: str | None) -> str:
    declared = f' encoding="{encoding}"' if encoding else ""
    body = f"<body><body.content><p>{text}</p></body.content></body>"
    return f'<?xml version="1.0"{declared}?><nitf>{body}</nitf>'


@dataclass(frozen=True)
class Case:
    name: str
    value: bytes
    content_type: str | None
    text: str = STORY
    warnings: tuple[str, ...] = ()


CASES = [
    Case("utf-8", STORY.encode(), "text/plain"),
    Case("utf-8-mark", STORY.encode("utf-8-sig"), "text/plain"),
    Case("utf-16-mark", STORY.encode("utf-16"), "text/plain"),
    Case("utf-16-mark-undeclared", STORY.encode("utf-16"), None),
    Case("declared-1252", STORY.encode("cp1252"), "text/plain; charset=windows-1252"),
    Case("latin-1-means-1252", STORY.encode("cp1252"), 'text/plain; charset="ISO-8859-1"'),
    Case("declared-cyrillic", RUSSIAN.encode("cp1251"), "text/plain; charset=cp1251", RUSSIAN),
    Case("undeclared-1252", STORY.encode("cp1252"), None, warnings=GUESSED),
    Case(
        "utf-8-said-to-be-latin", STORY.encode(), "text/plain; charset=latin1", warnings=CORRECTED
    ),
    Case(
        "1252-said-to-be-utf-8",
        STORY.encode("cp1252"),
        "text/plain; charset=utf-8",
        warnings=CORRECTED,
    ),
    Case("xml-utf-8", nitf(STORY, "UTF-8").encode(), None),
    Case("xml-without-declaration", nitf(STORY, None).encode(), None),
    Case("xml-latin-1", nitf(STORY, "ISO-8859-1").encode("cp1252"), None),
    Case("xml-utf-16", nitf(STORY, "UTF-16").encode("utf-16"), None),
    Case("xml-utf-16-without-mark", nitf(STORY, "UTF-16").encode("utf-16-le"), None),
    Case(
        "xml-utf-8-said-to-be-latin", nitf(STORY, "ISO-8859-1").encode(), None, warnings=CORRECTED
    ),
    Case(
        "header-before-declaration",
        nitf(RUSSIAN.strip(), "ISO-8859-1").encode("koi8-r"),
        "application/xml; charset=koi8-r",
        RUSSIAN.strip(),
    ),
    Case(
        "xml-with-nulls",
        nitf(STORY + "\x00\x0b", None).encode(),
        None,
        warnings=("markup-repaired",),
    ),
    Case(
        "xml-with-html-entities",
        nitf(STORY.replace("—", "&mdash;").replace("’", "&rsquo;"), None).encode(),
        None,
        warnings=("markup-repaired",),
    ),
    Case(
        "xml-with-bare-ampersand",
        nitf("Smith & Sons, R&D; and a &#0; and &unknown; thing.", None).encode(),
        None,
        "Smith & Sons, R&D; and a and &unknown; thing.",
        warnings=("markup-repaired",),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bytes_become_the_text_they_are(case: Case) -> None:
    """Valid UTF-8 is UTF-8 whatever it says; then declarations count, then a named guess."""
    (draft,) = drafts(case.value, case.content_type)
    text = draft.body or draft.blocks[0][1]
    assert text == case.text
    assert draft.warnings == case.warnings


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(RUSSIAN.encode("cp1251"), id="undeclared-cyrillic"),
        pytest.param(b"\xff\xfe" + b"\x00\xff" * 80, id="mark-without-text"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\xff" * 20, id="picture"),
    ],
)
def test_bytes_that_prove_nothing_are_refused(value: bytes) -> None:
    """A guess that may be wrong is worse than none."""
    with pytest.raises(RejectedError) as caught:
        read(record(value))
    assert caught.value.why is Reason.NOT_UTF8


def test_json_is_utf_8() -> None:
    """JSON has no other encoding."""
    assert isinstance(read(record('{"source": "x", "body": "café"}')).articles[0], Draft)
    with pytest.raises(RejectedError):
        read(record('{"source": "x", "body": "café"}'.encode("cp1252")))
