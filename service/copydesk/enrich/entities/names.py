"""What newswire practice says of names: titles, short words, aliases, how spellings compare.

Must not: list people or companies; only closed classes of words belong here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = [
    "AFTER_A_NAME",
    "ARTICLES",
    "BEFORE_PLACES",
    "BODIES",
    "CALENDAR",
    "CLUB_STARTS",
    "COMPANY_ENDS",
    "CONNECTORS",
    "COUNTRIES",
    "COUNTRY_ALIASES",
    "DIRECTIONS",
    "EMPLOYED",
    "FIRM_KIN",
    "FIRM_MARKS",
    "INNER_TITLES",
    "NOT_NAMES",
    "PERSON_SUFFIXES",
    "PLACE_PREPOSITIONS",
    "PLACE_WORDS",
    "POSTNOMINALS",
    "SHIP_MARKS",
    "SPEAKERS",
    "STORMS",
    "STRICT_COMPANY_ENDS",
    "TITLES",
    "TITLES_BEFORE_NAMES",
    "fold",
    "fold_words",
    "without_suffixes",
]


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(text.split())


ARTICLES = frozenset(["the", "a", "an"])
CALENDAR = frozenset(
    _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec mon tue tues wed thu thurs fri sat sun christmas easter ramadan thanksgiving
    today yesterday tomorrow
""")
)
COMPANY_ENDS = frozenset(
    _words("""
    inc corp corporation ltd limited plc co company llc llp gmbh ag sa nv ab oyj spa bhd
    holdings group
""")
)
CONNECTORS = frozenset(
    _words("""
    of for on and & de del la du des the
""")
)
DIRECTIONS = frozenset(
    _words("""
    north south east west northern southern eastern western central earth
""")
)
PERSON_SUFFIXES = frozenset(
    _words("""
    jr sr ii iii iv
""")
)
POSTNOMINALS = frozenset(
    _words("""
    KC QC SC MP MEP MSP OBE MBE CBE
""")
)
"""What is printed behind a person's name and is no part of it."""
NOT_NAMES = frozenset(
    _words("""
    i he she it we they you this that these those there here what when where who why how if as
    so but and or not no yes in on at to from by with for of his her its their our my your all
    some many most more one two three first last new old after before while since until also
    however meanwhile then now mr mrs ms miss dr sir god breaking news update watch read photo
    video file advertisement covid covid-19 am pm gmt est edt bst ceo cfo gdp tv ok
    reuters-style
""")
) | {""}
TITLES = frozenset(
    _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father pope cardinal
    bishop archbishop rabbi imam sheikh ayatollah king queen prince princess emperor sultan emir
    president vice-president vice prime minister premier chancellor secretary foreign finance
    defence defense interior deputy former acting interim incoming outgoing governor gov senator
    sen representative rep congressman congresswoman mayor councillor councilman councilwoman
    ambassador judge justice chief general gen colonel col major maj captain capt lieutenant lt
    sergeant sgt admiral commander inspector detective superintendent constable officer sheriff
    coach manager chairman chairwoman spokesman spokeswoman spokesperson director attorney
    prosecutor emperor empress duke duchess patriarch actor actress singer striker goalkeeper
    midfielder defender quarterback administrator commissioner ceo leader analyst
    cllr cllrs brig brigadier abbe datuk dato haji maitre historian physician physicist
    architect barrister economist engineer lawyer nurse pastor pensioner solicitor teacher
""")
)
TITLES_BEFORE_NAMES = frozenset(
    _words("""
    mr mrs ms miss dr prof professor sir dame king queen prince princess pope president minister
    sen senator rep gov governor mayor judge
""")
)
"""Titles after which a capitalised word is its bearer's name."""
INNER_TITLES = frozenset(
    _words("""
    administrator commissioner director minister president secretary spokesman spokeswoman
    spokesperson ceo chairman chairwoman governor sen senator rep dr mr ms mrs
""")
)
"""Titles that cut a person's name off from what stands before them: 'Agency Administrator …'."""
AFTER_A_NAME = frozenset(
    _words("""
    said says told added has had was is will would did also who declined agreed announced
""")
)
"""Words that follow the subject of a sentence when it is a name."""
STORMS = frozenset(
    _words("""
    hurricane typhoon cyclone storm
""")
)
"""What a storm's name follows; it looks like a person's."""
PLACE_PREPOSITIONS = frozenset(
    _words("""
    in at from near to into outside inside across around toward towards throughout
""")
)
BEFORE_PLACES = frozenset(
    _words("""
    in near outside across throughout
""")
)
"""Of these, what hardly ever stands before a person."""
PLACE_WORDS = frozenset(
    _words("""
    bay county district hills island islands lake mountains prefecture province quarter region
    river square street suburb valley village ward
""")
)
"""Written small after a name, these say what place it is: 'Bunkyo ward'."""
CLUB_STARTS = frozenset(
    _words("""
    afc atletico calcio deportivo dinamo dynamo fc lokomotiv maccabi shakhtar spartak
""")
)
"""What sports clubs' names begin with, and persons' do not."""
STRICT_COMPANY_ENDS = frozenset(
    _words("""
    inc corp ltd llc llp plc gmbh
""")
)
FIRM_MARKS = frozenset(
    _words("""
    AG SA NV PLC plc Ltd LTD Inc Corp GmbH LLC LLP SpA Oyj Bhd Limited
""")
)
"""What stands behind a firm's name, as it is printed."""
FIRM_KIN = frozenset(
    _words("""
    sons son daughters bros brothers co company partners associates
""")
)
"""What follows the '&' of a firm that is named after a person."""
SHIP_MARKS = frozenset(
    _words("""
    MV MS MT SS RMS HMS HMCS HMAS USS USNS USCGC INS BRP RRS FV M/V
""")
)
EMPLOYED = frozenset(
    _words("""
    analyst economist strategist researcher lecturer professor fellow trader broker
""")
)
"""Who is 'at' a body."""
SPEAKERS = frozenset(
    _words("""
    spokesman spokeswoman spokesperson coach striker midfielder defender goalkeeper winger
""")
)
"""Between a body's name and a person's: 'Eskom spokesperson Thandi Mokoena'."""
BODIES = frozenset(("eu", "european union", "un", "united nations", "nato", "african union"))
"""Unions of countries, which read like places."""
COUNTRY_ALIASES = {
    "us": "United States",
    "usa": "United States",
    "united states": "United States",
    "united states of america": "United States",
    "uk": "United Kingdom",
    "united kingdom": "United Kingdom",
    "britain": "United Kingdom",
    "great britain": "United Kingdom",
    "uae": "United Arab Emirates",
    "united arab emirates": "United Arab Emirates",
    "drc": "Democratic Republic of the Congo",
    "dr congo": "Democratic Republic of the Congo",
    "democratic republic of congo": "Democratic Republic of the Congo",
    "democratic republic of the congo": "Democratic Republic of the Congo",
    "ivory coast": "Ivory Coast",
    "cote divoire": "Ivory Coast",
    "czech republic": "Czech Republic",
    "czechia": "Czech Republic",
    "myanmar": "Myanmar",
    "burma": "Myanmar",
    "turkey": "Turkey",
    "turkiye": "Turkey",
}
"""Folded names of countries with more than one usual form; a name not here stands for itself."""
COUNTRIES = frozenset(COUNTRY_ALIASES) | frozenset(
    name.strip()
    for name in """
    antigua and barbuda, bosnia and herzegovina, burkina faso, cape verde, cabo verde,
    central african republic, costa rica, dominican republic, east timor, timor leste,
    el salvador, equatorial guinea, hong kong, marshall islands, new zealand, north korea,
    north macedonia, papua new guinea, puerto rico, republic of congo, saint lucia, san marino,
    sao tome and principe, saudi arabia, sierra leone, solomon islands, south africa,
    south korea, south sudan, sri lanka, st lucia, trinidad and tobago, vatican city
    """.replace("\n", " ").split(",")
)
"""Folded names of countries of several words; one word is a look-up in the lexicon."""

_DROPPED = str.maketrans("", "", ".'\u2018\u2019`")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form in which two spellings compare: no accents, stops, apostrophes or capitals."""
    if not word.isascii():
        word = "".join(
            char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
        )
    return word.translate(_DROPPED).casefold()


def fold_words(words: list[str]) -> tuple[str, ...]:
    """The folded form of each word, emptied ones left out."""
    return tuple(folded for word in words if (folded := fold(word)))


def without_suffixes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a folded name without 'Jr.' and the like, but where it has no others."""
    if PERSON_SUFFIXES.isdisjoint(words):
        return words
    return tuple(word for word in words if word not in PERSON_SUFFIXES) or words
