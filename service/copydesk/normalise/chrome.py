# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Recognise the lines a page prints around its story, by the rules of two tables.

Precision first: a rule answers for a whole line, and a line that reads as a sentence of the story
is kept unless its rule is `firm`, that is, no story sentence has that form.
Must not: look at neighbours, or match a part of a line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from copydesk.normalise.chrome_rules import SITE_RULES, Rule
from copydesk.normalise.trailer_rules import TRAILER_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RULES", "chrome_rule", "is_sentence_end"]

RULES: Final = (*SITE_RULES, *TRAILER_RULES)

CHROME_CHARS_MAX: Final = 600
REMEMBERED: Final = 1024
"""Answers kept: lines are judged again in each reading of a story, and sites print the same."""
STORY_SENTENCE_WORDS: Final = 7
"""A line that ends as a sentence and has more words than this is the story's, not the page's."""

_SENTENCE_ENDS: Final = ".!?…。！？؟"
_CLOSING: Final = "\"'”’»)]"
_END_CHARS: Final = 24
_ABBREVIATED: Final = frozenset(
    (
        "Inc",
        "Co",
        "Corp",
        "Ltd",
        "Jr",
        "Sr",
        "St",
        "Mt",
        "No",
        "Gov",
        "Sen",
        "Rep",
        "Dr",
        "Gen",
        "vs",
    )
)
_ABBREVIATION_END: Final = re.compile(
    rf"(?:\b\w\.){{2,}}\Z|\b(?:{'|'.join(sorted(_ABBREVIATED))})\.\Z"
)
_EDGE: Final = " \t|>»›→▶►•·*-–—:«<←"


def _one_pattern(rules: Iterable[Rule], flags: re.RegexFlag) -> re.Pattern[str]:
    branches = (f"(?P<r{RULES.index(rule)}>{rule.pattern})" for rule in rules)
    return re.compile("|".join(branches), flags)


_CASED: Final = _one_pattern((rule for rule in RULES if rule.cased), re.NOFLAG)
_SMALL: Final = tuple(rule for rule in RULES if not (rule.cased or rule.needs))
_UNCASED: Final = _one_pattern(_SMALL, re.IGNORECASE)
# A story's sentences, most of what is asked about, need only the rules that could take them.
_FIRM: Final = _one_pattern((rule for rule in _SMALL if rule.firm), re.IGNORECASE)
_BY_WORD: Final = tuple(
    (rule.needs, _one_pattern((rule,), re.IGNORECASE)) for rule in RULES if rule.needs
)


def is_sentence_end(line: str) -> bool:
    """Whether `line` ends as a sentence; a closing abbreviation ('U.S.') does not count."""
    tail = line[-_END_CHARS:]
    end = tail.rstrip(_CLOSING)[-1:]
    if not end or end not in _SENTENCE_ENDS:
        return False
    if tail[-1] != ".":
        return True
    word = tail.rpartition(" ")[2][:-1]
    is_plain = word.isalpha() and word not in _ABBREVIATED
    return is_plain or _ABBREVIATION_END.search(tail) is None


def chrome_rule(line: str) -> Rule | None:
    """Return the rule by which the whole of `line` is chrome, None when it belongs to the story.

    line: repaired text of one line or one paragraph, stripped.
    """
    return _rule_of(line) if len(line) <= CHROME_CHARS_MAX else None


@lru_cache(maxsize=REMEMBERED)
def _rule_of(line: str) -> Rule | None:
    bare = line.strip(_EDGE).replace("’", "'") or line
    if bare[:1] == "(" and bare[-1] == ")" and bare.count("(") == 1:
        bare = bare[1:-1] or line
    is_story = bare.count(" ") >= STORY_SENTENCE_WORDS and is_sentence_end(bare)
    uncased = _FIRM if is_story else _UNCASED
    found = _CASED.fullmatch(bare) or uncased.fullmatch(bare) or _told_by_word(bare)
    if found is None or found.lastgroup is None:
        return None
    return RULES[int(found.lastgroup[1:])]


def _told_by_word(line: str) -> re.Match[str] | None:
    small = line.lower()
    for word, rule in _BY_WORD:
        if word in small and (found := rule.fullmatch(line)):
            return found
    return None
