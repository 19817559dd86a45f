"""The list of scenarios, and how one of them is played."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.chaos import broker_scenarios as of_broker
from tests.chaos import members_scenarios as of_members
from tests.chaos.ground import Result, ground_of
from tests.chaos.ledger import Accounts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from copydesk.localbroker import KafkaBroker
    from tests.chaos.ground import Ground

__all__ = ["SCENARIOS", "Scenario", "play"]

SCENARIO_SECONDS_MAX = 300.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way to break the service.

    breaks_broker: it needs a broker that can be killed; is_short: it is in the short set; is_long:
    in the full one. properties: of a broker of its own; none for the one that all share.
    """

    name: str
    act: Callable[[Ground], Awaitable[None]]
    breaks_broker: bool = False
    is_short: bool = False
    is_long: bool = True
    properties: Mapping[str, str] = field(default_factory=dict)


SCENARIOS = (
    Scenario("quiet run", of_members.quiet),
    Scenario("worker killed mid-chunk", of_members.worker_killed, is_short=True),
    Scenario("service killed mid-transaction", of_members.service_killed),
    Scenario(
        "service killed mid-transaction, short",
        of_members.service_killed_short,
        is_short=True,
        is_long=False,
    ),
    Scenario("service killed, worker hanging", of_members.killed_while_hanging),
    Scenario("copydesk run killed", of_members.copydesk_run_killed),
    Scenario("three members come and go", of_members.churn),
    Scenario("rolling replacement", of_members.rolling_replacement),
    Scenario("frozen member wakes up", of_members.frozen_zombie),
    Scenario("transaction outlives coordinator", of_members.outlived_transaction),
    Scenario("transactions fail at random", of_members.aborted_at_random, is_short=True),
    Scenario("SIGTERM under load", of_members.sigterm),
    Scenario("sends refused for size", of_broker.refused_for_size),
    Scenario("poison articles", of_broker.poison),
    Scenario("partitions added", of_broker.added_partitions),
    Scenario("slow desk, long backlog", of_broker.long_backlog),
    Scenario("broker killed", of_broker.broker_killed, breaks_broker=True),
    Scenario("broker paused mid-commit", of_broker.broker_paused, breaks_broker=True),
    Scenario(
        "broker paused mid-commit, short",
        of_broker.broker_paused_short,
        breaks_broker=True,
        is_short=True,
        is_long=False,
    ),
    Scenario(
        "broker fenced by its controller",
        of_broker.broker_fenced,
        breaks_broker=True,
        properties=of_broker.HASTY,
    ),
    Scenario("corrupt batch", of_broker.corrupt_batch, breaks_broker=True),
)


async def play(
    scenario: Scenario, bootstrap: str, broker: KafkaBroker | None, *, seed: int, articles: int
) -> Result:
    """Play one scenario to its end and balance its accounts; whatever fails is in the result."""
    began = time.monotonic()
    async with ground_of(scenario.name, bootstrap, broker, seed=seed, articles=articles) as ground:
        troubles = []
        try:
            async with asyncio.timeout(SCENARIO_SECONDS_MAX):
                await scenario.act(ground)
                await ground.settle()
        except Exception as error:  # noqa: BLE001 - a row of the table; the next scenario still runs
            # What is wrong is told beside the accounts, which say whether it cost anything.
            troubles.append(f"FAILED: {type(error).__name__} {error}")
            ground.notes += [
                f"{one.name}: {line}" for one in ground.crew.alive for line in one.tail
            ]
        try:
            accounts = await ground.account()
        except Exception as error:  # noqa: BLE001 - as above
            accounts = Accounts()
            troubles.append(f"FAILED: no account, {type(error).__name__} {error}")
    accounts.failures += troubles
    return Result(
        scenario=scenario.name,
        accounts=accounts,
        faults=ground.faults,
        recovery_seconds=ground.recovery_seconds(),
        seconds=time.monotonic() - began,
        notes=tuple(ground.notes),
    )
