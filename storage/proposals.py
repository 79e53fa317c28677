"""What the rules propose for the responses to an assessment, and its roll-up beside the respondents' own ratings.

A part's proposal is the median of those for its judged responses: rated alike, and never mixed with a self-rating.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from sqlmodel import Session

from knowledge.asking import Ask, asks
from knowledge.criteria import Depth, Framework
from knowledge.evaluation import Proposal, evaluate
from storage.assessments import Assessments
from storage.responses import Responses
from storage.scores import ItemScore, PartScore, Scorecard
from storage.tables import Assessment

# So many proposals are remembered: each takes milliseconds to make, and is read again with every scorecard.
_MOST = 5000
_made: dict[tuple[str, str, str, Depth], Proposal] = {}


@dataclass(frozen=True)
class Told:
    """The current revision of one response to a scored question, and who gave it."""

    participation: int
    person: str
    ask: Ask
    text: str


def proposal(text: str, framework: Framework, code: str, depth: Depth) -> Proposal:
    """Propose an evaluation as `knowledge.evaluation` does; what was proposed lately is not worked out again."""
    key = (text, framework.content_hash, code, depth)
    made = _made.get(key)
    if made is None:
        if len(_made) >= _MOST:
            _made.clear()
        made = _made[key] = evaluate(text, framework, code, depth)
    return made


def told(session: Session, organisation_id: int, assessment: Assessment) -> tuple[Told, ...]:
    """Return the responses that a proposal can be made for, in the order of the questions."""
    repository = Assessments(session, organisation_id)
    asked = asks(repository.framework(assessment), Depth(assessment.depth))
    people = [(one, name, Responses(session, one).given()) for one, name in repository.participants(assessment)]
    return tuple(
        Told(participation.id, name, ask, given[ask.code].text)
        for ask in asked
        for participation, name, given in people
        if ask.kind == "question" and ask.is_scored and ask.code in given and given[ask.code].text
    )


def with_proposals(figures: Scorecard, framework: Framework, responses: Sequence[Told]) -> Scorecard:
    """Return a scorecard with what the rules propose for each part; this takes long, so do it in no transaction."""
    found: dict[str, list[Proposal]] = {}
    for one in responses:
        made = proposal(one.text, framework, one.ask.code, figures.depth)
        found.setdefault(one.ask.part.code, []).append(made)
    return replace(figures, items=tuple(_item(item, found) for item in figures.items))


def middle(proposals: Iterable[Proposal]) -> float | None:
    """Return the median percent of those that could be judged."""
    percents = [one.percent for one in proposals if one.percent is not None]
    return float(median(percents)) if percents else None


def _item(item: ItemScore, found: dict[str, list[Proposal]]) -> ItemScore:
    return replace(item, parts=tuple(_part(part, found.get(part.code, [])) for part in item.parts))


def _part(part: PartScore, proposals: Sequence[Proposal]) -> PartScore:
    judged = sum(one.percent is not None for one in proposals)
    return replace(part, proposed=middle(proposals), judged=judged, unjudged=len(proposals) - judged)
