"""`copydesk enrich`: the desk without Kafka, one event a line."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

import click

from copydesk.models.language import preload_identifier

__all__ = ["Moment", "command"]


class Moment(click.ParamType[datetime]):
    """A date and time in ISO 8601; one without a zone is UTC, a bare date its midnight."""

    name = "datetime"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment that `value` names, with its zone."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not ISO 8601, e.g. 2021-05-07T18:30Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...|-")
@click.option(
    "--issued",
    type=Moment(),
    help="When articles that carry no date were published, e.g. 2021-05-07T18:30-04:00.",
)
@click.option("--source", help="Source id of articles that carry none, or only a wire's own.")
@click.option(
    "--format",
    "form",
    metavar="NAME",
    help="Read every FILE in this format, whatever it looks like: raw-json, plain-text, html, "
    "ninjs, nitf, newsml-g2, rss, atom or json-feed.",
)
@click.option(
    "--stage",
    type=click.Choice(["intake", "publish"]),
    default="publish",
    show_default=True,
    help="Stop after this stage: intake prints what was understood, before any repair.",
)
@click.option(
    "--as",
    "written",
    type=click.Choice(["event", "ninjs"]),
    default="event",
    show_default=True,
    help="What to print of an article: its event, or that as ninjs 3.1 (IPTC).",
)
def command(
    *,
    files: tuple[str, ...],
    issued: datetime | None,
    source: str | None,
    form: str | None,
    stage: str,
    written: str,
) -> int:
    """Print the event of each article in FILE..., or in standard input (-).

    Reads RawArticle JSON, JSON lines, ninjs, NITF, NewsML-G2, RSS, Atom, JSON Feed, HTML pages and
    plain text, told apart by what they look like. Prints one JSON event a line, indented on a
    terminal. An article that is withdrawn or cannot be read is named on standard error, the others
    are printed all the same; the exit code is 2 when one could not be read.

    \b
    Examples:
      copydesk enrich story.txt
      copydesk enrich --issued 2021-05-07 --source voa page.txt
      copydesk enrich --stage intake wire.xml
      copydesk enrich --as ninjs story.txt
      copydesk enrich wire.jsonl | jq .dateline
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    if stage == "intake":
        from copydesk.cli.drafts import print_drafts  # noqa: PLC0415 - as below

        return print_drafts(files, issued=issued, source=source, form=form)
    # What is loaded stays: the collector only looks through it, for a tenth of the start.
    gc.disable()
    preload_identifier()
    # Imported here so that the desk loads while that model is unpacked beside it: a third of the
    # time to the first event.
    from copydesk.cli.enriching import print_events  # noqa: PLC0415

    edition = None if written == "event" else written
    return print_events(files, issued=issued, source=source, form=form, edition=edition)
