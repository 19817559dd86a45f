"""The flow of a chunk: one outcome for every article, and nobody pays for a neighbour."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.contracts import DeadLetterHeaders, EnrichedArticle, header
from copydesk.draft import Headers, Origin, Record
from copydesk.enrich.places import Placed
from copydesk.enrich.section import Filing, Section
from copydesk.errors import Reason, Stage
from copydesk.outcomes import DeadLetter, Enriched, Kill, Outcome
from copydesk.pipeline import Desk, Pipeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from copydesk.draft import Copy
    from copydesk.enrich.dateline import Dateline, Hints
    from copydesk.enrich.entities import Entity
    from copydesk.enrich.places import PlacesInput
    from copydesk.enrich.section import SectionInput

POISON = "poison"
BODY = (
    "The harbour authority said on Tuesday that the old ferry pier would be closed for repairs.\n\n"
    "Commuters should use the north landing until the end of the year, it said."
)


class NoDatelines:
    """Finds no dateline, and raises on a poisoned article."""

    def find(
        self, copy: Copy, now: datetime | None, timezone: tzinfo | None, hints: Hints
    ) -> tuple[Dateline | None, Copy]:
        del now, timezone, hints
        return None, copy


class PoisonedEntities:
    """Finds no entity, and fails for the whole chunk when one article is poisoned."""

    def entities(self, copies: Sequence[Copy]) -> tuple[tuple[Entity, ...], ...]:
        if any(POISON in copy.text for copy in copies):
            raise ZeroDivisionError
        return tuple(() for _ in copies)


class NoPlaces:
    """Puts nothing on the map."""

    def resolve(self, article: PlacesInput) -> Placed:
        del article
        return Placed(())


class DeclaredSections:
    """Answers with the first label as if it were a topic."""

    def filings(self, inputs: Sequence[SectionInput]) -> tuple[Filing, ...]:
        return tuple(
            Filing(Section("medtop:15000000", one.labels[0], "declared", 0.95))
            if one.labels
            else Filing()
            for one in inputs
        )


def pipeline() -> Pipeline:
    desk = Desk(
        identify=lambda text: "fi" if "satamassa" in text else "en",
        datelines=NoDatelines(),  # type: ignore[arg-type]  # a fake with the same one method
        entities=PoisonedEntities(),  # type: ignore[arg-type]  # likewise
        places=NoPlaces(),  # type: ignore[arg-type]  # likewise
        sections=DeclaredSections(),  # type: ignore[arg-type]  # likewise
        versions={"entities": "test-1"},
        configuration="0" * 12,
    )
    return Pipeline(desk)


def record(
    value: bytes | None, offset: int = 0, key: bytes | None = b"a-1", headers: Headers = ()
) -> Record:
    origin = Origin("news.articles.raw", 2, offset)
    return Record(value, key, headers, timestamp_ms=1_620_426_600_000, origin=origin)


def raw(**fields: object) -> bytes:
    return json.dumps({"source": {"id": "harbour post"}, "body": BODY} | fields).encode()


def only(value: Record) -> Outcome:
    ((outcome,),) = pipeline().process([value])
    return outcome


def event(value: Record) -> EnrichedArticle:
    outcome = only(value)
    assert isinstance(outcome, Enriched)
    return EnrichedArticle.model_validate_json(outcome.value)


def text_header(headers: Headers, name: str) -> str:
    value = header(headers, name)
    assert value is not None
    return value.decode()


def test_event_carries_the_source_s_own_words() -> None:
    """What the raw article says about itself stands in the event."""
    said = {"version": 3, "url": "https://example.org/p", "language": "en-GB", "headline": "Pier"}
    found = event(record(raw(**said, published_at="2021-05-07T18:30:00-04:00")))
    assert (found.id, found.version, found.url) == ("a-1", 3, "https://example.org/p")
    assert (found.headline, found.language) == ("Pier", "en")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2021-05-07T18:30:00-04:00"
    assert found.source.id == "harbour post"
    assert found.word_count == len(BODY.split())
    assert found.provenance.raw is not None
    assert (found.provenance.raw.partition, found.provenance.raw.offset) == (2, 0)


def test_envelope_is_a_cloudevent() -> None:
    """Headers are CloudEvents 1.0 in binary mode; trace context passes through."""
    trace: Headers = (("traceparent", b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),)
    value = raw(embargoed_until="2021-05-08T00:00:00Z")
    outcome = only(record(value, offset=7, headers=trace))
    assert outcome.key == b"a-1"
    assert text_header(outcome.headers, "ce_specversion") == "1.0"
    assert text_header(outcome.headers, "ce_source") == "/copydesk/harbour%20post"
    assert text_header(outcome.headers, "ce_type") == "copydesk.article.enriched.v1"
    assert text_header(outcome.headers, "ce_subject") == "a-1"
    assert text_header(outcome.headers, "ce_time") == "2021-05-07T22:30:00.000Z"
    assert text_header(outcome.headers, "content-type") == "application/json"
    assert text_header(outcome.headers, "ce_embargoeduntil").startswith("2021-05-08T00:00:00")
    assert trace[0] in outcome.headers
    same = only(record(value, offset=7))
    other = only(record(value, offset=8))
    assert header(same.headers, "ce_id") == header(outcome.headers, "ce_id")
    assert header(other.headers, "ce_id") != header(outcome.headers, "ce_id")


@dataclass(frozen=True)
class Id:
    name: str
    key: bytes | None
    fields: dict[str, object]
    expected: str | None


IDS = [
    Id("key", b"k", {"id": "own", "url": "https://example.org"}, "k"),
    Id("own-id", None, {"id": "own", "url": "https://example.org"}, "own"),
    Id("url", None, {"url": "https://example.org"}, "https://example.org"),
    Id("digest", None, {}, None),
]


@pytest.mark.parametrize("case", IDS, ids=lambda case: case.name)
def test_id_comes_from_key_then_id_then_url_then_digest(case: Id) -> None:
    """An unkeyed article still has one id, the same each time, and says that it was unkeyed."""
    value = record(raw(**case.fields), key=case.key)
    found = event(value)
    assert found.id == event(value).id
    assert found.id == (case.expected or found.id)
    assert ("unkeyed" in found.warnings) == (case.key is None)
    assert only(value).key == found.id.encode()


def test_kill_is_a_null_value_in_the_same_envelope() -> None:
    """A withdrawal is published under the article's key and typed as killed."""
    outcome = only(record(None))
    assert isinstance(outcome, Kill)
    assert (outcome.key, outcome.value) == (b"a-1", None)
    assert text_header(outcome.headers, "ce_type") == "copydesk.article.killed.v1"


@pytest.mark.parametrize("timestamp", [-1, 2**62], ids=["no-timestamp", "absurd-timestamp"])
def test_kill_survives_a_broken_timestamp(timestamp: int) -> None:
    """A readable kill always yields a kill, however broken the rest of its record."""
    broken = Record(None, b"a-1", timestamp_ms=timestamp, origin=Origin("t", 0, 0))
    assert isinstance(only(broken), Kill)


def test_dead_letter_keeps_the_record_and_says_why() -> None:
    """Bytes, key and headers are the record's own; the error's headers follow them."""
    own: Headers = (("x", b"\xff"), ("x", None))
    value = record(b'{"body": "cut', offset=9, headers=own)
    outcome = only(value)
    assert isinstance(outcome, DeadLetter)
    assert (outcome.key, outcome.value) == (value.key, value.value)
    assert outcome.headers[: len(own)] == own
    said = DeadLetterHeaders.from_headers(outcome.headers)
    assert (said.stage, said.reason) == (Stage.INTAKE, Reason.NOT_JSON)
    assert (said.topic, said.partition, said.offset) == ("news.articles.raw", 2, 9)
    assert (said.item, said.timestamp) == (None, 1_620_426_600_000)


def test_article_of_nothing_but_chrome_is_a_dead_letter() -> None:
    """An event without text helps nobody."""
    outcome = only(record(raw(body="Share this article\n\nAdvertisement")))
    assert isinstance(outcome, DeadLetter)
    assert outcome.reason is Reason.NO_TEXT


def test_poisoned_article_leaves_its_neighbours_alone() -> None:
    """A bug that one article sets off is its own dead letter; the others come out as ever."""
    good = [record(raw(headline=f"Pier {n}"), offset=n) for n in range(3)]
    bad = record(raw(body=f"{BODY} {POISON}"), offset=3)
    outcomes = pipeline().process([*good[:2], bad, good[2]])
    assert [outcomes[0], outcomes[1], outcomes[3]] == [(only(one),) for one in good]
    (letter,) = outcomes[2]
    assert isinstance(letter, DeadLetter)
    assert (letter.stage, letter.reason) == (Stage.ENRICH, Reason.BUG)
    assert text_header(letter.headers, "__copydesk.errors.exception") == "ZeroDivisionError"


def test_language_not_covered_skips_the_enrichers_it_would_mislead() -> None:
    """A text that the models cannot read is normalised and published, and says so."""
    found = event(record(raw(body="Lautta seisoi satamassa koko talven, kertoi kaupunki.")))
    assert (found.language, found.entities, found.dateline) == ("fi", (), None)
    assert "language-not-covered" in found.warnings


FEED = b"""<rss version="2.0"><channel><title>Harbour Post</title><link>https://example.org</link>
<item><guid>a</guid><title>Pier closes</title><description>The old pier closes on Tuesday for
repairs until the end of the year, the harbour authority said.</description></item>
<item><guid>b</guid><title>Ferry returns</title><description>The ferry returns on Friday after two
months in the dock, the harbour authority said.</description></item></channel></rss>"""


def feed(*headers: tuple[str, bytes]) -> Record:
    return record(FEED, key=None, headers=(("content-type", b"application/rss+xml"), *headers))


def test_replay_of_one_item_publishes_that_item_alone() -> None:
    """The good items of a package were published before its faulty one was replayed."""
    (both,) = pipeline().process([feed()])
    again = (("__copydesk.errors.item", b"1"), ("__copydesk.replays", b"1"))
    (second,) = pipeline().process([feed(*again)])
    assert len(both) == 2
    assert [one.value for one in second] == [both[1].value]


def test_replay_of_an_item_that_is_not_there_is_a_dead_letter() -> None:
    """A replay never ends in silence."""
    again = (("__copydesk.errors.item", b"7"), ("__copydesk.replays", b"1"))
    ((letter,),) = pipeline().process([feed(*again)])
    assert isinstance(letter, DeadLetter)
    assert letter.item == 7


ANYTHING = st.one_of(
    st.none(),
    st.binary(max_size=60),
    st.text(max_size=200).map(str.encode),
    st.text(max_size=300).map(lambda body: raw(body=body or "x")),
    st.just(raw(body=f"{BODY} {POISON}")),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.one_of(st.none(), st.binary(max_size=4)), ANYTHING), max_size=5))
def test_every_record_has_its_own_outcomes(chunk: list[tuple[bytes | None, bytes | None]]) -> None:
    """Alone or in a chunk a record has the same outcomes, at least one, and offsets that slice."""
    records = [record(value, offset=n, key=key) for n, (key, value) in enumerate(chunk)]
    together = pipeline().process(records)
    assert list(together) == [pipeline().process([one])[0] for one in records]
    for outcomes in together:
        assert outcomes
        for outcome in outcomes:
            if isinstance(outcome, Enriched):
                check_blocks(EnrichedArticle.model_validate_json(outcome.value))


def check_blocks(found: EnrichedArticle) -> None:
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(found.text)
        end = block.end
