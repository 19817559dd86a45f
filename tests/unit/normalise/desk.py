"""The one place where the tests of normalising touch its interface."""

from __future__ import annotations

from dataclasses import replace

from copydesk.draft import BlockKind, Copy, Draft, Source
from copydesk.normalise import normalise

WIRE = Source(id="harbour-wire")


def unknown(_text: str) -> str | None:
    """Identify no language."""
    return None


def clean(body: str, *, headline: str | None = None, byline: str | None = None) -> Copy:
    """Return the copy made of `body` with the headline and byline its source states."""
    draft = Draft(body=body, source=WIRE, headline=headline, byline=byline)
    return normalise(draft, unknown)


def again(copy: Copy, *, headline: str | None = None) -> Copy:
    """Return the copy made of the text of `copy`."""
    return clean(replace(copy).text, headline=headline)


def texts(copy: Copy, kind: BlockKind) -> tuple[str, ...]:
    """Return the texts of the blocks of one kind, in reading order."""
    return tuple(copy.text[block.start : block.end] for block in copy.blocks if block.kind is kind)
