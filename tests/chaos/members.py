"""Service processes of a scenario: started, watched through their log, broken, and all ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.topics import eventually

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.chaos.service import Orders

__all__ = ["Crew", "Member"]

ROOT = Path(__file__).parents[2]
SEEN_SECONDS = 60.0
STOPPED_SECONDS = 40.0
TAIL = 12
LOG_LINE_BYTES_MAX = 1024 * 1024
KIBIBYTE = 1024
ORDINARY = {"article_dead_lettered", "chunk_isolated", "worker_lost"}


@dataclass(slots=True)
class Member:
    """A service in a process group of its own."""

    name: str
    process: asyncio.subprocess.Process
    events: Counter[str] = field(default_factory=Counter)
    tail: list[str] = field(default_factory=list)
    log: asyncio.Task[None] | None = None

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    def signal(self, number: signal.Signals) -> None:
        """Signal the service alone."""
        self.process.send_signal(number)

    def freeze(self) -> None:
        """Stop it and its workers, as a paused container is."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.killpg(self.process.pid, signal.SIGCONT)

    async def kill(self) -> None:
        """Kill -9, the service alone: its workers have to notice by themselves."""
        self.process.kill()
        await self._ended()

    async def stopped(self) -> None:
        """End it with SIGTERM; it must end by itself, in good order."""
        if self.is_alive:
            self.signal(signal.SIGTERM)
        await self._ended()
        code = self.process.returncode
        assert code == 0, f"{self.name} ended with {code}: {self.tail}"

    async def saw(self, event: str, count: int = 1, *, within: float = SEEN_SECONDS) -> None:
        """Wait until the log has had an event so many times."""

        async def fact() -> bool:
            assert self.is_alive, f"{self.name} ended: {self.tail}"
            return self.events[event] >= count

        await eventually(fact, f"{self.name}: no {event}; {self.tail}", within=within)

    def processes(self) -> list[int]:
        """The process ids of its group that live, also after its own end."""
        return _group(self.process.pid)

    def workers(self) -> list[int]:
        """The process ids of its workers: the children of its fork server."""
        table = _processes()
        servers = [pid for pid, (parent, _) in table.items() if parent == self.process.pid]
        return sorted(pid for pid, (parent, _) in table.items() if parent in servers)

    def resident_bytes(self) -> int:
        """The resident memory of the service process, without its workers."""
        _, resident = _processes().get(self.process.pid, (0, 0))
        return resident

    async def _ended(self) -> None:
        """Wait for its own end: `process.wait` would wait for all that hold its standard error."""

        async def fact() -> bool:
            return not self.is_alive

        await eventually(fact, f"{self.name} does not end; {self.tail}", within=STOPPED_SECONDS)

    async def follow_log(self) -> None:
        """Read the log until its end, so that the pipe never fills."""
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            text = line.decode(errors="replace").rstrip()
            try:
                said = json.loads(text)
                self.events[said["event"]] += 1
                if said["event"] in ORDINARY or said["level"] in {"info", "debug"}:
                    continue
            except (ValueError, KeyError, TypeError):
                pass
            self.tail.append(text[:400])
            del self.tail[:-TAIL]


class Crew:
    """All members of a scenario; none outlives it."""

    def __init__(self) -> None:
        self.members: list[Member] = []

    @property
    def alive(self) -> list[Member]:
        return [one for one in self.members if one.is_alive]

    async def hire(self, orders: Orders, *, ready: bool = True) -> Member:
        """Start a member on the quick desk; ready: wait until it serves."""
        return await self._start("tests.chaos.service", orders.to_json(), ready=ready)

    async def hire_real(self, environment: Mapping[str, str], *, ready: bool = True) -> Member:
        """Start `copydesk run` itself."""
        return await self._start("copydesk", "run", environment=environment, ready=ready)

    async def end(self) -> list[str]:
        """End what still runs, the hard way; returns a sentence for each that left orphans."""
        sentences = []
        for one in self.members:
            orphans = 0 if one.is_alive else len(one.processes())
            if orphans:
                sentences.append(f"{one.name} ended and left {orphans} processes behind")
            with suppress(ProcessLookupError):
                os.killpg(one.process.pid, signal.SIGKILL)
            await one.process.wait()
            if one.log is not None:
                await one.log
        return sentences

    async def _start(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        ready: bool,
    ) -> Member:
        path = os.pathsep.join([str(ROOT / "service"), str(ROOT)])
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", *arguments),
            cwd=ROOT,
            env={**os.environ, **(environment or {}), "PYTHONPATH": path},
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            limit=LOG_LINE_BYTES_MAX,
        )
        member = Member(f"member {len(self.members) + 1}", process)
        member.log = asyncio.create_task(member.follow_log())
        self.members.append(member)
        if ready:
            await member.saw("partitions_assigned")
        return member


def _processes() -> dict[int, tuple[int, int]]:
    """Every process: id -> (parent's id, resident bytes)."""
    told = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in told.stdout.splitlines())
    return {int(pid): (int(parent), int(rss) * KIBIBYTE) for pid, parent, rss in rows}


def _group(leader: int) -> list[int]:
    told = subprocess.run(
        ["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in told.stdout.splitlines())
    return [int(pid) for pid, group, state in rows if int(group) == leader and state[0] != "Z"]
