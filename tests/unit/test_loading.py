"""A machine that cannot hold the models is told so in a sentence, before any article."""

from __future__ import annotations

import subprocess
import sys

LOADING = """
import tempfile
tempfile.tempdir = "/nonexistent"
from copydesk.models.loading import load_pipeline
from copydesk.errors import FatalError
try:
    load_pipeline()
except FatalError as error:
    print(error)
"""


def test_no_directory_for_temporary_files_is_a_sentence() -> None:
    """A read-only container without a tmpfs: not a dead letter for each article."""
    told = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
    )
    assert "mount one at /tmp or set TMPDIR" in told.stdout
    assert "Traceback" not in told.stderr
