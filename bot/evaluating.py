"""`howwell evaluate`: what the rules propose for a response, as the plain data of `--json`."""

from typing import Any

from bot.desk import opened, organisation_named, place
from bot.mishaps import Mishap
from bot.settings import Settings
from bot.wording import evaluating as wording
from bot.wording.probing import follow_up
from knowledge.criteria import Depth, Framework
from knowledge.evaluation import Proposal, as_plain, evaluate, texts_of
from knowledge.probing import probe
from storage.sources import frameworks_for

# A message in chat has 4,096 characters at most; a response is a handful of them.
LONGEST = 100_000


def proposal(settings: Settings, text: str, question: str, depth: str, org: str | None = None) -> dict[str, Any]:
    """Propose an evaluation of a response to `question`, asked at `depth`."""
    if len(text) > LONGEST:
        raise Mishap(f"a response has at most {LONGEST:,} characters; this one has {len(text):,}")
    if depth not in list(Depth):
        raise Mishap(f"there is no depth {depth}; choose {', '.join(Depth)}")
    with opened(settings) as (database, catalogue):
        known = database.write(lambda session: frameworks_for(session, catalogue, organisation_named(session, org)))
    framework, code = place(known, question, None)
    return told(evaluated(text, known[framework], code, Depth(depth)), f"{framework}/{code}")


def evaluated(text: str, framework: Framework, code: str, depth: Depth) -> Proposal:
    """Evaluate a response; raises Mishap where nothing is asked that could be evaluated."""
    if framework.instrument == "agreement":
        raise Mishap(f"{code} is a statement to agree or disagree with; only responses to questions are evaluated")
    try:
        return evaluate(text, framework, code, depth)
    except ValueError as error:
        raise Mishap(str(error)) from None


def told(made: Proposal, question: str) -> dict[str, Any]:
    """Return a proposal as plain data, with its findings and the follow-up in words."""
    plain = as_plain(made)
    for name, found in (("strengths", made.strengths), ("opportunities", made.opportunities)):
        plain[name] = [{**one.as_plain(), "text": wording.finding(one)} for one in found]
    asked = probe(made)
    return {
        "question": question,
        "kind": made.kind,
        "depth": str(made.depth),
        "dimensions": [one.name for one in texts_of(made.kind)],
        **plain,
        "follow_up": follow_up(asked, made.kind) if asked else None,
        "follow_up_about": asked.missing if asked else None,
    }
