"""The dateline: where and when a story was filed, as printed at its head or as its captions prove.

Must not: read a file, know a clock, geocode, or answer when the evidence is thin: None is an
answer.
"""

from __future__ import annotations

from copydesk.enrich.dateline.desk import DatelineDesk
from copydesk.enrich.dateline.names import PlaceNames
from copydesk.enrich.dateline.values import NO_HINTS, Dateline, Hints
from copydesk.enrich.dateline.when import When, day_of, day_of_writing

__all__ = [
    "NO_HINTS",
    "Dateline",
    "DatelineDesk",
    "Hints",
    "PlaceNames",
    "When",
    "day_of",
    "day_of_writing",
]
