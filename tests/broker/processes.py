"""Service processes for the tests: started, watched through their log, ended with the block."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.topics import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

__all__ = ["RECOVERY_SECONDS", "ServiceProcess", "service_process"]

ROOT = Path(__file__).parents[2]
RECOVERY_SECONDS = 120.0
"""The session timeout of 6 s, a transaction timeout of 15 s, and a slow machine."""


@dataclass(slots=True)
class ServiceProcess:
    """A service in a process of its own, and the events that it logged."""

    process: asyncio.subprocess.Process
    events: list[str] = field(default_factory=list)

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def stopped(self) -> int:
        """End it with SIGTERM; its exit code."""
        self.signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), RECOVERY_SECONDS)

    async def saw(self, event: str, count: int = 1) -> None:
        """Wait until the log has an event so many times."""

        async def fact() -> bool:
            assert self.process.returncode is None, self.events[-20:]
            return self.events.count(event) >= count

        await eventually(fact, f"no {event}, but {self.events[-20:]}", within=RECOVERY_SECONDS)

    async def follow_log(self) -> None:
        """Read the log until its end, so that the pipe never fills."""
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            try:
                self.events.append(json.loads(line)["event"])
            except ValueError:
                self.events.append(line.decode().rstrip())


@asynccontextmanager
async def service_process(
    *arguments: str, environment: Mapping[str, str]
) -> AsyncIterator[ServiceProcess]:
    """Run `python -m arguments` for as long as the block lasts; killed if it still runs then."""
    path = os.pathsep.join([str(ROOT / "service"), str(ROOT)])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", *arguments),
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": path},
        stderr=asyncio.subprocess.PIPE,
    )
    service = ServiceProcess(process)
    log = asyncio.create_task(service.follow_log())
    try:
        yield service
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await log
