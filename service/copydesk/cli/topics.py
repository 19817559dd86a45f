"""`copydesk topics`: the topics as code, created, compared with the plan, and changed on demand.

Must not: change an existing topic without --apply.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from copydesk.cli.wiring import connection_of, topics_of
from copydesk.contracts.channels import PARTITIONS
from copydesk.errors import DemoError
from copydesk.settings import load_settings
from copydesk.stream import apply_plans, check_topics, create_topics, planned_topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.stream import Difference

__all__ = ["command"]

BOOTSTRAP_HELP = "Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]"
PARTITIONS_HELP = "Partitions of each topic: the most service processes that can share the work."
REPLICATION_HELP = "Copies of each partition; 3 in production."


@click.group()
def command() -> None:
    """Create the topics, or compare them with the plan. Nothing that exists is changed unasked."""


@command.command()
@click.option("--bootstrap", help=BOOTSTRAP_HELP)
@click.option("--partitions", type=click.IntRange(1), default=PARTITIONS, help=PARTITIONS_HELP)
@click.option("--replication", type=click.IntRange(1), default=1, help=REPLICATION_HELP)
@click.option(
    "--apply",
    "is_applied",
    is_flag=True,
    help="Change topics that exist, too: set what differs, add partitions (this moves keys; none "
    "is ever taken away).",
)
def create(bootstrap: str | None, partitions: int, replication: int, *, is_applied: bool) -> None:
    """Create those topics that do not exist, and show where the others differ from the plan.

    Retention, cleanup policy, largest message and min.insync.replicas are those of
    schemas/asyncapi.yaml. The ninjs topic belongs to it where COPYDESK_OUTPUT_NINJS_TOPIC is set.

    \b
    Examples:
      copydesk topics create --partitions 12 --replication 3
      copydesk topics create --partitions 12 --apply
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap)
    connection = connection_of(settings)
    plans = planned_topics(topics_of(settings), partitions=partitions, replication=replication)
    created = asyncio.run(create_topics(connection, plans))
    for plan in plans:
        click.echo(f"{plan.name}: {'created' if plan.name in created else 'exists'}")
    existing = [plan for plan in plans if plan.name not in created]
    doing = apply_plans if is_applied else check_topics
    differences = asyncio.run(doing(connection, existing))
    if differences:
        click.echo("\n".join(["", *_table(differences), ""]))
        told = "Changed." if is_applied else "Not changed; --apply changes what exists."
        click.echo(told)


@command.command()
@click.option("--bootstrap", help=BOOTSTRAP_HELP)
@click.option("--partitions", type=click.IntRange(1), default=PARTITIONS, help=PARTITIONS_HELP)
@click.option("--replication", type=click.IntRange(1), default=1, help=REPLICATION_HELP)
def check(bootstrap: str | None, partitions: int, replication: int) -> None:
    """Compare the topics with the plan; exit 1 with a line for each difference.

    \b
    Example:
      copydesk topics check --partitions 12
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap)
    plans = planned_topics(topics_of(settings), partitions=partitions, replication=replication)
    differences = asyncio.run(check_topics(connection_of(settings), plans))
    if differences:
        click.echo("\n".join(_table(differences)))
        sentence = (
            f"{len(differences)} differences; `copydesk topics create` makes what is absent, with "
            "--apply also changes what exists."
        )
        raise DemoError(sentence)
    click.echo(f"All {len(plans)} topics are as planned.")


def _table(differences: Sequence[Difference]) -> list[str]:
    """Aligned columns: topic, setting, what it is, what is planned."""
    rows = [("topic", "setting", "is", "planned")]
    rows += [(one.topic, one.setting, one.found or "absent", one.planned) for one in differences]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
