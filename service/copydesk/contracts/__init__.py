"""The only shapes that cross the desk's boundary: the raw article, the event, the headers.

A subscriber's whole need is `from copydesk.contracts import EnrichedArticle, parse_event`.
Must not: import Kafka, numpy or an enricher, so that a subscriber can import it alone.
"""

from copydesk.contracts.enriched import ENRICHED_SCHEMA_ID, EnrichedArticle
from copydesk.contracts.headers import (
    CONTENT_TYPE,
    ENRICHED_TYPE,
    ERROR_PREFIX,
    KILLED_TYPE,
    NINJS_TYPE,
    REPLAYED_ITEM,
    REPLAYS,
    TRACE_HEADERS,
    CloudEventHeaders,
    DeadLetterHeaders,
    header,
    replayed_item,
)
from copydesk.contracts.parts import (
    Byline,
    DateMention,
    EntityMention,
    EventBlock,
    EventDateline,
    EventSection,
    EventSource,
    EventSpan,
    Place,
    Provenance,
    RawOrigin,
    Subject,
)
from copydesk.contracts.raw import RawArticle, RawSource
from copydesk.contracts.reading import KilledArticle, parse_event
from copydesk.errors import UnreadableEventError

__all__ = [
    "CONTENT_TYPE",
    "ENRICHED_SCHEMA_ID",
    "ENRICHED_TYPE",
    "ERROR_PREFIX",
    "KILLED_TYPE",
    "NINJS_TYPE",
    "REPLAYED_ITEM",
    "REPLAYS",
    "TRACE_HEADERS",
    "Byline",
    "CloudEventHeaders",
    "DateMention",
    "DeadLetterHeaders",
    "EnrichedArticle",
    "EntityMention",
    "EventBlock",
    "EventDateline",
    "EventSection",
    "EventSource",
    "EventSpan",
    "KilledArticle",
    "Place",
    "Provenance",
    "RawArticle",
    "RawOrigin",
    "RawSource",
    "Subject",
    "UnreadableEventError",
    "header",
    "parse_event",
    "replayed_item",
]
