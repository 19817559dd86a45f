"""Read one web page: bytes to text, text to tree, tree to facts and blocks, all to one draft.

Must not: be imported before a page is read; it loads the extractor, which takes half a second.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind, Draft
from copydesk.errors import OversizeError, Reason, RejectedError
from copydesk.intake.encoding import decode_page, narrowed
from copydesk.intake.html.coverage import (
    covered_by,
    holds_prose,
    is_mostly_prose,
    prose_in,
)
from copydesk.intake.html.extractor import story_texts
from copydesk.intake.html.head import divide_head, printed_day, printed_title, signed_lines
from copydesk.intake.html.metadata import Facts, facts_of
from copydesk.intake.html.parsing import PAGE_BYTES_MAX, PLAIN_BYTES_MAX, parse, without_bulk
from copydesk.intake.html.pieces import cut
from copydesk.intake.html.statements import BY
from copydesk.intake.html.story import Blocks, fragment_blocks, story_blocks
from copydesk.intake.items import listed
from copydesk.intake.sniffing import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.intake.html.dates import Moment
    from copydesk.intake.html.pieces import Pieces

__all__ = ["read_fragment", "read_page"]

TAGS_MAX: Final = 25_000
DEPTH_MAX: Final = 200
DENSITY_MAX: Final = 1_500
CHARS_MAX: Final = 3_000_000
"""The extractor takes more than linear time and memory, so pages beyond these are read without it.
The pages of the check set have up to 6,000 tags, 30 deep, 40 of them in one paragraph."""
_WORDS_SHARE: Final = 0.4
"""A page that shows less of the body it describes than this has it drawn by a script."""
_ERROR_PAGE: Final = re.compile(
    r"(?:error )?(?:40\d|50\d)(?: error)?(?:\W{1,3}(?:page )?(?:not found|forbidden).{0,20})?"
    r"|(?:(?:this )?page|article|file|story) (?:was )?(?:not|cannot be|can't be) found.{0,20}"
    r"|not found|access denied.{0,20}|forbidden|just a moment\W*|attention required.{0,20}"
    r"|are you (?:a robot|human)\W*|(?:robot|security) check\W*|subscribe to read.{0,20}"
    r"|(?:service|site|page) (?:temporarily )?unavailable"
    r"|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li)\b", re.IGNORECASE)
_BODY_KINDS: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST})


def read_page(value: bytes, content_type: str) -> tuple[Draft, ...]:
    """Return the one draft of a page. Raises as `read_html` does."""
    if len(value) > PAGE_BYTES_MAX:
        sentence = f"The page has {len(value)} bytes; the limit is {PAGE_BYTES_MAX}."
        raise OversizeError(sentence)
    if len(value) > PLAIN_BYTES_MAX:
        value = without_bulk(narrowed(value).replace(b"\x00", b""))
    decoded = decode_page(value, parameters(content_type).get("charset"))
    text, warnings = decoded.text, decoded.warnings
    tree = parse(text)
    facts = facts_of(tree)
    page = cut(tree)
    facts = replace(facts, headline=printed_title(facts.headline, page))
    divide_head(page, facts.headline)
    facts = replace(
        facts,
        credits=(*facts.credits, *signed_lines(page, facts.headline)),
        published=facts.published or printed_day(page, facts.headline),
    )
    if _is_unwieldy(text, page):
        covered, warnings = prose_in(page), (*warnings, "read-by-structure")
    else:
        covered = covered_by((*story_texts(tree), facts.body), page)
        if not holds_prose(page, covered) and (facts.described or is_mostly_prose(page)):
            covered = prose_in(page)
    if facts.headline and _ERROR_PAGE.fullmatch(facts.headline):
        sentence = "The page is one that a site shows instead of an article."
        raise RejectedError(sentence, reason=Reason.NO_TEXT)
    writers = (*facts.authors, *(BY.sub("", line) for line in facts.credits))
    blocks = story_blocks(page, covered, facts.headline, writers)
    if _words(text for kind, text in blocks if kind in _BODY_KINDS) < _WORDS_SHARE * _words(
        [facts.body]
    ):
        blocks = read_fragment(_paragraphs(facts.body))
        warnings += ("body-from-json-ld",)
    if not any(kind in _BODY_KINDS for kind, _ in blocks):
        sentence = "The page holds no text that could be an article's."
        raise RejectedError(sentence, reason=Reason.NO_TEXT)
    return (_draft(facts, blocks, warnings),)


def _is_unwieldy(text: str, page: Pieces) -> bool:
    is_large = len(text) > CHARS_MAX or text.count("<") > TAGS_MAX
    return is_large or page.depth > DEPTH_MAX or page.density > DENSITY_MAX


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _paragraphs(body: str) -> str:
    """Return a body of plain lines as markup; one that has tags already as it is."""
    if _TAG.search(body):
        return body
    return "".join(f"<p>{escape(line)}</p>" for line in body.splitlines() if line.strip())


def read_fragment(text: str) -> Blocks:
    """Return the blocks of a body. Raises as `html_body_blocks` does."""
    text = text.replace("\x00", "")
    return fragment_blocks(cut(parse(text))) if text.strip() else ()


def _draft(facts: Facts, blocks: Blocks, warnings: tuple[str, ...]) -> Draft:
    for name, moment in (("published-at", facts.published), ("updated-at", facts.updated)):
        warnings += _doubts(name, moment)
    return Draft(
        body="",
        blocks=blocks,
        source=facts.source,
        url=facts.url,
        headline=facts.headline,
        byline=", ".join(filter(None, (listed(facts.authors), facts.agency))) or None,
        byline_agency=facts.agency,
        credits=facts.credits,
        language=facts.language,
        section_labels=facts.sections,
        keywords=facts.keywords,
        published_at=facts.published.at if facts.published else None,
        updated_at=facts.updated.at if facts.updated else None,
        dateline=facts.dateline,
        located=facts.located,
        warnings=warnings,
    )


def _doubts(name: str, moment: Moment | None) -> tuple[str, ...]:
    if moment is None or moment.has_zone:
        return ()
    return (f"no-zone-in-{name}",) if moment.has_time else (f"no-time-in-{name}",)
