"""`copydesk topics`: the three topics, created or checked."""

from __future__ import annotations

import asyncio

import click

from copydesk.cli.wiring import connection_of, topics_of
from copydesk.errors import DemoError
from copydesk.settings import load_settings
from copydesk.stream import check_topics, create_topics, planned_topics

__all__ = ["command"]

BOOTSTRAP_HELP = "Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]"
PARTITIONS_HELP = "Partitions of each topic: the most service processes that can share the work."
REPLICATION_HELP = "Copies of each partition; 3 in production."


@click.group()
def command() -> None:
    """Create the topics, or check them. An existing topic is never changed."""


@command.command()
@click.option("--bootstrap", help=BOOTSTRAP_HELP)
@click.option("--partitions", type=click.IntRange(1), default=6, help=PARTITIONS_HELP)
@click.option("--replication", type=click.IntRange(1), default=1, help=REPLICATION_HELP)
def create(bootstrap: str | None, partitions: int, replication: int) -> None:
    """Create those of the three topics that do not exist.

    \b
    Example:
      copydesk topics create --partitions 12 --replication 3
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap)
    plans = planned_topics(topics_of(settings), partitions=partitions, replication=replication)
    created = asyncio.run(create_topics(connection_of(settings), plans))
    for plan in plans:
        click.echo(f"{plan.name}: {'created' if plan.name in created else 'exists'}")


@command.command()
@click.option("--bootstrap", help=BOOTSTRAP_HELP)
@click.option("--partitions", type=click.IntRange(1), default=6, help=PARTITIONS_HELP)
@click.option("--replication", type=click.IntRange(1), default=1, help=REPLICATION_HELP)
def check(bootstrap: str | None, partitions: int, replication: int) -> None:
    """Compare the topics with the plan; exit 1 with one line for each difference.

    \b
    Example:
      copydesk topics check --partitions 12
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap)
    plans = planned_topics(topics_of(settings), partitions=partitions, replication=replication)
    differences = asyncio.run(check_topics(connection_of(settings), plans))
    if differences:
        raise DemoError("\n          ".join(differences))
    click.echo("All three topics are as planned.")
