"""`copydesk skip`: let the group go on behind what can't be read."""

from __future__ import annotations

import asyncio

import click

from copydesk.cli.wiring import stream_config_of
from copydesk.errors import SettingsError
from copydesk.settings import load_settings
from copydesk.stream import skip

__all__ = ["command"]


@click.command()
@click.argument("topic")
@click.argument("partition", type=click.IntRange(min=0))
@click.argument("offset", type=click.IntRange(min=0))
@click.option("--to", type=click.IntRange(min=0), help="Offset to go on at, when it can't be told.")
@click.option("--bootstrap", help="Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]")
@click.option("--group", help="Consumer group.  [COPYDESK_GROUP]")
def command(
    *,
    topic: str,
    partition: int,
    offset: int,
    to: int | None,
    bootstrap: str | None,
    group: str | None,
) -> None:
    """Pass the batch at OFFSET that can't be decoded, or a position out of the topic's range.

    /readyz and the log name the topic, partition and offset where a partition is held. A dead
    letter of headers only says what was passed. Nothing is done when the group stands elsewhere or
    the record can be read. The service may run: it goes on within half a minute, or at once after
    `copydesk resume`.

    \b
    Example:
      copydesk skip news.articles.raw 3 1742
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap, group=group)
    if topic != settings.raw_topic:
        sentence = f"COPYDESK_RAW_TOPIC is {settings.raw_topic}, not {topic}."
        raise SettingsError(sentence)
    config = stream_config_of(settings, fail_fast=True)
    skipped = asyncio.run(skip(config, partition, offset, to))
    click.echo(
        f"{skipped.sentence} The group goes on at offset {skipped.next_offset} of partition "
        f"{partition}; a dead letter ({skipped.reason}) says so."
    )
