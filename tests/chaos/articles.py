"""What is put on the raw topic: numbered articles, and the ones that are out to do harm."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import copydesk.samples
from tests.chaos.desk import DIE, HANG, HOARD, ITEMS_SEPARATOR, PAD, RAISE
from tests.support.topics import Raw

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

__all__ = [
    "KEYS",
    "POISONS",
    "POISON_EVERY",
    "POISON_HEADER",
    "mild",
    "oversize",
    "plain",
    "poisonous",
    "real",
    "with_body",
]

KEYS = 97
"""Articles are revised: each key comes back, so that its order can be checked."""

BODY_BYTES = 2_000
MILD_EVERY = 40
POISON_EVERY = 200
OVERSIZE_EVERY = 20
HUGE_BYTES = 20_000_000
POISON_HEADER = "poison"
NEAR_LIMIT_BYTES = 990_000


def with_body(body_bytes: int) -> Callable[[int, random.Random], Raw]:
    """Harmless articles with a body of so many bytes."""

    def made(number: int, chance: random.Random) -> Raw:
        body = b"%016x" % chance.getrandbits(64) * (body_bytes // 16)
        return Raw(b"%d %s" % (number, body), key=_key(number), headers=(("n", b"%d" % number),))

    return made


plain = with_body(BODY_BYTES)


def mild(number: int, chance: random.Random) -> Raw:
    """Mostly plain; one in forty is a kill, a package, bytes that are no text, or no bytes."""
    if number % MILD_EVERY:
        return plain(number, chance)
    text, key = b"%d" % number, _key(number)
    null = (("n", text), ("mine", None))
    return chance.choice(
        (
            Raw(None, key=key),
            Raw(None, key=None, headers=null, partition=number % 4),
            Raw(b"\xff\xfe" + text, key=key, headers=null),
            Raw(ITEMS_SEPARATOR.join((text, b"\xff" + text, b"last of " + text)), key=key),
            Raw(text, key=None),
        )
    )


@dataclass(frozen=True, slots=True)
class Poison:
    """A kind of harm.

    value: without the article's number; reason: of its dead letter, None where it becomes an event.
    """

    name: str
    value: bytes
    reason: str | None


POISONS = (
    Poison("dies", DIE, "worker-died"),
    Poison("hangs", HANG, "timeout"),
    Poison("hoards", HOARD, "out-of-memory"),
    Poison("raises", RAISE, "bug"),
    Poison("not-utf8", b"\xff\xfe\x00", "not-utf8"),
    Poison("empty", b"", "empty-record"),
    Poison("near-limit", b"n" * NEAR_LIMIT_BYTES, None),
    Poison("huge", b"h" * HUGE_BYTES, "too-large"),
)


def poisonous(number: int, chance: random.Random) -> Raw:
    """Mild, and one in two hundred does harm, each kind in turn."""
    if number % POISON_EVERY != POISON_EVERY // 2:
        return mild(number, chance)
    poison = POISONS[number // POISON_EVERY % len(POISONS)]
    marked = ((POISON_HEADER, poison.name.encode()),)
    if poison.name == "empty":
        return Raw(None, key=None, headers=marked, partition=number % 4)
    return Raw(poison.value + b"%d" % number, key=_key(number), headers=marked)


def oversize(event_bytes: int, letter_bytes: int) -> Callable[[int, random.Random], Raw]:
    """Mild, and one in twenty makes an event, or even a dead letter, that its topic refuses."""

    def made(number: int, chance: random.Random) -> Raw:
        if number % OVERSIZE_EVERY != OVERSIZE_EVERY // 2:
            return mild(number, chance)
        asked = PAD + b"%d:%d:" % (event_bytes, number)
        if number // OVERSIZE_EVERY % 2:
            asked += b"l" * letter_bytes
        return Raw(asked, key=_key(number))

    return made


def real() -> Callable[[int, random.Random], Raw]:
    """The shipped sample articles again and again, each time as a revision under its key."""
    folder = Path(copydesk.samples.__file__).parent
    samples = [json.loads(path.read_bytes()) for path in _json_samples(folder)]

    def made(number: int, chance: random.Random) -> Raw:
        sample = dict(samples[number % len(samples)])
        sample["id"] = f"chaos-{number % KEYS}"
        sample["version"] = number // KEYS + 1
        value = json.dumps(sample).encode()
        if not number % MILD_EVERY:
            value = value[: chance.randrange(1, len(value) - 1)]
        content = (("content-type", b"application/json"),)
        return Raw(value, key=sample["id"].encode(), headers=content)

    return made


def _json_samples(folder: Path) -> Iterator[Path]:
    """Samples that are whole; one of them is cut off on purpose."""
    for path in sorted(folder.glob("[0-9]*.json")):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            continue
        yield path


def _key(number: int) -> bytes:
    return b"article-%d" % (number % KEYS)
