"""Section labels out of a format's subjects: a topic's code where it has one, else its name.

Must not: say what a label means; enrich does.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["subject_label"]

_TOPIC: Final = re.compile(
    r"(?:(?:medtop|subj|mt|iptc):|https?://\S{1,80}/(?:mediatopic|subjectcode|subref)s?/"
    r"(?:[\w.]{1,10}/)?)?(?P<digits>\d{8})",
    re.IGNORECASE,
)


def subject_label(name: str | None, *codes: str | None) -> str | None:
    """Return 'medtop:20000350' or 'subj:13010000' of the first topic code, else the name.

    Media Topics begin with 2 and the 17 top terms end in six zeros, as the older subject codes'
    do with the same meaning.
    """
    for code in codes:
        found = _TOPIC.fullmatch(code.strip()) if code else None
        if found is not None:
            digits = found["digits"]
            is_media_topic = digits.startswith("2") or digits.endswith("000000")
            return f"{'medtop' if is_media_topic else 'subj'}:{digits}"
    return (name or "").strip() or None
