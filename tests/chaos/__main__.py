"""`python -m tests.chaos`: every scenario on one real Kafka, one table, exit 1 on a difference."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import secrets
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from tests.chaos.scenarios import SCENARIOS, play

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.chaos.ground import Result
    from tests.chaos.scenarios import Scenario

__all__ = ["BROKER_PROPERTIES", "main"]

BOOTSTRAP = "COPYDESK_TEST_BOOTSTRAP"
ARTICLES = 1_500
ARTICLES_SHORT = 800
SEED_BITS = 24
BROKER_PROPERTIES = {
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": "500",
    "socket.request.max.bytes": str(64 * 1024 * 1024),
}
"""A coordinator looks for transactions that are too old every 10 s by default."""

MEMBER_SETTINGS = (
    "session timeout 6 s, heartbeat 1 s, transaction timeout 15 s, rebalance timeout 60 s, "
    "group.initial.rebalance.delay 0 s"
)
WIDTH = 132
console = Console(width=None if sys.stdout.isatty() else WIDTH)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when nothing was lost, repeated, changed or out of order."""
    asked = _parser().parse_args(arguments)
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # the harness's own lost connections
    wanted = _wanted(only=asked.only, short=asked.short)
    if not wanted:
        console.print(f"No scenario's name holds {asked.only!r}.")
        return 2
    articles = asked.articles or (ARTICLES_SHORT if asked.short else ARTICLES)
    with ExitStack() as stack:
        broker, bootstrap = None, os.environ.get(BOOTSTRAP)
        if bootstrap is None:
            if not can_run_kafka():
                console.print(
                    "Chaos needs a real Apache Kafka: Java 17 or COPYDESK_TEST_BOOTSTRAP."
                )
                return 2
            broker = stack.enter_context(KafkaBroker(properties=BROKER_PROPERTIES))
            bootstrap = broker.bootstrap
        name = KafkaBroker.name if broker else f"the broker of {BOOTSTRAP}"
        console.print(f"{name} at {bootstrap}; members: {MEMBER_SETTINGS}")
        rounds = _soak(wanted, bootstrap, broker, asked=asked, articles=articles)
        results = asyncio.run(rounds)
    console.print(_table(results, seed=asked.seed))
    return 0 if all(one.is_good() for one in results) else 1


async def _soak(
    wanted: Sequence[Scenario],
    bootstrap: str,
    broker: KafkaBroker | None,
    *,
    asked: argparse.Namespace,
    articles: int,
) -> list[Result]:
    """Play all of it once, and again with the next seed until the minutes are over.

    One event loop for all rounds: a broker that is started again belongs to a thread of the loop's.
    """
    results: list[Result] = []
    until = time.monotonic() + asked.soak * 60
    seed: int = asked.seed
    while True:
        console.print(f"seed {seed} (again: python -m tests.chaos --seed {seed})")
        results += await _play_all(wanted, bootstrap, broker, seed, articles)
        if time.monotonic() >= until:
            return results
        seed += 1


async def _play_all(
    wanted: Sequence[Scenario],
    bootstrap: str,
    broker: KafkaBroker | None,
    seed: int,
    articles: int,
) -> list[Result]:
    results = []
    for scenario in wanted:
        if scenario.breaks_broker and broker is None:
            console.print(f"SKIPPED {scenario.name}: {BOOTSTRAP} names a broker that is not ours.")
            continue
        with _broker_for(scenario, broker) as one:
            place = one.bootstrap if one else bootstrap
            result = await play(scenario, place, one, seed=seed, articles=articles)
        verdict = "ok" if result.is_good() else "NOT OK"
        console.print(f"{verdict} {scenario.name} ({result.seconds:.0f} s)", highlight=False)
        for line in (*result.accounts.failures, *result.accounts.complaints, *result.notes):
            console.print(f"   {line}", highlight=False, markup=False)
        results.append(result)
    return results


@contextmanager
def _broker_for(scenario: Scenario, shared: KafkaBroker | None) -> Iterator[KafkaBroker | None]:
    """The broker that all share, or one of the scenario's own."""
    if not scenario.properties:
        yield shared
        return
    with KafkaBroker(properties=BROKER_PROPERTIES | dict(scenario.properties)) as own:
        yield own


def _table(results: Sequence[Result], *, seed: int) -> Table:
    table = Table(title=f"Chaos, seed {seed}", show_footer=True)
    total = [sum(column) for column in zip(*map(_numbers, results), strict=True)]
    worst = max((one.recovery_seconds or 0.0 for one in results), default=0.0)
    heads = ("items", "enriched", "dead letters", "lost", "duplicated", "altered", "faults")
    table.add_column("scenario", footer=f"{len(results)} scenarios", no_wrap=True)
    for head, number in zip(heads, total, strict=True):
        table.add_column(head, footer=f"{number:,}", justify="right")
    table.add_column("recovery", footer=f"{worst:.1f} s", justify="right")
    for one in results:
        recovery = "-" if one.recovery_seconds is None else f"{one.recovery_seconds:.1f} s"
        style = None if one.is_good() else "bold red"
        numbers = [f"{number:,}" for number in _numbers(one)]
        table.add_row(one.scenario, *numbers, recovery, style=style)
    return table


def _numbers(one: Result) -> tuple[int, ...]:
    accounts = one.accounts
    return (
        accounts.items,
        accounts.enriched,
        accounts.dead_letters,
        accounts.lost,
        accounts.duplicated,
        accounts.altered + accounts.disordered + len(accounts.failures),
        one.faults,
    )


def _wanted(*, only: str | None, short: bool) -> list[Scenario]:
    if only is not None:
        return [one for one in SCENARIOS if only in one.name]
    return [one for one in SCENARIOS if (one.is_short if short else one.is_long)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.chaos",
        description="Break the service on a real Apache Kafka and balance the accounts.",
    )
    parser.add_argument(
        "--seed", type=int, default=secrets.randbits(SEED_BITS), help="have the same chaos again"
    )
    parser.add_argument("--articles", type=int, help=f"in each scenario, at least ({ARTICLES})")
    parser.add_argument("--short", action="store_true", help="the few scenarios that CI runs")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES", help="go on so long")
    parser.add_argument("--only", metavar="NAME", help="scenarios whose name holds this")
    return parser


if __name__ == "__main__":
    sys.exit(main())
