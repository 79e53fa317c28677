"""People, organisations, memberships and invitations: who may be let in, and as what."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import and_, bindparam, func, update
from sqlmodel import Session, col, select

from storage.database import rows_changed
from storage.tables import Assessment, Invitation, Membership, Miss, Organisation, Participation, Person
from storage.tables.columns import now

# 16 random bytes make 22 characters of the alphabet that a deep link allows.
CODE_BYTES = 16
MOST_MISSES = 5
MISSES_COUNT_FOR = timedelta(hours=1)
INVITATION_LASTS = timedelta(days=14)


# Made once: building a statement costs more than running it.
_ENTRY = (
    select(Person, Membership, Participation, Assessment)
    .join(
        Membership,
        and_(
            col(Membership.person_id) == Person.id,
            col(Membership.organisation_id) == Person.organisation_id,
            col(Membership.active),
        ),
        isouter=True,
    )
    .join(Participation, col(Participation.id) == Person.participation_id, isouter=True)
    .join(Assessment, col(Assessment.id) == Participation.assessment_id, isouter=True)
    .where(Person.telegram_id == bindparam("telegram_id"))
)


@dataclass(frozen=True)
class Entry:
    """Who speaks, their active membership where they work now, and what they work on.

    The last two are there so that the session has them at hand; whether they may be used is for `Assessments` to say.
    """

    person: Person
    membership: Membership | None = None
    participation: Participation | None = None
    assessment: Assessment | None = None


class Refused(Exception):
    """An invitation that lets nobody in; the reason is one of `unknown`, `expired`, `used up`, `locked`."""

    def __init__(self, reason: str, since: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason, self.since = reason, since


@dataclass(frozen=True)
class Admission:
    """What a redeemed invitation gave: the membership and, where it names one, the assessment."""

    membership: Membership
    organisation: Organisation
    assessment_id: int | None
    invited_by: str | None


def meet(session: Session, telegram_id: int, name: str) -> Person:
    """Return the person with this Telegram id, made on first sight, under the name they have now."""
    return enter(session, telegram_id, name).person


def enter(session: Session, telegram_id: int, name: str) -> Entry:
    """Return who speaks, looked up anew in every turn, so that a removal takes effect at once."""
    row = session.execute(_ENTRY, {"telegram_id": telegram_id}).first()
    entry = Entry(*row) if row else Entry(Person(telegram_id=telegram_id, name=name))
    if row is None or entry.person.name != name:
        entry.person.name = name
        session.add(entry.person)
        session.flush()
    return entry


def organisation(session: Session, name: str) -> Organisation:
    """Return the organisation of this name, made where there is none."""
    found = session.exec(select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        found = Organisation(name=name)
        session.add(found)
        session.flush()
    return found


def organisations(session: Session) -> list[Organisation]:
    """Return all organisations, the oldest first: for the operator, never for a chat."""
    return list(session.exec(select(Organisation).order_by(col(Organisation.id))))


def join(session: Session, person: Person, organisation_id: int, role: str, unit: str | None = None) -> Membership:
    """Make the person an active member; a role they hold already is raised, never lowered."""
    statement = select(Membership).where(
        Membership.person_id == person.id, Membership.organisation_id == organisation_id
    )
    member = session.exec(statement).first() or Membership(
        organisation_id=organisation_id, person_id=person.id, role=role, unit=unit
    )
    if not member.active or _rank(role) > _rank(member.role):
        member.role = role
    member.active = True
    person.organisation_id = organisation_id
    session.add_all((member, person))
    session.flush()
    return member


def appoint(session: Session, person: Person, organisation_id: int, role: str) -> None:
    """Give the person exactly this role, up or down: for the operator of the installation only."""
    member = join(session, person, organisation_id, role)
    member.role = role
    session.add(member)
    session.flush()


def remove(session: Session, organisation_id: int, person_id: int) -> None:
    """End a membership; it counts from the next thing the person does."""
    statement = update(Membership).where(
        col(Membership.organisation_id) == organisation_id, col(Membership.person_id) == person_id
    )
    session.execute(statement.values(active=False))


def managers(session: Session, organisation_id: int) -> list[Person]:
    """Return who manages an organisation, its owners included, in the order of joining."""
    statement = (
        select(Person)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.active,
            col(Membership.role).in_(("manager", "owner")),
        )
    )
    return list(session.exec(statement.order_by(col(Membership.id))))


def active(session: Session, organisation_id: int, person_ids: Iterable[int]) -> list[Person]:
    """Return those of these people who are members of an organisation now."""
    statement = (
        select(Person)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.active,
            col(Membership.person_id).in_(list(person_ids)),
        )
    )
    return list(session.exec(statement.order_by(col(Membership.id))))


def invite(
    session: Session,
    organisation_id: int,
    role: str,
    *,
    uses: int = 1,
    unit: str | None = None,
    assessment_id: int | None = None,
    invited_by: int | None = None,
) -> str:
    """Make an invitation and return its code, which is kept nowhere."""
    code = secrets.token_urlsafe(CODE_BYTES)
    session.add(
        Invitation(
            organisation_id=organisation_id,
            assessment_id=assessment_id,
            code_hash=_hash(code),
            role=role,
            unit=unit,
            uses_left=uses,
            expires_at=now() + INVITATION_LASTS,
            invited_by=invited_by,
        )
    )
    return code


def redeem(session: Session, person: Person, code: str) -> Admission:
    """Let the person in by a code; raises Refused, and counts a miss, when the code is not good."""
    if _recent_misses(session, person) >= MOST_MISSES:
        raise Refused("locked")
    found = session.exec(select(Invitation).where(Invitation.code_hash == _hash(code))).first()
    if found is None:
        raise Refused("unknown")
    if found.expires_at < now():
        raise Refused("expired", found.expires_at)
    if not _is_member(session, person, found.organisation_id, found.role):
        _use(session, found)
    member = join(session, person, found.organisation_id, found.role, found.unit)
    place = session.get_one(Organisation, found.organisation_id)
    host = session.get(Person, found.invited_by) if found.invited_by else None
    return Admission(member, place, found.assessment_id, host.name if host else None)


def miss(session: Session, person: Person) -> None:
    """Count one wrong code."""
    session.add(Miss(person_id=person.id))


def _use(session: Session, invitation: Invitation) -> None:
    # One statement decides who gets the last use, however many ask at once.
    taken = update(Invitation).where(col(Invitation.id) == invitation.id, col(Invitation.uses_left) > 0)
    if not rows_changed(session, taken.values(uses_left=Invitation.uses_left - 1)):
        raise Refused("used up")


def _is_member(session: Session, person: Person, organisation_id: int, role: str) -> bool:
    statement = select(Membership).where(
        Membership.person_id == person.id, Membership.organisation_id == organisation_id, Membership.active
    )
    member = session.exec(statement).first()
    return member is not None and _rank(member.role) >= _rank(role)


def _recent_misses(session: Session, person: Person) -> int:
    since = now() - MISSES_COUNT_FOR
    return session.exec(select(func.count()).where(Miss.person_id == person.id, col(Miss.at) > since)).one()


def _rank(role: str) -> int:
    return ("respondent", "manager", "owner").index(role)


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
