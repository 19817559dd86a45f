"""The worked examples in schemas/examples are what the desk really makes, one for each branch.

Events: explicit, inferred and no dateline, revision, kill, ninjs; a dead letter of each stage.
`make golden` rewrites them, and the event in the README's first screen.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.contracts import ERROR_PREFIX, EnrichedArticle
from copydesk.draft import Origin, Record
from copydesk.errors import Reason, RejectedError, Stage
from copydesk.models.loading import load_desk
from copydesk.ninjs import ninjs_item
from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.pipeline import Pipeline
from copydesk.publishing import dead_letter
from copydesk.samples import load_samples
from copydesk.stream.sizes import TopicLimits, fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.draft import Copy, Headers
    from copydesk.enrich.entities import Entity
    from copydesk.outcomes import Outcome

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "schemas" / "examples"
README = ROOT / "README.md"
WRITE = os.environ.get("COPYDESK_TEST_GOLDEN") == "write"
RECEIVED_MS = 1_731_405_960_000
NUMBERS = {"partition", "offset", "item", "timestamp", "attempts", "next-offset"}
BRANCHES = {
    "enriched-article-inferred.json": "11-lost-paintings",
    "enriched-article-no-dateline.json": "12-night-schools",
    "enriched-article-revision.json": "14-water-bill-update",
    "event-headers-kill.json": "16-kill-cement-merger",
}
LETTERS = [f"dead-letter-headers-{stage}.json" for stage in Stage if stage is not Stage.INTAKE]
NAMES = [
    "enriched-article.json",
    "event-headers.json",
    "ninjs.json",
    "dead-letter-headers.json",
    *BRANCHES,
    *LETTERS,
]


class BrokenTagger:
    """A tagger with a bug, as the desk must survive it."""

    def entities(self, copies: Sequence[Copy]) -> Sequence[tuple[Entity, ...]]:
        raise ZeroDivisionError(len(copies))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """File name -> text, as the desk makes it now."""
    value = (EXAMPLES / "raw-article.json").read_bytes()
    desk = load_desk()
    pipeline = Pipeline(desk)
    (event,), (letter,) = pipeline.process([record(value, 1042), record(value[:-80], 1043)])
    assert isinstance(event, Enriched)
    found = {
        "enriched-article.json": printed(json.loads(event.value)),
        "event-headers.json": printed(texts(event.headers)),
        "ninjs.json": printed(ninjs_item(EnrichedArticle.model_validate_json(event.value))),
        "dead-letter-headers.json": refusal(letter),
    }
    samples = {sample.name: sample.record for sample in load_samples()}
    for number, (name, sample) in enumerate(BRANCHES.items()):
        origin = Origin("news.articles.raw", 1, 2000 + number)
        raw = replace(samples[sample], timestamp_ms=RECEIVED_MS, origin=origin)
        ((outcome,),) = pipeline.process([raw])
        if isinstance(outcome, Kill):
            found[name] = printed(texts(outcome.headers))
        else:
            assert isinstance(outcome, Enriched)
            found[name] = printed(json.loads(outcome.value))
    broken = Pipeline(replace(desk, entities=BrokenTagger()))  # type: ignore[arg-type]  # a fake
    chrome = b'{"source": "norwire", "body": "Share on Facebook"}'
    limits = TopicLimits(enriched=2_000, dead_letter=1_000_000)
    letters = {
        Stage.READ: passed_batch(),
        Stage.NORMALISE: pipeline.process([record(chrome, 1044)])[0][0],
        Stage.ENRICH: broken.process([record(value, 1045)])[0][0],
        Stage.PUBLISH: fitting(event, record(value, 1042), limits),
        Stage.WORKER: timed_out(record(value, 1046)),
    }
    return found | {
        f"dead-letter-headers-{stage}.json": refusal(one) for stage, one in letters.items()
    }


def passed_batch() -> DeadLetter:
    """What `copydesk skip` leaves of a batch that can't be decoded: headers only."""
    origin = Origin("news.articles.raw", 2, 1700)
    error = RejectedError(
        "The batch at offset 1700 can't be decoded (CorruptRecordException).",
        reason=Reason.UNDECODABLE_BATCH,
    )
    letter = dead_letter(Record(None, None, (), None, origin), Stage.READ, error, None)
    behind = (f"{ERROR_PREFIX}next-offset", b"1742")
    return replace(letter, headers=(*letter.headers, behind))


def timed_out(raw: Record) -> DeadLetter:
    """What the pool makes of an article that was tried alone, twice, past its deadline."""
    sentence = "The worker did not answer within the deadline."
    error = RejectedError(sentence, reason=Reason.TIMEOUT)
    return dead_letter(raw, Stage.WORKER, error, None, attempts=2)


def refusal(letter: Outcome) -> str:
    assert isinstance(letter, DeadLetter)
    said = {name: said for name, said in texts(letter.headers).items() if "errors" in name}
    return printed({name: number(name, value) for name, value in said.items()})


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


@pytest.mark.parametrize("name", NAMES)
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
