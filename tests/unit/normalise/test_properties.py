# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""What holds for every text: exact offsets, no exception, and that reading twice equals once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.normalise.desk import again, clean

from copydesk.normalise.caption_labels import without_labels

if TYPE_CHECKING:
    from copydesk.draft import Copy

LINES = (
    "Share", "Breaking News", "'Share'", "> Share", "By JANE DOE", "Jane Doe | Reuters",
    "BBC News, Washington", "Jane Doe", "Toni Morris", "WASHINGTON —", "NEW YORK", "Politics",
    "Sport", "'Home'", "'Range of challenges'", "“Guatemala trip”",
    "Council votes to close library",
    "Council votes to close library | The Gazette", "Nobody Saw It Coming.", "What happens next?",
    "- Item one", "1. Item two", "* 'foo'", "> 'Foo bar'", "> > deep quote", "Friday, May 7, 2021",
    "Updated 3 hours ago", "The minister speaks in Farley, May 7, 2021.", "(AP Photo/Jane Doe)",
    "The bridge at Farley, May 7, 2021", "The council voted on Monday to close it, the mayor said.",
    "A second paragraph of the story follows here and ends properly.", "It was.", "Read more:",
    "More on this story", "Reporting by Ana Obeng; Editing by Tom Reyes", "lower case goes on",
    "immi-", "gration of people", "", "", "   An indented line begins here and goes on and on",
    "\u200b", "😀", "Q: What?", "”", "'", "> ", "«Foo»", "''x''", "Image caption, The bridge",
    "\u0301", "Associated Press", "The Daily Gazette", "世界", "10", "Staff", "By the numbers",
)  # fmt: skip
BODIES = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\n\n", " "))), max_size=14
).map(lambda lines: "".join(f"{line}{end}" for line, end in lines))
HEADLINES = st.sampled_from((None, "Council votes to close library", "Toni Morris", "News"))


def check_blocks(copy: Copy) -> None:
    ends = [-2, *(block.end for block in copy.blocks)]
    assert [block.start for block in copy.blocks] == [end + 2 for end in ends[:-1]]
    assert ends[-1] == (len(copy.text) if copy.blocks else -2)
    for block in copy.blocks:
        part = copy.text[block.start : block.end]
        assert part
        assert part == " ".join(part.split())
    copy.text.encode()


@given(BODIES, HEADLINES)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_pages(body: str, headline: str | None) -> None:
    """Blocks cover the text in order, and clean copy read again stays as it is.

    But for a caption that lost the label by which alone it was known.
    """
    copy = clean(body, headline=headline)
    check_blocks(copy)
    if copy.blocks and all(without_labels(line) == line for line in body.split("\n")):
        assert again(copy, headline=headline).text == copy.text


@given(st.text(max_size=200), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_text(body: str, headline: str | None, byline: str | None) -> None:
    """No text is refused or breaks anything."""
    copy = clean(body, headline=headline, byline=byline)
    check_blocks(copy)
    if copy.blocks:
        assert again(copy, headline=headline).text == copy.text


ODD = {
    "one-word": "a" * 1_000_000,
    "one-sentence": "word " * 200_000,
    "capitalised-words": "Word " * 200_000,
    "blank-lines": "\n" * 1_000_000,
    "short-lines": "ab\n" * 300_000,
    "quotation-marks": "'" * 1_000_000,
    "mail-quotes": "> " * 500_000,
    "combining-marks": "e" + "\u0301\u0316" * 500_000,
    "surrogates": "\ud800" * 1_000_000,
    "hyphened-lines": "immi-\n" * 160_000,
    "emoji": "👩\u200d🚒" * 300_000,
    "right-to-left": "\u202eשלום " * 150_000,
    "bylines": "By Jane Doe\n\n" * 20_000,
    "names-above-a-lede": "Jane Doe\n\n" * 20_000 + "The wall fell on Monday, he said.",
    "bars": " | " * 300_000,
    "chrome-and-story": "Share\n\nBy Jane Doe\n\nNews\n\nThe wall fell on Monday, he said.\n\n"
    * 5_000,
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_linear_time(name: str) -> None:
    """A million odd characters take seconds, not hours."""
    check_blocks(clean(ODD[name]))
