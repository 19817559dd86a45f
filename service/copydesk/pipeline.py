"""The flow of one chunk of records through the desk: the order of the stages is fixed here alone.

Must not: do I/O, read a clock, draw a random number or know Kafka. Two calls with the same records,
models and configuration return the same bytes, and an article's outcome never depends on its
neighbours in the chunk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar, assert_never

from copydesk import publishing
from copydesk.contracts import replayed_item
from copydesk.draft import BlockKind, Copy, Draft, Refusal, SourceFacts, Withdrawal
from copydesk.enrich.dateline import Hints, When, day_of, day_of_writing
from copydesk.enrich.dates import AsOf, find_dates
from copydesk.enrich.places import DatelinePlace, Placed, PlacesInput, SourceArea
from copydesk.enrich.section import Filing, SectionInput
from copydesk.errors import ContractError, Disposition, Reason, RejectedError, Stage, disposition
from copydesk.intake import read
from copydesk.intake.raw_json import zone_named
from copydesk.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copydesk.draft import Record
    from copydesk.enrich.dateline import Dateline, DatelineDesk
    from copydesk.enrich.dates import FoundDate
    from copydesk.enrich.entities import Entity, EntityTagger
    from copydesk.enrich.places import PlacesDesk
    from copydesk.enrich.section import SectionDesk
    from copydesk.outcomes import DeadLetter, Outcome

__all__ = ["LANGUAGES", "Desk", "Pipeline", "Step", "Watch", "section_input", "unwatched"]

LANGUAGES = frozenset({"en"})
"""Languages that the models cover; articles in others skip the enrichers they would mislead."""

BODY_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST})
"""Blocks that are the article's own text."""


class Step(StrEnum):
    """A piece of the work whose time is worth knowing; a closed set, used as a metric label."""

    INTAKE = "intake"
    NORMALISE = "normalise"
    DATELINE = "dateline"
    DATES = "dates"
    ENTITIES = "entities"
    PLACES = "places"
    SECTION = "section"
    PUBLISH = "publish"


Watch = Callable[[Step], AbstractContextManager[object]]
"""Is entered around each step of a chunk. The core knows no clock; whoever has one hands it in."""

NOWHERE = Placed(())

UNDATED = AsOf(None)

UNKNOWN_SOURCE = SourceFacts()

UNFILED = Filing()

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pipeline works with: models, loaded once and handed in.

    identify: text -> language, None when unsure; versions: model name -> version;
    configuration: digest of the settings that shape events; sources: source id -> what the
    operator says of it.
    """

    identify: Callable[[str], str | None]
    datelines: DatelineDesk
    entities: EntityTagger
    places: PlacesDesk
    sections: SectionDesk
    versions: Mapping[str, str]
    configuration: str
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Take:
    """One article under way, with what is known of it so far."""

    slot: tuple[int, int]
    record: Record
    format: str
    draft: Draft
    copy: Copy
    dateline: Dateline | None = None
    as_of: AsOf = UNDATED
    dates: tuple[FoundDate, ...] = ()
    entities: tuple[Entity, ...] = ()
    placed: Placed = NOWHERE
    filing: Filing = UNFILED


def unwatched(_step: Step) -> AbstractContextManager[object]:
    """Watch nothing."""
    return nullcontext()


class Pipeline:
    """The desk at work."""

    def __init__(self, desk: Desk, watch: Watch = unwatched) -> None:
        """Keep the models; nothing is loaded here. What `watch` sees changes no outcome."""
        self._desk = desk
        self._watch = watch

    def watched_by(self, watch: Watch) -> Pipeline:
        """The same desk under another's eyes."""
        return Pipeline(self._desk, watch)

    def process(self, records: Sequence[Record]) -> tuple[tuple[Outcome, ...], ...]:
        """Return the outcomes of each record, in the records' order.

        A record always has at least one outcome; an article at fault is a dead letter and leaves
        its neighbours alone. Raises nothing that an article could cause.
        """
        outcomes: list[dict[int, Outcome]] = [{} for _ in records]
        takes: list[_Take] = []
        with self._watch(Step.INTAKE):
            for number, record in enumerate(records):
                for result in self._read(number, record):
                    if isinstance(result, _Take):
                        takes.append(result)
                    else:
                        item, outcome = result
                        outcomes[number][item] = outcome
        for stage, step in (
            (Stage.NORMALISE, self._normalised),
            (Stage.ENRICH, self._enriched),
            (Stage.PUBLISH, self._published),
        ):
            takes = self._advance(takes, stage, step, outcomes)
        return tuple(tuple(items[item] for item in sorted(items)) for items in outcomes)

    def _read(self, number: int, record: Record) -> list[_Take | tuple[int, Outcome]]:
        try:
            reading = read(record)
        except Exception as error:  # noqa: BLE001 - disposition decides; a bug is a dead letter too
            return [(0, _dead_letter(record, Stage.INTAKE, error, item=None))]
        results: list[_Take | tuple[int, Outcome]] = []
        again = replayed_item(record.headers)
        if again is not None and again >= len(reading.articles):
            sentence = f"The replayed record has no item {again}."
            absent = ContractError(sentence)
            return [(again, _dead_letter(record, Stage.INTAKE, absent, item=again))]
        for item, article in enumerate(reading.articles):
            if again not in {None, item}:
                continue  # its event is published already; only the faulty item is done again
            match article:
                case Withdrawal():
                    killed = publishing.kill(
                        record, article.article_id, item, reason=article.reason
                    )
                    results.append((item, replace(killed, format=reading.format)))
                case Refusal():
                    letter = _dead_letter(record, Stage.INTAKE, article.error, item=item)
                    results.append((item, replace(letter, format=reading.format)))
                case Draft():
                    draft = self._introduced(article)
                    empty = Copy(text="", blocks=())
                    results.append(_Take((number, item), record, reading.format, draft, empty))
                case _ as never:
                    assert_never(never)
        return results

    def _advance(
        self,
        takes: list[_Take],
        stage: Stage,
        step: Callable[[Sequence[_Take]], Sequence[_Take | Outcome]],
        outcomes: list[dict[int, Outcome]],
    ) -> list[_Take]:
        """Put `takes` through one stage, one by one where the chunk as a whole raises."""
        onward: list[_Take] = []
        for take, result in zip(takes, _isolated(takes, step), strict=True):
            number, item = take.slot
            if isinstance(result, _Take):
                onward.append(result)
            elif isinstance(result, Exception):
                letter = _dead_letter(take.record, stage, result, item=item)
                article_id = publishing.article_id_of(take.draft, take.record, item)
                outcomes[number][item] = replace(letter, format=take.format, article_id=article_id)
            else:
                outcomes[number][item] = result
        return onward

    def _normalised(self, takes: Sequence[_Take]) -> Sequence[_Take]:
        with self._watch(Step.NORMALISE):
            return [
                replace(take, copy=_required_text(normalise(take.draft, self._desk.identify)))
                for take in takes
            ]

    def _enriched(self, takes: Sequence[_Take]) -> Sequence[_Take]:
        covered = [take.copy.language is None or take.copy.language in LANGUAGES for take in takes]
        with self._watch(Step.DATELINE):
            takes = [
                self._dated(take) if known else _uncovered(take)
                for take, known in zip(takes, covered, strict=True)
            ]
        with self._watch(Step.DATES):
            takes = [
                replace(take, dates=find_dates(take.copy, take.as_of)) if known else take
                for take, known in zip(takes, covered, strict=True)
            ]
        readable = [take.copy for take, known in zip(takes, covered, strict=True) if known]
        with self._watch(Step.ENTITIES):
            tagged = iter(self._desk.entities.entities(readable))
            takes = [
                replace(take, entities=next(tagged)) if known else take
                for take, known in zip(takes, covered, strict=True)
            ]
        with self._watch(Step.PLACES):
            takes = [
                replace(take, placed=self._desk.places.resolve(self._places_input(take)))
                if known
                else take
                for take, known in zip(takes, covered, strict=True)
            ]
        with self._watch(Step.SECTION):
            filings = self._desk.sections.filings(
                [section_input(take.draft, take.copy) for take in takes]
            )
        return [replace(take, filing=filing) for take, filing in zip(takes, filings, strict=True)]

    def _dated(self, take: _Take) -> _Take:
        now = take.draft.published_at or publishing.moment_of(take.record.timestamp_ms)
        zone = zone_named(take.draft.source.timezone)
        draft, published = take.draft, take.draft.published_at is not None
        facts = self._desk.sources.get(draft.source.id, UNKNOWN_SOURCE)
        hints = Hints(draft.dateline, draft.located, facts.home, published=published)
        dateline, copy = self._desk.datelines.find(take.copy, now, zone, hints)
        written = day_of_writing(copy, dateline, When(day_of(now, zone), firm=published))
        as_of = AsOf(written, draft.source.country)
        return replace(take, dateline=dateline, copy=copy, as_of=as_of)

    def _places_input(self, take: _Take) -> PlacesInput:
        source, dateline = take.draft.source, take.dateline
        facts = self._desk.sources.get(source.id, UNKNOWN_SOURCE)
        return PlacesInput(
            text=take.copy.text,
            mentions=tuple(
                span
                for entity in take.entities
                if entity.type == "location"
                for span in entity.mentions
            ),
            dateline=_dateline_place(dateline),
            source=SourceArea(source.country, facts.home),
        )

    def _introduced(self, draft: Draft) -> Draft:
        """Return the draft with what the sources file says where the article says nothing."""
        facts = self._desk.sources.get(draft.source.id)
        if facts is None:
            return draft
        source = replace(
            draft.source,
            name=draft.source.name or facts.name,
            country=draft.source.country or facts.country,
            timezone=draft.source.timezone or facts.timezone,
        )
        return replace(draft, source=source)

    def _published(self, takes: Sequence[_Take]) -> Sequence[Outcome]:
        with self._watch(Step.PUBLISH):
            return [self._event_of(take) for take in takes]

    def _event_of(self, take: _Take) -> Outcome:
        return publishing.enriched(
            publishing.Findings(
                record=take.record,
                item=take.slot[1],
                format=take.format,
                draft=take.draft,
                copy=take.copy,
                dateline=take.dateline,
                dates=take.dates,
                entities=take.entities,
                placed=take.placed,
                filing=take.filing,
            ),
            versions=self._desk.versions,
            configuration=self._desk.configuration,
        )


def _isolated(
    chunk: Sequence[In], step: Callable[[Sequence[In]], Sequence[Out]]
) -> Sequence[Out | Exception]:
    """Run `step` over the chunk; where it raises, over each alone, so that only the guilty fail."""
    try:
        return step(chunk)
    except Exception as error:  # noqa: BLE001 - disposition decides in _dead_letter
        if len(chunk) == 1:
            return [error]
    return [result for one in chunk for result in _isolated([one], step)]


def _dead_letter(record: Record, stage: Stage, error: Exception, *, item: int | None) -> DeadLetter:
    if disposition(error, in_core=True) is not Disposition.DEAD_LETTER:
        raise error
    return publishing.dead_letter(record, stage, error, item)


def _required_text(copy: Copy) -> Copy:
    if not any(block.kind in BODY_KINDS for block in copy.blocks):
        sentence = "The body has no text once chrome and white space are taken away."
        raise RejectedError(sentence, reason=Reason.NO_TEXT, path="/body")
    return copy


def _uncovered(take: _Take) -> _Take:
    warnings = (*take.copy.warnings, "language-not-covered")
    return replace(take, copy=replace(take.copy, warnings=warnings))


def _dateline_place(dateline: Dateline | None) -> DatelinePlace | None:
    if dateline is None:
        return None
    return DatelinePlace(dateline.place, dateline.evidence[0] if dateline.evidence else None)


def section_input(draft: Draft, copy: Copy) -> SectionInput:
    """Return what the section stage reads of an article: its own text, and what its source says."""
    body = [copy.text[b.start : b.end] for b in copy.blocks if b.kind in BODY_KINDS]
    return SectionInput(
        headline=copy.headline(),
        text="\n\n".join(body),
        labels=draft.section_labels,
        keywords=draft.keywords,
        url=draft.url,
        language=copy.language,
    )
