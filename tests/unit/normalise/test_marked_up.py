"""Clean copy of marked-up drafts: the markup's blocks, repaired, without chrome."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.unit.normalise.desk import unknown

from copydesk.draft import BlockKind, Copy, Draft, Source
from copydesk.normalise import normalise

P, SUBHEAD, CAPTION = BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.CAPTION
QUOTE, LIST, DATELINE = BlockKind.QUOTE, BlockKind.LIST, BlockKind.DATELINE
LEDE = "The harbour authority said on Tuesday that the old ferry pier would be closed."
SECOND = "Commuters should use the north landing, it said in a statement."
Blocks = tuple[tuple[BlockKind, str], ...]


def copied(blocks: Blocks, headline: str | None = None, byline: str | None = None) -> Copy:
    draft = Draft(body="", blocks=blocks, source=Source("x"), headline=headline, byline=byline)
    return normalise(draft, unknown)


def told(copy: Copy) -> Blocks:
    return tuple((block.kind, copy.text[block.start : block.end]) for block in copy.blocks)


@dataclass(frozen=True)
class Case:
    name: str
    given: Blocks
    told: Blocks


CASES = [
    Case("kinds-are-kept", ((P, LEDE), (SUBHEAD, "Costs"), (QUOTE, SECOND), (LIST, "North")), ()),
    Case("short-paragraphs-stay", ((P, LEDE), (P, "North landing"), (P, SECOND)), ()),
    Case("caption-above-the-lede", ((CAPTION, SECOND), (P, LEDE)), ()),
    Case("stated-dateline", ((DATELINE, "BERGEN, Nov. 3"), (P, LEDE)), ()),
    Case("chrome-goes", ((P, LEDE), (P, "Advertisement"), (P, SECOND)), ((P, LEDE), (P, SECOND))),
    Case(
        "repaired-and-on-one-line",
        ((P, "  The pier\u00a0was\n closed\u00ad, the cafe\u0301 too, it said. "),),
        ((P, "The pier was closed, the café too, it said."),),
    ),
    Case("blank-blocks-go", ((P, " \u200b "), (P, LEDE)), ((P, LEDE),)),
    Case(
        "caption-set-as-a-paragraph",
        ((P, LEDE), (P, "FILE - The pier is seen on Nov. 2, 2026. (AP Photo/J. Roe)")),
        ((P, LEDE), (CAPTION, "FILE - The pier is seen on Nov. 2, 2026.")),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_markup_says_what_a_block_is(case: Case) -> None:
    """A block keeps its kind; its text is repaired and chrome is dropped."""
    assert told(copied(case.given, headline="Pier closes")) == (
        (BlockKind.HEADLINE, "Pier closes"),
        *(case.told or case.given),
    )


def test_repeated_headline_and_byline_line_leave_the_body() -> None:
    """What the markup prints again above the lede is head, not story."""
    copy = copied(
        ((SUBHEAD, "Pier closes for repairs"), (P, "By Ana Obeng"), (P, LEDE)),
        headline="Pier closes for repairs",
    )
    assert told(copy) == ((BlockKind.HEADLINE, "Pier closes for repairs"), (P, LEDE))
    assert copy.byline_names == ("Ana Obeng",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Christian Hollmann, dpa", ("Christian Hollmann",)),
        ("Par Élise Morel", ("Élise Morel",)),
        ("Ana Obeng and Frances d'Emilio", ("Ana Obeng", "Frances d'Emilio")),
    ],
)
def test_bylines_of_other_languages(byline: str, names: tuple[str, ...]) -> None:
    """'Von', 'Par' and 'Por' open a byline before a full name."""
    assert copied(((P, LEDE),), byline=byline).byline_names == names
