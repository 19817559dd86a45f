"""The pytest plugin of every test that needs a broker.

A broker is chosen only when a collected test needs one, and started when the first of them runs;
the run says at its start which one it will use, and at its end which one it did.
A folder's conftest loads it: `from tests.support import load_plugin as pytest_configure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.brokers import Choice, RunningBroker, choose, running
from tests.support.topics import Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

_CHOICE = pytest.StashKey[Choice]()
_USED = pytest.StashKey[RunningBroker]()
_FIXTURE = "broker"
_TEST_SECONDS = 300
"""More than a few waits of DEADLINE_SECONDS, so that the wait that failed says what was missing."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kafka: needs a broker (any)")
    config.addinivalue_line("markers", "real_kafka: needs a real Apache Kafka")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("kafka") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_TEST_SECONDS))


def pytest_report_collectionfinish(
    config: pytest.Config, items: list[pytest.Item]
) -> list[str] | None:
    needy = sum(1 for item in items if _FIXTURE in getattr(item, "fixturenames", ()))
    if not needy:
        return None
    try:
        return [f"broker of {needy} tests: {_choice(config)}"]
    except LookupError as error:
        return [f"broker of {needy} tests: {error}"]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    used = config.stash.get(_USED, None)
    if used is not None:
        terminalreporter.write_sep("=", f"broker: {used}")


@pytest.fixture(scope="session")
def broker(request: pytest.FixtureRequest) -> Iterator[RunningBroker]:
    """The run's broker, one for all tests; topics keep tests apart."""
    try:
        choice = _choice(request.config)
    except LookupError as error:
        pytest.fail(str(error), pytrace=False)
    with running(choice) as started:
        request.config.stash[_USED] = started
        yield started


@pytest.fixture
def real_kafka(broker: RunningBroker) -> RunningBroker:
    """The run's broker where it is an Apache Kafka; the test is skipped where it is not."""
    _skip_unless_real(broker)
    return broker


@pytest.fixture
async def wire(request: pytest.FixtureRequest, broker: RunningBroker) -> AsyncIterator[Wire]:
    """Topics of this test's own on the run's broker, with what it takes to fill and read them."""
    if request.node.get_closest_marker("real_kafka"):
        _skip_unless_real(broker)
    wire = await Wire.create(broker.bootstrap, request.node.name)
    try:
        yield wire
    finally:
        await wire.delete()


def _skip_unless_real(broker: RunningBroker) -> None:
    if not broker.is_real:
        pytest.skip(f"needs a real Apache Kafka, and this run uses {broker.choice}")


def _choice(config: pytest.Config) -> Choice:
    if _CHOICE not in config.stash:
        config.stash[_CHOICE] = choose()
    return config.stash[_CHOICE]
