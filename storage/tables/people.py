"""Who is here: organisations, people, their memberships, and the invitations that make them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, key, moment, to

ROLES = ("respondent", "manager", "owner")
_ROLE_CHECK = "role IN ('respondent', 'manager', 'owner')"


class Organisation(SQLModel, table=True):
    """An organisation that assesses itself; everything else belongs to one."""

    id: int = key()
    name: str = Field(unique=True)
    created_at: datetime = moment()


class Person(SQLModel, table=True):
    """Somebody on Telegram, with what they chose to work on."""

    __table_args__ = (UniqueConstraint("telegram_id"),)

    id: int = key()
    telegram_id: int = big()
    name: str
    # Where they work now; both are look-up keys that every query checks against the membership.
    organisation_id: int | None = to("organisation", optional=True)
    participation_id: int | None = big(optional=True)
    # The enquiry whose answer their next text is, and since when; a look-up key like those above.
    answering_id: int | None = big(optional=True)
    answering_since: datetime | None = moment(optional=True)
    created_at: datetime = moment()


class Membership(SQLModel, table=True):
    """A person's role in an organisation; it counts only while it is active."""

    __table_args__ = (UniqueConstraint("organisation_id", "person_id"), CheckConstraint(_ROLE_CHECK, name="role"))

    id: int = key()
    organisation_id: int = to("organisation")
    person_id: int = to("person")
    role: str
    unit: str | None = None
    active: bool = True
    joined_at: datetime = moment()


class Invitation(SQLModel, table=True):
    """A code that lets somebody in; only its hash is kept."""

    __table_args__ = (CheckConstraint(_ROLE_CHECK, name="role"), CheckConstraint("uses_left >= 0", name="uses_left"))

    id: int = key()
    organisation_id: int = to("organisation")
    assessment_id: int | None = to("assessment", optional=True)
    code_hash: str = Field(unique=True)
    role: str
    unit: str | None = None
    uses_left: int
    expires_at: datetime = moment()
    invited_by: int | None = to("person", optional=True)
    created_at: datetime = moment()


class Miss(SQLModel, table=True):
    """One wrong invitation code that a person tried."""

    id: int = key()
    person_id: int = to("person")
    at: datetime = moment()
