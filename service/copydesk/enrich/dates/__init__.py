"""The dates that a text names, as days of the calendar: 'Friday', 'June 7-8', 'the first quarter'.

Must not: read a file, know a clock, or settle what the text and the article's own day leave open:
such a date has no value.
"""

from __future__ import annotations

from copydesk.enrich.dates.desk import find_dates
from copydesk.enrich.dates.values import AsOf, FoundDate, Grain

__all__ = ["AsOf", "FoundDate", "Grain", "find_dates"]
