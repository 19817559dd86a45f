"""The `copydesk` command: finds the subcommand, and turns every failure into one sentence.

A subcommand's module is imported only when it is asked for, so that `copydesk enrich` never loads a
Kafka client. Must not: do a command's work.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from copydesk import __version__
from copydesk.errors import FatalError

__all__ = ["cli", "main"]

COMMANDS = {
    "enrich": "Enrich files without Kafka: one JSON event a line.",
    "demo": "See it work: a local broker, the service, sample articles.",
    "run": "Run the service: raw topic in, enriched topic out, exactly once.",
    "config": "Show the settings in force, and where each comes from.",
    "resume": "Let a running service go on after too many dead letters.",
    "skip": "Pass a raw batch that can't be read, leaving a dead letter of headers.",
    "publish": "Put articles on the raw topic, or withdraw one.",
    "watch": "Show what is published, as it comes.",
    "topics": "Create the topics, or check them.",
    "dlq": "List, show and replay dead letters.",
    "schema": "Write the JSON Schemas of the contracts.",
    "section": "Look Media Topics up; see why an article is filed where it is.",
    "evaluate": "Measure the models on a labelled file of one's own.",
}
BUG_EXIT_CODE = 70


class _LazyGroup(click.Group):
    """Imports `copydesk.cli.NAME` when NAME is called for; its command is `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"copydesk.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings are COPYDESK_* variables; README.md lists them.",
)
@click.version_option(__version__, prog_name="copydesk")
@click.option("--traceback", "show", is_flag=True, help="Show where in the code an error arose.")
@click.pass_context
def cli(ctx: click.Context, show: bool) -> None:  # noqa: FBT001 - click passes flags so
    """A newsroom's ingest desk: raw articles in, structured events out.

    \b
    Examples:
      copydesk demo                        see it all on this machine
      copydesk enrich story.txt            one article, no Kafka
      cat wire.jsonl | copydesk enrich -   many
      COPYDESK_BOOTSTRAP=kafka:9092 copydesk run
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    ctx.obj = show


def main() -> NoReturn:
    """Run the command line and exit: 0 ok or Ctrl-C, else the code of the error."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    # aiokafka reports every lost connection, also those that it heals; commands say what matters.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        result = cli.main(arguments, prog_name="copydesk", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        return 0
    except BrokenPipeError:
        # The reader has seen enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FatalError as error:
        _trace(arguments)
        click.echo(f"copydesk: {error}", err=True)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last door: a bug becomes a sentence
        _trace(arguments)
        click.echo(
            f"copydesk: a bug ({type(error).__name__}); nothing was lost. "
            "`copydesk --traceback ...` shows where.",
            err=True,
        )
        return BUG_EXIT_CODE
    return result if isinstance(result, int) else 0


def _trace(arguments: list[str]) -> None:
    if "--traceback" in arguments[:1]:
        traceback.print_exc()
