"""Chaos needs an Apache Kafka; tests/support/brokers.py says which, where it has to be ours."""

from tests.support import load_plugin as pytest_configure

__all__ = ["pytest_configure"]
