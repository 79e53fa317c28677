"""Questions that wait for a person of the organisation: who asked, who answers, and whether it became a note."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.tables import Asked, Enquiry, Person


class Enquiries:
    """The enquiries of one organisation; none of its queries can see another's."""

    def __init__(self, session: Session, organisation_id: int) -> None:
        self.session, self.organisation_id = session, organisation_id

    def open(self, asked: Asked, asker_id: int | None) -> Enquiry:
        """Let a question wait for a person; without an asker it was taken up from the gaps."""
        enquiry = Enquiry(organisation_id=self.organisation_id, asked_id=asked.id, asker_id=asker_id)
        self.session.add(enquiry)
        self.session.flush()
        return enquiry

    def find(self, enquiry_id: int | None) -> Enquiry | None:
        """Return the enquiry of this id if it is this organisation's."""
        enquiry = self.session.get(Enquiry, enquiry_id) if enquiry_id else None
        return enquiry if enquiry and enquiry.organisation_id == self.organisation_id else None

    def about(self, asked_ids: Iterable[int]) -> Sequence[Enquiry]:
        """Return the enquiries about these questions, the oldest first."""
        statement = select(Enquiry).where(
            Enquiry.organisation_id == self.organisation_id, col(Enquiry.asked_id).in_(list(asked_ids))
        )
        return self.session.exec(statement.order_by(col(Enquiry.id))).all()

    def asked(self, enquiry: Enquiry) -> Asked:
        """Return the question that waits."""
        return self.session.get_one(Asked, enquiry.asked_id)

    def asked_by_id(self, asked_id: int) -> Asked | None:
        """Return a question of this organisation, whoever asked it."""
        asked = self.session.get(Asked, asked_id)
        return asked if asked and asked.organisation_id == self.organisation_id else None

    def answer(self, enquiry: Enquiry, answer: str, person: Person, moment: datetime) -> None:
        """Keep what a person answers."""
        enquiry.answer, enquiry.answered_by, enquiry.answered_at = answer, person.id, moment
        self.session.add(enquiry)

    def settle(self, asked: Iterable[Asked]) -> None:
        """Note that a person has answered these questions."""
        ids = [one.id for one in asked]
        self.session.execute(update(Asked).where(col(Asked.id).in_(ids)).values(settled=True))

    def decide(self, enquiry: Enquiry, *, is_kept: bool) -> None:
        """Note whether an answer became a note."""
        enquiry.is_kept = is_kept
        self.session.add(enquiry)


def take(person: Person, enquiry: Enquiry, moment: datetime) -> None:
    """Let a person's next text be the answer to an enquiry."""
    person.answering_id, person.answering_since = enquiry.id, moment


def lay_down(person: Person) -> None:
    """Let a person's next text be what it would be otherwise."""
    if person.answering_id is not None:
        person.answering_id, person.answering_since = None, None


def release(session: Session, enquiry_ids: Iterable[int]) -> None:
    """Let nobody's next text be the answer to these any more."""
    statement = update(Person).where(col(Person.answering_id).in_(list(enquiry_ids)))
    session.execute(statement.values(answering_id=None, answering_since=None))
