"""Parse a page's text into a tree, within bounds that keep time and memory small.

Must not: fetch anything, keep scripts of gigantic pages, or look for the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from copydesk.errors import OversizeError, Reason, RejectedError
from copydesk.intake.tags import check_attributes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["PAGE_BYTES_MAX", "PLAIN_BYTES_MAX", "parse", "without_bulk"]

PAGE_BYTES_MAX: Final = 32_000_000
PLAIN_BYTES_MAX: Final = 2_000_000
"""Longer pages lose scripts, styles, comments and inlined data before they are decoded: one emoji
makes four bytes of each character."""
MARKUP_BYTES_MAX: Final = 8_000_000
MARKUP_CHARS_MAX: Final = 4_000_000
TAGS_MAX: Final = 100_000
"""Start and end tags. The pages of the check set have 2,000 to 6,000."""
ATTRIBUTE_BYTES_MAX: Final = 20_000
DEPTH_LIMIT_ERROR: Final = "ERR_RESOURCE_LIMIT"

_BULK: Final = (
    (b"<script", b"</script"),
    (b"<style", b"</style"),
    (b"<svg", b"</svg"),
    (b"<!--", b"-->"),
)
_LONG_ATTRIBUTE: Final = re.compile(
    rb"=\s*+(?:\"[^\"<>]{%d,}+\"|'[^'<>]{%d,}+')" % (ATTRIBUTE_BYTES_MAX, ATTRIBUTE_BYTES_MAX)
)
_METADATA_SCRIPT: Final = b"ld+json"
# The parser would close the head at one of these and put all that follows into the body.
_XML_DECLARATION: Final = re.compile(r"\s*(?:<\?xml[^>]{0,300}>\s*)?")


_NO_MARKUP: Final = "The value holds no markup that could be a page."


def parse(text: str) -> _Element:
    """Return the tree of a page or a fragment.

    Raises OversizeError for a page whose markup is over a limit or nests too deep; RejectedError
    where there is no element at all.
    """
    text = _XML_DECLARATION.sub("", text, count=1)
    _check_size(text)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise RejectedError(_NO_MARKUP, reason=Reason.NO_TEXT) from error
    if tree is None:
        raise RejectedError(_NO_MARKUP, reason=Reason.NO_TEXT)
    if any(entry.type_name == DEPTH_LIMIT_ERROR for entry in parser.error_log):
        sentence = "The page nests its elements deeper than any reader can follow (2,048)."
        raise OversizeError(sentence, reason=Reason.UNSAFE_MARKUP)
    return tree


def _check_size(text: str) -> None:
    if len(text) > MARKUP_CHARS_MAX:
        sentence = (
            f"The page has {len(text)} characters of markup without its scripts; the limit is "
            f"{MARKUP_CHARS_MAX}."
        )
        raise OversizeError(sentence)
    tags = text.count("<")
    if tags > TAGS_MAX:
        sentence = f"The page has {tags} tags; the limit is {TAGS_MAX}."
        raise OversizeError(sentence)
    check_attributes(text)


def without_bulk(value: bytes) -> bytes:
    """Return a page without what carries no words: scripts but for metadata, styles, drawings.

    Raises OversizeError where what is left is more than any page's own markup.
    """
    for opening, closing in _BULK:
        value = _without(value, opening, closing)
    value = _LONG_ATTRIBUTE.sub(b'=""', value)
    if len(value) > MARKUP_BYTES_MAX:
        sentence = (
            f"The page has {len(value)} bytes of markup without its scripts; the limit is "
            f"{MARKUP_BYTES_MAX}."
        )
        raise OversizeError(sentence)
    return value


def _without(value: bytes, opening: bytes, closing: bytes) -> bytes:
    lowered = value.lower()
    kept = bytearray()
    at = 0
    while True:
        start = lowered.find(opening, at)
        if start < 0:
            break
        end = lowered.find(closing, start)
        end = len(value) if end < 0 else end + len(closing)
        is_metadata = _METADATA_SCRIPT in lowered[start : min(end, start + 300)]
        kept += value[at : end if is_metadata else start]
        at = end
    kept += value[at:]
    return bytes(kept)
