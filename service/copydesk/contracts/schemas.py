"""The contracts as JSON Schema 2020-12.

Must not: touch a file; it returns values and texts. additionalProperties stay open: an addition to
an event must not break a subscriber that validates it with last month's schema.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic.json_schema import GenerateJsonSchema

from copydesk.contracts.enriched import ENRICHED_SCHEMA_ID, EnrichedArticle
from copydesk.contracts.headers import ERROR_PREFIX, CloudEventHeaders, DeadLetterHeaders
from copydesk.contracts.raw import RawArticle

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["CONTRACTS", "Contract", "Schema", "file_name", "schema_documents", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, object]
"""A JSON Schema, or a part of one."""


class _Untitled(GenerateJsonSchema):
    """Leaves out the fields' titles: they repeat the names, and generators make types of them."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - theirs
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class Contract:
    """One shape that crosses the boundary.

    id: its URN, which ends in the major version. reader: who reads it: the desk (then the schema
    says what is accepted) or the subscribers (then it says what is written). prefix: of the names
    of headers.
    """

    name: str
    model: type[BaseModel]
    id: str
    reader: Literal["desk", "subscribers"]
    prefix: str = ""

    @property
    def major(self) -> int:
        """The major version."""
        return int(self.id.rpartition(":")[2])


CONTRACTS = (
    Contract("raw-article", RawArticle, "urn:copydesk:schema:raw-article:1", "desk"),
    Contract("enriched-article", EnrichedArticle, ENRICHED_SCHEMA_ID, "subscribers"),
    Contract(
        "event-headers", CloudEventHeaders, "urn:copydesk:schema:event-headers:1", "subscribers"
    ),
    Contract(
        "dead-letter-headers",
        DeadLetterHeaders,
        "urn:copydesk:schema:dead-letter-headers:1",
        "subscribers",
        ERROR_PREFIX,
    ),
)


def schema_documents() -> dict[str, str]:
    """Return file name -> schema text, each ending in a line break."""
    return {
        file_name(contract): json.dumps(schema_of(contract), indent=2, ensure_ascii=False) + "\n"
        for contract in CONTRACTS
    }


def file_name(contract: Contract) -> str:
    """The name of a contract's file in schemas/."""
    return f"{contract.name}.schema.json"


def schema_of(contract: Contract) -> Schema:
    """Return a contract's schema."""
    model = contract.model
    schema = model.model_json_schema(
        mode="serialization" if model is EnrichedArticle else "validation",
        schema_generator=_Untitled,
    )
    if contract.reader == "subscribers" and model is not EnrichedArticle:
        # An absent header is not written as null: what always has a value is always there.
        schema["required"] = [
            field.alias or name
            for name, field in model.model_fields.items()
            if field.is_required() or field.default is not None
        ]
    if contract.prefix:
        named = {contract.prefix + name: field for name, field in schema["properties"].items()}
        schema["properties"] = named
        schema["required"] = [contract.prefix + name for name in schema["required"]]
    return {"$schema": DIALECT, "$id": contract.id, **schema}
