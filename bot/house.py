"""Questions about the assessment itself (who reads this, how long, must I): known here, and in no criteria."""

import re
from collections.abc import Callable

from bot.turns import Message
from bot.way import Way
from bot.wording import house as wording

_Tell = Callable[[Way], Message]

_ASKED: tuple[tuple[re.Pattern[str], _Tell], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), tell)
    for pattern, tell in (
        (
            r"\bwho\b.*\b(reads?|sees?|gets)\b|\banonym|\b(confidential|private)\b|\bmy name\b",
            lambda here: wording.who_reads(here.scene.organisation_name),
        ),
        (
            r"\bhow (long|many questions|much (is left|time))\b|\bquestions? (are )?left\b",
            lambda here: wording.how_long(here.asks, here.responses.given()),
        ),
        (r"\b(delete|remove|withdraw)\b.*\b(answers?|responses?|this|it)\b", lambda here: wording.taking_back()),
        (r"\b(have|need) to answer (all|every|them)|\bmust (i|we) answer\b", lambda here: wording.need_not()),
        (r"\b(stop|break|pause|later|finish)\b.*\b(here|now|tomorrow|later)\b", lambda here: wording.stopping()),
        (r"\bhow\b.*\brate\b|\bwhat do(es)? the (percent|scale|bands?)\b", lambda here: wording.rating()),
        (r"\bwhat (is|s|'s) this( all)? about\b", lambda here: wording.about(here.taking.framework)),
        (r"\b(language|german|spanish|french|deutsch|español|français)\b", lambda here: wording.languages()),
    )
)


def told(here: Way, text: str) -> Message | None:
    """Answer a question about the assessment itself, or return none when it is about something else."""
    if "?" not in text and not re.match(r"\s*(who|how|what|can|do|must|is)\b", text, re.IGNORECASE):
        return None
    if len(text.split()) > 14:
        return None
    return next((tell(here) for pattern, tell in _ASKED if pattern.search(text)), None)
