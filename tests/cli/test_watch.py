"""`copydesk publish --samples` and `copydesk watch` as a developer types them, on a broker."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.stream.serving import config_of, serving

from copydesk.models.loading import load_pipeline
from copydesk.samples import Expected, load_samples

if TYPE_CHECKING:
    from tests.support.topics import Wire

SECONDS = 90


async def copydesk(wire: Wire, *arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "copydesk", *arguments),
        env={**os.environ, **wire.environment()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 0, err.decode()
    return out.decode()


@pytest.mark.kafka
async def test_published_samples_are_seen(wire: Wire) -> None:
    """What one command publishes, the other shows: for a person, and as JSON for a pipe."""
    samples = load_samples()
    said = await copydesk(wire, "publish", "--samples")
    assert len(said.splitlines()) == len(samples)
    async with serving(config_of(wire), load_pipeline):
        await wire.drained()
    shown = await copydesk(wire, "watch", "--events", str(len(samples)))
    assert "DEAD LETTER" in shown
    assert "KILL" in shown
    enriched = [sample for sample in samples if sample.expected is Expected.ENRICHED]
    printed = await copydesk(wire, "watch", "--json", "--events", str(len(enriched)))
    headlines = {json.loads(line)["headline"] for line in printed.splitlines()}
    assert {sample.headline for sample in enriched if sample.headline} <= headlines
