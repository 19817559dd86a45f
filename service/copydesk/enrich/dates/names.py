"""Tell a weekday or month from a name that is spelt like one: Bloody Sunday, Theresa May.

Must not: know anyone in particular; a name is told by the words around it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_a_name", "month_stands_alone"]

_BEFORE_TEXT: Final = """
ash black bloody blue casual cyber easter fat giving good holy joe man manic maundy palm ruby
sheffield shrove small spy stir super whit every each most alternate
"""
_BEFORE: Final = frozenset(_BEFORE_TEXT.split())
"""Words that make a weekday's name another thing's: Black Friday; 'every Friday' is no one day."""

_AFTER: Final = frozenset(
    [
        "Addams",
        "Age",
        "Bulletin",
        "Business",
        "Club",
        "Express",
        "Guardian",
        "Herald",
        "Independent",
        "Life",
        "Magazine",
        "Mail",
        "Mass",
        "Mercury",
        "Mirror",
        "Mornings",
        "Nation",
        "Night",
        "Observer",
        "People",
        "Post",
        "Punch",
        "Review",
        "School",
        "Service",
        "Special",
        "Standard",
        "Star",
        "Sun",
        "Telegraph",
        "Times",
        "Tribune",
        "Vanguard",
        "World",
        "best",
    ]
)
_PAPER: Final = re.compile(r"\bThe\s$")
_LAST_WORD: Final = re.compile(r"([A-Za-z'\u2019]+)[\s-]$")
_NEXT_WORD: Final = re.compile(r"\s([A-Za-z]+)")
_INDEFINITE: Final = re.compile(r"\b(?:an?|one|that|any|no)\s$", re.IGNORECASE)

_SURE_MONTHS: Final = ("Jan", "Feb", "Jul", "Sep", "Oct", "Nov", "Dec")
"""Months that are nobody's name and no word, but for names such as October Revolution."""

_MONTH_LEAD: Final = re.compile(
    r"\b(?:in|since|until|till|through|throughout|during|last|next|this|early|late|mid|between"
    r"|late\sin|and|or|to|from|by|of|before|after|for|every)[\s-]$",
    re.IGNORECASE,
)
_MONTH_SURE_LEAD: Final = re.compile(
    r"\b(?:in|since|until|till|throughout|during|early|late|mid|last|next)[\s-]$", re.IGNORECASE
)
_OWNER: Final = re.compile(r"\b(?:the|a|an|its|their|his|her|our|this|that)\s$", re.IGNORECASE)
_FAITH: Final = re.compile(r"\b(?:confidence|faith|trust|believe)s?\sin\s$")
_MARCH_ON: Final = re.compile(r"\s(?:on|for|of|against|to)\s(?![0-9]|the\s(?:first|second))")
_LOWER_NEXT: Final = re.compile(r"['\u2019]s\b|\s[a-z]")
REACH: Final = 14


def is_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether the weekday at text[start:end] is part of a name, or no one day at all."""
    lead = text[max(0, start - REACH) : start]
    before = _LAST_WORD.search(lead)
    if before is not None and before[1].lower() in _BEFORE:
        return True
    if _INDEFINITE.search(lead):
        return True
    after = _NEXT_WORD.match(text, end)
    if after is None:
        return False
    if after[1] in _AFTER:
        return True
    return after[1][0].isupper() and _PAPER.search(lead) is not None and start > len("The ")


def month_stands_alone(text: str, start: int, end: int) -> bool:  # noqa: PLR0911 - a table of rules
    """Tell whether a month without day or year beside it is one: 'in May', 'a July report'."""
    lead = text[max(0, start - REACH) : start]
    name = text[start : start + 3]
    if text[start:end].isupper() and len(text[start:end]) > 1:
        return False
    if not _MONTH_LEAD.search(lead):
        owned = _OWNER.search(lead) is not None and _LOWER_NEXT.match(text, end) is not None
        return name in _SURE_MONTHS and (owned or text[end : end + 2] in ("'s", "\u2019s"))
    if lead.lower().endswith("fourth of ") or _FAITH.search(
        text[max(0, start - 2 * REACH) : start]
    ):
        return False
    if text[end - 1] == ".":
        return True
    after = _NEXT_WORD.match(text, end)
    named = after is not None and after[1][0].isupper()
    if name in _SURE_MONTHS:
        return not named or _MONTH_SURE_LEAD.search(lead) is not None
    if not _MONTH_SURE_LEAD.search(lead):
        # 'led by May' may be anyone of that name, 'of March' a walk.
        return not named and name not in ("Mar", "May")
    return not (name == "Mar" and _MARCH_ON.match(text, end) and "in" not in lead.lower())
