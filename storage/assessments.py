"""Assessments of one organisation and who takes part in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from knowledge.criteria import Depth, Framework
from knowledge.probing import MOST
from storage.tables import Assessment, FrameworkVersion, Participation, Person
from storage.tables.columns import now


@dataclass(frozen=True)
class Taking:
    """A participation with its assessment and the very wording that it asks."""

    participation: Participation
    assessment: Assessment
    framework: Framework


# Frameworks by content hash: the content of a hash never changes, so every database may share what was parsed.
_parsed: dict[str, Framework] = {}


class Assessments:
    """The assessments of one organisation; none of its queries can see another's."""

    def __init__(self, session: Session, organisation_id: int) -> None:
        self.session, self.organisation_id = session, organisation_id

    def open(
        self, title: str, framework: Framework, depth: Depth, opened_by: int, follow_ups: int = MOST
    ) -> Assessment:
        """Open a cycle that asks `framework` in exactly this wording, with at most so many follow-ups a response."""
        assessment = Assessment(
            organisation_id=self.organisation_id,
            title=title,
            framework_version_id=self._version(framework).id,
            framework_hash=framework.content_hash,
            depth=depth.value,
            follow_ups=follow_ups,
            opened_by=opened_by,
        )
        self.session.add(assessment)
        self.session.flush()
        return assessment

    def all(self, *, only_open: bool = False) -> list[Assessment]:
        """Return the assessments, the newest first."""
        statement = select(Assessment).where(Assessment.organisation_id == self.organisation_id)
        if only_open:
            statement = statement.where(Assessment.status == "open")
        return list(self.session.exec(statement.order_by(col(Assessment.id).desc())))

    def find(self, assessment_id: int) -> Assessment | None:
        """Return the assessment of this id if it is this organisation's."""
        found = self.session.get(Assessment, assessment_id)
        return found if found and found.organisation_id == self.organisation_id else None

    def close(self, assessment: Assessment) -> None:
        """End the cycle: nothing can be given to it any more."""
        assessment.status = "closed"
        self.session.add(assessment)

    def framework(self, assessment: Assessment) -> Framework:
        """Return the wording that the assessment asks."""
        if assessment.framework_hash not in _parsed:
            statement = select(FrameworkVersion.content).where(
                FrameworkVersion.id == assessment.framework_version_id,
                FrameworkVersion.organisation_id == self.organisation_id,
            )
            content = self.session.exec(statement).one()
            _parsed[assessment.framework_hash] = Framework.model_validate_json(content)
        return _parsed[assessment.framework_hash]

    def take_part(self, assessment: Assessment, person: Person) -> Participation:
        """Return the person's participation, made on first sight, and make it what they work on."""
        statement = select(Participation).where(
            Participation.assessment_id == assessment.id, Participation.person_id == person.id
        )
        participation = self.session.exec(statement).first() or Participation(
            organisation_id=self.organisation_id, assessment_id=assessment.id, person_id=person.id
        )
        self.session.add(participation)
        self.session.flush()
        person.participation_id = participation.id
        self.session.add(person)
        return participation

    def taking(self, person: Person, participation_id: int | None) -> Taking | None:
        """Return the participation of this id if it is this person's and in this organisation."""
        participation = self.session.get(Participation, participation_id) if participation_id else None
        if participation is None or participation.person_id != person.id:
            return None
        assessment = self.find(participation.assessment_id)
        return Taking(participation, assessment, self.framework(assessment)) if assessment else None

    def takings(self, person: Person) -> Sequence[Participation]:
        """Return the person's participations in this organisation, the newest first."""
        statement = select(Participation).where(
            Participation.person_id == person.id, Participation.organisation_id == self.organisation_id
        )
        return self.session.exec(statement.order_by(col(Participation.id).desc())).all()

    def participants(self, assessment: Assessment) -> list[tuple[Participation, str]]:
        """Return the participations of an assessment with the names, in the order of joining."""
        statement = (
            select(Participation, Person.name)
            .where(
                Participation.assessment_id == assessment.id,
                Participation.organisation_id == self.organisation_id,
                Person.id == Participation.person_id,
            )
            .order_by(col(Participation.id))
        )
        return [(participation, name) for participation, name in self.session.exec(statement)]

    def _version(self, framework: Framework) -> FrameworkVersion:
        statement = select(FrameworkVersion).where(
            FrameworkVersion.organisation_id == self.organisation_id,
            FrameworkVersion.content_hash == framework.content_hash,
        )
        version = self.session.exec(statement).first() or FrameworkVersion(
            organisation_id=self.organisation_id,
            framework_id=framework.id,
            content_hash=framework.content_hash,
            content=framework.model_dump_json(),
        )
        self.session.add(version)
        self.session.flush()
        return version


def submit(session: Session, participation: Participation) -> None:
    """Hand the participation in; a second time changes nothing."""
    participation.submitted_at = participation.submitted_at or now()
    participation.chosen = None
    session.add(participation)
