"""docs/quality.md: the figures of one run, and the digests of what was measured and with what.

A model that changes without its figures no longer matches the page (tests/docs).
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PAGE", "Shown", "digests_named", "inputs", "page", "sha256"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "quality.md"
MODELS = ROOT / "service" / "copydesk" / "models"
OWN = ROOT / "tests" / "quality"
SHARED = ROOT.parent / "shared" / "data"
NOT_WEIGHTS = {".py", ".md", ".pyc"}
INTRODUCTION = """\
What `make quality` measured, written by it. Sets under `tests/quality` were written or labelled for
this project, each committed before the code it judges; `shared/data` holds third-party data, which
the project does not ship. Floors stand in the tests. A shipped model whose digest is not the one
below fails the tests.
"""
DIGEST = re.compile(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", re.MULTILINE)


class Shown(NamedTuple):
    """What one test printed: where it stands, the rule that it defends, its figures."""

    test: str
    rule: str
    printed: str


def inputs() -> Iterator[tuple[str, Path]]:
    """Every file that a figure depends on, by a name that holds on any machine."""
    for folder, name in ((MODELS, "models"), (OWN, "tests/quality"), (SHARED, "shared/data")):
        for path in sorted(folder.rglob("*")):
            kept = path.suffix in {".jsonl", ".json"} if folder == OWN else True
            if path.is_file() and kept and path.suffix not in NOT_WEIGHTS:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests_named(text: str) -> dict[str, str]:
    """The digests that a page holds, by the name of the file."""
    return dict(DIGEST.findall(text))


def page(shown: Iterable[Shown]) -> str:
    """The page of one run."""
    parts = ["# Quality\n", INTRODUCTION]
    for room, tests in groupby(sorted(shown), lambda one: one.test.split("/")[2]):
        parts.append(f"## {room.capitalize()}\n")
        parts += [f"{one.rule}\n\n```text\n{one.printed.strip()}\n```\n" for one in tests]
    parts.append("## Models and data of this run\n")
    rows = [f"| `{name}` | `{sha256(path)}` |" for name, path in inputs()]
    parts.append("\n".join(["| file | SHA-256 |", "|---|---|", *rows, ""]))
    return "\n".join(parts)
