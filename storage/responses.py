"""What one participation gave: every message kept, every revision kept, the latest one counts."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, func, update
from sqlmodel import Session, col, select

from storage.database import insert
from storage.tables import FollowUp, Mark, Participation, Response, Said
from storage.tables.columns import now

TakenAs = Literal["response", "question", "replaced"]
MarkKind = Literal["rating", "not sure", "skip"]
RATING: MarkKind = "rating"
NOT_SURE: MarkKind = "not sure"
SKIP: MarkKind = "skip"
FollowUpState = Literal["asked", "answered", "passed", "enough"]


def _of_mine(table: type[Said | Response | Mark | FollowUp]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
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
_FOLLOW_UPS = (
    select(FollowUp.id, FollowUp.code, FollowUp.kind, FollowUp.text, FollowUp.state)  # type: ignore[call-overload]
    .where(*_of_mine(FollowUp))
    .order_by(col(FollowUp.id))
)
_VERSION = (Said.id, Said.code, Said.chat_id, Said.message_id, Said.edited_at, Said.text, Said.taken_as)
_VERSIONS = (
    select(*_VERSION)  # type: ignore[call-overload]
    .where(*_of_mine(Said), Said.chat_id == bindparam("chat"), Said.message_id == bindparam("message"))
    .order_by(col(Said.edited_at))
)
_SAID = select(*_VERSION).where(  # type: ignore[call-overload]
    *_of_mine(Said), Said.id == bindparam("said")
)
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
class Further:
    """A follow-up question: the kind of signal it asks for, its words, and what became of it."""

    id: int
    code: str
    kind: str
    text: str
    state: FollowUpState = "asked"


@dataclass(frozen=True)
class Given:
    """What stands at one question: the response's latest wording, the latest mark, and the follow-ups, in order."""

    text: str = ""
    revision: int = 0
    mark: MarkKind | None = None
    value: int | None = None
    reason: str | None = None
    marked_revision: int = 0
    follow_ups: tuple[Further, ...] = ()

    @property
    def follow_up(self) -> Further | None:
        """The follow-up question that waits for its answer."""
        last = self.follow_ups[-1] if self.text and self.follow_ups else None
        return last if last and last.state == "asked" else None

    @property
    def is_told(self) -> bool:
        """Whether the respondent said that there is no more to tell."""
        return any(one.state == "enough" for one in self.follow_ups)

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


@dataclass(frozen=True)
class Version:
    """One version of one message as it is kept."""

    id: int
    code: str
    chat_id: int
    message_id: int
    edited_at: int
    text: str
    taken_as: TakenAs


class Responses:
    """Everything one participation gave; its organisation is part of every query."""

    def __init__(self, session: Session, participation: Participation) -> None:
        self.session, self.id = session, participation.id
        self._connection = session.connection()
        self.organisation_id, self.person_id = participation.organisation_id, participation.person_id
        self._mine = {"mine": participation.id, "organisation": participation.organisation_id}
        self._whose = {"organisation_id": participation.organisation_id, "participation_id": participation.id}
        self._given: dict[str, Given] | None = None

    def given(self) -> dict[str, Given]:
        """Return what stands at each question, by code."""
        if self._given is None:
            connection, mine = self._connection, self._mine
            responses = {row.code: row for row in connection.execute(_RESPONSES, mine)}
            marks = {row.code: row for row in connection.execute(_MARKS, mine)}
            further: dict[str, list[Further]] = {}
            for row in connection.execute(_FOLLOW_UPS, mine):
                further.setdefault(row.code, []).append(Further(*row))
            codes = responses.keys() | marks.keys()
            self._given = {
                code: _given(responses.get(code), marks.get(code), tuple(further.get(code, ()))) for code in codes
            }
        return self._given

    def hear(self, code: str, place: Place, text: str, taken_as: TakenAs, *, anew: bool = False) -> Version | None:
        """Keep one version of one message; none when this very version was kept before.

        A version of a message that is known already stays at the question, and in the use, of that message. With
        `anew` it takes the place of what was written to the question before.
        """
        versions = self.versions(place.chat_id, place.message_id)
        if any(version.edited_at == place.edited_at for version in versions):
            return None
        if anew and not versions:
            self._put_aside(code)
        if versions:
            code, taken_as = versions[-1].code, versions[-1].taken_as
        said = {"code": code, **asdict(place), "text": text, "taken_as": taken_as}
        said_id = insert(self.session, Said, **self._whose, **said, said_at=now())
        self.compose(code)
        return Version(said_id, **said)

    def versions(self, chat_id: int, message_id: int) -> list[Version]:
        """Return what is kept of one message, the oldest version first."""
        place = {**self._mine, "chat": chat_id, "message": message_id}
        return [Version(*row) for row in self._connection.execute(_VERSIONS, place)]

    def said(self, said_id: int) -> Version | None:
        """Return one kept message of this participation by its id."""
        row = self._connection.execute(_SAID, {**self._mine, "said": said_id}).first()
        return Version(*row) if row else None

    def take_as(self, said: Version, taken_as: TakenAs) -> None:
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
        rows = self._connection.execute(_COUNTING, {**self._mine, "code": code})
        latest = {(row.chat_id, row.message_id): row.text for row in rows}
        text = "\n".join(latest[place] for place in sorted(latest))
        before = self.given().get(code, Given())
        if text != before.text:
            new = {"text": text, "revision": before.revision + 1}
            insert(self.session, Response, **self._whose, code=code, **new, given_at=now())
            self.given()[code] = replace(before, **new)  # type: ignore[arg-type]

    def mark(self, code: str, kind: MarkKind, value: int | None = None, reason: str | None = None) -> None:
        """Keep the respondent's rating, "not sure" or skip of a question as it stands now."""
        before = self.given().get(code, Given())
        mark = {"kind": kind, "value": value, "reason": reason, "revision": before.revision}
        insert(self.session, Mark, **self._whose, code=code, **mark, marked_by=self.person_id, marked_at=now())
        self.given()[code] = replace(before, mark=kind, value=value, reason=reason, marked_revision=before.revision)

    def ask_further(self, code: str, kind: str, text: str) -> None:
        """Keep that a follow-up question is asked; one of its kind may be asked once only."""
        before = self.given()[code]
        new = {"code": code, "kind": kind, "text": text, "state": "asked"}
        kept = {**new, "revision": before.revision, "asked_at": now()}
        one = Further(insert(self.session, FollowUp, **self._whose, **kept), **new)  # type: ignore[arg-type]
        self.given()[code] = replace(before, follow_ups=(*before.follow_ups, one))

    def close_follow_up(self, code: str, state: FollowUpState) -> None:
        """Note what became of the follow-up question that waits; without one this does nothing."""
        before = self.given().get(code, Given())
        if waiting := before.follow_up:
            self.session.execute(update(FollowUp).where(col(FollowUp.id) == waiting.id).values(state=state))
            closed = (*before.follow_ups[:-1], replace(waiting, state=state))
            self.given()[code] = replace(before, follow_ups=closed)

    def _put_aside(self, code: str) -> None:
        statement = update(Said).where(
            col(Said.participation_id) == self.id, col(Said.code) == code, col(Said.taken_as) == "response"
        )
        self.session.execute(statement.values(taken_as="replaced"))


def count(session: Session) -> int:
    """Return how many revisions of responses the database holds."""
    return session.exec(select(func.count()).select_from(Response)).one()


def _given(response: Any, mark: Any, follow_ups: tuple[Further, ...]) -> Given:
    return Given(
        text=response.text if response else "",
        revision=response.revision if response else 0,
        mark=mark.kind if mark else None,
        value=mark.value if mark else None,
        reason=mark.reason if mark else None,
        marked_revision=mark.revision if mark else 0,
        follow_ups=follow_ups,
    )
