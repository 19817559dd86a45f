"""`copydesk watch`: what the desk publishes, as it comes, for a person or a pipe.

It is a subscriber like any other: committed records only, no group, nothing is changed.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console

from copydesk.cli.show import show_published
from copydesk.cli.wiring import connection_of
from copydesk.settings import load_settings
from copydesk.stream import follow

if TYPE_CHECKING:
    from copydesk.settings import Settings

__all__ = ["command"]


@click.command()
@click.option("--bootstrap", help="Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the events' values, one a line, and nothing else.",
)
@click.option("--events", type=click.IntRange(1), help="End after this many records.")
def command(bootstrap: str | None, as_json: bool, events: int | None) -> None:  # noqa: FBT001 - click passes flags so
    """Show events, kills and dead letters from the first on, and wait for more until Ctrl-C.

    \b
    Examples:
      copydesk watch
      copydesk watch --json | jq .headline
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap)
    asyncio.run(_watch(settings, as_json=as_json, most=events))


async def _watch(settings: Settings, *, as_json: bool, most: int | None) -> None:
    console = Console(highlight=False)
    topics = [settings.enriched_topic]
    if not as_json:
        topics.append(settings.dead_letter_topic)
    shown = 0
    async for record in follow(connection_of(settings), *topics):
        if not as_json:
            show_published(console, record, settings.dead_letter_topic)
        elif record.value is None:
            continue
        else:
            sys.stdout.write(record.value.decode() + "\n")
            sys.stdout.flush()
        shown += 1
        if shown == most:
            return
