"""Know the agencies that sign a dateline, and the desk's labels that only look like a place.

Must not: grow a list of companies or people; an unknown name in brackets is judged by its form
alone.
Source: the agencies' own style, from general knowledge.
"""

from __future__ import annotations

import re

__all__ = [
    "FIELD_WORDS",
    "LABELS",
    "known_agency",
    "looks_like_an_agency",
    "signs_without_brackets",
]

_AGENCIES_TEXT = """
aa, aap, afx, awp, abc, abc news, accesswire, adnkronos, afp, afp-jiji, agence france-presse,
agencia brasil, agerpres, agi, al jazeera, allafrica, anadolu, anadolu agency, andina, ani, anp,
ansa, antara, ap, ap photo, ap sports, ap stats, apa, app, aps, associated press, ats, axios,
baptist press, bb, bbc, bbc news, belga, belta, bernama, bloomberg, bloomberg news, bns, bp, bta,
business wire, businesswire, canada newswire, canadian press, catholic news service, cbs, cbs dc,
cbs los angeles, cbs news, cbsla, cbsnewyork, cctv, cgtn, china daily, cn, cna, cna business, cnn,
cnn money, cnnmoney, cns, cns news, cnw, courthouse news, cp, ctk, deutsche presse-agentur, dow
jones, dpa, dw, efe, elta, ena, ens, euronews, europa press, fars, fox news, france 24, globe
newswire, globenewswire, gna, healthday, healthday news, hina, hollywood reporter, ians, ina,
interfax, ips, irin, irna, isna, itar-tass, itn, jiji, jiji press, jta, kcna, kdka, kuna, kyodo,
kyodo news, leta, livescience, lusa, map, marketwatch, marketwire, mcclatchy, mehr, mena, merco
press, mercopress, metro, mirror, mni, mti, nan, nbc, nbc news, ndtv, news24, newswire, nhk,
notimex, npr, ntb, nzpa, ots, pa, pa media, panapress, pap, pbs, petra, pna, politico, pr
newswire, prensa latina, press association, press trust of india, prnewswire, prweb, pti, qna,
religion news service, reuter, reuters, rfa, rfe/rl, rfi, ria novosti, ritzau, rns, rt, saba,
sana, sapa, sky news, spa, space.com, sputnik, sta, stats, stt, tanjug, tap, tass, telam, the
associated press, the canadian press, the conversation, the guardian, the star, thewrap,
thewrap.com, thomson reuters, thomson reuters foundation, tna, tns, tribune news service, tt, uca
news, ucan, ukrinform, un news, uni, united press international, upi, usa today, variety,
variety.com, vna, voa, voa news, voice of america, wafa, wam, xinhua, xinhua news agency, yonhap
"""
_AGENCIES = frozenset(" ".join(name.split()) for name in _AGENCIES_TEXT.split(","))

_PROMPT_TEXT = """
cnn bbc cbs nbc ap reuters reuter afp upi dpa xinhua bloomberg tass interfax pti efe ansa kyodo
voa
"""
_PROMPT = frozenset(_PROMPT_TEXT.split())
"""Agencies whose desks sign with a word more: Reuters Health, AFP Sports, Xinhua News."""

_LABELS_TEXT = """
update updated updates breaking correction corrected corrects watch opinion analysis exclusive
photo photos video videos audio gallery editorial editor's note column feature features review
reviews preview recap live developing just advisory alert urgent bulletin flash file kill wrapup
factbox timeline explainer interview podcast poll quiz read related warning question answer
questions answers q a faq fact rumor spoiler report reports sponsored advertisement photo-op
summary where when what who why how monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december today tonight
tomorrow yesterday here home world news sport sports business politics disclaimer disclosure
note transcript headline headlines top story stories image images credit caption by from via
source step day week part chapter episode season round game result results score scores final
"""
LABELS = frozenset(_LABELS_TEXT.split())
"""Words that open a paragraph in capitals and are never a place; 'may' is left out, since a date
is read before."""

AGENCY_CHARS_MAX = 30
AGENCY_WORDS_MAX = 4
_STATION = re.compile(r"[A-Z]{3,5} ?\d{1,2}")
_FORM = re.compile(r"[A-Z][\w.&'!\u2019-]+(?:[ /](?:of|the|and|de|[A-Z][\w.&'!\u2019-]*))*")


_FIELD_WORDS_TEXT = """
aboard above across along at camp fort from in inside near off on outside over with
"""
FIELD_WORDS = frozenset(_FIELD_WORDS_TEXT.split())
"""Words that open a dateline from no town: ABOARD AIR FORCE ONE, ON THE TURKISH-SYRIAN BORDER."""


def known_agency(name: str) -> bool:
    """Tell whether brackets hold an agency's name, or several with a slash."""
    low = " ".join(name.casefold().split()).strip(" !,")
    if low in _AGENCIES or (low.count(".") > 1 and low.replace(".", "") in _AGENCIES):
        return True
    first, _, more = low.partition(" ")
    if first in _PROMPT and len(more.split()) < AGENCY_WORDS_MAX:
        return True
    parts = [part.strip() for part in re.split(r"[/,&-]|\band\b", low) if part.strip()]
    return len(parts) > 1 and all(part in _AGENCIES for part in parts)


def signs_without_brackets(name: str) -> bool:
    """Tell whether a name after a comma is an agency's; none of them is a region's (Pa.)."""
    return name.strip().casefold() in _PROMPT


def looks_like_an_agency(name: str) -> bool:
    """Tell whether brackets may hold an unlisted newsroom: a short name or a call sign."""
    if _STATION.fullmatch(name):
        return True
    words = name.split()
    short = len(name) <= AGENCY_CHARS_MAX and 0 < len(words) <= AGENCY_WORDS_MAX
    return short and not any(char.isdigit() for char in name) and _FORM.fullmatch(name) is not None
