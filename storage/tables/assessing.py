"""What is asked and what is given, in assessments and by respondents. Nothing given is ever overwritten."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, key, moment, to


class FrameworkVersion(SQLModel, table=True):
    """A framework in exactly the wording that some assessment asks; found by its content hash."""

    __table_args__ = (UniqueConstraint("organisation_id", "content_hash"),)

    id: int = key()
    organisation_id: int = to("organisation")
    framework_id: str
    content_hash: str
    content: str
    created_at: datetime = moment()


class Assessment(SQLModel, table=True):
    """One cycle that a manager opened, tied to one wording of one framework."""

    __table_args__ = (
        CheckConstraint("status IN ('open', 'closed')", name="status"),
        CheckConstraint("follow_ups BETWEEN 0 AND 2", name="follow_ups"),
    )

    id: int = key()
    organisation_id: int = to("organisation")
    title: str
    framework_version_id: int = to("frameworkversion", index=False)
    # The content hash of that wording: a framework that was changed since is never taken for it.
    framework_hash: str
    depth: str
    # At most so many follow-up questions after a response.
    follow_ups: int = Field(default=2, sa_column_kwargs={"server_default": "2"})
    status: str = "open"
    opened_by: int = to("person", index=False)
    opened_at: datetime = moment()


class Participation(SQLModel, table=True):
    """One member's way through an assessment. Where they stand follows from what they gave; here is what they chose."""

    __table_args__ = (UniqueConstraint("assessment_id", "person_id"),)

    id: int = key()
    organisation_id: int = to("organisation")
    assessment_id: int = to("assessment")
    person_id: int = to("person")
    # The question they went back to, counted from 1, and whether the next text replaces what is there.
    chosen: int | None = None
    anew: bool = False
    paused: bool = False
    started_at: datetime = moment()
    submitted_at: datetime | None = moment(optional=True)


class Said(SQLModel, table=True):
    """One version of one message that a respondent wrote, and what it was taken as."""

    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", "edited_at"),
        CheckConstraint("taken_as IN ('response', 'question', 'replaced')", name="taken_as"),
        Index("ix_said_place", "participation_id", "code"),
    )

    id: int = key()
    organisation_id: int = to("organisation", index=False)
    participation_id: int = to("participation", index=False)
    code: str
    chat_id: int = big()
    message_id: int = big()
    # Seconds since 1970 of the edit that made this version; 0 for the message as first sent.
    edited_at: int = big()
    text: str
    taken_as: str
    said_at: datetime = moment()


class Response(SQLModel, table=True):
    """One revision of what a respondent gives to one question."""

    __table_args__ = (UniqueConstraint("participation_id", "code", "revision"),)

    id: int = key()
    organisation_id: int = to("organisation", index=False)
    participation_id: int = to("participation", index=False)
    code: str
    revision: int
    text: str
    given_at: datetime = moment()


class Mark(SQLModel, table=True):
    """A respondent's own rating of a response, "not sure", or a skip; the latest one counts."""

    __table_args__ = (
        CheckConstraint("kind IN ('rating', 'not sure', 'skip')", name="kind"),
        CheckConstraint("(kind = 'rating') = (value IS NOT NULL)", name="value"),
        Index("ix_mark_place", "participation_id", "code"),
    )

    id: int = key()
    organisation_id: int = to("organisation", index=False)
    participation_id: int = to("participation", index=False)
    code: str
    kind: str
    # A percent for a question, 1 to 5 for a statement.
    value: int | None = None
    reason: str | None = None
    # The revision that was there when the mark was made; 0 for none.
    revision: int = Field(default=0)
    marked_by: int = to("person", index=False)
    marked_at: datetime = moment()


class FollowUp(SQLModel, table=True):
    """One further question that was asked after a response, and what became of it."""

    __table_args__ = (
        UniqueConstraint("participation_id", "code", "kind"),
        CheckConstraint("state IN ('asked', 'answered', 'passed', 'enough')", name="state"),
    )

    id: int = key()
    organisation_id: int = to("organisation", index=False)
    participation_id: int = to("participation", index=False)
    code: str
    # The kind of signal that it asks for, and the very words in which it was asked.
    kind: str
    text: str
    # The revision of the response after which it was asked.
    revision: int
    state: str = "asked"
    asked_at: datetime = moment()
