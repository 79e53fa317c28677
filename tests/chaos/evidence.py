"""What is there in the end: the journal of the stand-in, the deeds of the people, the rows, and what was logged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from knowledge.asking import asks
from knowledge.criteria import Depth
from storage.assessments import Assessments
from storage.database import Database
from storage.tables import Assessment, Mark, Owed, Participation, Received, Response, Said
from tests.chaos.ledger import Deed
from tests.telegram.journal import read_journal

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class Evidence:
    """Everything that the checks look at, as plain data."""

    token: str
    journal: Sequence[Mapping[str, Any]] = ()
    deeds: Sequence[Deed] = ()
    inbox: Sequence[Received] = ()
    outbox: Sequence[Owed] = ()
    said: Sequence[Said] = ()
    responses: Sequence[Response] = ()
    marks: Sequence[Mark] = ()
    # The codes that each participation is asked, in order.
    asked: Mapping[int, Sequence[str]] = field(default_factory=dict)
    # The chats whose command menu was set.
    menus: Sequence[int] = ()
    log: str = ""
    # Every file that the bot wrote, by name.
    files: Mapping[str, bytes] = field(default_factory=dict)
    integrity: str = "ok"


def gather(database: Database, folder: Path, home: Path, menus: Sequence[int], token: str) -> Evidence:
    """Read everything through sessions of our own, after the bot has ended."""
    return database.read(
        lambda session: Evidence(
            token=token,
            journal=read_journal(folder / "journal.jsonl"),
            deeds=read_journal(folder / "deeds.jsonl"),
            inbox=_rows(session, Received),
            outbox=_rows(session, Owed),
            said=_rows(session, Said),
            responses=_rows(session, Response),
            marks=_rows(session, Mark),
            asked={row.id: _codes(session, row) for row in _rows(session, Participation)},
            menus=menus,
            log=(folder / "log").read_text(encoding="utf-8"),
            files={path.name: path.read_bytes() for path in home.rglob("*") if path.is_file()},
            integrity=_integrity(session) if database.is_sqlite else "ok",
        )
    )


def _rows(session: Session, table: type[Row]) -> list[Row]:
    """Return all rows in the order of their making."""
    key = "update_id" if table is Received else "id"
    return list(session.exec(select(table).order_by(text(key))))


def _codes(session: Session, participation: Participation) -> list[str]:
    assessment = session.get_one(Assessment, participation.assessment_id)
    framework = Assessments(session, participation.organisation_id).framework(assessment)
    return [ask.code for ask in asks(framework, Depth(assessment.depth))]


def _integrity(session: Session) -> str:
    found = [*session.execute(text("PRAGMA integrity_check")), *session.execute(text("PRAGMA foreign_key_check"))]
    return "; ".join(str(row[0]) for row in found)
