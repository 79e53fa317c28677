"""What a model has to return: claims, each with the numbers of the passages that it rests on."""

import json
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

CLAIMS, WORDS = 5, 40
_CLAIM = re.compile(r"\{\s*\"(?:text|citations)\"")
# No honest answer is longer; what is longer is not even parsed.
LONGEST = 20_000

# The same as plain JSON Schema. It leaves out what some providers refuse, such as limits on length.
SCHEMA: Mapping[str, Any] = {
    "title": "Claims",
    "description": "Claims, each with the numbers of the passages that it rests on.",
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "citations": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "citations"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}


class Unreadable(ValueError):
    """What a model returned is not what it was asked for; the message says why and quotes nothing of it."""


def _tidied(text: str) -> str:
    """Return a text in one line without characters that cannot be seen; they can turn or hide others."""
    seen = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    tidy = " ".join("".join(one for one in seen if unicodedata.category(one) not in ("Cf", "Cs", "Co")).split())
    if not any(one.isalpha() for one in tidy):
        raise ValueError("is empty")
    if len(tidy.split()) > WORDS:
        raise ValueError(f"has more than {WORDS} words")
    return tidy if tidy.endswith((".", "!", "?", "…", "”", '"')) else f"{tidy}."


class Claim(BaseModel):
    """One sentence of at most 40 words; the numbers are those of the passages as they were sent."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, AfterValidator(_tidied)]
    citations: tuple[int, ...] = Field(min_length=1, max_length=8)


class Claims(BaseModel):
    """Everything that a model has to say; nothing at all where the passages do not answer."""

    model_config = ConfigDict(frozen=True)

    claims: tuple[Claim, ...] = Field(max_length=CLAIMS)


def read(returned: object) -> Claims:
    """Read what a model returned, as data or as a text with one JSON object in it; raises `Unreadable`."""
    try:
        return Claims.model_validate(_object_in(returned) if isinstance(returned, str) else returned)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "it"
        raise Unreadable(f"{where}: {first['msg']}") from None


def begun(text: str) -> tuple[Claim, ...]:
    """Return the claims that are whole already in a text that is still coming; what cannot be read is passed over."""
    found: list[Claim] = []
    for start in (match.start() for match in islice(_CLAIM.finditer(text), CLAIMS)):
        with suppress(ValueError, RecursionError):
            found.append(Claim.model_validate(json.JSONDecoder().raw_decode(text, start)[0]))
    return tuple(found)


def _object_in(text: str) -> object:
    start = text.find("{")
    if start < 0 or len(text) > LONGEST:
        raise Unreadable("it holds no JSON object" if start < 0 else "it is too long")
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        raise Unreadable("its JSON cannot be parsed") from None
