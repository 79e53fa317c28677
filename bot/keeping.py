"""Keeping a document that was understood, from wherever it came, and saying where other wording stays in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.wording import documents as wording
from ingest.understood import Summary, Understood
from knowledge.criteria import Framework
from knowledge.overlay import contradicted
from knowledge.passages import Tier
from storage.sources import Sources


@dataclass(frozen=True)
class _Rival:
    """Another wording of the same framework that counts before the one to be kept, and why it does."""

    tier: Tier
    name: str
    framework: Framework
    why: str


def keep(
    session: Session,
    organisation_id: int,
    understood: Understood,
    tier: Tier,
    brought_by: int | None,
    *,
    packaged: Mapping[str, Framework],
) -> Summary:
    """Keep a document in place of what stood under its name; return its summary with the doubts that keeping raised.

    `brought_by` is the id of the person who sent it, none for the operator; `packaged` is the library.
    """
    sources, summary = Sources(session, organisation_id), understood.summary
    raised = _overruled(summary.own, _rivals(sources, understood, tier, packaged)) if summary.own else ()
    doubts = (*understood.doubts, *raised)
    sources.put(
        understood.name,
        understood.sha256,
        summary.own,
        understood.passages,
        known=understood.known,
        tier=tier,
        doubts=doubts,
        brought_by=brought_by,
    )
    return replace(summary, doubts=doubts)


def _rivals(
    sources: Sources, understood: Understood, tier: Tier, packaged: Mapping[str, Framework]
) -> Iterator[_Rival]:
    """Give what wins over a document of this tier; of equal ones the first that came does, under whatever name."""
    framework_id, came_first = understood.framework.id, True
    if framework_id in packaged and tier > Tier.LIBRARY:
        library = packaged[framework_id]
        yield _Rival(Tier.LIBRARY, library.short, library, wording.ADDS_ONLY)
    for kept in sources.kept():
        if kept.name == understood.name:
            came_first = False
        elif kept.framework and kept.framework.id == framework_id:
            if kept.tier < tier:
                why = wording.ADDS_ONLY if tier is Tier.MEMBER else wording.IS_OFFICIAL
                yield _Rival(kept.tier, kept.name, kept.framework, why)
            elif kept.tier == tier and came_first:
                yield _Rival(kept.tier, kept.name, kept.framework, wording.CAME_FIRST)


def _overruled(framework: Framework, rivals: Iterator[_Rival]) -> Iterator[str]:
    """Say for each rival, the strongest first, how much of the framework it words otherwise."""
    decided: set[str] = set()
    for rival in sorted(rivals, key=lambda one: one.tier):
        codes = [code for code in contradicted(framework, rival.framework) if code not in decided]
        decided.update(question.code for question in rival.framework.questions)
        decided.update(statement.code for statement in rival.framework.statements)
        if codes:
            yield wording.overruled(codes, framework.instrument, rival.name, rival.why)
