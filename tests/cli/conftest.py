"""Some tests in this folder run on a broker; tests/support/brokers.py says which."""

from tests.support import load_plugin as pytest_configure

__all__ = ["pytest_configure"]
