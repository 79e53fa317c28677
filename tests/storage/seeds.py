"""A small organisation to test storage on."""

from dataclasses import dataclass

from sqlmodel import Session

from knowledge.criteria import Depth, Framework
from storage import members
from storage.assessments import Assessments
from storage.tables import Assessment, Organisation, Participation, Person
from tests.knowledge.bakery import bakery

# As large as Telegram's ids may become.
LARGE = 2**52


@dataclass(frozen=True)
class Seeded:
    """One organisation with an assessment and one respondent in it."""

    organisation: Organisation
    assessment: Assessment
    person: Person
    participation: Participation


def seeded(session: Session, name: str, telegram_id: int = LARGE, framework: Framework | None = None) -> Seeded:
    """Put an organisation, an assessment of every question and a respondent into the database."""
    organisation = members.organisation(session, name)
    person = members.meet(session, telegram_id, f"{name} person")
    members.join(session, person, organisation.id, "respondent")
    repository = Assessments(session, organisation.id)
    assessment = repository.open(f"{name} cycle", framework or bakery(), Depth.MULTIPLE, person.id)
    return Seeded(organisation, assessment, person, repository.take_part(assessment, person))
