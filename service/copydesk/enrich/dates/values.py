"""What goes into the reading of dates and what comes out.

Must not: hold an expression that is not resolved yet (that is expressions.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

__all__ = ["AsOf", "FoundDate", "Grain"]

Grain = Literal[
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "year",
    "decade",
    "century",
]
"""How fine a date is; the names are the contract's."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """What an article's dates are reckoned from.

    day: the day it was written, where it was written; None when nothing says so.
    country: of the source, ISO 3166-1 alpha-2, which settles whether 03/04 is in March or April.
    """

    day: date | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date named at [start, end) of the text, in code points.

    value: EDTF (ISO 8601-2), of levels 0 and 1 alone; None when it cannot be settled.
    confidence: 0..1, two decimals; of a value, that it is right; without one, that this is a date.
    """

    start: int
    end: int
    value: str | None
    grain: Grain
    confidence: float
