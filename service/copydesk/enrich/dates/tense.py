"""Tell whether a date is behind the article or ahead of it, by the verb that it goes with.

News names a weekday that is past far more often than one to come ('said Friday'), so the past needs
no evidence and the future does. Must not: parse; the nearest verb before the date decides, and only
where there is none, the first one after it.
"""

from __future__ import annotations

import re
from typing import Final, Literal

__all__ = ["Sense", "sense_of", "sentence_start"]

Sense = Literal["past", "future", "unsaid"]

WINDOW_CHARS: Final = 180
WORDS_MAX: Final = 18

_WORD: Final = re.compile(r"[A-Za-z]+(?:n['\u2019]t)?|['\u2019]ll\b")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”\u2019)]*\s+(?=[\"“\u2018(]*[A-Z0-9])|\n")
_SHORT_TEXT: Final = """
adm capt co col corp dr fla gen gov inc jr lt ltd mr mrs ms no prof rep rev sen sgt sr st
jan feb mar apr jun jul aug sept oct nov dec
"""
_SHORT: Final = frozenset(_SHORT_TEXT.split())
_LAST_WORD: Final = re.compile(r"(\w+)$")

_AUXILIARY: Final = frozenset(
    ["will", "shall", "would", "may", "might", "could", "should", "can", "must", "won't", "wont",
     "'ll", "\u2019ll", "won\u2019t"]
)  # fmt: skip
_PAST_TEXT: Final = """
was were had did said told went came took made gave held met won lost beat led fell rose hit shot
found left began became broke brought saw sent spoke struck wrote ran got kept thought drew flew
stood sat sold bought built caught chose drove fought grew hung knew laid paid sank sought shook
taught tore threw understood withdrew swore heard felt slid sang rode forbade wasn weren hadn didn
wasn't weren't hadn't didn't killed been
"""
_PAST: Final = frozenset(_PAST_TEXT.split())
_PARTICIPLES_TEXT: Final = """
expected scheduled set due planned slated likely poised supposed anticipated
"""
_AWAITED: Final = frozenset(_PARTICIPLES_TEXT.split())
"""'is due Friday', 'the talks, expected Friday', 'was set for Friday': still to come."""

_CALLED_FOR_TEXT: Final = """
called announced booked fixed forecast invited proposed scheduled set slated planned summoned
"""
_CALLED_FOR: Final = frozenset(_CALLED_FOR_TEXT.split())
_PUT_OFF_TEXT: Final = """
adjourned barred closed deferred delayed detained extended moved postponed pushed remanded
rescheduled suspended has have had put off given gave
"""
_PUT_OFF: Final = frozenset(_PUT_OFF_TEXT.split())
_GOVERNS_TEXT: Final = """
expected scheduled set due plan plans planned planning going hope hopes hoped hoping intend intends
intended aim aims agreed want wants likely slated poised ready about vow vows vowed pledged promised
anticipated forecast predicted projected is are was were prepare prepares preparing need needs
threatened invited supposed unlikely
"""
_GOVERNS: Final = frozenset(_GOVERNS_TEXT.split())
"""What makes an infinitive one to come: 'plans to meet Friday', not 'failed to meet Friday'."""

_TIMETABLE_TEXT: Final = """
begins begin covers cover starts start opens open ends end meets meet votes vote holds hosts host
faces face returns travels travel visits visit welcomes welcome entertain arrives expires closes
airs head heads go goes takes take resumes resume play plays kicks comes come close launches
convenes concludes departs debuts premieres lapses
"""
_TIMETABLE: Final = frozenset(_TIMETABLE_TEXT.split())
_NOUN_LEAD_TEXT: Final = """
the a an his her its their our this that of at in no and by for first second last next to any
"""
_NOUN_LEAD: Final = frozenset(_NOUN_LEAD_TEXT.split())
"""A word before which 'vote', 'start' or 'end' is a noun."""

_DETERMINERS: Final = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "of", "newly", "so"]
)
_NOT_PAST_TEXT: Final = """
bed exceed feed hundred indeed led naked need proceed red sacred seed shed speed succeed united wed
wicked
"""
_NOT_PAST: Final = frozenset(_NOT_PAST_TEXT.split())
_BEHIND_AWAITED_TEXT: Final = """
as at back before between by early for from in late later on till to until
"""
_BEHIND_AWAITED: Final = frozenset(_BEHIND_AWAITED_TEXT.split())


def sense_of(text: str, start: int, end: int) -> Sense:
    """Return whether the date at text[start:end] is past or to come, 'unsaid' without a verb."""
    begin = sentence_start(text, start)
    words = [found[0].lower() for found in _WORD.finditer(text, begin, start)][-WORDS_MAX:]
    said = _backwards(words)
    if said != "unsaid":
        return said
    after = text[end : end + WINDOW_CHARS]
    stop = _first_end(after)
    return _forwards([found[0].lower() for found in _WORD.finditer(after, 0, stop)][:WORDS_MAX])


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence around `at` begins, at most WINDOW_CHARS before it."""
    begin = max(0, at - WINDOW_CHARS)
    for found in _SENTENCE_END.finditer(text, begin, at):
        if not _shortened(text, found.start()):
            begin = found.end()
    return begin


def _first_end(after: str) -> int:
    for found in _SENTENCE_END.finditer(after):
        if not _shortened(after, found.start()):
            return found.start()
    return len(after)


def _shortened(text: str, stop: int) -> bool:
    """Tell whether a full stop only shortens a word: 'Sen. Doe', 'U.S. President', 'J. Doe'."""
    word = _LAST_WORD.search(text[max(0, stop - 12) : stop])
    return (
        text[stop] == "." and word is not None and (len(word[1]) == 1 or word[1].lower() in _SHORT)
    )


def _backwards(words: list[str]) -> Sense:  # noqa: PLR0911 - the first sign decides
    """Return what the nearest verb before the date says."""
    if not words:
        return "unsaid"
    last = words[-1]
    if last in ("since", "after", "following"):
        return "past"
    # What was 'cancelled through Saturday' or is 'closed through Monday' is not over by then.
    if last in ("through", "starting", "beginning", "effective") or words[-2:] == ["ahead", "of"]:
        return "future"
    until = last in ("until", "till")
    for at in range(len(words) - 1, -1, -1):
        said = _one_verb(words, at)
        if said == "past":
            awaited = words[at] in _CALLED_FOR and "for" in words[-2:]
            put_off = until and not _PUT_OFF.isdisjoint(words[at:])
            return "future" if awaited or put_off else "past"
        if said == "future":
            return "future"
        if until and words[at] in ("has", "have", "closed", "remains"):
            return "future"
    return "unsaid"


def _one_verb(words: list[str], at: int) -> Sense:  # noqa: PLR0911 - a table of rules, the first that fits
    """Return what the word at `at` says of the date, 'unsaid' when it says nothing."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in _AUXILIARY:
        return _of_auxiliary(word, words[at + 1 : at + 5])
    if word in _AWAITED:
        return _of_awaited(before, after)
    if word == "to":
        infinitive = after.isalpha() and after not in _DETERMINERS and before in _GOVERNS
        return "future" if infinitive else "unsaid"
    if word in _TIMETABLE and (before and before not in _NOUN_LEAD):
        return "future"
    if word in ("is", "are", "am") and (not after or after.endswith("ing")):
        return "future"
    if word in ("has", "have"):
        return "past" if after.endswith("ed") or after in ("been", *_PAST) else "unsaid"
    if word in _PAST or (word.endswith("ed") and word not in _NOT_PAST):
        return _of_past(words, at)
    return "unsaid"


def _of_auxiliary(word: str, after: list[str]) -> Sense:
    """'will open' is to come; 'could not be reached', 'may have died' are not."""
    if "have" in after[:3]:
        return "past"
    return "past" if word == "could" and after[:1] == ["not"] else "future"


def _of_awaited(before: str, after: str) -> Sense:
    """'is due', 'the talks, expected Friday'; but 'a set of', 'had set fire'."""
    if before in ("had", "has", "have", "a", "the"):
        return "unsaid"
    return "future" if not after or not before or after in _BEHIND_AWAITED else "unsaid"


def _of_past(words: list[str], at: int) -> Sense:
    """Return 'past' for a verb in the past, not for a participle that only follows 'will be'."""
    before = words[max(0, at - 4) : at]
    if before and before[-1] in _DETERMINERS and words[at].endswith("ed"):
        return "unsaid"  # 'the proposed law'
    if "be" in before:
        return "unsaid"  # 'will be held', 'is to be buried': what stands before decides
    if before and before[-1] in ("is", "are") and words[at].endswith("ed"):
        return "unsaid"
    if any(word in _AUXILIARY for word in before) and words[at] == "hit":
        return "unsaid"
    return "past"


def _forwards(words: list[str]) -> Sense:
    """Return what the first verb after the date says: 'On Monday, the court will hear'."""
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in _AUXILIARY:
            return "future"
        if word in ("is", "are") and (after in _AWAITED or after.endswith("ing") or after == "to"):
            return "future"
        if word in _PAST or (word.endswith("ed") and word not in _NOT_PAST):
            return _of_past(words, at)
        if at and word in _TIMETABLE and words[at - 1] not in _NOUN_LEAD and word.endswith("s"):
            return "future"
    return "unsaid"
