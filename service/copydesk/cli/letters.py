"""Dead letters for a person's eyes or for a pipe: rows, JSON lines, one in full, a progress bar.

Must not: trust a dead letter. It is what nobody could read, so nothing of it reaches a terminal
unfiltered.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from copydesk.cli.show import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from copydesk.stream.dead_letters import Letter

__all__ = ["LetterLines", "LetterTable", "describe", "progress_bar"]

COLUMNS = (("place", 12), ("refused at", 20), ("stage", 9), ("reason", 24), ("key", 24))
MESSAGE_CHARS_MIN = 20
VALUE_CHARS_MAX = 4_000
BYTES_SHOWN = 64
ROWS_AT_ONCE = 200


class _Print(TypedDict):
    """Options of rich's `print`: what comes from a dead letter is never markup."""

    markup: bool
    highlight: bool
    soft_wrap: bool


_AS_IS = _Print(markup=False, highlight=False, soft_wrap=True)


class LetterLines:
    """One JSON object a line."""

    def put(self, letter: Letter) -> None:
        """Write one."""
        click.echo(json.dumps(_facts(letter)))

    def flush(self) -> None:
        """Nothing waits."""

    def end(self) -> None:
        """Nothing follows."""


class LetterTable:
    """Rows of fixed width, so that the first can be shown before the last is read."""

    def __init__(self, console: Console) -> None:
        """Write nothing yet; console: the one that the progress bar is on, if there is one."""
        self._console = console
        self._count = 0
        self._rows: list[str] = []

    def put(self, letter: Letter) -> None:
        """Add one row; the first comes with the heading."""
        if not self._count:
            heading = self._row([*(name for name, _ in COLUMNS), "message"])
            self._console.print(heading, style="bold", **_AS_IS)
        self._count += 1
        why = letter.why
        key = _text(letter.record.key)
        cells = [
            f"{letter.place.partition}:{letter.place.offset}",
            _moment(letter.record.timestamp_ms),
            why.stage if why else "?",
            why.reason if why else "?",
            "-" if key is None else key,
            why.message if why else "no dead letter of copydesk's",
        ]
        self._rows.append(self._row(cells))
        if len(self._rows) >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait: one by one, each would redraw the progress bar."""
        if self._rows:
            self._console.print("\n".join(self._rows), **_AS_IS)
            self._rows.clear()

    def end(self) -> None:
        """Write the rest, and how many there were."""
        self.flush()
        if self._count:
            noun = "dead letter" if self._count == 1 else "dead letters"
            click.echo(f"{self._count} {noun}; `copydesk dlq show PLACE` shows one in full.")

    def _row(self, cells: list[str]) -> str:
        used = sum(width + 1 for _, width in COLUMNS)
        room = max(MESSAGE_CHARS_MIN, self._console.width - used)
        widths = [*(width for _, width in COLUMNS), room]
        row = " ".join(_fit(cell, width) for cell, width in zip(cells, widths, strict=True))
        return row.rstrip()


def describe(letter: Letter, *, as_json: bool) -> None:
    """Write one dead letter in full: why, where, its headers, its value or what it is."""
    record = letter.record
    if as_json:
        headers = [[name, _text(value)] for name, value in record.headers]
        facts = _facts(letter) | {"headers": headers, "value": _text(record.value)}
        click.echo(json.dumps(facts))
        return
    why = letter.why
    raw = letter.raw_place
    rows = [
        ("dead letter", str(letter.place)),
        ("refused at", _moment(record.timestamp_ms)),
        ("why", why.message if why else "it has no error headers: another tool put it there"),
        ("reason", f"{why.reason}, in {why.stage}" if why else ""),
        ("raw record", str(raw) if raw else ""),
        ("item", str(why.item) if why and why.item is not None else ""),
        ("replayed", f"{letter.replays} times" if letter.replays else ""),
        ("key", _text(record.key) or ""),
    ]
    for label, value in rows:
        if value:
            click.echo(f"{label:>12}  {printable(value)}")
    for name, header in record.headers:
        said = "(null)" if header is None else _text(header) or ""
        click.echo(f"{'header':>12}  {printable(name)}: {printable(said)}")
    click.echo()
    click.echo(_value(letter))


@contextmanager
def progress_bar(what: str, console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block runs, where `console` is a terminal.

    Yields what is told the part that is done and the whole.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task(what, total=None)

        def seen(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield seen


def _facts(letter: Letter) -> dict[str, object]:
    """What a program may want to choose by; the value is told by its length alone."""
    record, why, raw = letter.record, letter.why, letter.raw_place
    return {
        "place": str(letter.place),
        "partition": record.partition,
        "offset": record.offset,
        "refused_at": _moment(record.timestamp_ms),
        "stage": why.stage if why else None,
        "reason": why.reason if why else None,
        "exception": why.exception if why else None,
        "message": why.message if why else None,
        "raw": str(raw) if raw else None,
        "item": why.item if why else None,
        "attempts": why.attempts if why else None,
        "version": why.version if why else None,
        "replays": letter.replays,
        "key": _text(record.key),
        "value_bytes": None if record.value is None else len(record.value),
        "value_in_raw_topic": letter.is_shortened,
    }


def _value(letter: Letter) -> str:
    """The value where it is text, else what it is; line breaks stay, control characters go."""
    value = letter.record.value
    if value is None:
        if letter.is_shortened:
            return "The value was too large for the topic; --value fetches it from the raw record."
        return "The value is null."
    try:
        text = value.decode()
    except UnicodeDecodeError:
        begin = value[:BYTES_SHOWN].hex(" ")
        return f"The value has {len(value)} bytes that are no UTF-8 text; they begin {begin}"
    lines = text[:VALUE_CHARS_MAX].splitlines()
    shown = "\n".join("".join(char for char in line if char.isprintable()) for line in lines)
    if len(text) > VALUE_CHARS_MAX:
        shown += f"\n... {len(text) - VALUE_CHARS_MAX} characters more; --value writes them all."
    return shown


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "backslashreplace")


def _moment(timestamp_ms: int) -> str:
    try:
        moment = datetime.fromtimestamp(timestamp_ms / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return str(timestamp_ms)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _fit(text: str, width: int) -> str:
    line = printable(text)
    return line.ljust(width) if len(line) <= width else f"{line[: width - 1]}…"
