# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""Read the organisation that a byline credits: an agency by its name, a paper by the word for one.

A desk, a job and a town are no organisations, so what is neither known nor named like a newsroom
counts only where the byline says 'for' or 'special to' before it.
Must not: know a writer's name.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["JOB_WORDS", "WRITTEN_SMALL", "is_job", "known", "organisation"]

# Newsrooms and agencies as they write themselves, from general knowledge.
_KNOWN_TEXT: Final = """
AA, AAP, ABC, ABC News, Adnkronos, AFP, Agence France-Presse, Agencia EFE, Agerpres, Al Jazeera,
Anadolu, Anadolu Agency, ANI, ANP, ANSA, Antara, AP, APA, Associated Press,
Australian Associated Press, Axios, BBC, BBC News, BBC Sport, Belga, Bernama, Bloomberg,
Bloomberg News, BuzzFeed News, Canadian Press, CBC, CBC News, CBS, CBS News, CNA, CNBC, CNN, CNW,
ČTK, Deutsche Presse-Agentur, Deutsche Welle, Dow Jones, dpa, DW, EFE, El País, EPA, Euronews,
Europa Press, Forbes, Fox News, France 24, GNA, HuffPost, IANS, Interfax, IPS, IRNA, ITAR-TASS,
Inter Press Service, Jiji Press, Keystone-SDA, Kyodo, Kyodo News, Le Monde, Los Angeles Times, Lusa,
MarketWatch, MENA, MTI, NAN, NBC, NBC News, New York Post, New York Times, NHK, NPR, NTB, NZPA, PA,
PA Media, PAP, PBS, Politico, Press Association, Press Trust of India, ProPublica, PTI, Reuters,
RFE/RL, RIA Novosti, Ritzau, RNZ, RTÉ, SAPA, SBS, SDA, Sky News, SPA, STT, Tanjug, TASS,
The Conversation, The Economist, The Independent, Thomson Reuters, Thomson Reuters Foundation,
Time, TT, Ukrinform, United Press International, UPI, USA Today, VOA, VOA News, Voice of America,
Vox, WAM, Wall Street Journal, Washington Post, Xinhua, Xinhua News Agency, Yonhap,
Yonhap News Agency, Yle
"""
_KNOWN: Final = {
    name.casefold(): name for name in (" ".join(one.split()) for one in _KNOWN_TEXT.split(","))
}
WRITTEN_SMALL: Final = frozenset(name for name in _KNOWN.values() if name.islower())
"""Agencies that print their name without a capital."""

_ALSO_WORDS: Final = frozenset({"time", "vox", "forbes", "pa", "aa", "pap", "nan", "mena", "efe"})
"""Names that are words or surnames too: only in their own capitals, and alone."""

JOB_WORDS: Final = (
    r"(?:correspondents?|reporters?|editors?|writers?|columnists?|contributors?|journalists?|staff"
    r"|staffers?|producers?|photographers?|critics?|analysts?|intern|chief|bureau|desk|team|newsroom"
    r"|agencies|wires|freelancer?s?|stringer)"
)
_BEAT: Final = (
    r"(?:senior|deputy|assistant|associate|chief|acting|special|political|politics|business|sports?"
    r"|science|health|medical|education|environment|climate|technology|tech|foreign|diplomatic"
    r"|defen[cs]e|economics?|financial|legal|crime|court|religion|arts|culture|film|music|food"
    r"|travel|features?|investigative|investigations|general|local|metro|city|state|national"
    r"|international|world|european?|africa|asia|news|staff|photo|data|digital|online|managing"
    r"|executive|contributing|night|weekend|guest|and|in|for|white|house|royal|transport|energy)"
)
_JOB_TAIL: Final = re.compile(
    rf"(?:['’]s?)?(?:\s+{_BEAT}){{0,5}}\s+{JOB_WORDS}\Z|(?:['’]s)\Z", re.IGNORECASE
)
_JOB: Final = re.compile(rf"(?:(?:our|the)\s+)?(?:{_BEAT}\s+){{0,5}}{JOB_WORDS}", re.IGNORECASE)
_DESK: Final = re.compile(rf"(?:{_BEAT}|{JOB_WORDS})(?:\s+(?:{_BEAT}|{JOB_WORDS}))*", re.IGNORECASE)
_FOR: Final = re.compile(r"(?:(?:special|exclusive)(?:ly)? (?:to|for)|for)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"(?:of|from|with|at|avec|mit|con|med|und|et)\s+", re.IGNORECASE)
_IN_TOWN: Final = re.compile(r"\s+in\s+[A-Z].*\Z")
_NEWSROOM: Final = re.compile(
    r"\b(?:News|Press|Times|Post|Herald|Gazette|Tribune|Chronicle|Telegraph|Guardian|Mirror|Courier"
    r"|Journal|Observer|Radio|TV|Television|Magazine|Agency|Network|Wire|Newswire|Broadcasting"
    r"|Review|Standard|Examiner|Inquirer|Enquirer|Dispatch|Bulletin|Independent|Argus|Presse"
    r"|Zeitung|Agentur)\b"
)
_PAPER_AFTER_THE: Final = re.compile(r"The (?:[A-Z][\w'’-]* )*(?:Star|Sun|Mail|Globe|Express|Echo)")
_TOO_GENERAL: Final = frozenset({"news", "press", "radio", "tv", "television", "agency", "wire"})
_SURNAMES: Final = frozenset({"post", "press", "herald", "courier", "mirror", "standard"})
_WORD: Final = re.compile(
    r"[A-Z0-9À-Þ][\w.&'’!+-]*|of|the|and|&|de|la|del|du|des|for|in", re.UNICODE
)
WORDS_MAX: Final = 7


def is_job(text: str) -> bool:
    """Whether `text` only says what somebody does: 'Staff Writer', 'senior political reporter'."""
    return _JOB.fullmatch(text.strip(" ,.")) is not None


def organisation(credit: str, *, is_first: bool) -> str | None:
    """Return the organisation that one part of a byline names, None where it names none.

    credit: between two commas or other marks, 'AP Political Writer', 'for the Guardian';
    is_first: the part where a writer is expected, so that 'Emily Post' is no newspaper.
    """
    text = credit.strip(" ,.()")
    bare = _FOR.sub("", text, count=1)
    is_labelled = bare != text
    bare = _OF.sub("", bare, count=1)
    is_first = is_first and bare == text
    bare = _IN_TOWN.sub("", bare.removeprefix("the "), count=1)
    if not bare or len(bare.split()) > WORDS_MAX:
        return None
    found = known(bare)
    if found is not None:
        return found
    name = _JOB_TAIL.sub("", bare)
    has_job = name != bare
    words = name.split()
    if not words or not all(map(_WORD.fullmatch, words)) or _DESK.fullmatch(name):
        return None
    if _is_newsroom(words, has_job=has_job, is_first=is_first) or (
        is_labelled and not has_job and words[0][0].isupper()
    ):
        return _in_reading_case(name)
    return None


def _is_newsroom(words: list[str], *, has_job: bool, is_first: bool) -> bool:
    name = " ".join(word.capitalize() if word.isupper() else word for word in words)
    if _PAPER_AFTER_THE.fullmatch(name):
        return True
    if not _NEWSROOM.search(name):
        return False
    last = words[-1].casefold()
    if len(words) == 1:
        return has_job and last not in _TOO_GENERAL
    is_maybe_person = (
        is_first and not has_job and len(words) == len(["Emily", "Post"]) and last in _SURNAMES
    )
    return words[0] == "The" or not is_maybe_person


def known(text: str) -> str | None:
    """Return the known newsroom that `text` begins with, when no more than a desk follows it."""
    words = text.replace("’s", "'s").split()
    for count in range(min(len(words), WORDS_MAX), 0, -1):
        printed = " ".join(words[:count]).rstrip(",.").removesuffix("'s")
        name = _KNOWN.get(printed.casefold().removeprefix("the "))
        if name is None or not _is_printed_as(name, printed):
            continue
        rest = " ".join(words[count:])
        town = _JOB_TAIL.sub("", rest)
        is_town_of_job = town != rest and all(word[0].isupper() for word in town.split())
        if not rest or _DESK.fullmatch(rest) or is_town_of_job:
            return name
    return None


def _is_printed_as(name: str, printed: str) -> bool:
    """Whether a name stands in its own capitals, or in capitals alone: 'ap' is no agency."""
    if printed.casefold() in _ALSO_WORDS or name.isupper():
        return printed == name or printed.removeprefix("The ") == name
    return printed[0].isupper() or printed == name


def _in_reading_case(name: str) -> str:
    """Return a name in title case where it is shouted; its short words may be initials."""
    letters = "".join(char for char in name if char.isalpha())
    if not letters.isupper() or " " not in name:
        return name
    small = {"OF", "THE", "AND", "FOR", "IN"}
    words = [
        word.lower() if word in small and n else word if _is_initials(word) else word.capitalize()
        for n, word in enumerate(name.split())
    ]
    return " ".join(words)


def _is_initials(word: str) -> bool:
    return word.casefold() in {"bbc", "abc", "cbs", "nbc", "cnn", "tv", "usa", "uk", "us"}
