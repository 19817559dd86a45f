"""`copydesk dlq` as an operator types it: listed, shown, replayed, and what is refused."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import sys
import time
from dataclasses import dataclass

import pytest
from tests.stream.processors import BAD, RAISES
from tests.stream.serving import config_of, serving
from tests.support.topics import Raw, Wire

from copydesk.stream.config import Limits

SECONDS = 120
MANY = 8_000
RESIDENT_KIB_MAX = 160 * 1024
LARGE = BAD + b"x" * 50_000

ENDED = r"""
import re, resource, sys
from copydesk.__main__ import main
try:
    main()
finally:
    if sys.platform == "linux":  # getrusage would count what the parent had when it forked
        print(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


WITHOUT_PRODUCER = """
from aiokafka import AIOKafkaProducer
def start(self): raise SystemExit("a producer was started")
AIOKafkaProducer.start = start
from copydesk.__main__ import main
main()
"""


@dataclass(frozen=True)
class Told:
    """How a command ended and what it wrote."""

    code: int
    out: bytes
    err: str

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


async def dlq(
    wire: Wire,
    *arguments: str,
    stdout: int = asyncio.subprocess.PIPE,
    program: tuple[str, ...] = ("-m", "copydesk"),
) -> Told:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(*program, "dlq", *arguments),
        env={**os.environ, **wire.environment()},
        stdout=stdout,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode is not None
    return Told(process.returncode, out or b"", err.decode())


async def refused(wire: Wire, *raws: Raw) -> None:
    """Have the service make dead letters; LARGE ones go without their value."""
    await wire.produce(raws)
    async with serving(config_of(wire, limits=Limits(request_bytes=20_000))):
        await wire.drained()


@pytest.mark.kafka
async def test_list_writes_json_lines_when_piped(wire: Wire) -> None:
    """One object a line, with what one chooses by; nothing else on either stream."""
    await refused(wire, Raw(BAD + b"1", key=b"k", partition=2), Raw(None, None, partition=3))
    told = await dlq(wire, "list")
    assert (told.code, told.err) == (0, "")
    first, second = told.lines()
    assert first["raw"] == f"{wire.raw}-2:0"
    assert (first["stage"], first["reason"], first["key"]) == ("intake", "not-json", "k")
    assert first["value_bytes"] == len(BAD) + 1
    assert (second["key"], second["value_bytes"]) == (None, None)
    assert len((await dlq(wire, "list", "--limit", "1")).lines()) == 1
    absent = await dlq(wire, "show", "0:99")
    assert absent.code == 2
    assert "is no dead letter" in absent.err
    none = await dlq(wire, "list", "--stage", "worker")
    assert (none.code, none.out) == (0, b"")
    assert "No dead letter" in none.err
    assert (await dlq(wire, "list", "--until", "2001-01-01")).out == b""


@pytest.mark.kafka
async def test_list_writes_a_table_on_a_terminal(wire: Wire) -> None:
    """A heading, a row a letter, a line of how many; nothing that would drive the terminal."""
    await refused(wire, Raw(BAD, key=b"\x1b[2Jk\x9b", partition=1))
    ours, theirs = pty.openpty()
    try:
        told = await dlq(wire, "list", stdout=theirs)
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert told.code == 0
    assert "refused at" in shown
    assert "not-json" in shown
    assert "1 dead letter;" in shown
    assert "\x1b[2J" not in shown


@pytest.mark.kafka
async def test_show_tells_why_and_what(wire: Wire) -> None:
    """Headers are decoded, text is shown, bytes are summarised, --value gives them as they are."""
    headers = (("content-type", b"text/plain"), ("raw", b"\xff"), ("null", None))
    await refused(
        wire,
        Raw(BAD + b"a\nb\x1b[31m", key=b"k", headers=headers, partition=1),
        Raw(BAD + b"\xff\xfe", key=b"k", partition=1),
    )
    text, binary = [str(one["place"]) for one in (await dlq(wire, "list")).lines()]
    told = await dlq(wire, "show", text)
    shown = told.out.decode()
    assert told.code == 0
    assert "content-type: text/plain" in shown
    assert "raw: \\xff" in shown
    assert "null: (null)" in shown
    assert "bad:a\nb[31m" in shown
    assert "\x1b" not in shown
    assert "no UTF-8" in (await dlq(wire, "show", binary)).out.decode()
    assert (await dlq(wire, "show", "--value", binary)).out == BAD + b"\xff\xfe"
    (as_json,) = (await dlq(wire, "show", "--json", text)).lines()
    assert as_json["value"] == "bad:a\nb\x1b[31m"


@pytest.mark.kafka
async def test_replay_puts_back_what_was_meant_and_only_that(wire: Wire) -> None:
    """A dry run starts no producer; the real one publishes each chosen letter to its partition."""
    await refused(
        wire,
        Raw(BAD + b"1", key=b"k", headers=(("mine", b"1"),), partition=2),
        Raw(LARGE, key=b"k", partition=2),
        Raw(RAISES, key=b"k", partition=3),
    )
    chosen = ("replay", "--reason", "not-json")
    dry = await dlq(wire, *chosen, "--dry-run", program=("-c", WITHOUT_PRODUCER))
    assert dry.code == 0, dry.err
    assert dry.out.count(b"would replay") == 2
    assert len(await wire.read(wire.raw)) == 3
    told = await dlq(wire, *chosen)
    assert told.code == 0, told.err
    assert "2 dead letters put back" in told.err
    assert "older text may now follow newer" in told.err
    again = [one for one in await wire.read(wire.raw) if one.offset >= 2]
    assert [(one.partition, one.key, one.value) for one in again] == [
        (2, b"k", BAD + b"1"),
        (2, b"k", LARGE),
    ]
    assert [one.headers for one in again] == [
        (("mine", b"1"), ("__copydesk.replays", b"1")),
        (("__copydesk.replays", b"1"),),
    ]


@pytest.mark.kafka
@pytest.mark.real_kafka  # the embedded broker deletes at once what is that old
async def test_replay_keeps_the_time_unless_the_record_would_expire(wire: Wire) -> None:
    """What the raw topic would delete unread is refused, or dated anew if one says so."""
    minute = 60_000
    now_ms = int(time.time() * 1000)
    young = Raw(BAD + b"young", key=b"k", timestamp_ms=now_ms - 60 * minute, partition=1)
    old = Raw(BAD + b"old", key=b"k", timestamp_ms=now_ms - 30 * 24 * 60 * minute, partition=2)
    await refused(wire, young, old)
    told = await dlq(wire, "replay", "--all")
    assert told.code == 1
    assert "keeps its records; see --now." in told.err
    again = [one for one in await wire.read(wire.raw) if one.offset == 1]
    assert [(one.value, one.timestamp_ms) for one in again] == [(young.value, young.timestamp_ms)]
    assert (await dlq(wire, "replay", "--all", "--now")).code == 0
    (dated,) = [one for one in await wire.read(wire.raw) if one.value == old.value and one.offset]
    assert dated.timestamp_ms >= now_ms


@pytest.mark.kafka
async def test_replay_stops_at_the_maximum(wire: Wire) -> None:
    """What was replayed often enough is left out by name, the others go, and the exit code is 1."""
    await refused(
        wire,
        Raw(BAD + b"1", key=b"k", headers=(("__copydesk.replays", b"3"),), partition=0),
        Raw(BAD + b"2", key=b"k", partition=0),
    )
    told = await dlq(wire, "replay", "--all")
    assert told.code == 1
    assert "was replayed 3 times already; 3 is the most." in told.err
    assert "1 of 2 could not be replayed." in told.err
    assert [one.value for one in await wire.read(wire.raw)][2:] == [BAD + b"2"]
    assert (await dlq(wire, "replay", "--all", "--replays-max", "4", "--dry-run")).code == 0


@dataclass(frozen=True)
class Wrong:
    """A command that can't be carried out, its exit code and a part of its sentence."""

    name: str
    arguments: tuple[str, ...]
    code: int
    sentence: str


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong("replay-of-nothing", ("replay",), 2, "or say --all"),
        Wrong("places-and-filters", ("replay", "0:1", "--all"), 2, "not both"),
        Wrong("no-place", ("show", "here"), 2, "is no place"),
        Wrong("no-such-reason", ("list", "--reason", "boredom"), 2, "boredom"),
        Wrong("no-broker", ("list",), 69, "No broker answers"),
    ],
    ids=lambda wrong: wrong.name,
)
async def test_what_is_wrong_is_one_sentence(wrong: Wrong) -> None:
    """No traceback, the exit code of errors.py, and a sentence that says what to do."""
    nowhere = Wire("127.0.0.1:1", "raw", "enriched", "dead-letter", "group")
    told = await dlq(nowhere, *wrong.arguments)
    assert told.code == wrong.code
    assert wrong.sentence in told.err
    assert "Traceback" not in told.err


@pytest.mark.kafka
@pytest.mark.real_kafka  # more than the embedded broker keeps
async def test_many_are_listed_as_a_stream(wire: Wire) -> None:
    """However many there are, memory has a bound, and a reader may leave early."""
    headers = tuple(
        (f"__copydesk.errors.{name}", value)
        for name, value in (
            ("stage", b"intake"),
            ("reason", b"contract"),
            ("exception", b"ContractError"),
            ("message", b"The field is missing."),
            ("attempts", b"1"),
            ("version", b"0"),
        )
    )
    value = b"v" * 20_000
    for begin in range(0, MANY, 1_000):
        await wire.produce(
            (Raw(value, b"%d" % number, headers) for number in range(begin, begin + 1_000)),
            wire.dead_letter,
        )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", ENDED, "dlq", "list"),
        env={**os.environ, **wire.environment()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert out.count(b"\n") == MANY
    assert int(err) < RESIDENT_KIB_MAX * (1024 if sys.platform == "darwin" else 1)
