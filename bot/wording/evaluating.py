"""What an evaluation says: bands, what is shown and missing, findings as examiners write them, why there is none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.findings import Finding

# What a signal is called in a list of what is missing or shown.
SIGNALS: Mapping[str, str] = {
    "method": "what is done",
    "rhythm": "how often, or what starts it",
    "owner": "who is responsible",
    "measure": "how you know it works",
    "scope": "where it is used",
    "check of use": "a check that it is used",
    "review": "a look at the way itself",
    "change": "a change with its date and reason",
    "sharing": "who else has learned from it",
    "comparison": "a comparison with others",
    "aim": "the aim it serves",
    "other process": "other work that builds on it",
    "future need": "what will be needed",
    "level": "figures",
    "target": "a value aimed for",
    "trend": "figures over time",
    "segments": "figures by group",
}
_STRENGTHS: Mapping[str, str] = {
    "method": "It is clear what is done",
    "rhythm": "It is clear when it is done",
    "owner": "It is clear who answers for it",
    "measure": "A figure shows how well it works",
    "scope": "It is told where the way is used",
    "check of use": "It is checked that the way is really used",
    "review": "The way itself is looked at again and again",
    "change": "The way was changed for a reason that is told",
    "sharing": "Others have learned from it",
    "comparison": "It is compared with others",
    "aim": "It serves an aim that is named",
    "other process": "Other work builds on it",
    "future need": "What will be needed is taken into account",
    "level": "Figures are given",
    "target": "The figures stand beside what was aimed for",
    "trend": "The figures show a development",
    "segments": "The figures are told apart by group",
}
_CHANCES: Mapping[str, str] = {
    "method": "It is not told what is done",
    "rhythm": "It is not told how often it is done, or what starts it",
    "owner": "It is not told who answers for it",
    "measure": "No figure shows how well it works",
    "scope": "It is not told where the way is used and where not yet",
    "check of use": "It is not told how its use is checked",
    "review": "It is not told when the way itself is looked at",
    "change": "No change of the way is told with its date and reason",
    "sharing": "It is not told who else has learned from it",
    "comparison": "Nothing is compared with others",
    "aim": "It is not told which aim it serves",
    "other process": "It is not told which other work builds on it",
    "future need": "It is not told what will be needed of it",
    "level": "No figures are given",
    "target": "It is not told which value was aimed for",
    "trend": "No figures over time are given",
    "segments": "The figures are not told apart by group",
}
_MATTERS: Mapping[str, str] = {
    "approach": "what is done the same way each time does not depend on the person or the day",
    "deployment": "a way helps only where it is used",
    "learning": "a way that nobody looks at again grows old",
    "integration": "work that serves a common aim adds up",
    "levels": "only a figure shows how far along something is",
    "trends": "a single value may be chance",
    "comparisons": "only beside others is a figure good or poor",
}
REASONS: Mapping[str, str] = {
    "empty": "there are no words in it",
    "too short": "one word is too little to go by",
    "not applicable": "it says that there is nothing to say",
    "another language": "it seems to be written in another language than English, which the rules cannot read",
    "not understood": "its words cannot be made out",
    "profile": "this question describes the organisation and is not scored",
}


def finding(one: Finding) -> str:
    """Return a finding as an examiner writes it: one thought, an example, and why it matters here."""
    thought = (_STRENGTHS if one.is_strength else _CHANCES)[one.thought]
    quotes = " and ".join(f"“{example.quote}”" for example in one.examples)
    shown = "" if not quotes else f": {quotes}" if one.is_strength else f"; told is {quotes}"
    because = f" This matters, since {_MATTERS[one.dimension]}"
    leads = f"; {', '.join(one.matters[:2])} depends on it" if one.matters else ""
    return f"{thought}{shown}.{because}{leads}."


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield a proposal as lines to read in a terminal, made from the data of `--json`."""
    if not told["judged"]:
        yield f"This response cannot be judged: {REASONS[told['reason']]}."
        yield from _asking(told)
        return
    whole = told["overall"]
    yield f"Proposed by {told['method']}: {whole['percent']} % (band {_range(whole['band'])})"
    if told["capped"]:
        yield "  More cannot be reached at this depth of asking."
    for name in told["dimensions"]:
        yield from _side(name, told[name])
    for heading, found in (("Strengths", told["strengths"]), ("Opportunities", told["opportunities"])):
        if found:
            yield f"{heading}:"
            yield from (f"  {one['text']}" for one in found)
    yield from _asking(told)


def _side(name: str, side: Mapping[str, Any]) -> Iterator[str]:
    yield f"{name.capitalize()} {_range(side['band'])}"
    for quote, kinds in _by_quote(side["evidence"]).items():
        yield f"  ✓ {', '.join(kinds)}: “{' '.join(quote.split())}”"
    if side["missing"]:
        yield f"  – not told: {', '.join(SIGNALS[kind] for kind in side['missing'])}"


def _by_quote(evidence: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in evidence:
        names = found.setdefault(one["quote"], [])
        if SIGNALS[one["signal"]] not in names:
            names.append(SIGNALS[one["signal"]])
    return found


def _asking(told: Mapping[str, Any]) -> Iterator[str]:
    if told["follow_up"]:
        yield f"Worth asking next: {told['follow_up']}"


def _range(band: str) -> str:
    return band.replace("-", "–") + " %"
