"""`make bench`: what the desk costs, as tables. Timings are noisy: compare ratios of one run."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track
from rich.table import Table

from copydesk.contracts import EnrichedArticle
from copydesk.draft import Block, Copy
from copydesk.models.loading import load_desk
from copydesk.outcomes import Enriched
from copydesk.pipeline import Pipeline
from tests.bench.corpus import load_corpus
from tests.bench.entities import entity_tables
from tests.bench.formats import formats_table
from tests.bench.hostile import hostile_table
from tests.bench.places import place_rows
from tests.bench.section import section_rows
from tests.bench.through_kafka import end_to_end
from tests.support.brokers import choose, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.draft import Record
    from copydesk.pipeline import Desk
    from tests.bench.corpus import Corpus

ROUNDS = 3
CHUNK = 32
MEGABYTE = 1_000_000
STORY = (
    "GENEVA, Nov 3 (Agency) - The health agency said on Tuesday that it would send vaccines to "
    "Chad and Niger, where Maria Okafor, its regional director, called for calm.\n"
)


def main() -> None:
    """Print the tables."""
    corpus, desk = load_corpus(), load_desk()
    table = Table(title=f"One core, {len(corpus.records)} articles of {corpus.name}")
    for column in ("what", "figure", "spread of rounds"):
        table.add_column(column, justify="left" if column == "what" else "right")
    pipeline = Pipeline(desk)
    outcomes = [one for (one,) in pipeline.process(corpus.records)]
    texts = [_copy(one) for one in outcomes if isinstance(one, Enriched)]
    words = sum(len(copy.text.split()) for copy in texts)
    for chunk in (1, CHUNK):
        rows = (
            ("pipeline", "articles/s", len(corpus.records), partial(_process, pipeline, corpus)),
            ("tagger and grouper", "words/s", words, partial(_tag, desk, texts)),
        )
        for name, unit, amount, work in rows:
            rounds = track(range(ROUNDS), name, transient=True)
            figures = [amount / _seconds(partial(work, chunk)) for _ in rounds]
            table.add_row(f"{name}, chunks of {chunk}", *_shown(figures, unit))
    for row in place_rows(pipeline, corpus):
        table.add_row(*row)
    for row in section_rows(desk.sections, [copy.text for copy in texts]):
        table.add_row(*row)
    table.add_row("copydesk enrich, start to one event", *_shown(list(_startups()), "s"))
    table.add_row("a subscriber's import, beyond pydantic's", *_shown(list(_imports()), "s"))
    table.add_row("memory of a worker after the corpus", f"{_worker_megabytes(corpus):.0f} MB", "")
    console = Console()
    console.print(table)
    console.print(formats_table(corpus))
    console.print(hostile_table())
    for one in entity_tables(desk, texts):
        console.print(one)
    with running(choose()) as broker:
        console.print(asyncio.run(end_to_end(broker, corpus)))


def _process(pipeline: Pipeline, corpus: Corpus, chunk: int) -> None:
    for part in _parts(corpus.records, chunk):
        pipeline.process(part)


def _tag(desk: Desk, copies: list[Copy], chunk: int) -> None:
    for begin in range(0, len(copies), chunk):
        desk.entities.entities(copies[begin : begin + chunk])


def _copy(outcome: Enriched) -> Copy:
    event = EnrichedArticle.model_validate_json(outcome.value)
    return Copy(event.text, tuple(Block(b.kind, b.start, b.end) for b in event.blocks))


def _parts(records: tuple[Record, ...], chunk: int) -> Iterator[tuple[Record, ...]]:
    for begin in range(0, len(records), chunk):
        yield records[begin : begin + chunk]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _imports() -> Iterator[float]:
    """Seconds to import `copydesk.contracts` on top of pydantic, each in a new process."""
    clock = "import time; import pydantic; from pydantic import BaseModel, AwareDatetime\nclass M"
    clock += "(BaseModel):\n    at: AwareDatetime\nbegan = time.perf_counter()\n"
    clock += "import copydesk.contracts\nprint(time.perf_counter() - began)"
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", clock], check=True, capture_output=True, text=True
        )
        yield float(done.stdout)


def _startups() -> Iterator[float]:
    """Seconds from the command to its end, for one short story; the first is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(STORY)
        command = [sys.executable, "-m", "copydesk", "enrich", str(story)]
        for number in range(ROUNDS + 1):
            seconds = _seconds(lambda: subprocess.run(command, check=True, capture_output=True))
            if number:
                yield seconds


def _worker_megabytes(corpus: Corpus) -> float:
    """Resident memory of a fresh process that loaded the models and processed the corpus."""
    code = (
        "import psutil, sys\n"
        "from copydesk.models.loading import load_pipeline\n"
        "from tests.bench.corpus import load_corpus\n"
        f"pipeline = load_pipeline(); records = load_corpus().records[:{len(corpus.records)}]\n"
        f"for n in range(0, len(records), {CHUNK}): pipeline.process(records[n : n + {CHUNK}])\n"
        "print(psutil.Process().memory_info().rss)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / MEGABYTE


def _shown(figures: list[float], unit: str) -> tuple[str, str]:
    middle, digits = statistics.median(figures), 2 if unit == "s" else 0
    spread = f"{min(figures):,.{digits}f} - {max(figures):,.{digits}f}"
    return f"{middle:,.{digits}f} {unit}", spread


if __name__ == "__main__":
    main()
