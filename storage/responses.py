"""What one participation gave: every message kept, every revision kept, the latest one counts."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlalchemy import func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.tables import Mark, Participation, Response, Said

TakenAs = Literal["response", "question", "replaced"]
MarkKind = Literal["rating", "not sure", "skip"]
RATING: MarkKind = "rating"
NOT_SURE: MarkKind = "not sure"
SKIP: MarkKind = "skip"
Row = TypeVar("Row", Said, Response, Mark)


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
        self.session = session
        self.id, self.organisation_id, self.person_id = (
            participation.id,
            participation.organisation_id,
            participation.person_id,
        )

    def given(self) -> dict[str, Given]:
        """Return what stands at each question, by code."""
        responses = {row.code: row for row in self.session.exec(self._mine(Response).order_by(col(Response.revision)))}
        marks = {row.code: row for row in self.session.exec(self._mine(Mark).order_by(col(Mark.id)))}
        return {code: _given(responses.get(code), marks.get(code)) for code in responses.keys() | marks.keys()}

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
        self.session.add(said)
        self.session.flush()
        self.compose(said.code)
        return said

    def versions(self, chat_id: int, message_id: int) -> list[Said]:
        """Return what is kept of one message, the oldest version first."""
        statement = self._mine(Said).where(Said.chat_id == chat_id, Said.message_id == message_id)
        return list(self.session.exec(statement.order_by(col(Said.edited_at))))

    def said(self, said_id: int) -> Said | None:
        """Return one kept message of this participation by its id."""
        return self.session.exec(self._mine(Said).where(Said.id == said_id)).first()

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
        statement = self._mine(Said).where(Said.code == code, Said.taken_as == "response").order_by(col(Said.edited_at))
        latest = {(said.chat_id, said.message_id): said.text for said in self.session.exec(statement)}
        text = "\n".join(latest[place] for place in sorted(latest))
        revision, before = self._latest(code)
        if text != before:
            self.session.add(
                Response(
                    organisation_id=self.organisation_id,
                    participation_id=self.id,
                    code=code,
                    revision=revision + 1,
                    text=text,
                )
            )
            self.session.flush()

    def mark(
        self,
        code: str,
        kind: MarkKind,
        value: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Keep the respondent's rating, "not sure" or skip of a question as it stands now."""
        self.session.add(
            Mark(
                organisation_id=self.organisation_id,
                participation_id=self.id,
                code=code,
                kind=kind,
                value=value,
                reason=reason,
                revision=self._latest(code)[0],
                marked_by=self.person_id,
            )
        )
        self.session.flush()

    def _put_aside(self, code: str) -> None:
        statement = update(Said).where(
            col(Said.participation_id) == self.id, col(Said.code) == code, col(Said.taken_as) == "response"
        )
        self.session.execute(statement.values(taken_as="replaced"))

    def _latest(self, code: str) -> tuple[int, str]:
        statement = self._mine(Response).where(Response.code == code).order_by(col(Response.revision).desc()).limit(1)
        row = self.session.exec(statement).first()
        return (row.revision, row.text) if row else (0, "")

    def _mine(self, table: type[Row]) -> SelectOfScalar[Row]:
        return select(table).where(table.participation_id == self.id, table.organisation_id == self.organisation_id)


def count(session: Session) -> int:
    """Return how many revisions of responses the database holds."""
    return session.exec(select(func.count()).select_from(Response)).one()


def _given(response: Response | None, mark: Mark | None) -> Given:
    return Given(
        text=response.text if response else "",
        revision=response.revision if response else 0,
        mark=mark.kind if mark else None,  # type: ignore[arg-type]
        value=mark.value if mark else None,
        reason=mark.reason if mark else None,
        marked_revision=mark.revision if mark else 0,
    )
