"""A child process that never outlives its parent and whose end can be explained.

It gets a process group of its own, so that Ctrl-C reaches the parent alone and the parent decides
when the child goes; on Linux the kernel ends it should the parent be killed.
Must not: know what the child is. Start it from a thread that lives as long as the child should:
Linux ties the child to the thread that forked it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Child"]

_GUARD = Path(__file__).with_name("guard.py")
_KILL_SECONDS = 10.0
_TAIL_BYTES_MAX = 64_000
_REASON_CHARS_MAX = 300


class Child:
    """One running program; what it prints goes to a log file, appended."""

    def __init__(
        self,
        command: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        death_signal: signal.Signals = signal.SIGKILL,
    ) -> None:
        """Start `command`, whose first word is a path.

        environment: the whole environment, None for the parent's own; death_signal: what the
        kernel sends when the parent dies (Linux).
        """
        self.log = log
        self._asked = False
        self._log_start = log.stat().st_size if log.exists() else 0
        guard = [sys.executable, "-I", "-S", str(_GUARD), str(os.getpid()), str(int(death_signal))]
        with log.open("ab") as out:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                [*guard, *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=None if environment is None else dict(environment),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id, which is the process group's too."""
        return self._process.pid

    def exit_code(self) -> int | None:
        """Return the exit code, minus the signal's number if one ended it, None while it runs."""
        return self._process.poll()

    def ended_by_itself(self) -> bool:
        """Whether it has ended without our asking."""
        return self.exit_code() is not None and not self._asked

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the child and to what it started; nothing if it has ended."""
        if self.exit_code() is None:
            self._asked = self._asked or number in {signal.SIGTERM, signal.SIGKILL}
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def pause(self) -> None:
        """Freeze it (SIGSTOP) and return when its last thread stands still, or it has ended.

        A signal is only under way when kill(2) returns: a busy child may still answer.
        """
        self.send(signal.SIGSTOP)
        if hasattr(os, "waitid"):  # macOS has it since Python 3.13
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)

    def stop(self, grace_seconds: float) -> None:
        """Ask it to end (SIGTERM, after SIGCONT), and kill it when the grace is over."""
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        try:
            self._process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill it and wait until it is gone."""
        self.send(signal.SIGKILL)
        self._process.wait(_KILL_SECONDS)

    def said(self) -> tuple[str, ...]:
        """Return the last non-empty lines that this run printed, oldest first."""
        if not self.log.exists():
            return ()
        with self.log.open("rb") as lines:
            size = lines.seek(0, os.SEEK_END)
            lines.seek(max(self._log_start, size - _TAIL_BYTES_MAX))
            text = lines.read().decode("utf-8", "replace")
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def end(self, is_reason: Callable[[str], bool]) -> str:
        """Tell how it ended, as the rest of a sentence: 'ended with exit code 1 (disk full)'.

        is_reason: picks the lines worth telling; the last of them is quoted.
        """
        code = self.exit_code()
        if code is not None and code < 0:
            how = f"was killed by {signal.Signals(-code).name}"
        else:
            how = f"ended with exit code {code}"
        reason = next((line for line in reversed(self.said()) if is_reason(line)), "")
        return f"{how} ({reason[:_REASON_CHARS_MAX]})" if reason else how
