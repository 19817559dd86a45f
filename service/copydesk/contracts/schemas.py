"""The contracts as JSON Schema 2020-12.

Must not: touch a file; it returns texts. additionalProperties stay open: an addition to an event
must not break a subscriber that validates it with last month's schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from copydesk.contracts.enriched import ENRICHED_SCHEMA_ID, EnrichedArticle
from copydesk.contracts.headers import ERROR_PREFIX, CloudEventHeaders, DeadLetterHeaders
from copydesk.contracts.raw import RawArticle

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaMode

__all__ = ["schema_documents"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_documents() -> dict[str, str]:
    """Return file name -> schema text, each ending in a line break."""
    return {
        "raw-article.schema.json": _text(RawArticle, "urn:copydesk:schema:raw-article:1"),
        "enriched-article.schema.json": _text(EnrichedArticle, ENRICHED_SCHEMA_ID),
        "event-headers.schema.json": _text(
            CloudEventHeaders, "urn:copydesk:schema:event-headers:1"
        ),
        "dead-letter-headers.schema.json": _text(
            DeadLetterHeaders, "urn:copydesk:schema:dead-letter-headers:1", ERROR_PREFIX
        ),
    }


def _text(model: type[BaseModel], schema_id: str, prefix: str = "") -> str:
    # The raw schema says what is accepted, the others what is written.
    mode: JsonSchemaMode = "validation" if model is RawArticle else "serialization"
    schema = model.model_json_schema(mode=mode)
    if prefix:
        schema["properties"] = {prefix + name: it for name, it in schema["properties"].items()}
        schema["required"] = [prefix + name for name in schema["required"]]
    document = {"$schema": DIALECT, "$id": schema_id, **schema}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
