"""`copydesk evaluate section`: how often the shipped model files labelled articles right.

Must not: score; evaluation.section does.
"""

from __future__ import annotations

import json
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from copydesk.cli.articles import opened
from copydesk.errors import SettingsError
from copydesk.evaluation.section import NONE, Figures, Labelled, measured
from copydesk.models.loading import load_section

if TYPE_CHECKING:
    from copydesk.enrich.section import SectionModel, Taxonomy

__all__ = ["command"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.option(
    "--among",
    metavar="CODE,CODE...",
    help="The only topics to choose from: a source's own classes.",
)
def command(files: tuple[str, ...], *, as_json: bool, among: str | None) -> None:
    """Classify the articles of FILE... ('-': standard input) and compare with their codes.

    A line is a JSON object with `headline`, `text` and `codes`, a list of Media Topics that are
    right, the best first; finer ones count as their top term. Every article is answered, also below
    the service's threshold; coverage is what the service would answer. Labels and addresses play no
    part: this measures what is read from the text.

    \b
    Examples:
      copydesk evaluate section labelled.jsonl
      copydesk evaluate section --json --among 11000000,15000000 site.jsonl | jq .accuracy
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    model = load_section()
    chosen = None if among is None else _among(model, among)
    rows = [row for name in files for row in _read(name, model.taxonomy)]
    figures = measured(model, rows, chosen)
    if as_json:
        click.echo(json.dumps(_as_json(figures)))
        return
    console = Console()
    console.print(_overall(figures))
    console.print(_by_topic(figures, model.taxonomy))
    click.echo(_confusion(figures, model.taxonomy))


def _read(name: str, taxonomy: Taxonomy) -> list[Labelled]:
    """The articles of one file; raises SettingsError naming file and line."""
    rows = []
    with opened(name) as binary, TextIOWrapper(binary, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    rows.append(_labelled(line, taxonomy))
                except ValueError as error:
                    sentence = f"{name} line {number}: {error}."
                    raise SettingsError(sentence) from error
    if not rows:
        sentence = f"{name} has no article in it."
        raise SettingsError(sentence)
    return rows


def _labelled(line: str, taxonomy: Taxonomy) -> Labelled:
    """The article of one line; ValueError says what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "not JSON"
        raise ValueError(message) from error
    if not isinstance(row, dict):
        message = "not a JSON object"
        raise ValueError(message)  # noqa: TRY004 - to its author a wrong type is a wrong value
    headline, text, codes = (row.get(key) for key in ("headline", "text", "codes"))
    if not all(isinstance(one, str | None) for one in (headline, text)):
        message = "headline and text are strings"
        raise ValueError(message)
    if not isinstance(codes, list) or not codes:
        message = "codes is a list of at least one Media Topic"
        raise ValueError(message)
    tops = tuple(dict.fromkeys(_top(taxonomy, code) for code in codes))
    return Labelled(headline or "", text or "", tops)


def _top(taxonomy: Taxonomy, code: object) -> str:
    full = str(code).strip()
    full = full if full.startswith("medtop:") else f"medtop:{full}"
    if full not in taxonomy.topics:
        message = f"{code!r} is not an active Media Topic"
        raise ValueError(message)
    return taxonomy.top(full).code


def _among(model: SectionModel, among: str) -> list[str]:
    try:
        return sorted({_top(model.taxonomy, code) for code in among.split(",") if code.strip()})
    except ValueError as error:
        sentence = f"--among: {error}."
        raise SettingsError(sentence) from error


def _as_json(figures: Figures) -> dict[str, object]:
    return {
        "rows": figures.rows,
        "accuracy": figures.accuracy,
        "macro_f1": figures.macro_f1,
        "threshold": figures.threshold,
        "coverage": figures.coverage,
        "accuracy_answered": figures.accuracy_answered,
        "calibration_error": figures.calibration_error,
        "topics": {
            code: {
                "rows": one.rows,
                "precision": one.precision,
                "recall": one.recall,
                "f1": one.f1,
            }
            for code, one in figures.topics.items()
        },
        "confusion": [
            {"right": right, "answer": answer, "rows": count}
            for (right, answer), count in figures.confusion.items()
        ],
    }


def _overall(figures: Figures) -> Table:
    table = Table(title=f"{figures.rows:,} articles; threshold {figures.threshold:.2f}")
    for column in ("accuracy", "macro-F1", "coverage", "accuracy of answered", "calibration error"):
        table.add_column(column, justify="right")
    shares = (
        figures.accuracy,
        figures.macro_f1,
        figures.coverage,
        figures.accuracy_answered,
        figures.calibration_error,
    )
    table.add_row(*(f"{share:.3f}" for share in shares))
    return table


def _by_topic(figures: Figures, taxonomy: Taxonomy) -> Table:
    table = Table(title="by topic, every article answered")
    for column in ("topic", "articles", "precision", "recall", "F1"):
        table.add_column(column, justify="left" if column == "topic" else "right")
    for code, one in figures.topics.items():
        shares = (one.precision, one.recall, one.f1)
        name = taxonomy.topics[code].name
        table.add_row(name, str(one.rows), *(f"{share:.3f}" for share in shares))
    return table


def _confusion(figures: Figures, taxonomy: Taxonomy) -> str:
    """Right topics down, answers across, by the two digits that a code begins with."""
    codes = sorted({code for pair in figures.confusion for code in pair} - {NONE})
    answers = [*codes, NONE]
    heads = [code if code == NONE else code[7:9] for code in answers]
    lines = ["right topic (down), answer (across)", _line("", heads, "")]
    for right in codes:
        counts = [figures.confusion.get((right, answer), 0) for answer in answers]
        if any(counts):
            name = taxonomy.topics[right].name
            lines.append(_line(right[7:9], [str(count or ".") for count in counts], name))
    return "\n".join(lines)


def _line(digits: str, cells: list[str], name: str) -> str:
    return f"{digits:3}" + "".join(f"{cell:>5}" for cell in cells) + f"  {name}"
