"""Read the blocks of marked-up copy: the paragraphs, subheads, quotes and lists of its elements.

For markup that an agency made of a story: XHTML and NITF bodies, and the HTML in feeds. Web pages,
with a site around the story, are for `html`.
Must not: repair text, or judge a block by its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from copydesk.draft import BlockKind
from copydesk.errors import OversizeError
from copydesk.intake.items import BODY_CHARS_MAX
from copydesk.intake.xmltree import entity_text, name_of, parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Blocks", "blocks_in", "fragment_blocks", "without_headline"]

Blocks = tuple[tuple[BlockKind, str], ...]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SKIPPED: Final = _words(
    "head script style noscript template iframe object embed svg math form button select "
    "textarea nav footer video audio canvas img body.head body.end media-reference "
    "media-metadata media-object media-producer credit nitf-table-metadata copyrite fn"
)
_KINDS: Final = {
    "h1": BlockKind.HEADLINE,
    "hl1": BlockKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "hl2"), BlockKind.SUBHEAD),
    **dict.fromkeys(("blockquote", "bq"), BlockKind.QUOTE),
    **dict.fromkeys(("li", "dd", "dt", "tr"), BlockKind.LIST),
    **dict.fromkeys(("figcaption", "caption", "media-caption"), BlockKind.CAPTION),
}
_BREAKING: Final = _words(
    "p div section article main header body html block body.content content table tbody "
    "thead tfoot ul ol dl pre hr address details summary center fieldset nitf-table abstract"
) | frozenset(_KINDS)
_PICTURES: Final = frozenset({"figure", "media"})
_BOLD: Final = frozenset({"b", "strong"})
_CELLS: Final = frozenset({"td", "th"})
_BLANK_LINE: Final = re.compile(r"\n[ \t\r\f\v]*\n")
_SENTENCE_END: Final = re.compile(r"[.!…:;,][\"”’')]*\Z")  # noqa: RUF001 - as copy prints them
SUBHEAD_CHARS_MAX: Final = 80


def fragment_blocks(text: str) -> Blocks:
    """Return the blocks of HTML or XHTML, be it a whole document or a fragment; () when empty.

    Raises RejectedError when the markup is over a limit.
    """
    root = parse_html(text)
    return () if root is None else blocks_in(root)


def blocks_in(root: Element) -> Blocks:
    """Return the blocks of the tree under `root`, in reading order.

    A first-level heading is a HEADLINE block; `without_headline` takes it out.
    Raises OversizeError when they are longer than any article.
    """
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            if event == "start":
                writer.write(entity_text(element) + (element.tail or ""))
            continue
        name = name_of(element).lower()
        if event == "start":
            if name in _SKIPPED:
                walk.skip_subtree()
                continue
            writer.open(name)
            writer.write(element.text or "")
        else:
            if name not in _SKIPPED:
                writer.close(name)
            if element is not root:
                writer.write(element.tail or "")
    writer.flush()
    return tuple(writer.blocks)


def without_headline(blocks: Blocks) -> tuple[str | None, Blocks]:
    """Return the first headline among `blocks`, and the others; a second headline is a subhead."""
    headline = next((text for kind, text in blocks if kind is BlockKind.HEADLINE), None)
    rest = tuple(
        (BlockKind.SUBHEAD if kind is BlockKind.HEADLINE else kind, text)
        for kind, text in blocks
        if not (kind is BlockKind.HEADLINE and text == headline)
    )
    return headline, rest


class _Writer:
    """Gathers text until an element ends the block, and knows what the open elements make of it."""

    def __init__(self) -> None:
        self.blocks: list[tuple[BlockKind, str]] = []
        self._parts: list[str] = []
        self._kinds: list[BlockKind] = []
        self._pictures = 0
        self._pre = 0
        self._bold = 0
        self._bold_chars = 0
        self._plain_chars = 0
        self._chars = 0

    def open(self, name: str) -> None:
        """Enter an element."""
        if name in _BREAKING or name in _PICTURES:
            self.flush()
        if name in _KINDS:
            self._kinds.append(_KINDS[name])
        self._pictures += name in _PICTURES
        self._pre += name == "pre"
        self._bold += name in _BOLD
        if name == "br":
            self._parts.append("\n")

    def close(self, name: str) -> None:
        """Leave an element."""
        if name in _BREAKING or name in _PICTURES:
            self.flush()
        if name in _KINDS:
            self._kinds.pop()
        self._pictures -= name in _PICTURES
        self._pre -= name == "pre"
        self._bold -= name in _BOLD
        if name in _CELLS:
            self._parts.append(" ")

    def write(self, text: str) -> None:
        """Take text of the open block; in a picture only its caption is text."""
        if not text or (self._pictures and BlockKind.CAPTION not in self._kinds):
            return
        chars = len(text.strip())
        self._bold_chars += chars if self._bold else 0
        self._plain_chars += 0 if self._bold else chars
        # Line ends in markup are spaces; those of <br> and <pre> are the copy's own.
        self._parts.append(text if self._pre else text.replace("\n", " ").replace("\r", " "))

    def flush(self) -> None:
        """End the block; an empty line inside it divides it."""
        text = "".join(self._parts)
        is_bold = self._bold_chars > 0 and self._plain_chars == 0
        self._parts.clear()
        self._bold_chars = self._plain_chars = 0
        kind = self._kinds[-1] if self._kinds else BlockKind.PARAGRAPH
        if BlockKind.CAPTION in self._kinds:
            kind = BlockKind.CAPTION
        self._chars += len(text)
        if self._chars > BODY_CHARS_MAX:
            sentence = f"The article has more than {BODY_CHARS_MAX} characters, which is the limit."
            raise OversizeError(sentence)
        for part in _BLANK_LINE.split(text):
            line = " ".join(part.split())
            if line:
                self.blocks.append((_refined(kind, line, is_bold=is_bold), line))


def _refined(kind: BlockKind, text: str, *, is_bold: bool) -> BlockKind:
    """A short paragraph all in bold, that is no sentence, is how agencies mark a subhead."""
    is_heading = len(text) <= SUBHEAD_CHARS_MAX and not _SENTENCE_END.search(text)
    return BlockKind.SUBHEAD if kind is BlockKind.PARAGRAPH and is_bold and is_heading else kind
