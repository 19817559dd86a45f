"""What these tests print is the table of figures: shown after the run, kept in docs/quality.md.

COPYDESK_TEST_QUALITY: `show` prints it, `write` (`make quality`) keeps it too, if every test ran.
"""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING

import pytest
from tests.quality.page import PAGE, Shown, page

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = "rule"
WANTED = os.environ.get("COPYDESK_TEST_QUALITY", "")


def pytest_runtest_setup(item: pytest.Item) -> None:
    rule = inspect.getdoc(item.function) if isinstance(item, pytest.Function) else None
    item.user_properties.append((RULE, (rule or "").partition("\n\n")[0].replace("\n", " ")))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not WANTED:
        return
    shown = sorted(_shown(terminalreporter))
    for one in shown:
        terminalreporter.write_sep("-", one.test.partition("::")[2])
        terminalreporter.write_line(one.printed.strip("\n"))
    if WANTED != "write":
        return
    missing = [kind for kind in ("failed", "error", "skipped") if terminalreporter.stats.get(kind)]
    if missing:
        terminalreporter.write_line(f"docs/quality.md is as it was: tests {', '.join(missing)}")
    else:
        PAGE.write_text(page(shown), encoding="utf-8")


def _shown(terminalreporter: pytest.TerminalReporter) -> Iterator[Shown]:
    for kind in ("passed", "failed"):
        for report in terminalreporter.stats.get(kind, []):
            if isinstance(report, pytest.TestReport) and report.capstdout.strip():
                rule = dict(report.user_properties).get(RULE, "")
                yield Shown(report.nodeid, str(rule), report.capstdout)
