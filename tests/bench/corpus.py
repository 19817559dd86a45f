"""Articles to measure with: real news where the data are there, else the project's samples."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from copydesk.draft import Origin, Record
from copydesk.samples import Expected, load_samples

__all__ = ["Corpus", "load_corpus"]

WIKINEWS = Path("../shared/data/section/wikinews-2019-2020-unlabelled.jsonl.gz")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Raw records, their words in all, and where they are from."""

    name: str
    records: tuple[Record, ...]
    words: int


def load_corpus() -> Corpus:
    """Return Wikinews articles of 2019-2020, or the demo's samples where the data are absent."""
    if WIKINEWS.is_file():
        rows = map(json.loads, gzip.decompress(WIKINEWS.read_bytes()).splitlines())
        values = [_raw(row) for row in rows]
        return _corpus("Wikinews 2019-2020", values)
    samples = [one.record.value for one in load_samples() if one.expected is Expected.ENRICHED]
    return _corpus("the demo's samples", [value for value in samples if value is not None])


def _raw(row: dict[str, str]) -> bytes:
    article = {
        "source": {"id": "wikinews"},
        "headline": row["title"],
        "body": row["text"],
        "published_at": row["date"],
    }
    return json.dumps(article, ensure_ascii=False).encode()


def _corpus(name: str, values: list[bytes]) -> Corpus:
    records = tuple(
        Record(value, f"a-{n}".encode(), (), 1_600_000_000_000, Origin("bench", 0, n))
        for n, value in enumerate(values)
    )
    return Corpus(name, records, sum(len(value.split()) for value in values))
