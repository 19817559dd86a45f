"""The offset of a time zone as news abbreviates it.

Must not: guess: IST and CST are settled by the source's country or not at all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

__all__ = ["offset_of"]

_OFFSETS: Final = {
    "GMT": "Z", "UTC": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CEST": "+02:00", "CET": "+01:00",
    "EEST": "+03:00", "EET": "+02:00", "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00",
    "HKT": "+08:00", "SGT": "+08:00", "AEST": "+10:00", "AEDT": "+11:00", "AKST": "-09:00",
    "AKDT": "-08:00", "HST": "-10:00", "NZST": "+12:00", "NZDT": "+13:00", "SAST": "+02:00",
    "EAT": "+03:00", "WAT": "+01:00", "CAT": "+02:00", "PKT": "+05:00", "WIB": "+07:00",
    "PHT": "+08:00", "BST": "+01:00", "CST": "-06:00",
}  # fmt: skip
_BY_COUNTRY: Final = {
    ("IST", "IN"): "+05:30", ("IST", "LK"): "+05:30", ("IST", "IE"): "+01:00",
    ("IST", "IL"): "+02:00", ("CST", "CN"): "+08:00", ("CST", "TW"): "+08:00",
    ("BST", "BD"): "+06:00",
}  # fmt: skip
_AMERICAN: Final = {"ET": -5, "EASTERN": -5, "CT": -6, "MT": -7, "PT": -8}
"""Zones of the United States that are named without saying whether summer time holds."""


def offset_of(written: str, day: date, country: str | None) -> str | None:
    """Return 'Z' or '+hh:mm' for a zone as written, on a day; None where it says nothing sure."""
    name = written.split(maxsplit=1)[0].upper() if written.split() else ""
    if (name, country) in _BY_COUNTRY:
        return _BY_COUNTRY[name, country or ""]
    if name in _AMERICAN:
        hours = _AMERICAN[name] + (1 if _summer_time(day) else 0)
        return f"-{-hours:02}:00"
    return _OFFSETS.get(name)


def _summer_time(day: date) -> bool:
    """Tell whether daylight saving time holds in the United States (since 2007; 15 U.S.C. 260a)."""
    return _nth_sunday(day.year, 3, 2) <= day < _nth_sunday(day.year, 11, 1)


def _nth_sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))
