# ruff: noqa: RUF001 - sentences end in typeset marks
"""Ten real pages, read by hand, against what intake makes of them; skipped without the pages.

`make quality` shows the figures. `pages.json` holds, for each page, the SHA-256 of every block's
text (NFC, white space collapsed) with its kind and number of words, of the headline, and of every
sentence of a caption; never a publisher's text. What an editor may keep or drop (standfirst,
biography, trailer) is listed so and counts neither way. The floors fall only in commits of
their own.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import pytest

from copydesk.draft import BlockKind
from copydesk.intake.html import read_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.draft import Draft

PAGES: Final = Path(__file__).parents[4] / "shared" / "data" / "html"
CHECK_SET: Final = Path(__file__).with_name("pages.json")
BODY: Final = frozenset({"paragraph", "subhead", "quote", "list"})
OPTIONAL: Final = frozenset({"standfirst", "biography", "trailer"})

F1_FLOOR: Final = 0.97
F1_OF_EACH_FLOOR: Final = 0.97
KINDS_FLOOR: Final = 0.97
SENTENCE_WORDS_MIN: Final = 4

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="the ten pages are not here")


class Truth(TypedDict):
    """One page of the check set; a block is its digest, kind and number of words."""

    source_sha256: str
    headline: str
    date: str
    blocks: list[tuple[str, str, int]]
    caption_sentences: list[str]


@dataclass(frozen=True)
class Score:
    """How one page came out; words are of body blocks."""

    name: str
    right: int
    found: int
    true: int
    kinds_right: int
    kinds: int
    captions_in_body: int
    headline: bool
    date: bool

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.true)


def truths() -> dict[str, Truth]:
    loaded: dict[str, Truth] = json.loads(CHECK_SET.read_text(encoding="ascii"))
    return loaded


def source(name: str) -> bytes:
    return (PAGES / name / "source.html").read_bytes()


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()


def sentences(text: str) -> Iterable[str]:
    for sentence in re.split(r"(?<=[.!?…])[\"”’)]*\s+", normal(text)):
        if len(sentence.split()) >= SENTENCE_WORDS_MIN:
            yield sentence


def is_date(draft: Draft, stated: str) -> bool:
    """Whether the draft has the date that the page states, as exactly as it states it."""
    if draft.published_at is None:
        return False
    if len(stated) == len("2020-01-01"):
        return draft.published_at.date().isoformat() == stated
    moment = datetime.fromisoformat(stated)
    if moment.tzinfo is None:
        is_doubted = "no-zone-in-published-at" in draft.warnings
        return is_doubted and draft.published_at.replace(tzinfo=None) == moment
    return draft.published_at == moment and draft.published_at.utcoffset() == moment.utcoffset()


def score(name: str, truth: Truth) -> Score:
    (draft,) = read_html(source(name), "")
    kinds = {block: kind for block, kind, _ in truth["blocks"]}
    words = {block: count for block, _, count in truth["blocks"]}
    found = [(digest(text), kind.value, len(text.split())) for kind, text in draft.blocks]
    counted = [one for one in found if kinds.get(one[0]) not in OPTIONAL]
    captions = set(truth["caption_sentences"])
    return Score(
        name=name,
        right=sum(words[b] for b, kind, _ in counted if kind in BODY and kinds.get(b) in BODY),
        found=sum(count for _, kind, count in counted if kind in BODY),
        true=sum(count for _, kind, count in truth["blocks"] if kind in BODY),
        kinds_right=sum(kinds.get(block) == kind for block, kind, _ in counted),
        kinds=sum(kind not in OPTIONAL for kind in kinds.values()),
        captions_in_body=sum(
            digest(sentence) in captions
            for kind, text in draft.blocks
            if kind is BlockKind.PARAGRAPH
            for sentence in sentences(text)
        ),
        headline=digest(draft.headline or "") == truth["headline"],
        date=is_date(draft, truth["date"]),
    )


def table(scores: Iterable[Score]) -> str:
    rows = [
        f"{'page':<16} {'body F1':>8} {'kinds':>8} {'captions in body':>17} headline date",
        *(
            f"{s.name:<16} {s.f1():>8.3f} {s.kinds_right:>4}/{s.kinds:<3} {s.captions_in_body:>17} "
            f"{'right' if s.headline else 'WRONG':>8} {'right' if s.date else 'WRONG'}"
            for s in scores
        ),
    ]
    return "\n".join(rows)


@pytest.mark.parametrize("name", sorted(truths()))
def test_the_pages_are_those_that_were_read(name: str) -> None:
    """Digests say something about these bytes alone."""
    assert hashlib.sha256(source(name)).hexdigest() == truths()[name]["source_sha256"]


def test_the_ten_pages() -> None:
    """Body text, block kinds, headline and date as a person read them; no caption is body text."""
    scores = [score(name, truth) for name, truth in sorted(truths().items())]
    right, found, true = (
        sum(getattr(one, part) for one in scores) for part in ("right", "found", "true")
    )
    f1 = 2 * right / (found + true)
    kinds = sum(one.kinds_right for one in scores) / sum(one.kinds for one in scores)
    print(f"{table(scores)}\nall              {f1:>8.3f} {kinds:>8.3f}")
    assert f1 >= F1_FLOOR
    assert min(one.f1() for one in scores) >= F1_OF_EACH_FLOOR
    assert kinds >= KINDS_FLOOR
    assert sum(one.captions_in_body for one in scores) == 0
    assert all(one.headline and one.date for one in scores)
