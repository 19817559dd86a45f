"""What reading costs by format, for `make bench`: articles a second, and pages against trafilatura.

Reading is intake and normalising, language and all; no enricher takes part. The ten pages are those
of ../shared/data/html; where they are absent, and for the other formats, the documents are ours.
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura
from rich.table import Table

from copydesk.draft import Draft, Record
from copydesk.intake import read
from copydesk.intake.html import read_html
from copydesk.models.language import langid_identifier
from copydesk.normalise import normalise
from tests.unit.intake.html import pages
from tests.unit.intake.wires import LEDE, SECOND, THIRD, WIRES

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.normalise import Identify
    from tests.bench.corpus import Corpus

__all__ = ["formats_table", "pages_of", "ratio_of_pages"]

PAGES = Path("../shared/data/html")
ROUNDS = 5
COPIES = 40
RATIO_MAX = 1.3
"""Reading a page may cost so many times what the extractor alone does."""
PLAIN_MS_MAX = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one format's articles cost: the median of rounds and the least and greatest, in ms."""

    articles: int
    milliseconds: float
    least: float
    greatest: float


def formats_table(corpus: Corpus) -> Table:
    """Return the table of costs by format, and what a page costs against its extractor alone."""
    identify = langid_identifier()
    table = Table(title="Reading by format: intake and normalising, one core")
    for column in ("format", "articles/s", "ms an article", "rounds", "documents", "bound"):
        table.add_column(column, justify="left" if column in {"format", "documents"} else "right")
    for name, values, held in documents(corpus):
        headers = (("content-type", b"text/plain"),) if name == "plain-text" else ()
        cost = cost_of([Record(value, headers=headers) for value in values], identify)
        bound = f"{PLAIN_MS_MAX:g} ms" if name == "plain-text" else ""
        table.add_row(name, *_shown(cost), held, bound)
    ours, alone = ratio_of_pages()
    ratio = f"{ours / alone:.2f} times the extractor"
    table.add_row("html against trafilatura", "", f"{ours:.1f}", ratio, "", f"{RATIO_MAX:g}")
    return table


def documents(corpus: Corpus) -> list[tuple[str, list[bytes], str]]:
    """Return what is read of each format: its name, the documents, and what they are."""
    bodies = [json.loads(record.value or b"{}") for record in corpus.records]
    texts = [f"{one['headline']}\n\n{one['body']}".encode() for one in bodies if "headline" in one]
    words = f"{LEDE} {SECOND} {THIRD}"
    story = "".join(f"<p>{LEDE}</p><p>{SECOND}</p><p>{THIRD}</p>" for _ in range(COPIES // 4))
    wires = {
        name: [text.replace(f"<p>{LEDE}</p>", story).encode()] * COPIES
        for name, text in WIRES.items()
    }
    kind = f"{len(words.split()) * (COPIES // 4)} words in one"
    found = [
        ("plain-text", texts, corpus.name),
        ("raw-json", [record.value or b"" for record in corpus.records], corpus.name),
        ("html", pages_of(), "ten real pages" if PAGES.is_dir() else "six invented pages"),
    ]
    return found + [(name, values, kind) for name, values in wires.items()]


def pages_of() -> list[bytes]:
    """Return the ten real pages, or ours where they are absent."""
    real = sorted(PAGES.glob("*/source.html"))
    ours = (pages.AMP, pages.BLOG, pages.DIV_SOUP, pages.LIVE, pages.LOCAL, pages.TEASERS)
    return [page.read_bytes() for page in real] or [page.encode() for page in ours]


def cost_of(records: list[Record], identify: Identify) -> Cost:
    """Return what the articles of `records` cost, each record read alone."""
    articles = 0

    def once() -> None:
        nonlocal articles
        articles = 0
        for record in records:
            for one in read(record).articles:
                if isinstance(one, Draft):
                    normalise(one, identify)
                    articles += 1

    once()
    rounds = [1000 * _cpu_seconds(once) / articles for _ in range(ROUNDS)]
    return Cost(articles, statistics.median(rounds), min(rounds), max(rounds))


def ratio_of_pages() -> tuple[float, float]:
    """Return the milliseconds of CPU that a page costs intake, and the extractor alone, by turns.

    The least of several rounds each: the machine's other work only ever adds.
    """
    values = pages_of()

    def ours() -> None:
        for value in values:
            read_html(value, "")

    def alone() -> None:
        for value in values:
            trafilatura.bare_extraction(value, favor_precision=True, include_comments=False)

    ours()
    alone()
    pairs = [(_cpu_seconds(ours), _cpu_seconds(alone)) for _ in range(ROUNDS)]
    least = (min(times) for times in zip(*pairs, strict=True))
    mine, theirs = (1000 * seconds / len(values) for seconds in least)
    return mine, theirs


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _shown(cost: Cost) -> tuple[str, str, str]:
    spread = f"{cost.least:.2f} - {cost.greatest:.2f} ms"
    return f"{1000 / cost.milliseconds:,.0f}", f"{cost.milliseconds:.2f}", spread
