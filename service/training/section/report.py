"""Print the figures of figures.json as tables: at the end of a training, and in `make quality`.

Must not: compute a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

__all__ = ["show"]

_SPOTLIGHT = (
    "conflict, war and peace",
    "disaster, accident and emergency incident",
    "labour",
    "weather",
    "religion",
    "environment",
)


def show(console: Console, figures: Mapping[str, Any]) -> None:
    """Print the tables; figures: what figures.json holds."""
    held = figures["rows held out"]
    table = Table(title=f"{figures['model']}: rows held out; threshold {figures['threshold']}")
    names = ("rows", "accuracy", "best", "coverage", "accuracy_answered", "calibration_error")
    for column in ("set", *names):
        table.add_column(column.replace("_", " "), justify="left" if column == "set" else "right")
    for name, row in held.items():
        table.add_row(name, *(str(row[one]) for one in names))
    console.print(table)
    absent = figures["absent sources"]
    table = Table(title="a source that the model never saw")
    for column in ("source", "all rows, 17 topics", "shared topics' rows", "among shared topics"):
        table.add_column(column, justify="left" if column == "source" else "right")
    for name, row in absent.items():
        table.add_row(name, *(str(row[one]) for one in ("everything", "shared", "among")))
    console.print(table)
    table = Table(title="recall / precision (rows), every article answered")
    columns = {name: row["topics"] for name, row in (*held.items(), *absent.items())}
    for column in ("topic", *columns):
        table.add_column(column)
    for topic in _SPOTLIGHT:
        cells = [
            "{1:.2f} / {2:.2f} ({0})".format(*topics[topic]) if topic in topics else "-"
            for topics in columns.values()
        ]
        table.add_row(topic, *cells)
    console.print(table)
