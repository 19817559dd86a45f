"""One event, kill or dead letter for a person's eyes: a few aligned lines, in a terminal or a file.

Must not: trust an article. Its text may hold escape sequences that would drive the terminal, so
only printable characters are shown, and never as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copydesk.contracts import DeadLetterHeaders, EnrichedArticle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from copydesk.stream import ReadRecord

__all__ = ["printable", "show_dead_letter", "show_enriched", "show_kill", "show_published"]

_LABEL_CHARS = 15
_VALUE_CHARS_MIN = 20
_NAMES_MAX = 12
_TEXT_CHARS_MAX = 400
_KINDS = (("person", "people"), ("location", "places"), ("organisation", "organisations"))


def show_published(
    console: Console, record: ReadRecord, dead_letter_topic: str
) -> EnrichedArticle | DeadLetterHeaders | None:
    """Print a record that the desk published, and return what it is; None is a kill."""
    if record.topic == dead_letter_topic:
        letter = DeadLetterHeaders.from_headers(record.headers)
        show_dead_letter(console, letter, record.key)
        return letter
    if record.value is None:
        show_kill(console, (record.key or b"").decode("utf-8", "replace"))
        return None
    event = EnrichedArticle.model_validate_json(record.value)
    show_enriched(console, event)
    return event


def show_enriched(console: Console, event: EnrichedArticle) -> None:
    """Print an event: headline, byline, dateline, section, names by kind, warnings."""
    version = f"version {event.version}, " if (event.version or 0) > 1 else ""
    rows = [
        ("dateline", _dateline(event)),
        ("section", _section(event)),
        *((label, _names(event, kind)) for kind, label in _KINDS),
        ("byline", event.byline.text if event.byline else ""),
        ("source", f"{event.source.name or event.source.id}, {version}{event.word_count} words"),
        ("warnings", ", ".join(event.warnings)),
    ]
    _print(console, "bold green", event.headline or "(no headline)", rows)


def show_kill(console: Console, article_id: str) -> None:
    """Print a kill."""
    _print(console, "bold red", "KILL", [("withdrawn", article_id)])


def show_dead_letter(console: Console, letter: DeadLetterHeaders, key: bytes | None) -> None:
    """Print a dead letter: what was refused, where and why."""
    stood = f"{letter.topic}, partition {letter.partition}, offset {letter.offset}"
    rows = [
        ("why", letter.message),
        ("reason", f"{letter.reason}, refused in {letter.stage}"),
        ("key", (key or b"").decode("utf-8", "replace")),
        ("record", stood),
    ]
    _print(console, "bold yellow", "DEAD LETTER", rows)


def printable(text: str) -> str:
    """Return `text` on one line, bounded, without what a terminal would act on or cannot show."""
    line = " ".join(text[: 2 * _TEXT_CHARS_MAX].split())
    safe = "".join(char for char in line if char.isprintable())
    return safe if len(safe) <= _TEXT_CHARS_MAX else safe[: _TEXT_CHARS_MAX - 1] + "…"


def _print(console: Console, style: str, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print a title and aligned rows; a row without a value is left out, its meaning is 'none'."""
    console.print(Text(printable(title), style=style))
    room = max(console.width - _LABEL_CHARS - 1, _VALUE_CHARS_MIN)
    for label, value in rows:
        lines = Text(printable(value)).wrap(console, room) if value else ()
        for number, line in enumerate(lines):
            head = Text(f"{'' if number else label:>{_LABEL_CHARS}} ", style="dim")
            console.print(head + line, soft_wrap=True)
    console.print()


def _dateline(event: EnrichedArticle) -> str:
    found = event.dateline
    if found is None:
        return "none"
    day = f", {found.date.isoformat()}" if found.date else ""
    agency = f" ({found.agency})" if found.agency else ""
    return f"{found.place}{day}{agency} · {found.origin} {found.confidence:.2f}"


def _section(event: EnrichedArticle) -> str:
    found = event.section
    if found is None:
        return "none"
    return f"{found.name} · {found.origin} {found.confidence:.2f}"


def _names(event: EnrichedArticle, kind: str) -> str:
    names = [entity.name for entity in event.entities if entity.type == kind]
    more = [f"and {len(names) - _NAMES_MAX} more"] if len(names) > _NAMES_MAX else []
    return ", ".join(names[:_NAMES_MAX] + more)
