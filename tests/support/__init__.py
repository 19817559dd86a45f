"""What tests of several levels share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["load_plugin"]

_PLUGIN = "tests.support.plugin"


def load_plugin(config: pytest.Config) -> None:
    """Register the broker's plugin once, from any folder that needs it.

    It lives here and not in the plugin because pytest rewrites a plugin's asserts on first import.
    """
    if not config.pluginmanager.has_plugin(_PLUGIN):
        config.pluginmanager.import_plugin(_PLUGIN)
