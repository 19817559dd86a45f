"""`copydesk evaluate entities`: how many names of a labelled file the shipped tagger finds.

Must not: score (that is evaluation.entities) or understand columns (evaluation.conll).
"""

from __future__ import annotations

import json
from io import TextIOWrapper
from time import perf_counter
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from copydesk.cli.articles import opened
from copydesk.errors import SettingsError
from copydesk.evaluation.conll import BadLineError, Marked, marked_sentences
from copydesk.evaluation.entities import Figures, Score, scored
from copydesk.models.loading import load_desk

if TYPE_CHECKING:
    from copydesk.enrich.entities import EntityTagger

__all__ = ["command"]

CHUNK_SENTENCES = 1000
"""Sentences tagged at once: about 32 articles."""


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Compare the names that the shipped tagger finds with those marked in FILE... ('-': stdin).

    Columns as in CoNLL: token first, IOB, BIOES or BILOU tag last; PER, LOC, ORG or the longer
    names, other types are ignored. Tokens are taken as they are. A name counts where its edges and
    type are right; a leading 'the' and a trailing 's count on neither side.

    \b
    Examples:
      copydesk evaluate entities news.conll
      copydesk evaluate entities --json test.iob2 | jq .f1
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    marked = [sentence for name in files for sentence in _read(name)]
    figures, seconds = _measured(load_desk().entities, marked)
    words_per_second = round(figures.tokens / seconds) if seconds else 0
    if as_json:
        click.echo(json.dumps(_as_json(figures, words_per_second)))
        return
    Console().print(_as_table(figures, words_per_second))


def _read(name: str) -> list[Marked]:
    """The sentences of one file; raises SettingsError naming file and line."""
    try:
        with opened(name) as binary, TextIOWrapper(binary, encoding="utf-8") as lines:
            found = marked_sentences(lines)
    except BadLineError as error:
        sentence = f"{name} line {error.line}: {error}."
        raise SettingsError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{name} is not UTF-8 text (byte {error.start})."
        raise SettingsError(sentence) from error
    if not found:
        sentence = f"{name} has no sentence in it."
        raise SettingsError(sentence)
    return found


def _measured(tagger: EntityTagger, marked: list[Marked]) -> tuple[Figures, float]:
    """The figures, and the seconds that tagging took."""
    found: list[list[tuple[int, int, str]]] = []
    began = perf_counter()
    for first in range(0, len(marked), CHUNK_SENTENCES):
        part = marked[first : first + CHUNK_SENTENCES]
        found += tagger.tag_tokens([sentence.tokens for sentence in part])
    seconds = perf_counter() - began
    return scored(marked, found), seconds


def _as_json(figures: Figures, words_per_second: int) -> dict[str, object]:
    """The published shape; F1, precision and recall from 0 to 1."""
    return {
        **_numbers(figures.overall),
        "per_type": {name: _numbers(score) for name, score in figures.per_type.items()},
        "words": figures.tokens,
        "words_per_second": words_per_second,
    }


def _numbers(score: Score) -> dict[str, float]:
    """One score as numbers."""
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "marked": score.marked,
        "found": score.found,
    }


def _as_table(figures: Figures, words_per_second: int) -> Table:
    """The same for a person."""
    table = Table(caption=f"{figures.tokens:,} words, {words_per_second:,} words/s")
    for column in ("type", "precision", "recall", "F1", "marked", "found"):
        table.add_column(column, justify="left" if column == "type" else "right")
    for name, score in (*figures.per_type.items(), ("all", figures.overall)):
        shares = (score.precision, score.recall, score.f1)
        table.add_row(
            name, *(f"{100 * share:.1f}" for share in shares), str(score.marked), str(score.found)
        )
    return table
