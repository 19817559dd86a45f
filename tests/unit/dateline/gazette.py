"""A gazette of few names, so that unit tests read no file and show what each rule needs to know."""

from __future__ import annotations

from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dateline import DatelineDesk, PlaceNames

__all__ = ["DESK", "LEDE", "NAMES", "copy_of"]

LEDE = "The council said on Thursday it would close the old bridge for repairs until the autumn."

_LINES = """
ALA a
AUSTIN xp
BEIRUT x
BERLIN x
BOGOTA x
CALIF a
CHARLOTTE xp
CHICAGO x
COEUR D'ALENE m Coeur_d'Alene
CONN a
DALTON m
DAR ES SALAAM x
DC a D.C.
ENGLAND r
FARMINGTON m
FRANCE c
GA a
GENEVA x
GERMANY c
HAITI c
HOPE sw
JORDAN cp
KENYA c
LONDON x
LYON l
MADRID x
MCLEAN m
MO a
MOBILE lw
MOSCOW x
NAIROBI x
NC a
NEW YORK x
NY a
ORANGE mw
ORE a
PA a
PARIS x
PORT AU PRINCE x Port-au-Prince
PORTLAND l
READING lw
RIO DE JANEIRO xr
SEOUL x
SPLIT lw
ST LOUIS l
SWITZERLAND c
TEXAS r
TOKYO x
UNITED NATIONS x
UPDATE s
US a
VA a
WASHINGTON x
WATCH HILL s
WINSTON SALEM l Winston-Salem
"""


def _line(row: str) -> str:
    words = row.split(" ")
    marked = next(at for at, word in enumerate(words) if word.islower() and word.isalpha())
    key, marks, readable = " ".join(words[:marked]), words[marked], words[marked + 1 :]
    return "\t".join((key, marks, *(name.replace("_", " ") for name in readable)))


NAMES = PlaceNames.parse("\n".join(_line(row) for row in _LINES.strip().splitlines()) + "\n")
DESK = DatelineDesk(NAMES)


def copy_of(*blocks: tuple[BlockKind, str]) -> Copy:
    """Return copy made of the blocks given, with a blank line between two."""
    made: list[Block] = []
    at = 0
    for kind, text in blocks:
        made.append(Block(kind, at, at + len(text)))
        at += len(text) + 2
    return Copy(text="\n\n".join(text for _, text in blocks), blocks=tuple(made))
