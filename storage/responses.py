"""What one participation gave: every message kept, every revision kept, the latest one counts."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, func, update
from sqlmodel import Session, col, select

from storage.database import insert
from storage.tables import Mark, Participation, Response, Said

TakenAs = Literal["response", "question", "replaced"]
MarkKind = Literal["rating", "not sure", "skip"]
RATING: MarkKind = "rating"
NOT_SURE: MarkKind = "not sure"
SKIP: MarkKind = "skip"


def _of_mine(table: type[Said] | type[Response] | type[Mark]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say of which participation, in which organisation: part of every query here."""
    return (
        col(table.participation_id) == bindparam("mine"),
        col(table.organisation_id) == bindparam("organisation"),
    )


# Made once: building a statement costs more than running it.
_RESPONSES = (
    select(Response.code, Response.revision, Response.text).where(*_of_mine(Response)).order_by(col(Response.revision))
)
_MARKS = (
    select(Mark.code, Mark.kind, Mark.value, Mark.reason, Mark.revision)  # type: ignore[call-overload]
    .where(*_of_mine(Mark))
    .order_by(col(Mark.id))
)
_VERSIONS = (
    select(Said)
    .where(*_of_mine(Said), Said.chat_id == bindparam("chat"), Said.message_id == bindparam("message"))
    .order_by(col(Said.edited_at))
)
_SAID = select(Said).where(*_of_mine(Said), Said.id == bindparam("said"))
_COUNTING = (
    select(Said.chat_id, Said.message_id, Said.text)
    .where(*_of_mine(Said), Said.code == bindparam("code"), Said.taken_as == "response")
    .order_by(col(Said.edited_at))
)


@dataclass(frozen=True)
class Place:
    """Where a text stands in Telegram: chat, message, and the seconds of the edit that made it (0: as first sent)."""

    chat_id: int
    message_id: int
    edited_at: int = 0


@dataclass(frozen=True)
class Given:
    """What stands at one question: the response's latest wording and the latest mark."""

    text: str = ""
    revision: int = 0
    mark: MarkKind | None = None
    value: int | None = None
    reason: str | None = None
    marked_revision: int = 0

    @property
    def is_skipped(self) -> bool:
        """Whether the question was passed over and nothing was written since."""
        return self.mark == "skip" and self.revision <= self.marked_revision

    @property
    def is_settled(self) -> bool:
        """Whether the question needs nothing more: rated, left unrated on purpose, or skipped."""
        return self.is_skipped or self.mark in ("rating", "not sure")

    @property
    def is_answered(self) -> bool:
        """Whether there is a response or a rating."""
        return bool(self.text) or self.mark == "rating"


class Responses:
    """Everything one participation gave; its organisation is part of every query."""

    def __init__(self, session: Session, participation: Participation) -> None:
        self.session, self.id = session, participation.id
        self.organisation_id, self.person_id = participation.organisation_id, participation.person_id
        self._mine = {"mine": participation.id, "organisation": participation.organisation_id}
        self._given: dict[str, Given] | None = None

    def given(self) -> dict[str, Given]:
        """Return what stands at each question, by code."""
        if self._given is None:
            connection, mine = self.session.connection(), self._mine
            responses = {row.code: row for row in connection.execute(_RESPONSES, mine)}
            marks = {row.code: row for row in connection.execute(_MARKS, mine)}
            codes = responses.keys() | marks.keys()
            self._given = {code: _given(responses.get(code), marks.get(code)) for code in codes}
        return self._given

    def hear(self, code: str, place: Place, text: str, taken_as: TakenAs, *, anew: bool = False) -> Said | None:
        """Keep one version of one message; none when this very version was kept before.

        A version of a message that is known already stays at the question, and in the use, of that message. With
        `anew` it takes the place of what was written to the question before.
        """
        versions = self.versions(place.chat_id, place.message_id)
        if any(version.edited_at == place.edited_at for version in versions):
            return None
        if anew and not versions:
            self._put_aside(code)
        said = Said(
            organisation_id=self.organisation_id,
            participation_id=self.id,
            code=versions[-1].code if versions else code,
            chat_id=place.chat_id,
            message_id=place.message_id,
            edited_at=place.edited_at,
            text=text,
            taken_as=versions[-1].taken_as if versions else taken_as,
        )
        said.id = insert(self.session, said)
        self.compose(said.code)
        return said

    def versions(self, chat_id: int, message_id: int) -> list[Said]:
        """Return what is kept of one message, the oldest version first."""
        place = {**self._mine, "chat": chat_id, "message": message_id}
        return list(self.session.execute(_VERSIONS, place).scalars())

    def said(self, said_id: int) -> Said | None:
        """Return one kept message of this participation by its id."""
        return self.session.execute(_SAID, {**self._mine, "said": said_id}).scalar()

    def take_as(self, said: Said, taken_as: TakenAs) -> None:
        """Change what a message counts as, in all its versions, and bring the response up to date."""
        statement = update(Said).where(
            col(Said.participation_id) == self.id,
            col(Said.chat_id) == said.chat_id,
            col(Said.message_id) == said.message_id,
        )
        self.session.execute(statement.values(taken_as=taken_as))
        self.compose(said.code)

    def compose(self, code: str) -> None:
        """Make the next revision from the messages that count, in their order, if they now say another thing."""
        rows = self.session.connection().execute(_COUNTING, {**self._mine, "code": code})
        latest = {(row.chat_id, row.message_id): row.text for row in rows}
        text = "\n".join(latest[place] for place in sorted(latest))
        before = self.given().get(code, Given())
        if text != before.text:
            revision = Response(
                organisation_id=self.organisation_id,
                participation_id=self.id,
                code=code,
                revision=before.revision + 1,
                text=text,
            )
            insert(self.session, revision)
            self.given()[code] = replace(before, text=text, revision=before.revision + 1)

    def mark(self, code: str, kind: MarkKind, value: int | None = None, reason: str | None = None) -> None:
        """Keep the respondent's rating, "not sure" or skip of a question as it stands now."""
        before = self.given().get(code, Given())
        mark = Mark(
            organisation_id=self.organisation_id,
            participation_id=self.id,
            code=code,
            kind=kind,
            value=value,
            reason=reason,
            revision=before.revision,
            marked_by=self.person_id,
        )
        insert(self.session, mark)
        now_there = replace(before, mark=kind, value=value, reason=reason, marked_revision=before.revision)
        self.given()[code] = now_there

    def _put_aside(self, code: str) -> None:
        statement = update(Said).where(
            col(Said.participation_id) == self.id, col(Said.code) == code, col(Said.taken_as) == "response"
        )
        self.session.execute(statement.values(taken_as="replaced"))


def count(session: Session) -> int:
    """Return how many revisions of responses the database holds."""
    return session.exec(select(func.count()).select_from(Response)).one()


def _given(response: Any, mark: Any) -> Given:
    return Given(
        text=response.text if response else "",
        revision=response.revision if response else 0,
        mark=mark.kind if mark else None,
        value=mark.value if mark else None,
        reason=mark.reason if mark else None,
        marked_revision=mark.revision if mark else 0,
    )
