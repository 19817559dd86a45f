"""The shipped places desk, loaded once, and how these tests ask it."""

from __future__ import annotations

import re
from functools import cache

from copydesk.draft import Span
from copydesk.enrich.places import (
    DatelinePlace,
    Place,
    Placed,
    PlacesDesk,
    PlacesInput,
    SourceArea,
)
from copydesk.models.loading import load_places

__all__ = ["desk", "marked", "meant", "placed"]

NOBODY = SourceArea()


@cache
def desk() -> PlacesDesk:
    return load_places()


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its [[marks]], and the spans that they mark."""
    plain, spans = "", []
    for number, part in enumerate(re.split(r"\[\[|\]\]", text)):
        if number % 2:
            spans.append(Span(len(plain), len(plain) + len(part)))
        plain += part
    return plain, tuple(spans)


def placed(
    text: str, *, dateline: DatelinePlace | None = None, source: SourceArea = NOBODY
) -> tuple[str, Placed]:
    """Resolve a marked text; return it plain, with its places."""
    plain, spans = marked(text)
    return plain, desk().resolve(PlacesInput(plain, spans, dateline, source))


def meant(text: str, asked: str, *, source: SourceArea = NOBODY) -> Place | None:
    """Return the place that the first marked mention of `asked` has, None for none."""
    plain, found = placed(text, source=source)
    _, spans = marked(text)
    span = next(span for span in spans if plain[span.start : span.end] == asked)
    return next((place for place in found.places if span in place.mentions), None)
