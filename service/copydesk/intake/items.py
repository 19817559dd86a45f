"""What a record of several items comes to: its articles, and a word for every item without text.

Must not: know a format.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copydesk.draft import Draft, Refusal, Source
from copydesk.errors import OversizeError, Reason, RejectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copydesk.draft import Article

__all__ = [
    "BODY_CHARS_MAX",
    "SUMMARY_ONLY",
    "UNKNOWN_SOURCE",
    "WITHDRAWN",
    "LeftOut",
    "article_id_of",
    "authority_of",
    "gathered",
    "isolated",
    "listed",
    "version_of",
]

UNKNOWN_SOURCE: Final = Source(id="unknown")

BODY_CHARS_MAX: Final = 2_000_000
"""Longest body read, in code points: 40 times the longest magazine piece, and two seconds' work."""

ITEMS_MAX: Final = 2_000
"""Most articles of one record; the longest feeds have some hundreds."""

ID_CHARS_MAX: Final = 512
"""Longest id of an article, as the raw contract has it: it becomes a record's key."""

WITHDRAWN: Final = frozenset({"canceled", "cancelled", "withheld", "killed"})
"""Publishing statuses that mean a kill, in the spellings of NITF, NewsML-G2 and ninjs."""

SUMMARY_ONLY: Final = "summary-only"
"""Warning: the source sent a summary and not the story."""

VERSION_DIGITS_MAX: Final = 9
_AUTHORITY: Final = re.compile(
    r"tag:([\w.-]{1,200}),|urn:newsml:([\w.-]{1,200}):|https?://(?:www\.)?([\w.-]{1,200})",
    re.IGNORECASE,
)
_KINDS: Final = frozenset(
    {
        *("animation", "audio", "catalog", "component", "composite", "concept", "event"),
        *("graphic", "knowledge", "package", "picture", "planning", "text", "video"),
    }
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that is no article; `kind` is the format's word for it."""

    kind: str


def gathered(found: Iterable[Article | LeftOut], holder: str) -> tuple[Article, ...]:
    """Return the articles among `found`, in order; the first draft's warnings name the other items.

    holder: what the items stand in ('ninjs record'). Raises RejectedError when none is an article,
    or when they are too many.
    """
    items = list(found)
    articles = [one for one in items if not isinstance(one, LeftOut)]
    left_out = Counter(_kind(one.kind) for one in items if isinstance(one, LeftOut))
    if len(articles) > ITEMS_MAX:
        sentence = f"The {holder} has {len(articles)} articles; the limit is {ITEMS_MAX}."
        raise OversizeError(sentence)
    if not articles:
        counts = [
            f"{count} {kind} {'item' if count == 1 else 'items'} without text"
            for kind, count in sorted(left_out.items())
        ]
        sentence = f"The {holder} holds no article: {', '.join(counts) or 'it has no items'}."
        raise RejectedError(sentence, reason=Reason.NO_TEXT)
    first = next((n for n, one in enumerate(articles) if isinstance(one, Draft)), None)
    if first is not None and isinstance(articles[first], Draft):
        named = tuple(f"no-text-in-{kind}-item" for kind in sorted(left_out))
        articles[first] = _warned(articles[first], named)
    return tuple(articles)


def isolated(read: Callable[[], Article | LeftOut]) -> Article | LeftOut:
    """Return what `read` makes of one item; its refusal leaves the other items alone."""
    try:
        return read()
    except RejectedError as error:
        return Refusal(error)


def article_id_of(*candidates: str | None) -> str | None:
    """Return the first id that can be a key, None when there is none."""
    stripped = (one.strip() for one in candidates if one)
    return next((one for one in stripped if 0 < len(one) <= ID_CHARS_MAX), None)


def version_of(text: str | None) -> int | None:
    """Return the number of a revision, None when `text` is not a plain number."""
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) <= VERSION_DIGITS_MAX else None


def authority_of(uri: str | None) -> str | None:
    """Return who issued an identifier: 'tag:acme.com,2008:x', 'urn:newsml:acme.com:x', a URL."""
    found = _AUTHORITY.match(uri or "")
    return found and (found[1] or found[2] or found[3]).lower()


def listed(names: Iterable[str | None]) -> str | None:
    """Return names as a byline prints them, 'A, B and C'; None when there are none."""
    found = [name for name in names if name]
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:]))) or None


def _kind(kind: str) -> str:
    """Keep warnings a closed set: they are counted."""
    kind = kind.lower().removesuffix("item")
    return kind if kind in _KINDS else "other"


def _warned(article: Article, warnings: tuple[str, ...]) -> Article:
    if not isinstance(article, Draft):
        return article
    return replace(article, warnings=(*article.warnings, *warnings))
