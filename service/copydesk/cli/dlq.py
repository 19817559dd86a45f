"""`copydesk dlq`: dead letters listed, shown, and put back on the raw topic.

Must not: hold more than one dead letter's value; the topic may hold any number of them.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console

from copydesk.cli.enrich import Moment
from copydesk.cli.letters import LetterLines, LetterTable, describe, progress_bar
from copydesk.cli.wiring import connection_of, topics_of
from copydesk.errors import DemoError, Reason, SettingsError, Stage
from copydesk.settings import load_settings
from copydesk.stream.dead_letters import Filter, LetterReader, Place, ReplayRefusedError
from copydesk.stream.replaying import Replayer, is_expiring, raw_topic

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    from copydesk.draft import Record
    from copydesk.stream import Connection, Topics
    from copydesk.stream.dead_letters import Letter
    from copydesk.stream.replaying import RawTopic

__all__ = ["command"]

BOOTSTRAP_HELP = "Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]"
REPLAYS_MAX = 3
REFUSALS_SHOWN_MAX = 20
OLDER_AFTER_NEWER = (
    "Note: a replayed article comes after whatever was published under its key since, so older "
    "text may now follow newer; subscribers tell by `version` and `updated_at`."
)

Command = TypeVar("Command", bound="Callable[..., object]")


@click.group()
def command() -> None:
    """List, show and replay dead letters: the records that could not be enriched.

    \b
    Examples:
      copydesk dlq list --reason contract --since 2026-03-01
      copydesk dlq show 0:42
      copydesk dlq replay --reason timeout --dry-run
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped


def _filters(made: Command) -> Command:
    """Add the options by which dead letters are chosen."""
    options = (
        click.option("--bootstrap", help=BOOTSTRAP_HELP),
        click.option(
            "--stage",
            "stages",
            multiple=True,
            metavar="STAGE",
            type=click.Choice([str(one) for one in Stage]),
            help="Refused in this stage, e.g. intake; may be given several times.",
        ),
        click.option(
            "--reason",
            "reasons",
            multiple=True,
            metavar="REASON",
            type=click.Choice([str(one) for one in Reason]),
            help="Refused for this reason, e.g. timeout; may be given several times.",
        ),
        click.option("--since", type=Moment(), help="Refused at or after this time (ISO 8601)."),
        click.option("--until", type=Moment(), help="Refused before this time (ISO 8601)."),
        click.option("--limit", type=click.IntRange(1), help="No more than so many."),
    )
    for option in reversed(options):
        made = option(made)
    return made


@command.command("list")
@_filters
@click.option("--json", "as_json", is_flag=True, help="JSON lines, also in a terminal.")
def list_letters(
    *,
    bootstrap: str | None,
    stages: tuple[str, ...],
    reasons: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List dead letters: a table in a terminal, one JSON object a line when piped.

    They come partition by partition, oldest first, as they are read.

    \b
    Examples:
      copydesk dlq list
      copydesk dlq list --stage worker --reason timeout --limit 20
      copydesk dlq list --since 2026-03-01T08:00Z | jq -r .reason | sort | uniq -c
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    desk = _desk(bootstrap)
    wanted = _filter(stages, reasons, since, until)
    asyncio.run(desk.list(wanted, limit, as_json=as_json))


@command.command()
@click.argument("place")
@click.option("--bootstrap", help=BOOTSTRAP_HELP)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--value", "value_only", is_flag=True, help="The record's value alone, byte by byte.")
def show(*, place: str, bootstrap: str | None, as_json: bool, value_only: bool) -> None:
    """Show the dead letter at PLACE, as `list` names it: topic-partition:offset, or just the end.

    A value that was too large for the topic is fetched from the raw topic for --value.

    \b
    Examples:
      copydesk dlq show news.articles.dead-letter-0:42
      copydesk dlq show 0:42 --value > refused.json
      copydesk dlq show 0:42 --value | copydesk enrich -
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    desk = _desk(bootstrap)
    asyncio.run(desk.show(place, as_json=as_json, value_only=value_only))


@command.command()
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@_filters
@click.option("--all", "everything", is_flag=True, help="Every dead letter; needed without others.")
@click.option(
    "--now", is_flag=True, help="Date each record anew; else it keeps its time, as datelines need."
)
@click.option("--dry-run", is_flag=True, help="Say what would be replayed, and change nothing.")
@click.option(
    "--replays-max",
    type=click.IntRange(1, 1000),
    default=REPLAYS_MAX,
    show_default=True,
    help="Leave out records that were replayed so often before.",
)
def replay(
    *,
    places: tuple[str, ...],
    bootstrap: str | None,
    stages: tuple[str, ...],
    reasons: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    everything: bool,
    dry_run: bool,
    now: bool,
    replays_max: int,
) -> None:
    """Put dead letters back on the raw topic, to be processed once more.

    Each goes to the partition it came from, as it was, without the error headers; of a package the
    faulty item alone is done again. A value that was too large for the dead-letter topic is fetched
    from the raw topic and checked. The dead letter stays where it is: replaying it twice publishes
    it twice. Older text may then follow newer under the same key. What is older than the raw topic
    keeps its records needs --now. Exits 1 when some could not be replayed.

    \b
    Examples:
      copydesk dlq replay 0:42 1:7
      copydesk dlq replay --reason timeout --since 2026-03-01 --dry-run
      copydesk dlq replay --all --limit 1000
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    chosen = bool(stages or reasons or since or until)
    if places and (chosen or everything):
        sentence = "Name places, or choose by options, not both."
        raise SettingsError(sentence)
    if not (places or chosen or everything):
        sentence = "Name a place, choose by --stage, --reason, --since or --until, or say --all."
        raise SettingsError(sentence)
    desk = _desk(bootstrap)
    wanted = _filter(stages, reasons, since, until)
    order = _Order(wanted, limit, replays_max, dry_run=dry_run, now=now)
    asyncio.run(desk.replay(places, order))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be replayed, and how."""

    wanted: Filter
    limit: int | None
    replays_max: int
    dry_run: bool
    now: bool


@dataclass(frozen=True, slots=True)
class _Desk:
    """The broker and topics that the settings name."""

    connection: Connection
    topics: Topics

    async def list(self, wanted: Filter, limit: int | None, *, as_json: bool) -> None:
        in_table = sys.stdout.isatty() and not as_json
        # Rows and bar on the same terminal must come from the same hand.
        console = Console(stderr=not in_table)
        out = LetterTable(console) if in_table else LetterLines()
        count = 0
        async with LetterReader.open(self.connection, self.topics.dead_letter) as reader:
            with progress_bar("reading dead letters", console) as seen:
                async for letter in _limited(reader.scan(wanted, seen=seen), limit):
                    out.put(letter)
                    count += 1
                out.flush()
        out.end()
        if not count:
            click.echo(f"No dead letter in {self.topics.dead_letter} is meant.", err=True)

    async def show(self, place: str, *, as_json: bool, value_only: bool) -> None:
        where = Place.parse(place, self.topics.dead_letter)
        async with LetterReader.open(self.connection, self.topics.dead_letter) as reader:
            letter = await reader.find(where)
            if value_only:
                original = await reader.original(letter)
                sys.stdout.buffer.write(original.value or b"")
                sys.stdout.buffer.flush()
                return
        describe(letter, as_json=as_json)

    async def replay(self, places: tuple[str, ...], order: _Order) -> None:
        """Replay one by one; those that can't be are told, and the others go on."""
        done: Counter[str] = Counter()
        refusals: list[str] = []
        dead_letter = self.topics.dead_letter
        # What would be replayed is written as it is found; a bar would run through it.
        console = Console(stderr=True, force_terminal=False if order.dry_run else None)
        to = await raw_topic(self.connection, self.topics.raw)
        async with AsyncExitStack() as stack:
            reader, originals = [
                await stack.enter_async_context(LetterReader.open(self.connection, dead_letter))
                for _ in range(2)
            ]
            replayer = None
            if not order.dry_run:  # who only looks need not be allowed to write
                replayer = await stack.enter_async_context(Replayer.open(self.connection, to.name))
            with progress_bar("replaying", console) as seen:
                if places:
                    letters = _named(reader, [Place.parse(one, dead_letter) for one in places])
                else:
                    letters = reader.scan(order.wanted, seen=seen)
                async for letter in _limited(letters, order.limit):
                    try:
                        record, partition = await _replayed(letter, originals, to, order)
                    except ReplayRefusedError as error:
                        done["refused"] += 1
                        if done["refused"] <= REFUSALS_SHOWN_MAX:
                            refusals.append(str(error))
                        continue
                    if replayer is None:
                        click.echo(
                            f"would replay {letter.place} to {to.name} partition {partition}"
                        )
                    else:
                        await replayer.send(record, partition)
                    done["replayed"] += 1
        _tell(done, refusals, self.topics.raw, dry_run=order.dry_run)


async def _replayed(
    letter: Letter, originals: LetterReader, to: RawTopic, order: _Order
) -> tuple[Record, int]:
    """The record that goes back, and its partition; raises ReplayRefusedError."""
    raw = letter.raw_place
    if raw is None or raw.topic != to.name:
        sentence = f"{letter.place} came from {raw}, but the raw topic is {to.name}."
        raise ReplayRefusedError(sentence)
    if raw.partition not in to.partitions:
        sentence = f"{letter.place} came from {raw}, a partition that is no longer there."
        raise ReplayRefusedError(sentence)
    record = letter.replayed(await originals.original(letter), order.replays_max)
    if order.now:
        record = replace(record, timestamp_ms=None)
    elif is_expiring(record, to.kept_ms, int(time.time() * 1000)):
        sentence = f"{letter.place} is older than {raw.topic} keeps its records; see --now."
        raise ReplayRefusedError(sentence)
    return record, raw.partition


def _tell(done: Counter[str], refusals: list[str], topic: str, *, dry_run: bool) -> None:
    """Say what was done; raises DemoError, exit 1, when something could not be."""
    count = done["replayed"]
    noun = "dead letter" if count == 1 else "dead letters"
    verb = "would be put" if dry_run else "put"
    click.echo(f"{count} {noun} {verb} back on {topic}.", err=True)
    if count:
        click.echo(OLDER_AFTER_NEWER, err=True)
    if refused := done["refused"]:
        for sentence in refusals:
            click.echo(f"  {sentence}", err=True)
        sentence = f"{refused} of {count + refused} could not be replayed."
        raise DemoError(sentence)


async def _named(reader: LetterReader, places: list[Place]) -> AsyncGenerator[Letter, None]:
    for place in places:
        yield await reader.find(place)


async def _limited(
    letters: AsyncGenerator[Letter, None], limit: int | None
) -> AsyncGenerator[Letter, None]:
    count = 0
    async with aclosing(letters):
        async for letter in letters:
            yield letter
            count += 1
            if count == limit:
                return


def _desk(bootstrap: str | None) -> _Desk:
    settings = load_settings(bootstrap=bootstrap)
    return _Desk(connection_of(settings), topics_of(settings))


def _filter(
    stages: tuple[str, ...],
    reasons: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
) -> Filter:
    return Filter(
        frozenset(stages),
        frozenset(reasons),
        int(since.timestamp() * 1000) if since else None,
        int(until.timestamp() * 1000) if until else None,
    )
