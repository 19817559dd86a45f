"""`copydesk config`: the settings that `copydesk run` would take here, and where each comes from.

Must not: show a secret, or connect to anything.
"""

from __future__ import annotations

import json
import os

import click

from copydesk.settings import PREFIX, Settings, load_settings

__all__ = ["command"]


@click.command()
@click.option("--bootstrap", help="Kafka bootstrap servers, as given to `copydesk run`.")
@click.option("--group", help="Consumer group, as given to `copydesk run`.")
@click.option("--workers", type=int, help="Worker processes, as given to `copydesk run`.")
@click.option("--http-port", type=int, help="Port, as given to `copydesk run`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a setting.")
def command(
    *,
    bootstrap: str | None,
    group: str | None,
    workers: int | None,
    http_port: int | None,
    as_json: bool,
) -> None:
    """Show every setting with its value and where that is from: default, environment or option.

    Secrets are masked. It exits with 2, and says what is wrong with which variable and what is
    allowed, where `copydesk run` would not start.

    \b
    Examples:
      copydesk config
      COPYDESK_WORKERS=4 copydesk config --json | jq -r 'select(.from != "default") | .variable'
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    options = {"bootstrap": bootstrap, "group": group, "workers": workers, "http_port": http_port}
    given = {name for name, value in options.items() if value is not None}
    settings = load_settings(**options)
    for name in Settings.model_fields:
        value = getattr(settings, name)
        shown = None if value is None else str(value)  # a secret's text is asterisks
        variable = f"{PREFIX}{name.upper()}"
        origin = _origin(name, variable, given)
        if as_json:
            click.echo(json.dumps({"variable": variable, "value": shown, "from": origin}))
        else:
            click.echo(f"{variable:<32}{'-' if shown is None else shown}  ({origin})")


def _origin(name: str, variable: str, given: set[str]) -> str:
    if name in given:
        return "option"
    # Names of variables may be in small letters too; pydantic reads both.
    return "environment" if variable in {one.upper() for one in os.environ} else "default"
