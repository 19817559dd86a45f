"""`copydesk evaluate places`: how near the shipped gazetteer and desk put a file's marked names.

Must not: measure (that is evaluation.places).
"""

from __future__ import annotations

import json
from io import TextIOWrapper

import click
from rich.console import Console
from rich.table import Table

from copydesk.cli.articles import opened
from copydesk.cli.sources import sources_path
from copydesk.errors import SettingsError
from copydesk.evaluation.places import (
    BadRowError,
    Figures,
    Labelled,
    labelled_articles,
    measured,
)
from copydesk.models.loading import load_places
from copydesk.models.sources import read_sources

__all__ = ["command"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Put the names marked in FILE... ('-': stdin) on the map, and compare with where they lie.

    JSON lines: {"text": ..., "toponyms": [{"start", "end", "lat", "lon"}]}, offsets in code points;
    "source" may name a source of COPYDESK_SOURCES. Every marked name is answered, however unsure,
    if the gazetteer has it at all; a people's name ('Kenyan') counts as its country.

    \b
    Examples:
      copydesk evaluate places toponyms.jsonl
      copydesk evaluate places --json toponyms.jsonl | jq .accuracy_161km
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    articles = [article for name in files for article in _read(name)]
    misread = sum(article.misread for article in articles)
    if misread:
        click.echo(f"copydesk: {misread} toponyms do not read in the text as marked.", err=True)
    figures = measured(load_places(), articles, read_sources(sources_path()))
    if as_json:
        click.echo(json.dumps(_as_json(figures)))
        return
    Console().print(_as_table(figures))


def _read(name: str) -> list[Labelled]:
    """The articles of one file; raises SettingsError naming file and line."""
    try:
        with opened(name) as binary, TextIOWrapper(binary, encoding="utf-8") as lines:
            found = labelled_articles(lines)
    except BadRowError as error:
        sentence = f"{name} line {error.line}: {error}."
        raise SettingsError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{name} is not UTF-8 text (byte {error.start})."
        raise SettingsError(sentence) from error
    if not any(article.toponyms for article in found):
        sentence = f"{name} has no toponym in it."
        raise SettingsError(sentence)
    return found


def _as_json(figures: Figures) -> dict[str, float | int]:
    """The published shape; shares from 0 to 1."""
    return {
        "accuracy_161km": round(figures.accuracy_161km, 4),
        "accuracy_by_area": round(figures.accuracy_by_area, 4),
        "accuracy_by_country_area": round(figures.accuracy_by_country_area, 4),
        "toponyms": figures.toponyms,
        "answered": figures.answered,
        "articles": figures.articles,
    }


def _as_table(figures: Figures) -> Table:
    """The same for a person."""
    table = Table(caption=f"{figures.articles:,} articles")
    radius = ("or its area's radius", "or a country's radius")
    for column in ("names", "answered", "within 161 km", *radius):
        table.add_column(column, justify="right")
    table.add_row(
        f"{figures.toponyms:,}",
        f"{figures.answered:,}",
        f"{100 * figures.accuracy_161km:.1f}",
        f"{100 * figures.accuracy_by_area:.1f}",
        f"{100 * figures.accuracy_by_country_area:.1f}",
    )
    return table
