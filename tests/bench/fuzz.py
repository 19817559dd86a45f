"""`make fuzz`: each parser of intake on damaged documents, for so many minutes, as a table.

A document that breaks one is printed, shrunk, and ends the run; the slowest is named by its cost.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, seed, settings
from rich.console import Console
from rich.table import Table

from copydesk.intake.reading import FORMATS
from tests.unit.intake.fuzzing import DAMAGED, PARSERS, Damage, check, damaged

EXAMPLES = 500
MINUTES = 10.0


@dataclass(slots=True)
class Run:
    """What one parser was given: documents, bytes, and CPU seconds of the slowest document."""

    documents: int = 0
    bytes: int = 0
    slowest: float = 0.0
    slowest_bytes: int = 0


def fuzz(name: str, minutes: float) -> Run:
    """Return the figures of one parser; raises what a document made it raise."""
    run = Run()
    content_type = next(form.content_types[0] for form in FORMATS if form.name == name)

    def one(damage: Damage) -> None:
        value = damaged(name, damage)
        began = time.process_time()
        check(value, None)
        check(value, content_type)
        taken = time.process_time() - began
        run.documents += 1
        run.bytes += len(value)
        if taken > run.slowest:
            run.slowest, run.slowest_bytes = taken, len(value)

    configured = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    end, number = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        seed(number)(configured(given(damage=DAMAGED)(one)))()
        number += 1
    return run


def main() -> None:
    """Fuzz the parsers that the command line names, or all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("parsers", nargs="*", default=list(PARSERS), help="formats by name")
    arguments.add_argument("--minutes", type=float, default=MINUTES, help="for each")
    given_ = arguments.parse_args()
    table = Table(title=f"{given_.minutes:g} minutes for each parser")
    for column in ("parser", "documents", "MB", "slowest document"):
        table.add_column(column, justify="left" if column == "parser" else "right")
    for name in given_.parsers:
        run = fuzz(name, given_.minutes)
        slowest = f"{1000 * run.slowest:.0f} ms for {run.slowest_bytes / 1000:.0f} KB"
        table.add_row(name, f"{run.documents:,}", f"{run.bytes / 1e6:.0f}", slowest)
    Console().print(table)


if __name__ == "__main__":
    main()
