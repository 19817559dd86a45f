"""The kinds of places that the gazetteer holds; their numbers are part of its file format."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Kind", "Use"]


class Kind(IntEnum):
    """What a place is."""

    COUNTRY = 0
    ADMIN1 = 1
    ADMIN2 = 2
    DIVISION = 3
    CAPITAL = 4
    CITY = 5
    CONTINENT = 6
    SEA = 7
    RIVER = 8
    LAKE = 9
    ISLAND = 10
    MOUNTAIN = 11
    REGION = 12
    BLOC = 13
    HISTORICAL = 14
    LANDMARK = 15
    AIRPORT = 16
    PARK = 17


class Use(IntEnum):
    """How a place comes by a name, the surest first."""

    CUSTOMARY = 0
    ENGLISH = 1
    ALTERNATE = 2
    ABBREVIATION = 3
