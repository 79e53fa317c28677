"""Two organisations with nearly the same documents, people and responses; whatever is the one's own says CANARY."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from bot.scope import Scope
from knowledge.catalogue import load
from knowledge.criteria import Framework
from knowledge.passages import passages_of
from storage import members
from storage.sources import Sources
from storage.tables import Asked, Assessment, Enquiry, FollowUp, Participation, Said, Upload, metadata
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
    # A follow-up question that waits.
    follow_up: int
    # What the buttons of a document that waits for its manager carry, and those of the same one once it is in use.
    upload: str
    document: str
    # A question that its respondent asked in vain, one that waits for a person, and one that the manager has answered.
    asked: int
    enquiry: int
    answered: int

    @property
    def key(self) -> str:
        """What buttons carry for its framework."""
        return Scope(framework(self.name.removeprefix("Harbour"))).key


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
    await does(stage, respondent, "/answer", f"We choose them by weight{mark}.", ">That is all", ">50–65")
    await does(stage, respondent, f"Two of us fasten them{mark}, I think?", ">My response")
    for question in (f"who paints the buoys{mark}?", f"who tunes the piano{mark}?", f"who repairs the tyres{mark}?"):
        await asks_in_vain(stage, respondent, question)
        if "tyres" not in question:
            await does(stage, respondent, ">Ask a person")
    await does(stage, manager, ">Answer", f"The night guard{mark}.")
    ids = stage.database.read(lambda session: _ids(session, found))
    about = stage.database.read(lambda session: _enquiries(session, found))
    # Its name shows too.
    await sends(stage, manager, f"tides{mark}.md", f"# Tides{mark}\n\n* Ships sail{mark}\n".encode())
    use = next(button.data for row in manager.sees()[-1].buttons for button in row if button.text == "Use it")
    [upload] = [row for row in stage.rows(Upload) if row.organisation_id == found]
    of = sha256(f"{upload.name}\0{json.loads(upload.understood)['sha256']}".encode()).hexdigest()[:16]
    return Harbour(found, name, manager, respondent, *ids, str(use).removeprefix("use:"), of, *about)


async def sends(stage: Stage, person: Person, name: str, content: bytes) -> str:
    """Send a document and return what is said to it last."""
    person.sends_document(name, content)
    await stage.settled(60)
    return person.sees()[-1].text


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


async def asks_in_vain(stage: Stage, person: Person, question: str) -> None:
    """Ask what the sources have no answer to; where they claim to have one, dislike it."""
    await does(stage, person, f"/ask {question}")
    if any(button.text == "👎" for row in person.sees()[-1].buttons for button in row):
        await does(stage, person, ">👎")


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


def _ids(session: Session, organisation: int) -> tuple[int, int, int, int]:
    def only(table: Any) -> int:
        return int(session.exec(select(table.id).where(table.organisation_id == organisation)).all()[-1])

    return only(Assessment), only(Participation), only(Said), only(FollowUp)


def _enquiries(session: Session, organisation: int) -> tuple[int, int, int]:
    asked = session.exec(select(Asked.id).where(Asked.organisation_id == organisation).order_by(col(Asked.id))).all()
    enquiries = select(Enquiry.id).where(Enquiry.organisation_id == organisation).order_by(col(Enquiry.id))
    waits, answered = session.exec(enquiries).all()
    return asked[-1], waits, answered
