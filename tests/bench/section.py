"""What the section stage costs: articles a second on one core, from raw text to filing."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from copydesk.enrich.section import SectionInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.section import SectionDesk

__all__ = ["section_rows"]

ROUNDS = 3
ARTICLES = 512
CHUNKS = (1, 32)


def section_rows(desk: SectionDesk, texts: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (what, figure, spread) for chunks of each size; texts: bodies, repeated as needed."""
    inputs = [
        SectionInput(texts[at % len(texts)][:80], texts[at % len(texts)], language="en")
        for at in range(ARTICLES)
    ]
    rows = []
    for chunk in CHUNKS:
        rates = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for start in range(0, ARTICLES, chunk):
                desk.filings(inputs[start : start + chunk])
            rates.append(ARTICLES / (time.process_time() - began))
        figure = f"{statistics.median(rates):,.0f} articles/s"
        rows.append(
            (f"section, chunks of {chunk}", figure, f"{min(rates):,.0f} - {max(rates):,.0f}")
        )
    return rows
