"""The worked examples in schemas/examples are what the desk really makes of the raw example.

`make golden` rewrites them, and the event in the README's first screen.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.draft import Origin, Record
from copydesk.models.loading import load_pipeline
from copydesk.outcomes import DeadLetter, Enriched

if TYPE_CHECKING:
    from copydesk.draft import Headers

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "schemas" / "examples"
README = ROOT / "README.md"
WRITE = os.environ.get("COPYDESK_TEST_GOLDEN") == "write"
RECEIVED_MS = 1_731_405_960_000
NUMBERS = {"partition", "offset", "item", "timestamp", "attempts"}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """File name -> text, as the desk makes it now."""
    value = (EXAMPLES / "raw-article.json").read_bytes()
    pipeline = load_pipeline()
    (event,), (letter,) = pipeline.process([record(value, 1042), record(value[:-80], 1043)])
    assert isinstance(event, Enriched)
    assert isinstance(letter, DeadLetter)
    refused = {name: said for name, said in texts(letter.headers).items() if "errors" in name}
    return {
        "enriched-article.json": printed(json.loads(event.value)),
        "event-headers.json": printed(texts(event.headers)),
        "dead-letter-headers.json": printed({n: number(n, said) for n, said in refused.items()}),
    }


def record(value: bytes, offset: int) -> Record:
    key = b"norwire-20241112-measles"
    origin = Origin("news.articles.raw", 2, offset)
    headers: Headers = (("content-type", b"application/json; schema=raw-article/1"),)
    return Record(value, key, headers, RECEIVED_MS, origin)


def texts(headers: Headers) -> dict[str, str]:
    return {name: (value or b"").decode() for name, value in headers}


def number(name: str, said: str) -> str | int:
    return int(said) if name.rpartition(".")[2] in NUMBERS else said


def printed(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    "name", ["enriched-article.json", "event-headers.json", "dead-letter-headers.json"]
)
def test_example_is_what_the_desk_makes(name: str, made: dict[str, str]) -> None:
    """Nobody builds against an example that the desk would not publish."""
    if WRITE:
        (EXAMPLES / name).write_text(made[name], "utf-8")
    assert (EXAMPLES / name).read_text("utf-8") == made[name]


def test_event_in_the_readme_is_the_example(made: dict[str, str]) -> None:
    """The README's first screen shows a real event, shortened where it says so."""
    text = README.read_text("utf-8")
    pattern = re.compile(r"(<!-- event -->\n).*?(\n<!-- /event -->)", re.DOTALL)
    shown = f"```json\n{shortened(json.loads(made['enriched-article.json']))}\n```"
    renewed = pattern.sub(lambda marks: marks[1] + shown + marks[2], text)
    if WRITE:
        README.write_text(renewed, "utf-8")
    assert pattern.search(text)
    assert README.read_text("utf-8") == renewed


def shortened(event: dict[str, object]) -> str:
    """The event with a line for each field that a reader looks at first."""
    kept = ("id", "headline", "byline", "published_at", "dateline", "entities", "section")
    rows = [f' "{name}": {line(event[name])}' for name in kept if name != "entities"]
    entities = event["entities"]
    assert isinstance(entities, list)
    entries = ",\n".join(f"  {line(one)}" for one in entities[:4])
    rest = f",\n  … {len(entities) - 4} more" if len(entities) > 4 else ""
    rows.insert(-1, f' "entities": [\n{entries}{rest}]')
    text = str(event["text"])
    rows.append(f' "text": {line(text[:70] + " …")}, "blocks": […], "provenance": {{…}}')
    return "{" + ",\n".join(rows)[1:] + "}"


def line(value: object) -> str:
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if part is not None}
        return "{" + ", ".join(f'"{name}": {line(part)}' for name, part in kept.items()) + "}"
    if isinstance(value, list) and len(value) > 2:
        return "[" + ", ".join(map(line, value[:2])) + ", …]"
    if isinstance(value, list):
        return "[" + ", ".join(map(line, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
