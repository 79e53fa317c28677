"""Two organisations with nearly the same documents, people and responses; whatever is the one's own says CANARY."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from knowledge.catalogue import load
from knowledge.criteria import Framework
from knowledge.passages import passages_of
from storage import members
from storage.sources import Sources
from storage.tables import Assessment, Participation, Said, metadata
from tests.stage import Stage
from tests.telegram.updates import Person

CANARY = "CANARY"
FRAMEWORK = """
id: harbour
title: How a harbour serves ships{mark}
short: Harbour{mark}
edition: first{mark}
sector: shipping
source: Written for these tests{mark}
notice: Nobody's official text{mark}.
points: 40
categories:
  - code: "1"
    title: Ships{mark}
    items:
      - code: "1.1"
        title: Mooring{mark}
        points: 40
        question: How do you moor ships{mark}?
        areas:
          - code: 1.1a
            title: Lines{mark}
            parts:
              - code: 1.1a(1)
                title: Ropes{mark}
                questions:
                  - How do you choose the ropes{mark}?
                  - How do you fasten the ropes{mark}?
                  - How do you store the ropes{mark}?
              - code: 1.1a(2)
                title: Bollards{mark}
                questions:
                  - How do you look after the bollards{mark}?
                  - How do you know that the bollards hold{mark}?
notes:
  - about: [1.1a(1)]
    text: A rope that was wet once is dried before it is stored{mark}.
terms:
  - name: Bollard
    text: The iron post on the quay that a ship is tied to{mark}.
"""
ONLY_THERE = """
  - name: Quayside lantern
    text: The lamp that shows a pilot the berth at night{mark}.
"""


@dataclass(frozen=True)
class Harbour:
    """One organisation on a stage, with the ids of what is in it."""

    id: int
    name: str
    manager: Person
    respondent: Person
    assessment: int
    participation: int
    said: int


def framework(mark: str) -> Framework:
    """Return the framework of a harbour; the marked one has a term that the other has not."""
    return load((FRAMEWORK + (ONLY_THERE if mark else "")).replace("{mark}", mark), "harbour.yaml")


async def harbour(stage: Stage, mark: str = "") -> Harbour:
    """Found an organisation with its own document, let its manager open an assessment and somebody answer."""
    name = f"Harbour{mark}"
    found = stage.database.write(lambda session: _founded(session, name, framework(mark)))
    manager = await member(stage, f"Marta{mark}", found, "manager")
    await does(stage, manager, "/open", ">Harbour", ">Every question", ">Open it")
    respondent = await member(stage, f"Rui{mark}", found, "respondent", f"Quay{mark}")
    await does(stage, respondent, "/answer", f"We choose them by weight{mark}.", ">50–65")
    await does(stage, respondent, f"Two of us fasten them{mark}, I think?", ">My response")
    ids = stage.database.read(lambda session: _ids(session, found))
    return Harbour(found, name, manager, respondent, *ids)


async def member(stage: Stage, name: str, organisation: int, role: str, unit: str | None = None) -> Person:
    """Let somebody in."""
    person = stage.person(f"{name} {role} {organisation}")

    def join(session: Session) -> None:
        row = members.meet(session, person.id, name)
        members.join(session, row, organisation, role, unit)

    stage.database.write(join)
    person.user["first_name"] = name
    person.starts()
    await stage.settled()
    return person


async def does(stage: Stage, person: Person, *deeds: str) -> None:
    """Type each text, or press the button that begins so (`>` in front), and settle after each."""
    for deed in deeds:
        if deed.startswith(">"):
            person.presses(deed[1:])
        else:
            person.types(deed)
        await stage.settled()


def rows_of(stage: Stage, one: Harbour) -> dict[str, list[str]]:
    """Return everything that the database holds of an organisation and its two people."""

    def read(session: Session) -> dict[str, list[str]]:
        found = {}
        for table in metadata.sorted_tables:
            if "organisation_id" in table.c:
                mine = table.select().where(table.c.organisation_id == one.id)
                found[table.name] = sorted(str(row) for row in session.execute(mine))
        return found

    return stage.database.read(read)


def _founded(session: Session, name: str, its: Framework) -> int:
    organisation = members.organisation(session, name).id
    passages = passages_of(its, its.source)
    Sources(session, organisation).put("harbour.md", its.content_hash, its, passages)
    return organisation


def _ids(session: Session, organisation: int) -> tuple[int, int, int]:
    def only(table: Any) -> int:
        return int(session.exec(select(table.id).where(table.organisation_id == organisation)).all()[-1])

    return only(Assessment), only(Participation), only(Said)
