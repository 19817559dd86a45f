# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""The table of what is printed with a caption and is none: labels before it, credits behind it.

To teach the desk a new form, add a row here. 'FILE -' stays, for it says that the picture is old.
Must not: say which paragraph is a caption; `captions` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["AGENCY", "LABELS", "PHOTO", "Label", "without_labels"]

AGENCY: Final = (
    r"(?:AP|AFP|Reuters|REUTERS|Getty|Bloomberg|EPA|DPA|dpa|UPI|Xinhua|VOA|TASS|PA|ANI|PTI|AAP"
    r"|Canadian Press|Associated Press|Kyodo|EFE|ANSA|Pool|POOL|Handout|HANDOUT|Shutterstock|iStock"
    r"|Alamy|Anadolu|NurPhoto|Sipa)"
)
PHOTO: Final = r"(?:[Pp]hotos?|PHOTOS?|[Pp]hotograph|[Pp]ictures?|[Ii]mages?|[Ii]llustration)"

CREDIT_CHARS_MAX: Final = 160
LABELLED_CHARS_MAX: Final = 2_000
"""A caption that is longer is a story that its page calls a caption: it is left as it is."""

_OTHER: Final = r"(?:[Ff]oto|FOTO|[Bb]ild|BILD|[Vv]ideo|VIDEO|[Cc]redit|CREDIT|PICTURE|IMAGE)"
_MADE: Final = rf"(?:{PHOTO}|{_OTHER})"
_NAME: Final = r"[A-ZÀ-Þ][\w.'’&-]*(?: (?:of|the|de|la|van|von|and|&|[A-ZÀ-Þ][\w.'’&-]*)){0,5}"
_SOURCE: Final = rf"(?:{_NAME} ?(?:/| via ) ?{_NAME}(?: ?/ ?{_NAME})?)"
_BY: Final = r"(?: credit| courtesy)?(?: ?:| by\b| BY\b| courtesy of\b) ?"


@dataclass(frozen=True, slots=True)
class Label:
    """One form of label or credit.

    pattern: the beginning of a caption, its end, or all of it as `where` says; what it matches
    goes. A caption that it leaves nothing of is no caption but a credit.
    """

    name: str
    where: str
    pattern: str
    example: str


LABELS: Final = (
    Label(
        "credit-alone",
        "all",
        rf"\W?{_MADE}{_BY}{_NAME}(?: ?[/,|] ?{_NAME}){{0,2}}\W?"
        rf"|\W?(?:{_SOURCE}|{_NAME}/ ?{AGENCY})\W?|\(?{AGENCY}(?: {PHOTO})?(?: ?/ ?{_NAME})?\)?",
        "PHOTO BY ANA OBENG",
    ),
    Label(
        "kind-of-caption",
        "begin",
        r"(?i:(?:image|media|video|photo|picture|figure) captions?\b[:,]? ?[-–—]? ?)",
        "Image caption, The new bridge at Farley",
    ),
    Label(
        "kind-of-picture",
        "begin",
        rf"(?:{_MADE}|PHOTOS?|(?i:caption|cutline|pictured))(?: (?i:above|below|left|right))? ?: ",
        "Photo: The new bridge at Farley",
    ),
    Label(
        "number-of-slide",
        "begin",
        r"\(?\d{1,3}(?: ?/ ?| of )\d{1,3}\)?[.:]? +(?=\w)",
        "2/14 The new bridge at Farley",
    ),
    Label(
        "credit-in-brackets",
        "end",
        rf" ?[(\[](?:{AGENCY}(?: {PHOTO})?(?:(?: ?/ ?| via |, )[^()\[\]]{{1,100}})?"
        rf"|(?:[A-Z][\w.]* ){{0,3}}{_MADE}(?:{_BY}| )[^()\[\]]{{2,100}}|{_SOURCE}(?: via {AGENCY})?"
        r"|(?i:courtesy) (?:of|photo|image)?[^()\[\]]{0,80}|(?i:file(?: photo)?))[)\]]\.?",
        "The new bridge at Farley. (AP Photo/Ana Obeng)",
    ),
    Label(
        "credit-behind-its-label",
        "end",
        rf"(?:(?<=[.!?”\"’)]) |(?<=\w)[,;]? ?[|•–—-] ?){_MADE}{_BY}[A-ZÀ-Þ][^.!?]{{1,80}}\.?",
        "The new bridge at Farley. Photo: Ana Obeng",
    ),
    Label(
        "photographer-and-agency",
        "end",
        rf"(?<=[.!?”\"’)]) (?:{_SOURCE}|{_NAME}/ ?{AGENCY})\.?",
        "The new bridge at Farley. Ana Obeng/Getty Images",
    ),
)
"""A caption is judged whole first, then by its beginning, then by its end."""


def _one_pattern(where: str, end: str) -> re.Pattern[str]:
    rows = (label.pattern for label in LABELS if label.where == where)
    return re.compile(f"(?:{'|'.join(f'(?:{row})' for row in rows)}){end}")


_ALL: Final = _one_pattern("all", r"\Z")
_BEGIN: Final = _one_pattern("begin", "")
_END: Final = _one_pattern("end", r"\Z")


def without_labels(caption: str) -> str:
    """Return `caption`, one line, without its labels and credits; '' where it was nothing else."""
    if len(caption) > LABELLED_CHARS_MAX:
        return caption
    if _is_credit(caption):
        return ""
    text = caption
    while (label := _BEGIN.match(text)) is not None:
        text = text[label.end() :]
    start = max(0, len(text) - CREDIT_CHARS_MAX)
    credit = _END.search(text, start)
    text = (text[: credit.start()] if credit else text).rstrip()
    if not any(map(str.isalnum, text)) or _is_credit(text):
        return ""
    return text


def _is_credit(text: str) -> bool:
    return len(text) <= CREDIT_CHARS_MAX and _ALL.match(text) is not None
