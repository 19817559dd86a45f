"""Parse XML from strangers: nothing is fetched, nothing expands, every limit is named.

Must not: know a news format, or quote the document in an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING, Final

from lxml import etree

from copydesk.errors import OversizeError, Reason, RejectedError, UndecodableError
from copydesk.intake.encoding import decode
from copydesk.intake.sniffing import parameters
from copydesk.intake.tags import check_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

__all__ = [
    "XmlDocument",
    "attribute",
    "child",
    "children",
    "descendants",
    "entity_text",
    "name_of",
    "parse_html",
    "parse_xml",
    "text_of",
]

MARKS_MAX: Final = 600_000
"""Most '<' and '=' read: a node costs 120 bytes of memory, and no article has a tenth of them."""

DEPTH_MAX: Final = 256
"""How deep the parser lets elements nest."""

MARKUP_REPAIRED: Final = "markup-repaired"
"""Warning: characters that XML forbids were taken out, or stray '&' read as themselves."""

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION: Final = re.compile(r"\s*+(?:<\?xml\b[^>]*+>)?")
_FORBIDDEN: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND: Final = re.compile(
    r"&(?:#(?P<number>\d{1,9}|[xX][0-9a-fA-F]{1,8});|(?P<name>\w{1,40});)?"
)
_OWN_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LIMIT_CODES: Final = frozenset({etree.ErrorTypes.ERR_ENTITY_LOOP, 114})
_HTML_LIMIT_CODES: Final = frozenset({114})


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed document, and warnings about how it was read."""

    root: Element
    warnings: tuple[str, ...] = ()


def parse_xml(value: bytes, content_type: str) -> XmlDocument:
    """Return the document in `value`.

    Raises RejectedError: not text, not XML, entities of its own, or over a limit.
    """
    decoded = decode(value, parameters(content_type).get("charset"))
    # Matched where the text begins alone: a search would try it at each of a million spaces.
    declared = _DECLARATION.match(decoded.text)
    text = decoded.text[declared.end() :] if declared else decoded.text
    _check_marks(text)
    try:
        return XmlDocument(_parsed(text), decoded.warnings)
    except etree.XMLSyntaxError as error:
        _refuse_limits(error)
        repaired = _mended(text)
        if repaired == text:
            raise _not_xml(error) from error
    try:
        root = _parsed(repaired)
    except etree.XMLSyntaxError as error:
        _refuse_limits(error)
        raise _not_xml(error) from error
    return XmlDocument(root, (*decoded.warnings, MARKUP_REPAIRED))


def parse_html(text: str) -> Element | None:
    """Return the tree of a fragment of HTML or XHTML; None when it holds nothing.

    Raises RejectedError when it is over a limit: the parser would drop what is beyond it.
    """
    _check_marks(text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    clean = _FORBIDDEN.sub("", text)
    if not clean.strip():
        return None
    check_attributes(clean)
    try:
        root = etree.fromstring(clean.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    if any(entry.type in _HTML_LIMIT_CODES for entry in parser.error_log):
        sentence = f"The markup nests deeper than {DEPTH_MAX} elements, or is over 10 MB in one."
        raise RejectedError(sentence, reason=Reason.UNSAFE_MARKUP)
    return root


def name_of(element: Element) -> str:
    """Return the local name of an element; '' for an entity reference."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children with one of the local `names`, whatever their namespace."""
    for one in element:
        if name_of(one) in names:
            yield one


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant down `path` of local names, None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield the element and its descendants with one of the local `names`, in document order."""
    for one in element.iter():
        if name_of(one) in names:
            yield one


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute without the white space around it, None when absent or blank.

    name: 'lang' means xml:lang too.
    """
    if element is None:
        return None
    found = element.get(name) or (element.get(_LANG) if name == "lang" else None)
    return (found or "").strip() or None


def text_of(element: Element | None) -> str | None:
    """Return the text in an element on one line, None when it has none."""
    if element is None:
        return None
    return " ".join("".join(_ordered(element)).split()) or None


def entity_text(element: Element) -> str:
    """Return the character that an entity reference names ('mdash'), '' for an unknown one."""
    return html5.get(f"{getattr(element, 'name', '')};", "")


def _ordered(element: Element) -> Iterator[str]:
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield (one.text or "") if isinstance(one.tag, str) else entity_text(one)
        elif one is not element:
            yield one.tail or ""


def _parsed(text: str) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(text.encode(), parser)
    dtd = root.getroottree().docinfo.internalDTD
    # lxml-stubs does not know the method.
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        sentence = "The XML declares entities of its own; they are never expanded or fetched here."
        raise RejectedError(sentence, reason=Reason.UNSAFE_MARKUP)
    return root


def _check_marks(text: str) -> None:
    marks = text.count("<") + text.count("=")
    if marks > MARKS_MAX:
        sentence = f"The markup has {marks} tags and attributes; the limit is {MARKS_MAX}."
        raise OversizeError(sentence)


def _refuse_limits(error: etree.XMLSyntaxError) -> None:
    if getattr(error, "code", None) not in _LIMIT_CODES:
        return
    message = str(error)
    if "amplification" in message or "loop" in message:
        sentence = "The XML has entities that grow without end."
    elif "depth" in message:
        sentence = f"The XML nests deeper than {DEPTH_MAX} elements."
    else:
        sentence = "The XML has one text or attribute of more than 10 MB."
    raise RejectedError(sentence, reason=Reason.UNSAFE_MARKUP) from error


def _not_xml(error: etree.XMLSyntaxError) -> UndecodableError:
    line, column = error.position
    sentence = f"The value is not well-formed XML: it breaks at line {line}, column {column}."
    return UndecodableError(sentence, reason=Reason.NOT_XML)


def _mended(text: str) -> str:
    return _AMPERSAND.sub(_as_text, _FORBIDDEN.sub("", text))


def _as_text(found: re.Match[str]) -> str:
    """Keep what XML knows, spell out what only HTML knows, and escape a bare '&'."""
    number, name = found["number"], found["name"]
    if number is not None:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        is_char = code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))  # noqa: PLR2004 - Unicode's end
        return found[0] if is_char else ""
    if name in _OWN_ENTITIES:
        return found[0]
    char = html5.get(f"{name};") if name else None
    return char if char is not None and char not in "<&" else "&amp;" + found[0][1:]
