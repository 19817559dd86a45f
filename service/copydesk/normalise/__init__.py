"""Turn what a source sent into clean copy: repaired text in blocks, with byline and language.

Must not: read a format's markup (intake does), find entities or datelines (enrich does), or reject
an article: a body without text comes out as empty copy, and the caller decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from copydesk.draft import Block, BlockKind, Copy
from copydesk.normalise.blocks import compose
from copydesk.normalise.byline import Byline, is_credit, read_byline
from copydesk.normalise.language import Identify, decide_language
from copydesk.normalise.layout import read_blocks, read_units
from copydesk.normalise.mojibake import mend
from copydesk.normalise.text import one_line, repair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.draft import Draft

__all__ = ["Identify", "normalise"]

BLOCK_SEPARATOR: Final = "\n\n"


def normalise(draft: Draft, identify: Identify) -> Copy:
    """Return the clean copy of `draft`; the same draft always gives the same copy.

    identify: text to its language, None when unclear; it is shown the beginning of the text.
    A body that is empty, or all chrome, gives copy without text and blocks. Raises nothing.
    """
    mended = _mended(draft)
    warnings = [*draft.warnings, *(("mojibake-repaired",) if mended != draft else ())]
    draft = mended
    stated = one_line(draft.headline or "") or None
    units = read_blocks(draft.blocks) if draft.blocks else read_units(repair(draft.body))
    story = compose(units, stated)
    if not story.blocks:
        return Copy(text="", blocks=(), warnings=tuple(warnings))
    if stated is None and story.headline is not None:
        warnings.append("headline-from-text")
    blocks = story.blocks
    if story.headline is not None:
        blocks = ((BlockKind.HEADLINE, story.headline), *blocks)
    text, spans = _laid_out(blocks)
    byline = _byline(draft, story.bylines)
    language, doubts = decide_language(draft.language, text, identify)
    return Copy(
        text=text,
        blocks=spans,
        byline=byline.text or None,
        byline_names=byline.names,
        byline_agency=byline.agency,
        language=language,
        warnings=(*warnings, *doubts),
    )


def _byline(draft: Draft, printed: tuple[str, ...]) -> Byline:
    """Return the byline that the source states, else prints, else prints as it seems.

    printed: the lines of the text that are one. What names a writer is better than what does not.
    """
    stated = one_line(draft.byline or "")
    seeming = [line for line in map(one_line, draft.credits) if is_credit(line)][:1]
    candidates = [
        read_byline(lines, draft.byline_agency)
        for lines in ((stated,) if stated else (), printed, seeming)
        if lines
    ]
    with_names = (one for one in candidates if one.names)
    return next(with_names, candidates[0] if candidates else Byline(""))


def _mended(draft: Draft) -> Draft:
    return replace(
        draft,
        body=mend(draft.body),
        blocks=tuple((kind, mend(text)) for kind, text in draft.blocks),
        headline=draft.headline and mend(draft.headline),
        byline=draft.byline and mend(draft.byline),
        credits=tuple(map(mend, draft.credits)),
    )


def _laid_out(blocks: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the blocks, a blank line between any two, and where each one stands."""
    spans: list[Block] = []
    start = 0
    texts: list[str] = []
    for kind, text in blocks:
        spans.append(Block(kind, start, start + len(text)))
        texts.append(text)
        start += len(text) + len(BLOCK_SEPARATOR)
    return BLOCK_SEPARATOR.join(texts), tuple(spans)
