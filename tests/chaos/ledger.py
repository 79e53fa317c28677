"""What people did, written down by them, and what must follow from it when everything counts exactly once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.wording.respondent import REASONS
from knowledge.rubric import BANDS, midpoint
from storage.responses import NOT_SURE, RATING, SKIP

Deed = dict[str, Any]
# One version of a message: chat, message, seconds of the edit (0: as first sent), text, what it was meant as.
Version = tuple[int, int, int, str, str]
# A mark as it is kept: kind, value, the reason for a skip, and the revision that it was made on.
Marked = tuple[str, int | None, str | None, int]
# A question in one participation: its number there, counted from 1.
Place = tuple[int, int]


@dataclass
class Given:
    """What one respondent gave to one question: every wording and every mark, in order."""

    wordings: list[str] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    messages: dict[int, str] = field(default_factory=dict)

    def write(self, message: int, text: str) -> None:
        """Take a message, or a new wording of it, into the response."""
        self.messages[message] = text
        whole = "\n".join(self.messages[number] for number in sorted(self.messages))
        if whole != (self.wordings[-1] if self.wordings else ""):
            self.wordings.append(whole)

    def mark(self, kind: str, value: int | None = None, reason: str | None = None) -> None:
        """Take a mark; the same mark on the same wording, as from a second tap, is one."""
        marked = (kind, value, reason, len(self.wordings))
        if not self.marks or self.marks[-1] != marked:
            self.marks.append(marked)


def given(deeds: Iterable[Deed]) -> dict[Place, Given]:
    """Return what must be kept of every question."""
    places: dict[Place, Given] = {}
    places_of: dict[tuple[int, int], Given] = {}
    for deed in deeds:
        match deed:
            case {"event": "typed", "meant": "response"}:
                place = places_of[deed["chat"], deed["message"]] = _at(places, deed)
                place.write(deed["message"], deed["text"])
            case {"event": "edited"}:
                places_of[deed["chat"], deed["message"]].write(deed["message"], deed["text"])
            case {"event": "rated", "value": value}:
                _at(places, deed).mark(*_rating(value))
            case {"event": "skipped"}:
                _at(places, deed).mark(SKIP, None, REASONS.get(deed.get("reason", "")))
    return places


def versions(deeds: Iterable[Deed]) -> list[Version]:
    """Return every version of every message that must be kept, in the order of writing."""
    kept = [deed for deed in deeds if deed["event"] == "edited" or deed.get("meant") in ("response", "question")]
    return [(one["chat"], one["message"], one.get("edited", 0), one["text"], one["meant"]) for one in kept]


def _at(places: dict[Place, Given], deed: Deed) -> Given:
    return places.setdefault((deed["taking"], deed["n"]), Given())


def _rating(value: str) -> tuple[str, int | None]:
    """Return the kind and value of a press: `x` is not sure, 1 to 5 agreement, anything else the foot of a band."""
    if value == "x":
        return NOT_SURE, None
    bands = {str(band.low): midpoint(band) for band in BANDS}
    return RATING, bands[value] if value in bands else int(value)
