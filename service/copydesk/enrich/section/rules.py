"""Finer topics that a rule finds for certain inside the section that the text surely has.

No site has a section for earthquakes or strikes, so no label says so; but a story filed under
disaster whose headline or lede says 'earthquake' is about one. Must not: choose a section, or read
past the opening.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.enrich.section.model import SectionInput

__all__ = ["certain_topics"]

_OPENING_CHARS = 300
"""Code points of the body that are read: about a lede."""

_FINER: dict[str, tuple[tuple[str, str], ...]] = {
    "medtop:03000000": (
        ("medtop:20000153", r"earthquakes?|quakes?|aftershocks?"),
        ("medtop:20001353", r"tsunamis?"),
        ("medtop:20000159", r"volcan(?:o|oes|ic)|lava"),
        ("medtop:20000156", r"avalanches?"),
        ("medtop:20000155", r"(?:land|mud)slides?"),
        ("medtop:20001202", r"(?:wild|bush|forest )fires?"),
        ("medtop:20000154", r"floods?|flooding|flooded|floodwaters?"),
        ("medtop:20000146", r"train (?:crash|collision|derailment|wreck)|derail(?:s|ed|ment)"),
        (
            "medtop:20000145",
            r"(?:ferry|boat|ship|trawler|vessel)\b.{0,60}\b(?:sinks?|sank|capsiz\w+|aground)",
        ),
        (
            "medtop:20000144",
            r"(?:plane|aircraft|jet|helicopter|airliner)\b.{0,60}\bcrash\w*|plane crash",
        ),
    ),
    "medtop:09000000": (
        (
            "medtop:20000530",
            r"(?:on|general|day|week|hour|begin|began|end|call) (?:a )?strike|strikers?|walkouts?",
        ),
        ("medtop:20000533", r"(?:unemployment|jobless) rate"),
    ),
    "medtop:16000000": (
        ("medtop:20000063", r"civil war"),
        ("medtop:20000076", r"(?:peace|truce|ceasefire) (?:talks|negotiations)"),
        ("medtop:20000055", r"(?:suicide|car|roadside) bomb(?:er|ers|ing|ings|s)?"),
        ("medtop:20000070", r"coup d.etat|military coup"),
    ),
    "medtop:17000000": (
        ("medtop:20001131", r"(?:weather|storm|heat|snow|wind|flood|frost) (?:warnings?|alerts?)"),
        ("medtop:20001128", r"forecasters?|forecast"),
    ),
}
"""Section to (finer topic, what names it); the narrower rule stands first."""

_PATTERNS = {
    section: tuple(
        (code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.DOTALL)) for code, words in finer
    )
    for section, finer in _FINER.items()
}


def certain_topics(article: SectionInput, section: str) -> tuple[str, ...]:
    """Return the finer topic that headline and lede name, as a tuple of none or one.

    section: the top term that the text surely has; a rule holds only inside its own.
    """
    opening = f"{article.headline or ''}\n{article.text[:_OPENING_CHARS]}"
    for code, pattern in _PATTERNS.get(section, ()):
        if pattern.search(opening):
            return (code,)
    return ()
