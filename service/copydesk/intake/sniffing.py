"""Say which format a value is in by what its bytes show, and read what a content type says.

Must not: read the article, or weigh what the header claims against what the bytes show; `reading`
does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from copydesk.errors import Reason, RejectedError, UndecodableError
from copydesk.intake.encoding import decode, narrowed
from copydesk.intake.json_document import json_document

__all__ = [
    "JSON",
    "NINJS_WRAPPERS",
    "PLAIN_TEXT",
    "Shape",
    "check_is_text",
    "content_type_of",
    "is_json_feed",
    "is_ninjs",
    "media_type",
    "parameters",
    "shape",
    "unframed",
]

JSON: Final = "application/json"
PLAIN_TEXT: Final = "text/plain"

SNIFFED_WORDS_MIN: Final = 25
"""A value that nothing says is text must at least have the length of a lede to be taken for an
article: anything shorter is more likely a stray message than news (a lede has 25 to 40 words)."""

FRAME_BYTES: Final = 5
"""Schema-registry framing: a zero byte and a four-byte schema id before the JSON."""

HEAD_BYTES: Final = 65_536
"""How far the root element is looked for, behind comments and a document type."""

_JSON_FEED: Final = "jsonfeed.org/version/"
NINJS_WRAPPERS: Final = ("items", "_items", "newsitems")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ROOTS: Final = {
    "nitf": "nitf",
    "NewsML": "newsml-1",
    "rss": "rss",
    "RDF": "rss",
    "feed": "atom",
    **dict.fromkeys(
        (
            *("newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem"),
            *("planningItem", "catalogItem", "contentSet"),
        ),
        "newsml-g2",
    ),
}
_HTML_ELEMENTS: Final = _words(
    "a article b blockquote body br center div em figure font h1 h2 h3 h4 head header i img "
    "link main meta p script section span strong style table title ul"
)
_PROLOG: Final = re.compile(
    r"(?:\s++|<\?[^>]{0,2000}\?>|<!--(?:[^-]|-(?!->)){0,20000}+-->"
    r"|<!DOCTYPE\s(?P<doctype>[^\[>]{0,2000}+)(?:\[[^\]]{0,20000}+\]\s*+)?>)*+",
    re.IGNORECASE,
)
_ROOT: Final = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]{0,80})[\s/>]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the bytes show: a format's name, and whether they can hardly be anything else.

    format: None for markup that is in no format read here; `root` is its first element.
    """

    format: str | None
    is_certain: bool
    root: str | None = None


def media_type(content_type: str) -> str:
    """Return the bare type of a Content-Type value: 'Text/Plain; charset=x' -> 'text/plain'."""
    return content_type.partition(";")[0].strip().lower()


def parameters(content_type: str) -> dict[str, str]:
    """Return the parameters of a Content-Type value, names in lower case, quotes removed."""
    pairs = (part.partition("=") for part in content_type.split(";")[1:])
    return {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}


def content_type_of(header: bytes | None) -> str | None:
    """Return the declared content type, None when the header is absent, null or not text."""
    if header is None:
        return None
    declared = header.decode("latin-1").strip()
    return declared or None


def unframed(value: bytes) -> bytes:
    """Return a JSON value without the frame that registry-aware producers put before it."""
    framed = value[:1] == b"\x00" and value[FRAME_BYTES : FRAME_BYTES + 1] == b"{"
    return value[FRAME_BYTES:] if framed else value


def shape(value: bytes) -> Shape | None:
    """Return what `value` looks like, None when it is neither JSON nor markup."""
    start = value[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json_shape(value)
    if start.startswith(b"<") or value.startswith((b"<\x00", b"\x00<", b"\xff\xfe", b"\xfe\xff")):
        return _markup_shape(_head(value))
    return None


def is_ninjs(document: object) -> bool:
    """Whether parsed JSON has the shape of ninjs: an item names itself by `uri`.

    An article of the raw contract that happens to have one has `source` and `body` too.
    """
    first = document
    if isinstance(document, list):
        first = document[0] if document else None
    elif isinstance(document, dict) and "uri" not in document:
        held = next((document[name] for name in NINJS_WRAPPERS if name in document), None)
        first = held[0] if isinstance(held, list) and held else None
    if not isinstance(first, dict) or not isinstance(first.get("uri"), str):
        return False
    return not {"source", "body"} <= first.keys()


def is_json_feed(document: object) -> bool:
    """Whether parsed JSON names itself a JSON Feed, as every version asks."""
    version = document.get("version") if isinstance(document, dict) else None
    return isinstance(version, str) and _JSON_FEED in version


def check_is_text(value: bytes) -> None:
    """Raise RejectedError unless an undeclared `value` is text of an article's length."""
    text = decode(value, None).text
    if len(text.split(maxsplit=SNIFFED_WORDS_MIN)) < SNIFFED_WORDS_MIN or "\x00" in text:
        sentence = (
            "The value is not JSON and, with no content-type header, too short to be taken for "
            "the text of an article."
        )
        raise UndecodableError(sentence, reason=Reason.NOT_JSON)


def _json_shape(value: bytes) -> Shape:
    # Parsed twice only where it may be another: every raw article would pay for it.
    if b'"uri"' in value or b"jsonfeed.org" in value:
        try:
            document = json_document(value)
        except RejectedError:
            return Shape("raw-json", is_certain=False)
        if is_ninjs(document):
            return Shape("ninjs", is_certain=True)
        if is_json_feed(document):
            return Shape("json-feed", is_certain=True)
    is_raw = all(name in value for name in (b'"source"', b'"body"'))
    return Shape("raw-json", is_certain=is_raw and value.rstrip().endswith(b"}"))


def _head(value: bytes) -> str:
    return narrowed(value[:HEAD_BYTES]).decode("latin-1").removeprefix("\xef\xbb\xbf")


def _markup_shape(head: str) -> Shape | None:
    prolog = _PROLOG.match(head)
    rest = head[prolog.end() :] if prolog else head
    doctype = ((prolog and prolog["doctype"]) or "").split(maxsplit=1)
    if doctype and doctype[0].lower() == "html":
        return Shape("html", is_certain=True, root="html")
    found = _ROOT.match(rest)
    if found is None:
        return Shape(None, is_certain=False) if rest.startswith("<") else None
    name = found["name"]
    if name in _ROOTS:
        return Shape(_ROOTS[name], is_certain=True, root=name)
    if name.lower() == "html":
        return Shape("html", is_certain=True, root="html")
    if name.lower() in _HTML_ELEMENTS:
        return Shape("html", is_certain=False, root=name)
    return Shape(None, is_certain=False, root=name)
