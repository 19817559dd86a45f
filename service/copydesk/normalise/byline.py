# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Read bylines: which lines are one, and whom they credit.

A wrong person is worse than none: what is not plainly a name of two words or more is left out.
Must not: look at the story, or invent a form of a name beyond its capitals.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["byline_names", "is_affiliation", "is_byline", "is_name"]

_AGENCY: Final = (
    r"(?:associated press|ap|reuters|afp|agence france-presse|bloomberg|upi|dpa|efe|ansa|tass|itar"
    r"|xinhua|kyodo|pti|ani|ians|aap|press association|pa|pa media|canadian press|voa|bbc|cnn|npr"
    r"|staff|agencies|agency|wire|wires|news service|news services|news desk|newsroom|news agency)"
)
_ROLE: Final = (
    r"(?:correspondents?|reporters?|editors?|writers?|columnists?|staff|journalists?|producers?"
    r"|bureau|chief|news|press|newspapers?|times|post|herald|gazette|tribune|chronicle|telegraph"
    r"|guardian|mirror|courier|journal|observer|courant|radio|tv|television|media|today|daily|online"
    r"|magazine|agency|agencies|service|services|contributors?|analyst|photographer|desk|team|group"
    r"|newsroom|wire|online|network|university|institute|politics|political|business|sports?|health"
    r"|science|technology|education|environment|special|senior|deputy|foreign|world|national|local"
    r"|freelance|opinion|guest|digital|department|university|college|company|corp|inc|ltd|llc)"
)
_JOB: Final = re.compile(
    rf"\b(?:correspondents?|reporters?|editors?|writers?|columnists?|contributors?|journalists?"
    rf"|staff|{_AGENCY})\b",
    re.IGNORECASE,
)
_PAPER: Final = re.compile(
    r"\b(?:News|Press|Times|Post|Herald|Gazette|Tribune|Chronicle|Telegraph|Guardian|Mirror|Courier"
    r"|Journal|Observer|Radio|TV|Magazine|Service|Bureau)\b"
)
_ORG_WORD: Final = re.compile(rf"\b(?:{_AGENCY}|{_ROLE})\b", re.IGNORECASE)
_AGENCY_ONLY: Final = re.compile(
    rf"(?:the |our |from )?(?:own |foreign )?{_AGENCY}(?:(?:,| and|/| &)? (?:the )?{_AGENCY}"
    r"| news| reports?| writers?| reporters?| correspondents?)*",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:by|written by|story by|text by|reported by|report by|words by|from our)\b(?: ?:)? ?"
    # In other languages only before two names: 'Von Miller' is a person.
    r"|(?:von|par|por|door|av) (?=(?-i:[A-ZÀ-Þ])[\w.'’-]* (?-i:[A-ZÀ-Þ])[\w.'’-]*(?:[ ,]|\Z))",
    re.IGNORECASE,
)
_DATE_TAIL: Final = re.compile(
    r"[ ,|•·–—-]*\b(?:(?:updated|published|posted)\b|on (?=\w+ \d)|\d{1,2}[:/.]\d{2}"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:19|20)\d\d\b).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT: Final = re.compile(r"[(<\[]?\S*@\S*[)>\]]?|https?://\S+|www\.\S+")
_SEPARATOR: Final = re.compile(r" ?[|•·;/] ?| [-–—] |(?<=\w)— ?")
_PLACE_TAIL: Final = re.compile(
    r"\b(?:in|at|for|of|from|reports|reporting|special to|with)\b.*\Z", re.IGNORECASE
)
_AND: Final = re.compile(r",? (?:and|&|AND|y|et|und) ")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PARTICLES: Final = _words("al bin da das de del della den der di dos du el ibn la le van von y")
_SUFFIXES: Final = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_NAME_PART: Final = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]*)*\.?|(?:[^\W\d_]\.){1,3}")
_ELIDED: Final = re.compile(r"[dlDL]['’](?=[A-Z])")
_NOT_NAMES: Final = _words(
    "the a an our your his her its all and or not no new north south east west why how what when "
    "who city county state united kingdom states saint hong los san las santa mexico buenos rio "
    "sao kuala tel cape addis abu costa sri puerto el salvador demand popular design contrast "
    "order monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december guest exclusive analysis breaking "
    "numbers law in also at on for from with to of is are more latest top all"
)
# Given names that are also in the list above are rare; these two are common.
_NAMES_AFTER_ALL: Final = frozenset({"april", "june", "august", "san"})
_LINE_WORD: Final = re.compile(
    r"[^\w]*(?:[A-Z][^\s]*|and|in|for|of|the|at|to|a|with|special|de|la|del|da|di|van|von|der|den|bin"
    r"|al|el|y|correspondents?|reporters?|staff|writers?|editors?|contributors?|columnist|agencies"
    r"|&|\||-|–|—|•|·|\d\S*|\S*@\S*|a\.m\.|p\.m\.|am|pm|reports?|reporting|senior|political|business)"
    r"[,;:]?"
)
BYLINE_WORDS_MAX: Final = 24
AFFILIATION_WORDS_MAX: Final = 6
NAME_WORDS_MAX: Final = 5
NAMES_MAX: Final = 12


def is_byline(line: str) -> bool:
    """Whether the whole of `line` credits its writers: 'By Ana Obeng', 'Ana Obeng | Reuters'."""
    if line.count(" ") >= BYLINE_WORDS_MAX:
        return False
    credited = _credited(line)
    if not all(map(_LINE_WORD.fullmatch, credited.split())):
        return False
    if _AGENCY_ONLY.fullmatch(line):
        return True
    if _OPENING.match(line):
        return bool(byline_names(line)) or _AGENCY_ONLY.fullmatch(credited) is not None
    parts = _SEPARATOR.split(line, maxsplit=1)
    if len(parts) == 1:
        parts = line.split(", ", 1)
    if len(parts) == 1 or not byline_names(line):
        return False
    return all(is_name(name) for name in _AND.split(parts[0])) and is_affiliation(parts[1])


def is_affiliation(line: str) -> bool:
    """Whether `line` only says for whom a writer writes: 'BBC News, Washington', 'Staff Writer'."""
    words = line.split()
    if not 0 < len(words) <= AFFILIATION_WORDS_MAX or not words[0][0].isalnum():
        return False
    if words[0].lower() in _NOT_NAMES or not all(map(_LINE_WORD.fullmatch, words)):
        return False
    is_title = all(not word[0].islower() for word in words)
    return bool(_JOB.search(line) or (is_title and _PAPER.search(line)))


def is_name(text: str) -> bool:
    """Whether `text` has the form of one person's name: two to five capitalised words."""
    words = text.split()
    if not 1 < len(words) <= NAME_WORDS_MAX or _ORG_WORD.search(text):
        return False
    if not all(map(_NAME_PART.fullmatch, words)):
        return False
    lowered = [word.lower().strip(".") for word in words]
    if any(word in _NOT_NAMES and word not in _NAMES_AFTER_ALL for word in lowered):
        return False
    full = [
        word
        for word in words
        if word.lower() not in _PARTICLES and word.lower().strip(".") not in _SUFFIXES
    ]
    return (
        len(full) > 1
        and all(_ELIDED.sub("", word)[0].isupper() for word in full)
        and len(full[-1]) > 1
    )


def byline_names(byline: str) -> tuple[str, ...]:
    """Return the persons a byline names, in order, in title case where it is all capitals.

    byline: as printed, one line. Agencies, roles, places and single words are no persons.
    """
    found: list[str] = []
    for credit in _SEPARATOR.split(_credited(byline)):
        for name in _names_of(credit):
            if name not in found:
                found.append(name)
    return tuple(found[:NAMES_MAX])


def _credited(byline: str) -> str:
    """Return what a byline says after 'By', without addresses and the date that may follow."""
    line = " ".join(byline[:400].split())
    line = _OPENING.sub("", line, count=1) if _OPENING.match(line) else line
    line = _CONTACT.sub(" ", line)
    return " ".join(_DATE_TAIL.sub("", line).split()).strip(" ,.|-–—")


def _names_of(credit: str) -> list[str]:
    """Return the names of one credit, 'A, B and C in Nairobi, Press Union'.

    After a name, a part between commas may be a town ('Ana Obeng, New Ross'), so it counts as a
    name only where the list goes on to an 'and'.
    """
    groups = _AND.split(credit)
    names: list[str] = []
    for place, group in enumerate(groups):
        parts = [part.strip() for part in group.split(",")]
        is_last = place == len(groups) - 1
        listed = parts[:1] if is_last else parts
        if _PLACE_TAIL.search(parts[0]):
            listed = parts[:1]
        for part in listed:
            name = _PLACE_TAIL.sub("", part).strip(" .")
            if part.lower().endswith((" jr.", " sr.")):
                name = f"{name}."
            if is_name(name):
                names.append(_in_title_case(name))
    return names


def _in_title_case(name: str) -> str:
    letters = [char for char in name if char.isalpha()]
    shouted = sum(char.isupper() for char in letters)
    if shouted * 3 < len(letters) * 2:
        return name
    return " ".join(_word_in_title_case(word, n) for n, word in enumerate(name.split()))


def _word_in_title_case(word: str, position: int) -> str:
    plain = word.lower().strip(".,")
    if plain in _SUFFIXES and position:
        return _SUFFIXES[plain]
    if plain in _PARTICLES and position:
        return plain
    if re.fullmatch(r"(?:[^\W\d_]\.?){1,2}|(?:[^\W\d_]\.)+", word):
        return word if len(plain) == 1 or "." in word else word.capitalize()
    titled = re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    titled = re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", titled)
    return re.sub(r"(['’])S\b", lambda found: f"{found[1]}s", titled)
