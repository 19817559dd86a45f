"""Web pages: one article among everything else that a page prints.

What is here is light; the parser and the extractor load when the first page is read.
Must not: fetch anything, or repair text; a draft says what the page said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.draft import BlockKind, Draft

__all__ = ["html_body_blocks", "read_html"]


def read_html(value: bytes, content_type: str) -> tuple[Draft, ...]:
    """Return the one draft of a page, its body in blocks.

    content_type: the header's value; its charset is believed where the bytes allow it.
    Raises OversizeError for a page over a limit or nested too deep, RejectedError (no-text) for one
    that holds no article.
    """
    from copydesk.intake.html.page import read_page  # noqa: PLC0415 - loads in 0.4 s, see above

    return read_page(value, content_type)


def html_body_blocks(text: str) -> tuple[tuple[BlockKind, str], ...]:
    """Return the blocks of a body that is HTML, in reading order; none where it has no text.

    Raises OversizeError and RejectedError as `read_html` does for its markup.
    """
    from copydesk.intake.html.page import read_fragment  # noqa: PLC0415 - loads in 0.4 s, see above

    return read_fragment(text)
