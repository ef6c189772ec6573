"""What the chat engine asks for: the JSON schema of an answer, made from the words of the model."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from dashboard.model import Modality, Part, Predicate, Scope


def _enum(words: type[StrEnum], *, null: bool = False) -> dict[str, Any]:
    return {
        "type": ["string", "null"] if null else "string",
        "enum": [*(str(w) for w in words), *([None] if null else [])],
    }


TEXT = {"type": "string"}
WORDING = {"type": ["string", "null"]}
CLAIM: dict[str, Any] = {
    "quote": TEXT,
    "predicate": _enum(Predicate),
    "modality": _enum(Modality),
    "place": TEXT,
    "place_name": WORDING,
    "scope": _enum(Scope, null=True),
    "part": _enum(Part, null=True),
    "actor": WORDING,
    "from_actor": WORDING,
    "time": WORDING,
    "event_from": WORDING,
    "event_to": WORDING,
    "speaker": WORDING,
    "outlet": WORDING,
    "unconfirmed": {"type": "boolean"},
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["claims"],
    "properties": {
        "claims": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": False, "required": list(CLAIM), "properties": CLAIM},
        }
    },
}
