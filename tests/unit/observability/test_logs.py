"""The log: JSON for machines, known events and keys only, and never an article's text."""

from __future__ import annotations

import ast
import io
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog

from copydesk.observability import logs
from copydesk.observability.logs import EVENTS, KEYS, configure_logging

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(logs.__file__).parents[1]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind"}


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Give the process back its logging as it was."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.getLogger("aiokafka").level)
    yield
    root.handlers, root.level = before[0], before[1]
    logging.getLogger("aiokafka").setLevel(before[2])
    structlog.reset_defaults()


def log_calls() -> list[ast.Call]:
    """Every call of a logger in the shell of the service."""
    calls = []
    for folder in ("stream", "observability", "web"):
        for path in sorted((PACKAGE / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                    target = ast.unparse(node.func)
                    if target == "say" or target.rpartition(".")[0] in {"log", "self._log"}:
                        calls.append(node)
    return calls


def test_every_event_is_a_known_literal() -> None:
    """Alerts and searches hang on these names, so they stand in one list."""
    said = {
        node.args[0].value
        for node in log_calls()
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert said == set(EVENTS)
    assert list(EVENTS) == sorted(EVENTS)


def test_every_key_is_known() -> None:
    """A key that is not in the list would be dropped without a word."""
    used = {word.arg for node in log_calls() for word in node.keywords if word.arg}
    assert used - {"exc_info"} <= KEYS


def test_a_pipe_gets_json() -> None:
    """One object a line, with level and time."""
    stream = io.StringIO()
    configure_logging("info", "auto", stream)
    structlog.get_logger().info("partition_opened", topic="raw", partition=1, offset=7)
    line = json.loads(stream.getvalue())
    assert {line["event"], line["level"], line["topic"]} == {"partition_opened", "info", "raw"}
    assert line["timestamp"].endswith("Z")


def test_an_article_s_text_never_reaches_the_log() -> None:
    """Only known keys pass, and none of them holds text."""
    stream = io.StringIO()
    configure_logging("debug", "json", stream)
    structlog.get_logger().info("record_committed", headline="A secret plan", body="x", offset=1)
    assert "secret" not in stream.getvalue()
    assert not KEYS & {"headline", "body", "text", "byline", "value", "key", "password"}


def test_the_client_s_own_noise_is_kept_out() -> None:
    """While a broker is away the client repeats itself many times a second; we say it once."""
    stream = io.StringIO()
    configure_logging("info", "json", stream)
    logging.getLogger("aiokafka.client").error("Unable connect to node")
    assert stream.getvalue() == ""
    logging.getLogger("asyncio").error("Task exception was never retrieved")
    assert json.loads(stream.getvalue())["level"] == "error"


@pytest.mark.parametrize("name", ["trafilatura.core", "htmldate", "py3langid.langid", "lxml"])
def test_what_reads_articles_does_not_write_the_log(name: str) -> None:
    """A library that complains about a page quotes it; the engine says once what became of it."""
    stream = io.StringIO()
    configure_logging("debug", "json", stream)
    logging.getLogger(name).critical("discarding data: %s", "A secret plan")
    assert stream.getvalue() == ""


def test_a_terminal_gets_words() -> None:
    """A person reads it, not a parser."""
    stream = io.StringIO()
    configure_logging("info", "console", stream)
    structlog.get_logger().info("service_ready")
    assert "service_ready" in stream.getvalue()
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())
