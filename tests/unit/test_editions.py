"""Other editions of an event: the same article in another form, in the same transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from copydesk.contracts import ENRICHED_TYPE, KILLED_TYPE, NINJS_TYPE, EnrichedArticle
from copydesk.draft import Origin, Record
from copydesk.editions import EDITIONS, EditionDesk, EditionForm
from copydesk.errors import Reason, Stage
from copydesk.ninjs import NINJS_SCHEMA
from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.publishing import kill
from copydesk.stream.crossing import Answer, pack_answer, unpack_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.outcomes import Outcome

EVENT = {
    "id": "a",
    "version": 1,
    "source": {"id": "harbour"},
    "url": None,
    "language": "en",
    "headline": None,
    "byline": None,
    "published_at": None,
    "updated_at": None,
    "embargoed_until": None,
    "text": "Rain fell.",
    "blocks": [{"kind": "paragraph", "start": 0, "end": 10}],
    "word_count": 2,
    "dateline": None,
    "entities": [],
    "places": [],
    "dates": [],
    "section": None,
    "subjects": [],
    "content_hash": "0" * 64,
    "warnings": [],
    "provenance": {"copydesk": "0", "models": {}, "configuration": "c", "raw": None},
}
RECORD = Record(b"raw", b"a", (), 0, Origin("raw", 0, 7))
HEADERS = (
    ("ce_type", ENRICHED_TYPE.encode()),
    ("ce_dataschema", b"urn:x:1"),
    ("traceparent", b"t"),
)


class FakeDesk:
    """Gives the same outcomes for every record."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = outcomes

    def process(self, records: Sequence[Record]) -> tuple[tuple[Outcome, ...], ...]:
        return tuple(self._outcomes for _ in records)


def enriched() -> Enriched:
    return Enriched("a", 0, "raw-json", b"a", json.dumps(EVENT).encode(), HEADERS)


def test_an_event_comes_with_its_ninjs_edition() -> None:
    """Same id and trace, another type and schema; the event itself is unchanged."""
    ((outcome,),) = EditionDesk(FakeDesk(enriched()), EDITIONS).process([RECORD])
    assert isinstance(outcome, Enriched)
    assert (outcome.value, outcome.headers) == (enriched().value, HEADERS)
    (edition,) = outcome.editions
    assert json.loads(edition.value or b"")["bodies"][0]["value"] == "Rain fell."
    assert dict(edition.headers) == {
        "ce_type": NINJS_TYPE.encode(),
        "ce_dataschema": NINJS_SCHEMA.encode(),
        "traceparent": b"t",
    }


def test_a_kill_is_a_kill_in_every_edition() -> None:
    """A null value, of the type of a kill, so that no subscriber keeps what was withdrawn."""
    ((outcome,),) = EditionDesk(FakeDesk(kill(RECORD, "a", 0)), EDITIONS).process([RECORD])
    assert isinstance(outcome, Kill)
    (edition,) = outcome.editions
    assert edition.value is None
    assert dict(edition.headers)["ce_type"] == KILLED_TYPE.encode()


def test_the_next_major_version_is_published_beside_the_old_one() -> None:
    """Two versions of an event go out together until the last subscriber has moved."""

    def second(event: EnrichedArticle) -> bytes:
        return json.dumps({"id": event.id, "body": event.text}).encode()

    form = EditionForm("copydesk.article.enriched.v2", "urn:copydesk:enriched-article:2", second)
    desk = EditionDesk(FakeDesk(enriched()), {"enriched-2": form})
    ((outcome,),) = desk.process([RECORD])
    assert isinstance(outcome, Enriched)
    assert outcome.value == enriched().value
    assert [one.value for one in outcome.editions] == [b'{"id": "a", "body": "Rain fell."}']
    assert dict(outcome.editions[0].headers)["ce_type"] == b"copydesk.article.enriched.v2"


def test_an_edition_that_fails_is_the_article_s_dead_letter() -> None:
    """Neither half of an event goes out: not the event without its edition, nor the reverse."""

    def broken(event: EnrichedArticle) -> bytes:
        raise KeyError(event.id)

    desk = EditionDesk(FakeDesk(enriched()), {"x": EditionForm("t", "s", broken)})
    ((outcome,),) = desk.process([RECORD])
    assert isinstance(outcome, DeadLetter)
    assert (outcome.stage, outcome.reason) == (Stage.PUBLISH, Reason.BUG)
    assert (outcome.value, outcome.article_id) == (b"raw", "a")


def test_editions_cross_from_the_worker() -> None:
    """What a worker made arrives whole at the service."""
    desk = EditionDesk(FakeDesk(enriched(), kill(RECORD, "b", 1)), EDITIONS)
    outcomes = desk.process([RECORD])
    assert unpack_answer(pack_answer(Answer(outcomes))).outcomes == outcomes
