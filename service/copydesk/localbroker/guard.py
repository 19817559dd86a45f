"""Become another program, after asking the kernel to end it when the parent ends.

Run as a file: guard.py PARENT_PID SIGNAL PROGRAM ARGUMENT...; the process id stays the same. It is
a program of its own because the request must be made in the child, and code between fork and exec
is not safe in a process with threads. Only Linux knows such a request; elsewhere the parent's own
clean-up has to do.
Must not: import anything of copydesk; it has to start in a few milliseconds.
"""

from __future__ import annotations

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Replace this process by PROGRAM; on failure leave one line on stderr and exit 127."""
    parent, death_signal, *command = arguments
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != int(parent):
            sys.exit("error: the parent ended before its child began")
    try:
        os.execv(command[0], command)  # noqa: S606 - the parent's own program
    except OSError as error:
        sys.stderr.write(f"error: cannot run {command[0]}: {error.strerror}\n")
        sys.exit(127)


if __name__ == "__main__":
    main(sys.argv[1:])
