"""`copydesk evaluate`: the desk's quality on a labelled file of one's own.

Each subcommand's module is imported only when it is asked for. Must not: measure anything itself.
"""

from __future__ import annotations

from importlib import import_module

import click

__all__ = ["command"]

EVALUATIONS = {
    "dateline": "Datelines: place and date right, false ones.",
    "entities": "People, organisations and locations: strict-span F1.",
    "places": "Places: share within 161 km of the truth.",
    "section": "Sections: accuracy, macro-F1, coverage, calibration.",
}


class _Evaluations(click.Group):
    """Imports `copydesk.cli.evaluate_NAME` when NAME is called for; its command is `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(EVALUATIONS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in EVALUATIONS:
            return None
        found: click.Command = import_module(f"copydesk.cli.evaluate_{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(EVALUATIONS.items()))


@click.group(cls=_Evaluations)
def command() -> None:
    """Measure the shipped models on FILE..., labelled by you.

    \b
    Examples:
      copydesk evaluate entities news.conll
      copydesk evaluate section --json labelled.jsonl
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
