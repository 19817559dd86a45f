"""Cut a page's tree into pieces of text, each with the boxes it stands in.

One pass, in the reader's order, without recursion: a page may nest as deep as it likes.
Must not: judge whether a piece belongs to the story; `story` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from copydesk.intake.html.markup import BREAKS, DROPPED, IMAGES, INLINE, Trait, trait_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["HEADINGS", "NO_BOX", "Box", "Piece", "Pieces", "cut"]

NO_BOX: Final = -1
"""The box of text that stands in none."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Box:
    """A block element: its place in the list of boxes is its name.

    parent: place of the box around it, NO_BOX for the root; trait: its own, not inherited;
    names: its class and id; has_image: whether an image stands in it, or in a box within it.
    """

    parent: int
    tag: str
    names: str
    trait: Trait
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two block boundaries, white space collapsed.

    linked, strong, slanted: characters of `text` in links, bold and italics; lines: the text cut
    at its line breaks.
    """

    text: str
    box: int
    linked: float
    strong: float
    slanted: float
    lines: tuple[str, ...]


@dataclass(slots=True)
class Pieces:
    """A page in pieces, with its boxes; parents stand before their children.

    depth: how many elements stand in each other at most; density: in one piece at most.
    """

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    depth: int = 0
    density: int = 0


@dataclass(slots=True)
class _Line:
    """The text gathered since the last block boundary, with where its marks began."""

    parts: list[str] = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    strong: int = 0
    slanted: int = 0
    breaks: int = 0
    elements: int = 0


class _Cutter:
    """Gathers text as the walk goes through the tree."""

    def __init__(self) -> None:
        self.page = Pieces()
        self.box = NO_BOX
        self.line = _Line()
        self.links = 0
        self.bolds = 0
        self.italics = 0

    def open(self, tag: str, names: str, trait: Trait) -> None:
        """Begin a block."""
        self.flush()
        self.page.boxes.append(Box(self.box, tag, names, trait))
        self.box = len(self.page.boxes) - 1

    def close(self) -> None:
        """End the innermost block."""
        self.flush()
        self.box = self.page.boxes[self.box].parent

    def see_image(self) -> None:
        """Note an image in the boxes around it."""
        box = self.box
        while box != NO_BOX and not self.page.boxes[box].has_image:
            self.page.boxes[box].has_image = True
            box = self.page.boxes[box].parent

    def mark(self, tag: str, step: int) -> None:
        """Enter (1) or leave (-1) an inline element."""
        self.line.elements += 1
        if tag == "a":
            self.links += step
        elif tag in {"b", "strong"}:
            self.bolds += step
        elif tag in {"i", "em", "cite"}:
            self.italics += step

    def break_line(self) -> None:
        """Take a line break; the second in a row ends the paragraph, as old pages write them."""
        if self.line.breaks:
            self.flush()
        elif self.line.parts:
            self.line.parts.append("\n")
            self.line.breaks = 1

    def text(self, text: str | None) -> None:
        """Take text where the walk stands."""
        if not text:
            return
        line = self.line
        if text.isspace():
            line.parts.append(" ")
            return
        line.parts.append(text.replace("\n", " ").replace("\r", " "))
        line.breaks = 0
        chars = len(text)
        line.chars += chars
        if self.links:
            line.linked += chars
        if self.bolds:
            line.strong += chars
        if self.italics:
            line.slanted += chars

    def flush(self) -> None:
        """End the piece, if there is any text in it."""
        line = self.line
        self.page.density = max(line.elements // 2, self.page.density)
        if not line.chars:
            if line.parts:
                self.line = _Line()
            return
        lines = tuple(
            joined for part in "".join(line.parts).split("\n") if (joined := " ".join(part.split()))
        )
        if lines:
            self.page.pieces.append(
                Piece(
                    text=" ".join(lines),
                    box=self.box,
                    linked=line.linked / line.chars,
                    strong=line.strong / line.chars,
                    slanted=line.slanted / line.chars,
                    lines=lines,
                )
            )
        self.line = _Line()


def cut(tree: _Element) -> Pieces:
    """Return the pieces of `tree` in reading order. Raises nothing."""
    cutter = _Cutter()
    blocks: set[_Element] = set()
    depth = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "start":
                walk.skip_subtree()
            else:
                cutter.text(element.tail)
            continue
        if event == "start":
            depth += 1
            cutter.page.depth = max(depth, cutter.page.depth)
            if _is_dropped(element, tag):
                walk.skip_subtree()
            else:
                _begin(cutter, element, tag, blocks)
            continue
        depth -= 1
        if element in blocks:
            blocks.discard(element)
            cutter.close()
        elif tag in BREAKS:
            cutter.break_line()
        elif tag in INLINE and not _is_dropped(element, tag):
            cutter.mark(tag, -1)
        if element is not tree:
            cutter.text(element.tail)
    cutter.flush()
    return cutter.page


def _is_dropped(element: _Element, tag: str) -> bool:
    return tag in DROPPED or (element.get("hidden") is not None and tag != "html")


def _begin(cutter: _Cutter, element: _Element, tag: str, blocks: set[_Element]) -> None:
    names = element.get("class", "")
    identifier = element.get("id")
    if identifier:
        names = f"{names} {identifier}"
    if tag in INLINE or tag in BREAKS:
        is_caption = tag == "span" and names and trait_of(tag, names, "", "") is Trait.CAPTION
        if not is_caption:
            cutter.mark(tag, 1)
            cutter.text(element.text)
            return
    if tag in IMAGES:
        cutter.see_image()
    trait = trait_of(tag, names, element.get("role", ""), element.get("style", ""))
    cutter.open(tag, names, Trait.NONE if tag in {"html", "body"} else trait)
    blocks.add(element)
    cutter.text(element.text)
