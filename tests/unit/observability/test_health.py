"""Ready means no trouble; alive is another matter."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from copydesk.observability.health import STARTING, Health
from copydesk.observability.metrics import Metrics


def test_a_service_is_born_alive_and_not_ready() -> None:
    """A probe during the start must neither kill it nor send it work."""
    health = Health(Metrics(CollectorRegistry()))
    assert health.is_live()
    assert not health.is_ready()
    assert health.reasons() == ("The service is starting.",)


def test_it_is_ready_when_every_trouble_is_over() -> None:
    """Two troubles at once are both told, and both have to pass."""
    registry = CollectorRegistry()
    health = Health(Metrics(registry))
    health.raise_trouble("b", "No broker.")
    health.raise_trouble("a", "Held.")
    health.clear(STARTING)
    assert health.reasons() == ("Held.", "No broker.")
    health.clear("a")
    assert not health.is_ready()
    assert registry.get_sample_value("copydesk_ready") == 0
    health.clear("b")
    assert health.is_ready()
    assert registry.get_sample_value("copydesk_ready") == 1


def test_a_trouble_is_new_once() -> None:
    """So that it is logged once and not every few seconds."""
    health = Health(Metrics(CollectorRegistry()))
    assert health.raise_trouble("a", "Held.")
    assert not health.raise_trouble("a", "Held.")
    assert health.raise_trouble("a", "Held for another reason.")
    assert health.clear("a")
    assert not health.clear("a")


def test_a_service_that_can_only_end_is_not_alive() -> None:
    """Then, and only then, restarting it helps."""
    health = Health(Metrics(CollectorRegistry()))
    health.fail("A bug in copydesk.")
    assert not health.is_live()
    assert not health.is_ready()
