"""What people asked the assistant, how it was answered, and what they thought of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from storage.tables import Asked, Enquiry

GOOD, BAD = 1, -1
# Of an organisation's questions, so many of the latest are looked through for gaps.
MOST_GAPS = 5_000

Place = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """What is kept of an answer; `codes` are the (framework id, code) that it rests on, `subject` what it is about."""

    text: str
    meant: str
    form: str
    confidence: str
    answered: bool
    subject: str
    codes: tuple[Place, ...]


class Askings:
    """What one person asked in one organisation (0: in none); no other's can be seen."""

    def __init__(self, session: Session, organisation_id: int, person_id: int) -> None:
        self.session, self.organisation_id, self.person_id = session, organisation_id or None, person_id

    def add(self, chat_id: int, told: Told, at: Place | None, moment: datetime) -> Asked:
        """Keep a question with its answer; `at` is the question of an assessment that was in sight."""
        asked = Asked(
            organisation_id=self.organisation_id,
            person_id=self.person_id,
            chat_id=chat_id,
            text=told.text,
            meant=told.meant,
            form=told.form,
            confidence=told.confidence,
            answered=told.answered,
            subject=told.subject,
            codes=json.dumps(told.codes),
            at_framework=at[0] if at else None,
            at_code=at[1] if at else None,
            asked_at=moment,
        )
        self.session.add(asked)
        self.session.flush()
        return asked

    def find(self, asked_id: int) -> Asked | None:
        """Return a question of this person, asked in this organisation or before they had one."""
        asked = self.session.get(Asked, asked_id)
        is_mine = asked is not None and asked.person_id == self.person_id
        return asked if asked and is_mine and asked.organisation_id in (None, self.organisation_id) else None

    def vote(self, asked: Asked, vote: int, reason: str | None = None) -> None:
        """Keep what the person thinks of an answer, in place of what they thought before."""
        asked.vote, asked.reason = vote, reason
        self.session.add(asked)
        self.session.flush()

    def recent(self, chat_id: int, since: datetime, at: Place | None) -> Sequence[Asked]:
        """Return what was asked in a chat since then, the latest last; with `at`, while that question was in sight."""
        statement = select(Asked).where(
            Asked.person_id == self.person_id,
            Asked.chat_id == chat_id,
            Asked.organisation_id == self.organisation_id,
            col(Asked.asked_at) > since,
        )
        if at:
            statement = statement.where(Asked.at_framework == at[0], Asked.at_code == at[1])
        return list(reversed(self.session.exec(statement.order_by(col(Asked.id).desc()).limit(3)).all()))

    def take_back(self, chat_id: int, text: str) -> None:
        """Forget a question that was none; one that was passed on to a person stays."""
        passed = select(Enquiry.asked_id)
        self.session.execute(
            delete(Asked).where(
                col(Asked.person_id) == self.person_id,
                col(Asked.chat_id) == chat_id,
                col(Asked.text) == text,
                col(Asked.id).not_in(passed),
            )
        )


def codes_of(asked: Asked) -> tuple[Place, ...]:
    """Return the (framework id, code) that an answer rested on."""
    return tuple((framework, code) for framework, code in json.loads(asked.codes))


def gaps(session: Session, organisation_id: int, since: datetime) -> list[Asked]:
    """Return an organisation's questions that had no answer, or one that was disliked, and none by a person since."""
    statement = select(Asked).where(
        Asked.organisation_id == organisation_id,
        col(Asked.asked_at) > since,
        col(Asked.settled).is_(False),
        or_(col(Asked.answered).is_(False), col(Asked.vote) == BAD),
    )
    return list(session.exec(statement.order_by(col(Asked.id).desc()).limit(MOST_GAPS)).all())


def forget(session: Session, before: datetime) -> None:
    """Forget who asked what without an organisation, all but the votes."""
    old = col(Asked.organisation_id).is_(None), col(Asked.asked_at) < before
    session.execute(delete(Asked).where(*old, col(Asked.vote).is_(None)))
    nothing = {"person_id": None, "chat_id": None, "text": "", "meant": ""}
    nothing |= {"subject": "", "codes": "[]", "at_framework": None, "at_code": None}
    session.execute(update(Asked).where(*old, col(Asked.person_id).is_not(None)).values(**nothing))
