"""Node packages that a test needs, installed from a lock file; where they can't be, it is skipped.

A machine without Node, or without a package index, skips visibly; a lock file that does not fit its
package.json fails.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["installed"]

_INSTALL_SECONDS = 100
_OFFLINE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "E403", "E404")


def installed(folder: Path) -> Path:
    """Return `folder` with its node_modules there; skips the test where that can't be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node is not installed")
    stamp = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    if stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return folder
    command = ["npm", "ci", "--prefer-offline", "--fetch-retries=0"]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm ci took longer than {_INSTALL_SECONDS} s")
    if done.returncode and any(sign in done.stderr for sign in _OFFLINE):
        pytest.skip("no package index answers npm")
    assert done.returncode == 0, done.stderr[-2000:]
    return folder
