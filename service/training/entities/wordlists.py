"""Short hand-written word lists behind the gazetteer bits."""

from __future__ import annotations

from copydesk.enrich.entities.lexicon import WordFlag

__all__ = ["HAND_WRITTEN"]

_TITLES = """
    president vice-president premier chancellor minister secretary senator sen. rep.
    representative congressman congresswoman governor gov. mayor judge justice chief general
    gen. colonel col. lieutenant lt. major captain capt. sergeant sgt. admiral commander officer
    detective inspector superintendent constable sheriff dr. doctor prof. professor mr. mrs. ms.
    miss sir dame lord lady king queen prince princess pope cardinal bishop archbishop reverend
    rev. father sister brother imam sheikh ayatollah rabbi coach manager striker goalkeeper
    midfielder defender quarterback pitcher forward captain singer actor actress author director
    producer spokesman spokeswoman spokesperson chairman chairwoman chair ceo executive founder
    attorney lawyer prosecutor ambassador envoy emir sultan crown deputy candidate lawmaker
    leader analyst economist researcher professor novelist poet painter composer guitarist
    drummer rapper comedian activist journalist reporter editor columnist historian
"""
_ORG_HEADS = """
    agency ministry department bureau commission committee council authority court police
    university college school institute institution association federation union party bank
    corporation company group foundation fund organization organisation service administration
    office board army navy force forces guard parliament congress senate assembly club team
    united city rovers fc afc hospital church press times post journal news network broadcasting
    television radio media studios records airlines airways motors industries technologies
    systems pharmaceuticals laboratories holdings partners capital insurance energy petroleum
    oil gas electric railway league alliance coalition movement front society academy center
    centre museum orchestra band exchange tribunal treasury reserve command brigade regiment
    division corps militia
"""
_COMPANY_ENDS = """
    inc inc. corp corp. ltd ltd. plc co. co llc gmbh ag sa s.a. nv n.v. ab oyj spa s.p.a. bhd
    pty kk
"""
_PLACE_HEADS = """
    river lake mount mountain mountains sea ocean bay gulf strait island islands peninsula
    desert valley county province district state region territory city town village street
    avenue road square bridge airport port park forest canal cape coast north south east west
    northern southern eastern western central upper lower new san santa saint st. el los las la
    fort port hills beach springs falls creek heights
"""
_CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan. feb. mar. apr. jun. jul. aug. sep.
    sept. oct. nov. dec. christmas easter ramadan thanksgiving mon tue wed thu fri sat sun
"""

HAND_WRITTEN: tuple[tuple[WordFlag, tuple[str, ...]], ...] = (
    (WordFlag.TITLE, tuple(_TITLES.split())),
    (WordFlag.ORG_HEAD, tuple(_ORG_HEADS.split())),
    (WordFlag.COMPANY_END, tuple(_COMPANY_ENDS.split())),
    (WordFlag.PLACE_HEAD, tuple(_PLACE_HEADS.split())),
    (WordFlag.CALENDAR, tuple(_CALENDAR.split())),
)
