"""The scorecard of an assessment: what was given, rolled up from response to part to item to total.

The rules, which are Howwell's own where no booklet gives one:
- a part's percent is the median of the respondents' own ratings of its questions, capped by the depth asked;
- an item's points are shared equally among its parts, and only parts with a rating count as assessed;
- not assessed is never zero and never average: it stays out of the points and is listed as missing;
- an item without points, where the framework scores with points, is answered and not scored.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import median, quantiles

from sqlmodel import Session

from knowledge.asking import Ask, asks, is_scored
from knowledge.criteria import Depth, Framework
from knowledge.rubric import CAPS
from storage.assessments import Assessments
from storage.responses import Given, Responses
from storage.scores import ItemScore, Missing, PartScore, Scorecard
from storage.tables import Assessment, Organisation
from storage.tables.columns import now

# A middle half of fewer ratings than this would show single people.
FEWEST_FOR_SPREAD = 4


def scorecard(session: Session, organisation_id: int, assessment: Assessment) -> Scorecard:
    """Read what was given to an assessment of this organisation and roll it up."""
    repository = Assessments(session, organisation_id)
    framework, depth = repository.framework(assessment), Depth(assessment.depth)
    people = repository.participants(assessment)
    given = [Responses(session, participation).given() for participation, _ in people]
    asked = asks(framework, depth)
    return Scorecard(
        assessment_id=assessment.id,
        title=assessment.title,
        organisation=session.get_one(Organisation, organisation_id).name,
        framework_id=framework.id,
        framework=framework.short,
        edition=framework.edition,
        instrument=framework.instrument,
        depth=depth,
        cap=CAPS[depth],
        as_of=now(),
        respondents=sum(any(one.is_answered for one in person.values()) for person in given),
        submitted=sum(participation.submitted_at is not None for participation, _ in people),
        questions=len(asked),
        items=tuple(roll_up(framework, depth, given)),
        missing=tuple(missing(asked, given)),
    )


def roll_up(framework: Framework, depth: Depth, given: Sequence[Mapping[str, Given]]) -> Iterable[ItemScore]:
    """Roll up what each participant gave, by code, to the items asked at `depth`."""
    cap = CAPS[depth] if framework.instrument == "questions" else None
    categories = {item.code: category for category in framework.categories for item in category.items}
    for code, asked in groupby(asks(framework, depth), lambda ask: ask.item.code):
        parts = [tuple(own) for _, own in groupby(asked, lambda ask: ask.part.code)]
        item, category = parts[0][0].item, categories[code]
        share = item.points / len(parts) if item.points is not None else None
        scores = tuple(_part_score(own, given, share, cap) for own in parts)
        name = f"{category.code}  {category.title}" if len(framework.categories) > 1 else ""
        yield ItemScore(code, item.title, item.points, scores, name, is_scored(framework, item))


def missing(asked: Sequence[Ask], given: Sequence[Mapping[str, Given]]) -> Iterable[Missing]:
    """Yield the questions that nobody has rated yet, or answered where they are not scored."""
    for ask in asked:
        here = [person[ask.code] for person in given if ask.code in person]
        if not any(one.mark == "rating" or (one.is_answered and not ask.is_scored) for one in here):
            skips = [one for one in here if one.is_skipped]
            reasons = tuple(one.reason for one in skips if one.reason)
            answered = sum(one.is_answered for one in here)
            yield Missing(ask.code, ask.part.title, ask.text, answered, len(skips), reasons, ask.item.code)


def _part_score(
    asked: Sequence[Ask], given: Sequence[Mapping[str, Given]], share: float | None, cap: int | None
) -> PartScore:
    part, codes = asked[0].part, [ask.code for ask in asked]
    pieces = [(number, person[code]) for number, person in enumerate(given) for code in codes if code in person]
    rated = [one.value for _, one in pieces if one.mark == "rating" and one.value is not None]
    ratings = rated if asked[0].is_scored else []
    limited = [min(value, cap) if cap is not None else value for value in ratings]
    return PartScore(
        code=part.code,
        title=part.title,
        value=float(median(limited)) if limited else None,
        spread=_middle_half(limited),
        asked=len(codes) * len(given),
        answered=sum(one.is_answered for _, one in pieces),
        ratings=len(ratings),
        not_sure=sum(one.mark == "not sure" for _, one in pieces),
        skipped=sum(one.is_skipped for _, one in pieces),
        respondents=len({number for number, one in pieces if one.is_answered}),
        points_possible=share,
    )


def _middle_half(ratings: Sequence[int]) -> tuple[float, float] | None:
    if len(ratings) < FEWEST_FOR_SPREAD:
        return None
    low, _, high = quantiles(ratings, n=4, method="inclusive")
    return low, high
