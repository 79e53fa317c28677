"""What Howwell asks further after a response: it begins with the person's own words and never suggests an answer."""

import re
from collections.abc import Mapping

from knowledge.probing import Probe

_PROCESS: Mapping[str, str] = {
    "method": "What is done, step by step, and with what? Tell it as you would tell a new colleague.",
    "rhythm": "How often does that happen, or what starts it?",
    "owner": "Who is responsible for that, and who steps in when that person is away?",
    "scope": "Where is it done this way: which teams, places or shifts? Where not yet?",
    "measure": "How do you know that it works? Which number shows it, and what was it last?",
    "check of use": "How do you notice when it is not done this way?",
    "change": "What have you changed in it in the last two years, and what showed that it was needed?",
    "review": "When did you last look at the way itself, not at a single case, and who did?",
    "sharing": "Who else has learned from it, and how did they hear of it?",
    "comparison": "With whom do you compare yourselves in this?",
    "aim": "Which aim of your organisation does it serve?",
    "other process": "What else is decided with what comes out of it, and by whom?",
    "future need": "What will it have to do in a few years that it does not do today, and how do you know?",
}
_RESULTS: Mapping[str, str] = {
    "level": "Which figures can you give for it: the value, its unit and its date?",
    "trend": "What was it before? Three points in time or more say most.",
    "comparison": "What do others reach with the same figure: a competitor, an average, the best you know of?",
    "segments": "How does it differ between groups, places or products?",
    "target": "Which value did you aim for?",
    "aim": "Which aim or plan of your organisation does this figure belong to?",
}
_MANNERS: Mapping[str, str] = {
    "story": "That tells of one time. What happens every time, whoever is on duty?",
    "plan": "That is still to come. What is done today?",
    "wish": "That is still a wish. What is done today?",
    "hearsay": "And what do you see of it in your own work: what is done, step by step?",
    "big words": "What does that look like on an ordinary day: what is done, step by step?",
    "short": "Could you say a little more: what is done, step by step?",
}
_TOOL = "Who does what with it, and what is decided from it?"
_SHORT_OF_FIGURES = "Could you say a little more? " + _RESULTS["level"]
_OURS = {"we": "you", "i": "you", "our": "your", "my": "your", "us": "you", "me": "you", "ours": "yours", "am": "are"}


def follow_up(probe: Probe, kind: str = "process") -> str:
    """Return a follow-up question as plain text; `kind` is that of the proposal, "process" or "results"."""
    led = _echo(probe.quote)
    return f"{led} {_question(probe, kind)}".strip()


def _question(probe: Probe, kind: str) -> str:
    if kind == "results":
        return _SHORT_OF_FIGURES if probe.manner == "short" else _RESULTS[probe.missing]
    if probe.manner == "tool" and probe.missing in ("method", "owner"):
        return _TOOL
    return (_MANNERS.get(probe.manner) if probe.missing == "method" else None) or _PROCESS[probe.missing]


def _echo(quote: str) -> str:
    """Say the person's words back: "We call them back" as "You call them back.", anything else in quotation marks."""
    words = quote.split()
    if not words:
        return ""
    bare = " ".join(words)
    if words[0].casefold() in ("we", "i") and not re.search(r"[\"“”]|\b(?:you|your)\b", bare, re.IGNORECASE):
        turned = re.sub(r"\b(?:we|i|our|my|us|me|ours|am)\b", _turned, bare, flags=re.IGNORECASE)
        return turned[0].upper() + turned[1:] + "."
    return f"You write “{bare}”."


def _turned(found: re.Match[str]) -> str:
    return _OURS[found[0].casefold()]
