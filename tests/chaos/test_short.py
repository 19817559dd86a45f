"""The short set: 0 lost, 0 duplicated, nothing changed. `make chaos` plays every scenario."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

import pytest

from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from tests.chaos.__main__ import BOOTSTRAP, BROKER_PROPERTIES
from tests.chaos.scenarios import SCENARIOS, play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.chaos.scenarios import Scenario

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka, pytest.mark.timeout(240)]

ARTICLES = 400
SHORT = [one for one in SCENARIOS if one.is_short]


@pytest.fixture(scope="module")
def breakable() -> Iterator[KafkaBroker | None]:
    """A broker of this module's own, since it is going to suffer; None where there can't be one."""
    if BOOTSTRAP in os.environ or not can_run_kafka():
        yield None
        return
    with KafkaBroker(properties=BROKER_PROPERTIES) as broker:
        yield broker


@pytest.mark.parametrize("scenario", SHORT, ids=lambda one: one.name.replace(" ", "-"))
async def test_nothing_is_lost_or_repeated(
    scenario: Scenario, breakable: KafkaBroker | None, request: pytest.FixtureRequest
) -> None:
    """Every item of every input comes out once, as in a quiet run, in its key's order."""
    if breakable is not None:
        bootstrap = breakable.bootstrap
    elif scenario.breaks_broker:
        pytest.skip("needs a broker of its own: Java 17 with Maven, and no " + BOOTSTRAP)
    else:
        bootstrap = request.getfixturevalue("real_kafka").bootstrap
    seed = secrets.randbits(24)
    result = await play(scenario, bootstrap, breakable, seed=seed, articles=ARTICLES)
    told = [*result.accounts.failures, *result.accounts.complaints, *result.notes]
    assert result.is_good(), f"seed {seed}: {told}"
    assert result.faults
    assert result.accounts.items >= ARTICLES
