"""Who sits at the terminal: whoever can start `howwell chat` runs this installation, and may be anybody in it."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.access import LEARNER
from bot.wording.opening import title
from knowledge.asking import asks
from knowledge.catalogue import Catalogue
from knowledge.criteria import Depth, Framework
from storage import members
from storage.assessments import Assessments
from storage.sources import frameworks_for
from storage.tables.columns import now

ORGANISATION = "My organisation"
# What is offered of a framework that nobody would want to answer whole for a try.
_OFFERED = {"baldrige-business-2021": "3.2"}


@dataclass(frozen=True)
class Seating:
    """A person at the keyboard and the role they are to have."""

    telegram_id: int
    name: str
    role: str


def seat(session: Session, catalogue: Catalogue, seating: Seating) -> None:
    """Give the person exactly this role; a respondent finds something to answer."""
    person = members.meet(session, seating.telegram_id, seating.name)
    organisation = first_organisation(session)
    if seating.role == LEARNER:
        members.remove(session, organisation, person.id)
        return
    members.appoint(session, person, organisation, seating.role)
    repository = Assessments(session, organisation)
    if seating.role == "respondent" and not repository.all(only_open=True):
        for framework in reversed(frameworks_for(session, catalogue, organisation).values()):
            if asks(framework):
                repository.open(title(framework.short, now()), _offered(framework), Depth.MULTIPLE, person.id)


def first_organisation(session: Session) -> int:
    """Return the organisation that the operator's own commands speak of: the first one, made where there is none."""
    found = members.organisations(session)
    return found[0].id if found else members.organisation(session, ORGANISATION).id


def _offered(framework: Framework) -> Framework:
    code = _OFFERED.get(framework.id)
    return framework.only([code]) if code in [item.code for item in framework.items] else framework
