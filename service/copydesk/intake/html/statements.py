"""Gather what a page states about its article, by name and in the page's order.

One pass over the tree: meta tags, microdata, JSON-LD, headings, dates and credits near the heading.
Must not: decide which statement is true; `metadata` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from copydesk.intake.html.markup import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

__all__ = ["BY", "VALUE_CHARS_MAX", "Statements", "listed", "statements_of", "values"]

VALUE_CHARS_MAX: Final = 2_000
_NEAR_HEADING: Final = 60
_NEAR_CREDIT: Final = 200
"""How many elements after its heading a page prints an article's date and byline, at most."""

BY: Final = re.compile(r"^(?:by|von|par|por|di|door|da)\b:?\s+", re.IGNORECASE)
_PRINTED_DATE: Final = re.compile(
    r"\b(?:date|dateline|time|timestamp|published|posted|pub|submitted)", re.IGNORECASE
)
_CREDIT_NAME: Final = re.compile(
    r"byline|author|signature|writer|reporter|submitted|\b(?:by|fn|vcard|contributor|credits?)\b",
    re.IGNORECASE,
)
_BY_WITHIN: Final = re.compile(r"\bBy:? (?=[A-Z])")
_CREDIT_CHARS_MAX: Final = 120
_UPDATED: Final = re.compile(r"updat|modif|edited", re.IGNORECASE)
_HEAD_TAGS: Final = frozenset({"meta", "link", "title", "script"})
_ITEM_TEXT: Final = frozenset({"headline", "author", "articlesection", "name"})


@dataclass(slots=True)
class Statements:
    """The page's statements by name, in the page's order."""

    meta: dict[str, list[str]]
    items: dict[str, list[str]]
    scripts: list[str]
    headings: list[str]
    times: list[tuple[str, bool]]
    printed: list[str]
    credits: list[str]
    title: str = ""
    canonical: str = ""
    language: str = ""


def statements_of(tree: _Element) -> Statements:
    """Return all that the page at `tree` states. Raises nothing."""
    found = Statements(
        {}, {}, [], [], [], [], [], language=tree.get("lang") or tree.get("xml:lang") or ""
    )
    has_heading = next(tree.iter("h1"), None) is not None
    since_heading = _NEAR_CREDIT + 1
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        since_heading += 1
        if tag == "h1":
            found.headings.extend(filter(None, [_text(element)]))
            since_heading = 0 if len(found.headings) == 1 else since_heading
        elif tag == "body" and not has_heading:
            since_heading = 0
        elif tag in _HEAD_TAGS:
            _take_head(element, tag, found)
        _take_item(element, found)
        if since_heading <= _NEAR_HEADING:
            _take_date(element, tag, found)
        if since_heading <= _NEAR_CREDIT:
            _take_credit(element, found)
    return found


def _text(element: _Element) -> str:
    """Return the beginning of an element's text, as much as any statement has."""
    parts: list[str] = []
    chars = 0
    for part in element.itertext():
        parts.append(str(part)[:VALUE_CHARS_MAX])
        chars += len(part)
        if chars > VALUE_CHARS_MAX:
            break
    return " ".join("".join(parts).split())[:VALUE_CHARS_MAX]


def _lines(element: _Element) -> str:
    """Return an element's text as `_text` does, a comma between what stands on lines of its own."""
    parts: list[str] = []
    chars = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        is_within = one is not element and isinstance(one.tag, str)
        if event == "start":
            said = one.text if isinstance(one.tag, str) else ""
        else:
            said = one.tail if one is not element else ""
        if is_within and one.tag not in INLINE:
            parts.append(", ")
        parts.append((said or "")[:VALUE_CHARS_MAX])
        chars += len(said or "")
        if chars > VALUE_CHARS_MAX:
            break
    lines = (" ".join(line.split()) for line in "".join(parts).split(","))
    return ", ".join(filter(None, lines))[:VALUE_CHARS_MAX]


def _take_head(element: _Element, tag: str, found: Statements) -> None:
    if tag == "meta":
        _take_meta(element, found)
    elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
        found.canonical = found.canonical or element.get("href") or ""
    elif tag == "title" and not found.title:
        found.title = _text(element)
    elif tag == "script" and "ld+json" in (element.get("type") or "").lower():
        found.scripts.append(element.text or "")


def _take_meta(element: _Element, found: Statements) -> None:
    content = " ".join((element.get("content") or "")[:VALUE_CHARS_MAX].split())
    if not content:
        return
    for attribute in ("property", "name", "http-equiv"):
        name = element.get(attribute)
        if name:
            found.meta.setdefault(name.lower(), []).append(content)


def _take_item(element: _Element, found: Statements) -> None:
    names = element.get("itemprop")
    if not names:
        return
    value = element.get("content") or element.get("datetime")
    for name in names.lower().split():
        text = value or (_text(element) if name in _ITEM_TEXT else "")
        if text:
            found.items.setdefault(name, []).append(" ".join(text[:VALUE_CHARS_MAX].split()))


def _take_date(element: _Element, tag: str, found: Statements) -> None:
    names = f"{element.get('class', '')} {element.get('itemprop', '')}"
    stated = element.get("datetime")
    if tag == "time" and stated:
        found.times.append((stated, bool(_UPDATED.search(names + _text(element)))))
    elif _PRINTED_DATE.search(names) and not _UPDATED.search(names):
        found.printed.append(_text(element)[:200])


def _take_credit(element: _Element, found: Statements) -> None:
    """Take what may be a printed byline: an element called so, and any that opens with 'By'."""
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    is_called_so = element.get("rel") == "author" or _CREDIT_NAME.search(names) is not None
    if not is_called_so and not BY.match((element.text or "").lstrip()):
        return
    text = _lines(element)
    within = _BY_WITHIN.search(text)
    text = text[within.start() :] if within else text
    if text and len(text) <= _CREDIT_CHARS_MAX:
        found.credits.append(text)


def values(found: Statements, names: Iterable[str]) -> tuple[str, ...]:
    """Return what meta tags and microdata say under `names`, in the order of the names."""
    return tuple(
        value for name in names for value in (*found.meta.get(name, ()), *found.items.get(name, ()))
    )


def listed(names: str) -> tuple[str, ...]:
    """Return the names of a list written as one line."""
    return tuple(names.split())
