"""Articles in files: read them as raw records, one after the other, without holding a whole file.

Must not: understand an article; it only decides where one ends and which format it claims.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from copydesk.contracts import CONTENT_TYPE
from copydesk.draft import Record
from copydesk.errors import SettingsError
from copydesk.intake import FORMATS, PUBLISHED_AT, SNIFFING, SOURCE_ID
from copydesk.intake.sniffing import JSON, PLAIN_TEXT, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from copydesk.draft import Headers

__all__ = ["STDIN", "Article", "articles_in", "opened"]

STDIN = "-"
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_FORMS_IN_LINES = frozenset({None, "raw-json", "ninjs"})
FILE_BYTES_MAX = 64 * 1024 * 1024
"""Longest file read as one article: three times the longest record that a broker would take."""


@dataclass(frozen=True, slots=True)
class Article:
    """A raw record, and where it stood ('wire.jsonl line 3')."""

    where: str
    record: Record


def opened(name: str) -> BinaryIO:
    """Open the file `name`, or standard input for '-'.

    Raises SettingsError naming a file that cannot be read.
    """
    if name == STDIN:
        return sys.stdin.buffer
    path = Path(name)
    if path.is_dir():
        sentence = f"{name} is a folder; name files."
        raise SettingsError(sentence)
    try:
        return path.open("rb")
    except OSError as error:
        sentence = f"{name} cannot be read: {error.strerror or error}."
        raise SettingsError(sentence) from error


def articles_in(
    name: str,
    *,
    source: str | None = None,
    issued: datetime | None = None,
    form: str | None = None,
) -> Iterator[Article]:
    """Yield the records of a file: one in any raw format, or one in each of its JSON lines.

    source, issued: what the file's articles do not say themselves; form: the format's name, which
    then is not doubted. Raises SettingsError naming a file that cannot be read, or is too long for
    one article.
    """
    where = "standard input" if name == STDIN else name
    extra = _extra_headers(source, issued)
    with opened(name) as file:
        first = _first_line(file)
        if form in _FORMS_IN_LINES and _is_lines(name, first):
            declared = JSON if form is None else _content_type(form)
            number = 0
            for number, line in enumerate(_chained(first, file), start=1):
                if line.strip():
                    yield Article(f"{where} line {number}", _record(line, declared, extra))
            return
        value = first + file.read(FILE_BYTES_MAX + 1 - min(len(first), FILE_BYTES_MAX))
    if len(value) > FILE_BYTES_MAX:
        sentence = f"{where} has more than {FILE_BYTES_MAX} bytes, too many for one article."
        raise SettingsError(sentence)
    if form is not None:
        yield Article(where, _record(value, _content_type(form), ((SNIFFING, b"nosniff"), *extra)))
    elif shape(value) is None:
        # A file is somebody's choice: its text is an article however short it is.
        yield Article(where, _record(value, PLAIN_TEXT, extra))
    else:
        yield Article(where, Record(value=value, headers=extra))


def _content_type(form: str) -> str:
    for one in FORMATS:
        if one.name == form:
            return one.content_types[0]
    sentence = f"--format {form} is none of {', '.join(one.name for one in FORMATS)}."
    raise SettingsError(sentence)


def _first_line(file: BinaryIO) -> bytes:
    """Read up to the end of the first line that is not blank."""
    read = b""
    while not read.strip():
        line = file.readline(FILE_BYTES_MAX + 1)
        if not line:
            break
        read += line
    return read


def _is_lines(name: str, first: bytes) -> bool:
    if Path(name).suffix.lower() in LINES_SUFFIXES:
        return True
    try:
        return first.endswith(b"\n") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _chained(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    yield from first.splitlines(keepends=True)
    yield from file


def _extra_headers(source: str | None, issued: datetime | None) -> Headers:
    headers: Headers = ()
    if source is not None:
        headers += ((SOURCE_ID, source.encode()),)
    if issued is not None:
        headers += ((PUBLISHED_AT, issued.isoformat().encode()),)
    return headers


def _record(value: bytes, content_type: str, extra: Headers) -> Record:
    return Record(value=value, headers=((CONTENT_TYPE, content_type.encode()), *extra))
