# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Read bylines: which lines are one, which writers they name, and for which organisation.

A wrong person is worse than none: what is not plainly a name of two words or more is left out.
Must not: look at the story, or invent a form of a name beyond its capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from copydesk.normalise.organisations import JOB_WORDS, WRITTEN_SMALL, is_job, known, organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Byline",
    "byline_names",
    "is_affiliation",
    "is_byline",
    "is_credit",
    "is_name",
    "read_byline",
]

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
_SMALL_JOB: Final = re.compile(
    rf"(?:[|•·/] ?|, |[-–—] )(?:[\w'’-]+ ){{0,4}}{JOB_WORDS}(?= ?(?:[|•·,/]|\Z))", re.IGNORECASE
)
"""A job in sentence case behind 'By' and a name: 'By Ana Obeng | Local democracy reporter'."""
_PAPER: Final = re.compile(
    r"\b(?:News|Press|Times|Post|Herald|Gazette|Tribune|Chronicle|Telegraph|Guardian|Mirror|Courier"
    r"|Journal|Observer|Radio|TV|Magazine|Service|Bureau)\b"
)
_ORG_WORD: Final = re.compile(rf"\b(?:{_AGENCY}|{_ROLE})\b", re.IGNORECASE)
_AGENCY_ONLY: Final = re.compile(
    rf"(?:the |our |from )?(?:own |foreign )?{_AGENCY}(?:(?:,| and|/| &)? (?:the )?{_AGENCY}"
    r"| news| reports?| writers?| reporters?| correspondents?)*"
    r"|(?:from )?(?:our|a) (?:\w+ ){0,2}(?:correspondent|reporter)s?"
    r"|(?:web|news|online) (?:desk|team)",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:(?:(?:written|story|text|reported|report|words|submitted|posted) )?by"
    r"|from our)\b(?: ?:)? ?|(?:words|text) ?: ?"
    r"|(?:special|exclusive) to (?:[\w.]+ ){1,5}by "
    # In other languages only before two names: 'Von Miller' is a person.
    r"|(?:von|par|por|door|av) (?=(?-i:[A-ZÀ-Þ])[\w.'’-]* (?-i:[A-ZÀ-Þ])[\w.'’-]*(?:[ ,]|\Z))",
    re.IGNORECASE,
)
_DATE_TAIL: Final = re.compile(
    r"[ ,|•·–—-]*\b(?:(?:updated|published|posted)\b|on (?=\w+ \d)|\d{1,2}[:/.]\d{2}"
    r"|(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun),? \d)"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:19|20)\d\d\b).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_BY: Final = re.compile(r"[^.!?]{2,100}[|•·] ?(?=(?:By|BY) [A-ZÀ-Þ])")
"""What some pages print before the byline: 'Farley | Published May 7 | By Ana Obeng'."""
_CONTACT: Final = re.compile(r"[(<\[]?\S*@\S*[)>\]]?|https?://\S+|www\.\S+")
_SEPARATOR: Final = re.compile(r" ?[|•·;/] ?| [-–—] |(?<=\w)— ?")
_PLACE_TAIL: Final = re.compile(
    r"\b(?:in|at|for|of|from|reports|reporting|special to|with|avec|mit|con)\b.*\Z", re.IGNORECASE
)
_AND: Final = re.compile(r",? (?:and|&|AND|y|et|und) ")
_TASK: Final = (
    r"(?:reporting|reported|writing|written|compiled|compiling|story|text|words|editing|edited"
    r"|production|produced|translation|translated|graphics?|illustrations?|research|video|audio"
    r"|photos?|photographs?|photography|pictures?|images?)"
)
_TASKS: Final = re.compile(
    rf"(?:(?<=[;,.(|/]) ?|\band |\A\(?)(?P<tasks>(?:additional |further )?{_TASK}"
    rf"(?:(?:,| and|, and| &) {_TASK}){{0,3}}) by\b ?:? ?",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(
    rf"(?:{_TASK}\W+(?:and )?){{0,3}}(?:report|writ|compil|story|text|words)", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r" ?[()\[\]] ?")
_LISTED: Final = re.compile(rf"{_SEPARATOR.pattern}|{_AND.pattern}|, ?")
_PART: Final = re.compile(
    rf"{_LISTED.pattern}"
    r"| (?=(?i:for|of|from|at|with|special to|avec|mit|con) )"
)
_HONORIFIC: Final = re.compile(
    r"(?:(?i:the) )?(?:Dr|DR|Prof|PROF|Professor|Mr|MR|Mrs|MRS|Ms|MS|Rev|REV|Capt|Lt|Col|Gen|Sgt"
    r"|Maj)\.? (?=\S+ )"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PARTICLES: Final = _words("al bin da das de del della den der di dos du el ibn la le van von y")
# 'Mac' opens other names too (Macron, Mackey, Macias), so only what is written so as a rule.
_MAC: Final = re.compile(
    r"\bMac(arthur|donald|dougall|farlane|gregor|innes|intosh|intyre|lean|leod|millan|neil|pherson"
    r"|queen|rae|ritchie|taggart)\b"
)
_SUFFIXES: Final = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_NAME_PART: Final = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]*)*\.?|(?:[^\W\d_]\.){1,3}")
_INITIAL: Final = re.compile(r"[^\W\d_]\.")
_ELIDED: Final = re.compile(r"(?:[dlDL]['’]|(?:al|ad|an|ar|as|ash|at|az|el|ul)-)(?=[A-Z])")
_NOT_NAMES: Final = _words(
    "the a an our your his her its all and or not no new north south east west why how what when "
    "who city county state united kingdom states saint hong los san las santa mexico buenos rio "
    "sao kuala tel cape addis abu costa sri puerto el salvador demand popular design contrast "
    "order monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december guest exclusive analysis breaking "
    "read share view follow send show email profile bio contact subscribe sign posts about story "
    "article photo comments print save listen watch menu search home login join "
    "numbers law in also at on for from with to of is are more latest top all"
)
# Given names that are also in the list above are rare; these two are common.
_NAMES_AFTER_ALL: Final = frozenset({"april", "june", "august", "san"})
_LINE_WORD: Final = re.compile(
    r"[^\w]*(?:[A-Z][^\s]*|[ae][dlnrstzh]{1,2}-[A-Z]\S*|and|in|for|of|the|at|to|a|with|special|de|la|del|da|di|van|von|der|den|bin"
    r"|al|el|y|correspondents?|reporters?|staff|writers?|editors?|contributors?|columnist|agencies"
    r"|&|by|\||-|–|—|•|·|\d\S*|\S*@\S*|a\.m\.|p\.m\.|am|pm|reports?|reporting|senior|political|business)"
    r"[,;:]?"
)
BYLINE_WORDS_MAX: Final = 24
BYLINE_CHARS_MAX: Final = 400
REMEMBERED: Final = 256
"""Answers kept: the lines of a story's head are judged again in each reading of it."""
AFFILIATION_WORDS_MAX: Final = 6
NAME_WORDS_MAX: Final = 5
NAMES_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline as printed, the writers it names and the organisation it credits."""

    text: str
    names: tuple[str, ...] = ()
    agency: str | None = None


def read_byline(lines: Iterable[str], agency: str | None = None) -> Byline:
    """Return the byline that `lines` print together.

    agency: the organisation among those credited, where the source says so; it is no person then.
    """
    printed = people = list(lines)
    if agency:
        own = re.compile(rf"(?<!\w){re.escape(agency)}(?!\w)")
        people = [own.sub("", line) for line in printed]
    names = dict.fromkeys(name for line in people for name in byline_names(line))
    found = agency or next(filter(None, map(_agency, printed)), None)
    text = ", ".join(filter(None, map(_without_contacts, printed)))
    return Byline(text, tuple(names), found)


def _without_contacts(line: str) -> str:
    """Return a line without addresses and handles, which are nobody's byline."""
    if len(line) > BYLINE_CHARS_MAX:
        return line
    bare = _CONTACT.sub(" ", line)
    return line if bare == line else " ".join(bare.split()).strip(" ,;|•·–—-")


def is_credit(line: str) -> bool:
    """Whether a line that stands where bylines do is one; there a bare name is enough."""
    return is_byline(line) or is_name(line)


def is_byline(line: str) -> bool:
    """Whether the whole of `line` credits its writers: 'By Ana Obeng', 'Ana Obeng | Reuters'."""
    is_short = len(line) <= BYLINE_CHARS_MAX and line.count(" ") < BYLINE_WORDS_MAX
    return is_short and _is_byline(line)


@lru_cache(maxsize=REMEMBERED)
def _is_byline(line: str) -> bool:
    line = _from_by(line)
    credited = _credited(line)
    named = _SMALL_JOB.sub("", credited) if _OPENING.match(line) else credited
    words = [word for word in named.split() if word.strip(",.") not in WRITTEN_SMALL]
    if not all(map(_LINE_WORD.fullmatch, words)):
        return False
    if _AGENCY_ONLY.fullmatch(line) or known(line):
        return True
    if _OPENING.match(line):
        return (
            bool(byline_names(line))
            or _AGENCY_ONLY.fullmatch(credited) is not None
            or organisation(credited, is_first=True) is not None
        )
    line = _BRACKETS.sub(", ", line).strip(" ,")
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
    lowered = [word.lower().strip(".") for word in words if not _INITIAL.fullmatch(word)]
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
    """Return the persons who wrote, in order, in title case where the byline is all capitals.

    byline: as printed, one line. Agencies, roles, places and single words are no persons; who
    edited, photographed or helped is not named.
    """
    found: list[str] = []
    for credit in _writers(byline):
        for part in _SEPARATOR.split(credit):
            for name in _names_of(part):
                if name not in found:
                    found.append(name)
    return tuple(found[:NAMES_MAX])


def _agency(byline: str) -> str | None:
    """Return the first organisation that a byline credits, None where it names none.

    byline: as printed, one line: 'Jane Doe, Associated Press', 'AP Political Writer', 'Reuters'.
    """
    for credit in _writers(byline):
        whole = next(filter(None, map(known, _LISTED.split(credit))), None)
        if whole is not None:
            return whole
        for place, part in enumerate(_PART.split(credit)):
            _, rest = _name_and_rest(part)
            found = organisation(rest, is_first=place == 0 and rest == part)
            if found is not None:
                return found
    return None


def _credited(byline: str) -> str:
    """Return what a byline says after 'By', without addresses and the date that may follow."""
    line = _from_by(" ".join(byline[:BYLINE_CHARS_MAX].split()))
    line = _OPENING.sub("", line, count=1) if _OPENING.match(line) else line
    line = _CONTACT.sub(" ", line)
    return " ".join(_DATE_TAIL.sub("", line).split()).strip(" ,.|-–—")


def _from_by(line: str) -> str:
    """Return a line from its 'By' on, where a bar stands before that."""
    before = _BEFORE_BY.match(line) if "By " in line or "BY " in line else None
    return line[before.end() :] if before else line


def _writers(byline: str) -> list[str]:
    """Return the parts of a byline that credit writers: 'reporting by', and what no task opens."""
    line = _credited(byline)
    marks = list(_TASKS.finditer(line))
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    credits_ = [line[: marks[0].start()] if marks else line]
    credits_ += [
        line[mark.end() : end]
        for mark, end in zip(marks, ends, strict=False)
        if _WRITES.match(mark["tasks"])
    ]
    plain = (_BRACKETS.sub(", ", credit).strip(" ,.;|-–—") for credit in credits_)
    return [credit for credit in plain if credit]


def _names_of(credit: str) -> list[str]:
    """Return the names of one credit, 'A, B and C in Nairobi, Press Union'.

    After a name, a part between commas may be a town ('Ana Obeng, New Ross'), so it counts as a
    name only where the list goes on to an 'and', where it says its own town, or behind a job.
    """
    groups = _AND.split(credit)
    names: list[str] = []
    for place, group in enumerate(groups):
        parts = [part.strip() for part in group.split(",")]
        is_last = place == len(groups) - 1
        is_listed = not is_last and not _PLACE_TAIL.search(parts[0])
        for number, part in enumerate(parts):
            is_called = not names and is_job(parts[number - 1])
            is_named = is_listed or is_called or _PLACE_TAIL.search(part)
            if number and not is_named:
                continue
            name, _ = _name_and_rest(_PLACE_TAIL.sub("", part).strip(" ."))
            if name.lower().endswith((" jr", " sr")):
                name = f"{name}."
            if is_name(name):
                names.append(_in_title_case(name))
    return names


def _name_and_rest(part: str) -> tuple[str, str]:
    """Return the name that opens 'JANE DOE Associated Press Writer' and what follows it.

    What follows must be an organisation or a job; a part that is otherwise is all of both. A job
    may stand before the name, too.
    """
    bare = _HONORIFIC.sub("", part, count=1)
    words = bare.split()
    for count in range(1, len(words) - 1):
        job, name = " ".join(words[:count]), " ".join(words[count:])
        if is_job(job) and is_name(name):
            return name, job
    for count in range(2, min(len(words), NAME_WORDS_MAX + 1)):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if is_name(name) and (is_job(rest) or organisation(rest, is_first=False)):
            return name, rest
    return bare, part


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
    titled = _MAC.sub(lambda found: f"Mac{found[1].capitalize()}", titled)
    titled = re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", titled)
    return re.sub(r"(['’])S\b", lambda found: f"{found[1]}s", titled)
