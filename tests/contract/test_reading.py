"""The typed client: a Kafka record becomes an event, or one error that says what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from copydesk.contracts import EnrichedArticle, KilledArticle, UnreadableEventError, parse_event

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
VALUE = (EXAMPLES / "enriched-article.json").read_bytes()
HEADERS = json.loads((EXAMPLES / "event-headers.json").read_text("utf-8"))
KILL = json.loads((EXAMPLES / "event-headers-kill.json").read_text("utf-8"))


def pairs(headers: dict[str, str]) -> list[tuple[str, bytes | None]]:
    """Headers as every Kafka client gives them."""
    return [(name, value.encode()) for name, value in headers.items()]


def edited(**changes: object) -> bytes:
    return json.dumps(json.loads(VALUE) | changes).encode()


def test_an_event() -> None:
    """Headers and value of the worked example are an EnrichedArticle."""
    event = parse_event(pairs(HEADERS), VALUE)
    assert isinstance(event, EnrichedArticle)
    assert event.id == HEADERS["ce_subject"]


def test_a_kill() -> None:
    """A null value is a kill of the id that the envelope names."""
    assert parse_event(pairs(KILL), None) == KilledArticle(id=KILL["ce_subject"], reason=None)


def test_a_kill_is_read_however_broken_the_rest_is() -> None:
    """Of a later version, without id, with a value: what must go must go."""
    headers = {
        "ce_type": "copydesk.article.killed.v7",
        "ce_subject": "a",
        "ce_killreason": "withheld",
    }
    killed = parse_event(pairs(headers), b"not null")
    assert killed == KilledArticle(id="a", reason="withheld")


def test_unknown_fields_and_headers_are_kept_or_passed_over() -> None:
    """Next month's event reads today, and its new field is there."""
    event = parse_event(pairs(HEADERS | {"ce_new": "x"}), edited(mood="calm"))
    assert isinstance(event, EnrichedArticle)
    assert event.model_extra == {"mood": "calm"}


def test_the_last_of_two_headers_counts_in_any_case() -> None:
    """As with Kafka's own lastHeader; some clients change the case."""
    headers = [("CE_TYPE", b"nonsense"), *pairs(HEADERS)]
    assert isinstance(parse_event(headers, VALUE), EnrichedArticle)


@dataclass(frozen=True)
class Bad:
    """A record that is no event; says: words of the advice."""

    name: str
    headers: dict[str, str] | None
    value: bytes | None
    part: str
    path: str
    says: str


MEASURED = json.loads(VALUE)["entities"]
MISPLACED = [MEASURED[0] | {"mentions": [{"start": 5, "end": 99_999}]}]
OVERLAP = [{"kind": "headline", "start": 0, "end": 9}, {"kind": "paragraph", "start": 3, "end": 9}]
BAD = [
    Bad("no-headers", None, VALUE, "headers", "/ce_type", "hands on headers"),
    Bad(
        "foreign-type",
        HEADERS | {"ce_type": "com.example.order"},
        VALUE,
        "headers",
        "/ce_type",
        "topic",
    ),
    Bad(
        "ninjs-edition",
        HEADERS | {"ce_type": "copydesk.article.ninjs.v1"},
        VALUE,
        "headers",
        "/ce_type",
        "Check which topic is read",
    ),
    Bad(
        "unknown-major",
        HEADERS | {"ce_type": "copydesk.article.enriched.v2"},
        VALUE,
        "headers",
        "/ce_type",
        "Install a copydesk that reads it",
    ),
    Bad(
        "unknown-major-in-the-schema",
        HEADERS | {"ce_dataschema": "urn:copydesk:schema:enriched-article:9"},
        VALUE,
        "headers",
        "/ce_dataschema",
        "major version 9",
    ),
    Bad(
        "foreign-schema",
        HEADERS | {"ce_dataschema": "https://example.org/x"},
        VALUE,
        "headers",
        "/ce_dataschema",
        "Check which topic is read",
    ),
    Bad(
        "kill-of-nothing", {"ce_type": KILL["ce_type"]}, None, "headers", "/ce_subject", "no header"
    ),
    Bad("wrong-id", HEADERS | {"ce_id": "1"}, VALUE, "headers", "/ce_id", "ce_id is wrong"),
    Bad("null-value", HEADERS, None, "value", "", "deserialiser"),
    Bad("not-json", HEADERS, b'{"id": ', "value", "", "not JSON"),
    Bad("not-utf8", HEADERS, b'{"id": "\xff"}', "value", "", "not JSON"),
    Bad("empty", HEADERS, b"", "value", "", "not JSON"),
    Bad("a-list", HEADERS, b"[]", "value", "", "its root"),
    Bad("missing-field", HEADERS, b'{"id": "a"}', "value", "/version", "/version"),
    Bad(
        "wrong-type",
        HEADERS,
        edited(source={"id": 7}),
        "value",
        "/source/id",
        "Put the record aside",
    ),
    Bad(
        "offset-outside",
        HEADERS,
        edited(entities=MISPLACED),
        "value",
        "/entities/0/mentions/0/end",
        "not inside `text`",
    ),
    Bad("blocks-overlap", HEADERS, edited(blocks=OVERLAP), "value", "/blocks/1/start", "overlaps"),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_is_no_event_is_one_error(case: Bad) -> None:
    """It names the part and the JSON pointer and says what to do; it never quotes the article."""
    headers = None if case.headers is None else pairs(case.headers)
    with pytest.raises(UnreadableEventError, match=case.says) as caught:
        parse_event(headers, case.value)
    assert (caught.value.part, caught.value.path) == (case.part, case.path)
    assert "ut the record aside" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["ce_specversion", "ce_id", "ce_source", "ce_subject", "ce_dataschema"]
)
def test_a_missing_header_is_named(name: str) -> None:
    """Every attribute that the envelope promises is asked for."""
    headers = {key: value for key, value in HEADERS.items() if key != name}
    with pytest.raises(UnreadableEventError, match=f"no header {name}") as caught:
        parse_event(pairs(headers), VALUE)
    assert caught.value.path == f"/{name}"


def test_a_subscriber_loads_nothing_of_the_service() -> None:
    """The client is pydantic and the contracts: no Kafka, no numpy, no enricher, no models."""
    script = (
        "import sys; from copydesk.contracts import EnrichedArticle, parse_event; "
        "print(*{name.split('.')[0] for name in sys.modules}, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "copydesk.contracts.reading" in loaded
    assert not loaded & {"aiokafka", "numpy", "lxml", "aiohttp", "structlog", "trafilatura"}
    ours = {name for name in loaded if name.startswith("copydesk.")}
    allowed = ("copydesk.contracts", "copydesk.draft", "copydesk.errors")
    assert not [name for name in ours if not name.startswith(allowed)]
