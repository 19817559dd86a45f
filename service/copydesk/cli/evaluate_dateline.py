"""`copydesk evaluate dateline`: how well the shipped desk reads the datelines of a file.

Must not: measure (that is evaluation.dateline).
"""

from __future__ import annotations

import json
from io import TextIOWrapper

import click
from rich.console import Console
from rich.table import Table

from copydesk.cli.articles import opened
from copydesk.errors import SettingsError
from copydesk.evaluation.dateline import BadRowError, Figures, Labelled, labelled_rows, measured
from copydesk.models.loading import load_datelines

__all__ = ["command"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Read the datelines in FILE... ('-': stdin), and compare with what a person read.

    JSON lines: {"dateline": "PARIS, May 7 -", "issued": "2021-05-07", "place_text": "PARIS",
    "date": "2021-05-07"}. "text" may stand for "dateline" with a story's beginning. Where
    "place_text" is null, or a "text" stands alone, there is no dateline to find; a "dateline"
    without "place_text" has no label and is left out. "date" null: no day is stated; absent: only
    the place is compared. Case does not count in places.

    place_and_date: the share of the labelled datelines whose place and day are right;
    false_explicit: the share of the explicit datelines given that stand where there is none.

    \b
    Examples:
      copydesk evaluate dateline datelines.jsonl
      copydesk evaluate dateline --json datelines.jsonl | jq .place_and_date
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    rows: list[Labelled] = []
    for name in files:
        found, unlabelled = _read(name)
        rows += found
        if unlabelled:
            click.echo(f"copydesk: {name}: {unlabelled} rows have no label.", err=True)
    figures = measured(load_datelines(), rows)
    if as_json:
        click.echo(json.dumps(_as_json(figures)))
        return
    Console().print(_as_table(figures))


def _read(name: str) -> tuple[list[Labelled], int]:
    """The rows of one file; raises SettingsError naming file and line."""
    try:
        with opened(name) as binary, TextIOWrapper(binary, encoding="utf-8") as lines:
            rows, unlabelled = labelled_rows(lines)
    except BadRowError as error:
        sentence = f"{name} line {error.line}: {error}."
        raise SettingsError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{name} is not UTF-8 text (byte {error.start})."
        raise SettingsError(sentence) from error
    if not rows:
        sentence = f"{name} has no labelled row in it."
        raise SettingsError(sentence)
    return rows, unlabelled


def _as_json(figures: Figures) -> dict[str, float | int]:
    """The published shape; shares from 0 to 1."""
    return {
        "place_and_date": round(figures.place_and_date, 4),
        "false_explicit": round(figures.false_explicit, 4),
        "datelines": figures.labelled,
        "place_right": figures.place_right,
        "without": figures.without,
        "fired": figures.fired,
        "false": figures.false,
    }


def _as_table(figures: Figures) -> Table:
    """The same for a person."""
    table = Table(caption=f"{figures.labelled + figures.without:,} labelled rows")
    for column in ("datelines", "place right", "place and date", "without", "false", "false share"):
        table.add_column(column, justify="right")
    table.add_row(
        f"{figures.labelled:,}",
        f"{figures.place_right:,}",
        f"{100 * figures.place_and_date:.1f}",
        f"{figures.without:,}",
        f"{figures.false:,}",
        f"{100 * figures.false_explicit:.2f}",
    )
    return table
