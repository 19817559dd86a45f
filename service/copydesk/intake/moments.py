"""Read the dates that formats write: ISO 8601 in its spellings, NITF's compact form, RFC 822.

Must not: guess a day, or know what now is.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Moments", "moment", "moments"]

MOMENT_CHARS_MAX: Final = 60
YEARS: Final = range(1800, 9000)
"""Dates beyond are placeholders; at the calendar's ends a change of zone would overflow."""

_COMPACT: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE,
)

Moments = tuple[dict[str, datetime | None], tuple[str, ...]]
"""Dates by the name of the draft's field, and warnings about them."""


def moment(text: str | None) -> datetime | None:
    """Return the date and time that `text` states, naive when it has no zone; None if unreadable.

    A bare date is its midnight.
    """
    text = (text or "").strip()
    if not text or len(text) > MOMENT_CHARS_MAX:
        return None
    found = _moment(text)
    return found if found is not None and found.year in YEARS else None


def moments(stated: Mapping[str, Iterable[str | None]]) -> Moments:
    """Return the first readable of each field's dates, with a zone: UTC, and a warning, for none.

    stated: draft field ('published_at') to what the document says, best first.
    """
    found: dict[str, datetime | None] = {}
    warnings: list[str] = []
    for field, texts in stated.items():
        written = [text for text in texts if text and text.strip()]
        at = next((one for one in map(moment, written) if one is not None), None)
        name = field.replace("_", "-")
        if at is None and written:
            warnings.append(f"unreadable-{name}")
        if at is not None and at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
            warnings.append(f"no-zone-in-{name}")
        found[field] = at
    return found, tuple(warnings)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    compact = _COMPACT.fullmatch(text)
    try:
        if compact is not None:
            year, month, day, hour, minute, second, zone = compact.groups()
            written = f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}"
            return datetime.fromisoformat(written + (zone or "").upper())
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
