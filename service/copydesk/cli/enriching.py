"""The work of `copydesk enrich`: files through the pipeline, events to standard output."""

from __future__ import annotations

import gc
import json
import sys
from itertools import islice
from typing import TYPE_CHECKING

import click

from copydesk.cli.articles import articles_in
from copydesk.cli.entity_confidence import entity_confidence
from copydesk.cli.section_map import section_map_path
from copydesk.cli.sources import sources_path
from copydesk.editions import EDITIONS, EditionDesk
from copydesk.errors import SettingsError
from copydesk.models.loading import load_pipeline
from copydesk.models.section_map import read_section_map
from copydesk.models.sources import read_sources
from copydesk.outcomes import DeadLetter, Kill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from copydesk.cli.articles import Article
    from copydesk.pipeline import Pipeline

__all__ = ["print_events"]

CHUNK_ARTICLES = 32
"""Articles put through the pipeline at once: the tagger's best size."""


def print_events(
    files: Iterable[str],
    *,
    issued: datetime | None,
    source: str | None,
    form: str | None,
    edition: str | None = None,
) -> int:
    """Print the event of each article in the files; return the exit code.

    form: the format's name, None to look at each file. edition: print it instead of the event.
    Each fault is a sentence on standard error, and the rest goes on.
    """
    pipeline = load_pipeline(
        read_section_map(section_map_path()), read_sources(sources_path()), entity_confidence()
    )
    gc.freeze()
    gc.enable()
    forms = {edition: EDITIONS[edition]} if edition else {}
    desk = EditionDesk(pipeline, forms) if forms else pipeline
    refused = 0
    for name in files:
        try:
            articles = articles_in(name, source=source, issued=issued, form=form)
            while chunk := list(islice(articles, CHUNK_ARTICLES)):
                refused += _print_events(desk, chunk)
        except SettingsError as error:
            refused += 1
            click.echo(f"copydesk: {error}", err=True)
    return SettingsError.exit_code if refused else 0


def _print_events(desk: Pipeline | EditionDesk, chunk: Sequence[Article]) -> int:
    """Print the events of a chunk; return how many articles were refused."""
    refused = 0
    outcomes = desk.process([article.record for article in chunk])
    for article, results in zip(chunk, outcomes, strict=True):
        for result in results:
            if isinstance(result, DeadLetter):
                refused += 1
                click.echo(f"copydesk: {article.where}: {result.message}", err=True)
            elif isinstance(result, Kill):
                click.echo(f"copydesk: {article.where}: withdraws {result.article_id}.", err=True)
            else:
                shown = result.editions[0].value if result.editions else result.value
                sys.stdout.write(_printed(shown or result.value) + "\n")
    sys.stdout.flush()
    return refused


def _printed(value: bytes) -> str:
    """The event as it is published, or indented for a person at a terminal."""
    if not sys.stdout.isatty():
        return value.decode()
    return json.dumps(json.loads(value), indent=2, ensure_ascii=False)
