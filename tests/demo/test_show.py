"""Events, kills and dead letters read well in 80 columns, and no article drives the terminal."""

from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from copydesk.cli.show import printable, show_dead_letter, show_enriched, show_kill
from copydesk.contracts import (
    Byline,
    DeadLetterHeaders,
    EnrichedArticle,
    EntityMention,
    EventBlock,
    EventDateline,
    EventSection,
    EventSource,
    EventSpan,
    Provenance,
)
from copydesk.draft import BlockKind

HEADLINE = "Night schools fill up again as adults return to mathematics"


def _event(**changes: object) -> EnrichedArticle:
    event = EnrichedArticle(
        id="a-1",
        version=2,
        source=EventSource(id="wire", name="The Wire"),
        url=None,
        language="en",
        headline=HEADLINE,
        byline=Byline(text="By Jane Doe", names=("Jane Doe",)),
        published_at=None,
        updated_at=None,
        embargoed_until=None,
        text="Some text.",
        blocks=(EventBlock(kind=BlockKind.PARAGRAPH, start=0, end=10),),
        word_count=2,
        dateline=EventDateline(
            text="OSLO, May 7 (Agency) -",
            place="Oslo",
            date=date(2021, 5, 7),
            agency="Agency",
            origin="explicit",
            evidence=(),
            confidence=0.97,
        ),
        entities=tuple(
            EntityMention(
                id=f"{kind}-{name}",
                type=kind,
                name=name,
                mentions=(EventSpan(start=0, end=4),),
                confidence=0.9,
            )
            for kind, name in (
                ("person", "Kari Nordby"),
                ("location", "Oslo"),
                ("organisation", "Fjord Trust"),
                ("person", "Ola Lie"),
            )
        ),
        places=(),
        dates=(),
        section=EventSection(
            code="medtop:05000000", name="education", origin="classified", confidence=0.8
        ),
        subjects=(),
        content_hash="0" * 64,
        warnings=("unkeyed",),
        provenance=Provenance(copydesk="0", models={}, configuration="", raw=None),
    )
    return event.model_copy(update=changes)


def _shown(event: EnrichedArticle) -> list[str]:
    out = io.StringIO()
    show_enriched(Console(file=out, width=80), event)
    return out.getvalue().splitlines()


def test_an_event_is_aligned_plain_text_off_a_terminal() -> None:
    """In a file there is no escape sequence and no frame, and no line is longer than 80."""
    assert _shown(_event()) == [
        HEADLINE,
        "       dateline Oslo, 2021-05-07 (Agency) · explicit 0.97",
        "        section education · classified 0.80",
        "         people Kari Nordby, Ola Lie",
        "         places Oslo",
        "  organisations Fjord Trust",
        "         byline By Jane Doe",
        "         source The Wire, version 2, 2 words",
        "       warnings unkeyed",
        "",
    ]


def test_what_the_desk_does_not_know_is_said() -> None:
    """No dateline and no section are answers; nobody named is no line."""
    lines = _shown(_event(dateline=None, section=None, entities=(), headline=None, warnings=()))
    assert lines[:3] == ["(no headline)", "       dateline none", "        section none"]
    assert not any("people" in line for line in lines)


def test_long_names_wrap_inside_their_column() -> None:
    """Nothing leaves the 80 columns, and a long list is cut with its count."""
    entity = _event().entities[0]
    many = tuple(entity.model_copy(update={"name": f"Person Number {n}"}) for n in range(40))
    lines = _shown(_event(entities=many))
    assert max(map(len, lines)) <= 80
    assert "and 28 more" in " ".join(lines)


def test_an_article_cannot_drive_the_terminal() -> None:
    """Escape sequences, line breaks, bidirectional marks, surrogates and markup are only text."""
    assert printable("a\x1b[31mb\r\nc\u202ed\ud800[bold]e[/bold]") == "a[31mb cd[bold]e[/bold]"
    assert "[bold]x[/bold]" in _shown(_event(headline="[bold]x[/bold]"))[0]
    assert len(printable("x" * 10_000)) == 400


def test_kills_and_dead_letters_say_what_and_why() -> None:
    """A kill names its article, a dead letter its reason, stage and place in the raw topic."""
    out = io.StringIO()
    console = Console(file=out, width=80)
    show_kill(console, "a-1")
    letter = DeadLetterHeaders(
        stage="intake",
        reason="not-json",
        exception="UndecodableError",
        message="The value is not JSON.",
        topic="raw",
        partition=1,
        offset=7,
        item=None,
        timestamp=0,
        attempts=1,
        version="0",
    )
    show_dead_letter(console, letter, b"\xffkey")
    assert [line.strip() for line in out.getvalue().splitlines() if line.strip()] == [
        "KILL",
        "withdrawn a-1",
        "DEAD LETTER",
        "why The value is not JSON.",
        "reason not-json, refused in intake",
        "key \ufffdkey",
        "record raw, partition 1, offset 7",
    ]
