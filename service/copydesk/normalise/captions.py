# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Tell a photograph's caption, a date line and a place line from the paragraphs around them.

A caption that counts as body text puts its place and its people into the story's lede, so it is
recognised; but a paragraph taken for a caption is lost to the story, so each form here is one that
story sentences do not have.
Must not: look at neighbours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from copydesk.normalise.caption_labels import AGENCY, PHOTO

__all__ = ["is_caption", "is_caption_before_lede", "is_date_line", "is_place_opening"]

CAPTION_CHARS_MAX: Final = 800
_TAIL_CHARS: Final = 160
REMEMBERED: Final = 256
"""Answers kept: a story is read several times over until nothing changes."""

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_FULL_DATE: Final = (
    rf"(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
)
_LABEL: Final = re.compile(
    rf"(?:FILE(?: {PHOTO})?(?: ?[-–—:]| ?\()|(?i:file {PHOTO}) ?[-–—:]"
    r"|(?i:(?:image|media|video|photo|picture) caption)[,: ]"
    rf"|(?i:(?:photo|photos|picture|pictured|image|photograph|caption|cutline|credit)"
    rf"(?: (?:credit|courtesy|by|above|left|right))?) ?:"
    rf"|{PHOTO} (?:by|courtesy of|courtesy) [A-Z]|(?:PHOTO|Photo)[ /]*{AGENCY}\b|\[?{PHOTO} ?: )"
)
_CREDIT_END: Final = re.compile(
    rf"[(\[](?:{AGENCY}(?: {PHOTO})?(?: ?/ ?| via )[^()\[\]]{{1,100}}|{AGENCY} {PHOTO}"
    rf"|(?:[A-Z][\w.]* ){{0,3}}{PHOTO}(?: by| courtesy of| courtesy| credit| ?:)[^()\[\]]{{2,100}}"
    rf"|[^()\[\]]{{2,80}}(?:/| via ){AGENCY}(?: {PHOTO}| Images)?"
    rf"|[Cc]ourtesy (?:of|photo|image)[^()\[\]]{{0,80}}|[Cc]redit: [^()\[\]]{{2,80}}"
    rf"|[Ff]ile(?: photo)?"
    rf")[)\]]\.?\Z"
    rf"|[.!?] (?:(?:[A-Z][\w'’-]+ ){{1,3}}via )?{AGENCY}(?: ?/ ?[A-Z][^.]{{2,60}})?\Z"
    rf"|(?:[.!?] |[-–—] ?|\| ?){PHOTO}(?: (?:by|courtesy of)| credit:| ?:) ?[A-Z][^.]{{2,80}}\.?\Z"
    r"|[\w.!?)”\"’'] (?:Photo [Cc]redit|Credit|Photograph|Picture|Image|Photo): ?"
    r"[A-Z][^.:]{1,80}\.?\Z"
    rf"|[.!?] (?:[A-Z][\w.'’-]+ ){{0,4}}(?:[A-Z][\w.'’-]+ ?(?:/|via) ?){AGENCY}"
    rf"(?: {PHOTO}| Images)?\.?\Z"
)
_IN_THIS_PHOTO: Final = re.compile(
    r"In this (?:[\w,.-]+ ){0,8}(?:photo|photograph|picture|image|frame grab|video frame)"
    r"(?:,| (?:taken|provided|made|released|posted|shot|distributed|supplied|issued|from|by)\b)"
    r"|.{0,200}\b(?:seen|shown|pictured|appears?|poses?|speaks?) in (?:this|an?) (?:[\w,.-]+ ){0,4}"
    r"(?:file|handout|undated|combination|archive|courtesy) (?:[\w-]+ )?(?:photo|picture|image)"
)

# 'in Washington, May 7, 2021.', 'near Farley on Friday, 7 May 2021'
_PLACE_AND_DATE_END: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|from|off|of|to|around|across) (?:the )?"
    r"[A-Z][\w.'’-]*(?:,? (?:(?:of|the|de|la|and|in) )?[A-Z][\w.'’-]*){0,7}(?P<joint>,? (?:on )?)"
    rf"{_FULL_DATE}\.?\Z"
)
_SCENE: Final = re.compile(
    r"\b(?:speaks?|addresses|gestures|waves|walks?|stands?|sits?|looks|listens?|arrives?|attends?"
    r"|holds?|carr(?:y|ies)|poses?|smiles|shakes?|greets?|meets|leaves|enters|exits|gathers|marches"
    r"|demonstrates?|chants?|rides?|watches|waits?|works|inspects?|checks|prepares?|plays|runs"
    r"|celebrates?|reacts|reads|signs|points|delivers?|talks|testif(?:y|ies)|visits|tours|lays"
    r"|places|prays?|lights|rises|flies|flows?|hangs|drives|passes|queues|lines up|crosses"
    r"|embraces?|hugs?|cries|mourns?|cleans|searches|pulls|pushes|boards|steps|chats|unveils?"
    r"|(?:is|are) (?:seen|shown|pictured|photographed|displayed))\b"
)
_PAST: Final = re.compile(
    r"\b(?:was|were|had|has|have|will|would|did|said|says|told|went|came|took|made|gave|won|lost"
    r"|became|began|rose|fell|grew|met|held|left|sent|put|set|cut|hit|led|brought|bought|built"
    r"|\w{2,}ed)\b"
)
_REPORTED: Final = re.compile(r"\b(?:said|says|told|announced|according to|reported)\b")

_CLOCK: Final = (
    r"(?:,?(?: [•·|–—-])? ?(?:at )?\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)"
)
_DATE_LINE: Final = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_FULL_DATE}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
    rf"{_CLOCK}?(?:[ |•·(–—-]{{1,3}}(?:last )?updated:? (?:on )?{_FULL_DATE}{_CLOCK}?\)?)?\.?",
    re.IGNORECASE,
)
_PLACE_DATE_LINE: Final = re.compile(
    rf"[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]+){{0,4}}(?:,| [-–—|])"
    rf" (?:{_FULL_DATE}|{_MONTH} \d{{1,2}})\.?"
)
_PLACE_OPENING: Final = re.compile(
    r"[A-Z][\w.'’-]*(?:[ ,/]+[\w.'’-]+){0,7}(?: \([A-Z][\w ./-]{0,30}\))? ?(?:—|–|--|-)"
)


def is_caption(text: str) -> bool:
    """Whether the paragraph `text` describes a photograph, by its label, credit, or scene.

    A scene is told in the present and ends in its place and full date.
    """
    return _is_short_enough(text) and _describes_picture(text)


@lru_cache(maxsize=REMEMBERED)
def _describes_picture(text: str) -> bool:
    tail = text[-_TAIL_CHARS:]
    if _LABEL.match(text) or (_has_credit_sign(tail) and _CREDIT_END.search(tail)):
        return True
    if _names_picture(text) and _IN_THIS_PHOTO.match(text):
        return True
    if not _ends_in_place_and_date(text) or _REPORTED.search(text):
        return False
    scene, past = _SCENE.search(text), _PAST.search(text)
    return scene is not None and (past is None or scene.start() < past.start())


def is_caption_before_lede(text: str) -> bool:
    """Whether `text`, standing before the lede, is a caption: there a verb is not needed.

    'Protesters march in Nairobi, May 7, 2021', 'The new bridge at Farley, 7 May 2021.'
    """
    if is_caption(text):
        return True
    ending = _ends_in_place_and_date(text) if _is_short_enough(text) else None
    return ending is not None and "on" not in ending["joint"] and not _PAST.search(text)


def is_date_line(text: str) -> bool:
    """Whether `text` is nothing but a full date, with a place before it or a time after it."""
    return bool(_DATE_LINE.fullmatch(text) or _PLACE_DATE_LINE.fullmatch(text))


def is_place_opening(text: str) -> bool:
    """Whether `text` opens the next paragraph: 'WASHINGTON —', 'NAIROBI, May 7 (Reuters) -'."""
    return len(text) <= 80 and _PLACE_OPENING.fullmatch(text) is not None  # noqa: PLR2004


def _is_short_enough(text: str) -> bool:
    return len(text) <= CAPTION_CHARS_MAX


def _ends_in_place_and_date(text: str) -> re.Match[str] | None:
    if not text[-5:].rstrip(".")[-4:].isdigit():
        return None
    return _PLACE_AND_DATE_END.search(text[-_TAIL_CHARS:])


def _names_picture(text: str) -> bool:
    return "photo" in text or "picture" in text or "image" in text or "frame" in text


def _has_credit_sign(tail: str) -> bool:
    """Whether `tail` has what every credit has; most paragraphs do not, which spares the pattern.

    Spelt out, since a loop over the signs costs twice as much and a pattern six times.
    """
    return (
        "/" in tail
        or "hoto" in tail
        or "HOTO" in tail
        or "icture" in tail
        or "mage" in tail
        or "llustration" in tail
        or "redit" in tail
        or "ourtesy" in tail
        or "ile)" in tail
        or " via " in tail
    )
