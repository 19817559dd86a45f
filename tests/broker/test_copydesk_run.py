"""`copydesk run` as an operator starts it: the seed and bad records through a real Kafka."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.broker.processes import service_process
from tests.support.topics import Raw

if TYPE_CHECKING:
    from tests.support.topics import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed"
HEADLINE = "US Vice President Calls for Immigration Effort With Mexico"


async def test_the_seed_goes_through(wire: Wire) -> None:
    """A saved news page in, one event with its headline out."""
    if not SEED.is_dir():
        pytest.skip(f"the seed is not at {SEED}")
    (page,) = SEED.glob("*.txt")
    plain = (("content-type", b"text/plain; charset=utf-8"),)
    await wire.produce([Raw(page.read_bytes(), key=b"seed", headers=plain)])
    async with service_process("copydesk", "run", environment=wire.environment()) as service:
        (event,) = await wire.read_until(lambda got: len(got) >= 1)
        assert await service.stopped() == 0
    assert event.topic == wire.enriched
    assert event.key == b"seed"
    assert json.loads(event.value or b"")["headline"] == HEADLINE
    assert event.header("ce_type") == "copydesk.article.enriched.v1"


async def test_bad_records_are_dead_letters_with_their_bytes(wire: Wire) -> None:
    """Not UTF-8, not JSON, no body, nothing at all: refused unchanged, and the next one passes."""
    marked = (("content-type", b"application/json"), ("mine", None))
    bad = [
        Raw(b'{"body": "\xff\xfe"}', key=b"not-utf8", headers=marked),
        Raw(b'{"body": ', key=b"not-json", headers=marked),
        Raw(b'{"source": {"id": "desk"}}', key=b"no-body", headers=marked),
        Raw(None, key=None, headers=marked, partition=1),
    ]
    text = "OSLO, May 7 (Desk) - The town council met on Friday and agreed on a new library."
    good = json.dumps({"id": "g", "source": {"id": "desk"}, "body": text}).encode()
    await wire.produce([*bad, Raw(good, key=b"g", headers=marked), Raw(None, key=b"gone")])
    async with service_process("copydesk", "run", environment=wire.environment()) as service:
        await wire.drained()
        assert await service.stopped() == 0
    letters = await wire.read(wire.dead_letter)
    assert {(one.key, one.value) for one in letters} == {(one.key, one.value) for one in bad}
    assert all(one.headers[:2] == marked for one in letters)
    reasons = {one.key: one.header("__copydesk.errors.reason") for one in letters}
    assert reasons == {
        b"not-utf8": "not-utf8",
        b"not-json": "not-json",
        b"no-body": "contract",
        None: "empty-record",
    }
    events = {one.key: one.value for one in await wire.read(wire.enriched)}
    assert set(events) == {b"g", b"gone"}
    assert events[b"gone"] is None
