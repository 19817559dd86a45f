"""Make the corpora agree on where a name begins and ends, following newswire practice.

Titles, a small 'the' and possessives stand outside a name; 'Denver, Colorado' is two places; a
nationality is no place.
Must not: change a type, or add a span that no annotator marked.
"""

from __future__ import annotations

from copydesk.enrich.entities.lexicon import WordFlag
from training.entities.corpora import Sentence

__all__ = ["harmonised"]


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(text.split())


_TITLES = frozenset(
    _words("""
    mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady prof prof. professor president gov.
    governor sen. senator rep. gen. general col. colonel lt. capt. captain sgt. pope king queen
    prince princess minister chancellor judge justice secretary mayor rev. chairman coach sheikh
    ayatollah
""")
)
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_PLACES = WordFlag.COUNTRY | WordFlag.REGION | WordFlag.CITY


def harmonised(sentence: Sentence, flags: dict[str, int]) -> Sentence:
    """The sentence with its spans trimmed, split or dropped by the rules above.

    flags: gazetteer bits by lower-cased word.
    """
    spans = []
    for span in sentence.spans:
        start, end, kind = span
        tokens = sentence.tokens
        while start < end and tokens[start] == "the":
            start += 1
        while end > start and tokens[end - 1] in _POSSESSIVE:
            end -= 1
        while kind == "PER" and end - start > 1 and tokens[start].lower() in _TITLES:
            start += 1
        if kind == "LOC" and end - start == 1:
            bits = flags.get(tokens[start].lower(), 0)
            if bits & WordFlag.DEMONYM and not bits & _PLACES:
                continue
        comma = next((place for place in range(start, end) if tokens[place] == ","), None)
        if kind == "LOC" and comma is not None and start < comma < end - 1:
            spans += [(start, comma, kind), (comma + 1, end, kind)]
        elif start < end:
            spans.append((start, end, kind))
    return Sentence(sentence.tokens, tuple(spans))
