"""Tokens and sentences of news English, with offsets that slice back to the text."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.enrich.entities.tokens import SENTENCE_TOKENS_MAX, pieces, sentences, tokenise


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its parts, separated by spaces (tokens) or bars (sentences)."""

    name: str
    text: str
    parts: str


TOKENS = (
    Case("abbreviated-country", "the U.S. border", "the U.S. border"),
    Case("abbreviated-title", "Gov. Ann Li met Sen. Cole", "Gov. Ann Li met Sen. Cole"),
    Case("saint", "in St. Louis on Sept. 5", "in St. Louis on Sept. 5"),
    Case("initials", "J.R. Hale and Mary K. Orr", "J.R. Hale and Mary K. Orr"),
    Case("possessive-straight", "Mexico's plan", "Mexico 's plan"),
    Case("possessive-curly", "Friday\u2019s vote", "Friday \u2019s vote"),
    Case("name-with-apostrophe", "O'Rourke met N'Golo", "O'Rourke met N'Golo"),
    Case("hyphenated-name", "Jean-Luc Al-Amin", "Jean-Luc Al-Amin"),
    Case("place-with-suffix", "a Houston-based firm", "a Houston -based firm"),
    Case("two-countries-one-abbreviated", "U.S.-Mexico talks", "U.S. - Mexico talks"),
    Case("ampersand", "AT&T bought it", "AT&T bought it"),
    Case("currency", "$3.5 billion, €20", "$ 3.5 billion , € 20"),
    Case("quotes", "\u201cNo,\u201d he said.", "\u201c No , \u201d he said ."),
    Case("web-address", "see https://example.org/a?b=1 now", "see https://example.org/a?b=1 now"),
)
SENTENCES = (
    Case("stop-and-capital", "It rained. They left.", "It rained.|They left."),
    Case(
        "title-does-not-end", "He met Gov. Ann Li. She smiled.", "He met Gov. Ann Li.|She smiled."
    ),
    Case("country-may-end", "He left the U.S. He came back.", "He left the U.S.|He came back."),
    Case("country-mostly-goes-on", "the U.S. Senate met.", "the U.S. Senate met."),
    Case(
        "quote-closes-with-its-sentence", "\u201cGo.\u201d She went.", "\u201cGo.\u201d|She went."
    ),
    Case("straight-quotes", '"Go." "Why?" he asked.', '"Go."|"Why?" he asked.'),
    Case("company-goes-on", "Acme Inc. shares fell.", "Acme Inc. shares fell."),
    Case("decimal", "It rose 3.5 percent. Then it fell.", "It rose 3.5 percent.|Then it fell."),
)


@pytest.mark.parametrize("case", TOKENS, ids=lambda case: case.name)
def test_tokens(case: Case) -> None:
    """A text is cut where newswire practice cuts it."""
    assert [case.text[start:end] for start, end in tokenise(case.text)] == case.parts.split()


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case.name)
def test_sentences(case: Case) -> None:
    """A sentence ends where a reader would end it."""
    assert [case.text[start:end] for start, end in sentences(case.text)] == case.parts.split("|")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_pieces_cover_any_text(text: str) -> None:
    """The pieces joined are the text, whatever it holds, lone surrogates included."""
    assert "".join(pieces(text)) == text


def test_long_run_is_cut() -> None:
    """A run without a stop becomes sentences of a bounded number of tokens."""
    text = "Word " * 1000
    assert len(sentences(text)) == 1000 // SENTENCE_TOKENS_MAX
