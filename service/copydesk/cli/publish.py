"""`copydesk publish`: articles onto the raw topic."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from copydesk.cli.articles import articles_in
from copydesk.cli.enrich import Moment
from copydesk.cli.wiring import connection_of
from copydesk.draft import Draft, Record
from copydesk.errors import RejectedError, SettingsError
from copydesk.intake import read
from copydesk.publishing import article_id_of
from copydesk.samples import load_samples
from copydesk.settings import load_settings
from copydesk.stream import publish

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["command"]


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...|-")
@click.option("--bootstrap", help="Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]")
@click.option("--kill", "kills", multiple=True, metavar="ID", help="Withdraw the article ID.")
@click.option(
    "--issued", type=Moment(), help="When articles that carry no date were published (ISO 8601)."
)
@click.option("--source", help="Source id of articles that carry none.")
@click.option("--samples", is_flag=True, help="Publish the sample articles that copydesk ships.")
@click.option(
    "--unchecked", is_flag=True, help="Publish also what the service would refuse, to see it do so."
)
def command(
    *,
    files: tuple[str, ...],
    bootstrap: str | None,
    kills: tuple[str, ...],
    issued: datetime | None,
    source: str | None,
    samples: bool,
    unchecked: bool,
) -> None:
    """Put the articles in FILE..., or in standard input (-), on the raw topic.

    Reads RawArticle JSON, JSON lines of it, and plain text. Nothing is published when one of the
    articles could not be read.

    \b
    Examples:
      copydesk publish story.json
      copydesk publish --issued 2021-05-07 --source voa page.txt
      copydesk publish --kill voa-2021-05-07-harris
      copydesk publish --samples
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    if not files and not kills and not samples:
        sentence = "Name a file to publish, - for standard input, --kill ID or --samples."
        raise SettingsError(sentence)
    settings = load_settings(bootstrap=bootstrap)
    records = [Record(value=None, key=article_id.encode()) for article_id in kills]
    if samples:
        records += [sample.record for sample in load_samples()]
    for name in files:
        for article in articles_in(name, source=source, issued=issued):
            try:
                records.append(_keyed(article.record))
            except RejectedError as error:
                if not unchecked:
                    sentence = f"{article.where}: {error}"
                    raise SettingsError(sentence) from error
                records.append(article.record)
    landed = asyncio.run(publish(connection_of(settings), settings.raw_topic, records))
    for record, place in zip(records, landed, strict=True):
        what = (record.key or b"(no key)").decode("utf-8", "replace")
        verb = "withdrew" if record.value is None else "published"
        click.echo(
            f"{verb} {what}: {place.topic} partition {place.partition} offset {place.offset}"
        )


def _keyed(record: Record) -> Record:
    """The record under its article's id; raises RejectedError when it cannot be read."""
    articles = read(record).articles
    if len(articles) != 1 or not isinstance(articles[0], Draft):
        return record
    return replace(record, key=article_id_of(articles[0], record, 0).encode())
