"""Other editions of an event: the same article in another form, for a topic of its own.

ninjs 3.1 is one. The next major version of enriched-article would be another: its writer goes into
EDITIONS, so that old and new are published side by side, in one transaction, until the last
subscriber has moved (schemas/README.md). An edition is written from the finished event, so it can't
know more than that does. Must not: change the event itself, or let an edition go out without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from copydesk import publishing
from copydesk.contracts import NINJS_TYPE, EnrichedArticle
from copydesk.errors import Stage
from copydesk.ninjs import NINJS_SCHEMA, ninjs_bytes
from copydesk.outcomes import DeadLetter, Edition, Enriched, Kill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from copydesk.draft import Headers, Record
    from copydesk.outcomes import Outcome

__all__ = ["EDITIONS", "EditionDesk", "EditionForm"]


@dataclass(frozen=True, slots=True)
class EditionForm:
    """How an edition is written: its `ce_type`, its `ce_dataschema`, and an event's bytes in it."""

    type: str
    schema: str
    write: Callable[[EnrichedArticle], bytes]


EDITIONS: Mapping[str, EditionForm] = {"ninjs": EditionForm(NINJS_TYPE, NINJS_SCHEMA, ninjs_bytes)}
"""Name -> form; a topic is given to each by a setting."""


class Desk(Protocol):
    """What makes the events: the pipeline."""

    def process(self, records: Sequence[Record]) -> tuple[tuple[Outcome, ...], ...]:
        """Return the outcomes of each record, in order."""


class EditionDesk:
    """A desk whose events and kills come in further editions too."""

    def __init__(self, desk: Desk, forms: Mapping[str, EditionForm]) -> None:
        """forms: what to write besides the event, by name."""
        self._desk = desk
        self._forms = forms

    def process(self, records: Sequence[Record]) -> tuple[tuple[Outcome, ...], ...]:
        """Return the outcomes of each record; an event that no edition can hold is a dead letter.

        Raises nothing that an article could cause.
        """
        return tuple(
            tuple(self._with_editions(record, outcome) for outcome in outcomes)
            for record, outcomes in zip(records, self._desk.process(records), strict=True)
        )

    def _with_editions(self, record: Record, outcome: Outcome) -> Outcome:
        if isinstance(outcome, DeadLetter):
            return outcome
        if isinstance(outcome, Kill):
            return replace(outcome, editions=tuple(map(self._kill(outcome), self._forms)))
        try:
            event = EnrichedArticle.model_validate_json(outcome.value)
            editions = tuple(
                Edition(name, form.write(event), _headers(outcome.headers, form))
                for name, form in self._forms.items()
            )
        except Exception as error:  # noqa: BLE001 - the core is deterministic: a bug is a dead letter
            return _refused(record, outcome, error)
        return replace(outcome, editions=editions)

    def _kill(self, kill: Kill) -> Callable[[str], Edition]:
        return lambda name: Edition(name, None, _headers(kill.headers, self._forms[name], kill))


def _headers(headers: Headers, form: EditionForm, kill: Kill | None = None) -> Headers:
    """The event's headers, with the type and schema of the edition; a kill stays a kill."""
    said = {"ce_dataschema": form.schema} | ({} if kill else {"ce_type": form.type})
    return tuple((name, said[name].encode() if name in said else value) for name, value in headers)


def _refused(record: Record, outcome: Enriched, error: Exception) -> DeadLetter:
    letter = publishing.dead_letter(record, Stage.PUBLISH, error, outcome.item)
    return replace(letter, format=outcome.format, article_id=outcome.article_id)
