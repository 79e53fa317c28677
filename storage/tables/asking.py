"""What people asked, what they thought of the answer, and what they asked of a person in its place."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, key, moment, to


class Asked(SQLModel, table=True):
    """One question to the assistant and how it was answered.

    Of somebody without an organisation the words and the person are forgotten after an hour; a vote stays.
    """

    __table_args__ = (CheckConstraint("vote IN (-1, 1)", name="vote"),)

    id: int = key()
    organisation_id: int | None = to("organisation", optional=True)
    person_id: int | None = to("person", optional=True)
    chat_id: int | None = big(optional=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    # The whole question that it was read as, where it followed on another.
    meant: str = Field(default="", sa_column=Column(Text, nullable=False))
    form: str
    confidence: str
    answered: bool
    # What the answer was about, in a word or two, and the codes it rested on: [framework id, code] as a list in JSON.
    subject: str = ""
    codes: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    # The question of an assessment that was in sight.
    at_framework: str | None = None
    at_code: str | None = None
    vote: int | None = None
    reason: str | None = None
    # Whether a person has answered it.
    settled: bool = False
    asked_at: datetime = moment()


class Enquiry(SQLModel, table=True):
    """A question that waits for a person: passed on by its asker, or taken up from the list of gaps."""

    id: int = key()
    organisation_id: int = to("organisation")
    asked_id: int = to("asked")
    # None where a manager took it up from the gaps: then whoever asked it gets the answer.
    asker_id: int | None = to("person", optional=True)
    opened_at: datetime = moment()
    answer: str | None = Field(default=None, sa_column=Column(Text))
    answered_by: int | None = to("person", optional=True)
    answered_at: datetime | None = moment(optional=True)
    # Whether the answer became a note, or its writer chose that it should not.
    is_kept: bool | None = None
