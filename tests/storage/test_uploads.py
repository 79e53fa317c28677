"""Documents sent in chat: seen by their sender alone, decided on once."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from storage import members, uploads
from storage.database import Database
from storage.tables import Upload
from storage.uploads import Uploads


def _people(session: Session) -> tuple[Uploads, Uploads, Uploads]:
    alba, brio = members.organisation(session, "Alba"), members.organisation(session, "Brio")
    ana, ben = members.meet(session, 2**52, "Ana"), members.meet(session, 2**52 + 1, "Ben")
    return Uploads(session, alba.id, ana.id), Uploads(session, alba.id, ben.id), Uploads(session, brio.id, ana.id)


def test_an_upload_is_found_by_its_sender_in_that_organisation_alone(database: Database) -> None:
    def write(session: Session) -> list[bool]:
        mine, colleagues, elsewhere = _people(session)
        upload = mine.add(5, "book.txt", "{}")
        return [one.find(upload.id) is not None for one in (mine, colleagues, elsewhere)]

    assert database.write(write) == [True, False, False]


def test_it_is_decided_on_once_and_its_content_is_forgotten(database: Database) -> None:
    def write(session: Session) -> tuple[list[bool], str, str]:
        mine, *_ = _people(session)
        upload = mine.add(5, "book.txt", "CANARY")
        decided = [mine.decide(upload, "used"), mine.decide(upload, "discarded")]
        session.refresh(upload)
        return decided, upload.status, upload.understood

    assert database.write(write) == ([True, False], "used", "")


def test_old_uploads_are_purged(database: Database) -> None:
    now = datetime.now(UTC)

    def write(session: Session) -> list[str]:
        mine, *_ = _people(session)
        mine.add(5, "old.txt", "{}").sent_at = now - timedelta(days=8)
        mine.add(5, "new.txt", "{}")
        session.flush()
        uploads.purge(session, now - timedelta(days=7))
        return list(session.exec(select(Upload.name)))

    assert database.write(write) == ["new.txt"]
