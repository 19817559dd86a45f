"""`copydesk enrich`: the desk without Kafka, one event a line."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import click

from copydesk.cli.articles import articles_in
from copydesk.errors import SettingsError
from copydesk.models.language import preload_identifier
from copydesk.outcomes import DeadLetter, Enriched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.cli.articles import Article
    from copydesk.pipeline import Pipeline

__all__ = ["Moment", "command"]

CHUNK_ARTICLES = 32
"""Articles put through the pipeline at once: the tagger's best size."""


class Moment(click.ParamType[datetime]):
    """A date and time in ISO 8601; one without a zone is UTC, a bare date its midnight."""

    name = "datetime"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment that `value` names, with its zone."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not ISO 8601, e.g. 2021-05-07T18:30Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...|-")
@click.option(
    "--issued",
    type=Moment(),
    help="When articles that carry no date were published, e.g. 2021-05-07T18:30-04:00.",
)
@click.option("--source", help="Source id of articles that carry none.")
def command(files: tuple[str, ...], issued: datetime | None, source: str | None) -> int:
    """Print the event of each article in FILE..., or in standard input (-).

    Reads RawArticle JSON, JSON lines of it, and plain text such as a page saved as text. Prints one
    JSON event a line, indented on a terminal. An article that cannot be read is named on standard
    error; the others are printed all the same, and the exit code is 2.

    \b
    Examples:
      copydesk enrich story.txt
      copydesk enrich --issued 2021-05-07 --source voa page.txt
      copydesk enrich wire.jsonl | jq .dateline
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    preload_identifier()
    # Imported here so that the rest of the desk loads while that model is unpacked beside it:
    # a third of the time to the first event.
    from copydesk.models.loading import load_pipeline  # noqa: PLC0415

    pipeline = load_pipeline()
    refused = 0
    for name in files:
        try:
            articles = articles_in(name, source=source, issued=issued)
            while chunk := list(islice(articles, CHUNK_ARTICLES)):
                refused += _print_events(pipeline, chunk)
        except SettingsError as error:
            refused += 1
            click.echo(f"copydesk: {error}", err=True)
    return SettingsError.exit_code if refused else 0


def _print_events(pipeline: Pipeline, chunk: Sequence[Article]) -> int:
    """Print the events of a chunk; return how many articles were refused."""
    refused = 0
    outcomes = pipeline.process([article.record for article in chunk])
    for article, results in zip(chunk, outcomes, strict=True):
        for result in results:
            if isinstance(result, DeadLetter):
                refused += 1
                click.echo(f"copydesk: {article.where}: {result.message}", err=True)
            elif isinstance(result, Enriched):
                sys.stdout.write(_printed(result.value) + "\n")
    sys.stdout.flush()
    return refused


def _printed(value: bytes) -> str:
    """The event as it is published, or indented for a person at a terminal."""
    if not sys.stdout.isatty():
        return value.decode()
    return json.dumps(json.loads(value), indent=2, ensure_ascii=False)
