"""Documents that people sent in chat and have not decided on yet."""

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.database import rows_changed
from storage.tables import Upload

Decision = Literal["used", "discarded"]


class Uploads:
    """The uploads of one person in one organisation; none of its queries can see another's."""

    def __init__(self, session: Session, organisation_id: int, person_id: int) -> None:
        self.session, self.organisation_id, self.person_id = session, organisation_id, person_id

    def add(self, chat_id: int, name: str, understood: str) -> Upload:
        """Keep what was understood of a document until its sender decides."""
        upload = Upload(
            organisation_id=self.organisation_id,
            person_id=self.person_id,
            chat_id=chat_id,
            name=name,
            understood=understood,
        )
        self.session.add(upload)
        self.session.flush()
        return upload

    def find(self, upload_id: int) -> Upload | None:
        """Return an upload of this person, whatever became of it."""
        statement = select(Upload).where(
            Upload.id == upload_id,
            Upload.organisation_id == self.organisation_id,
            Upload.person_id == self.person_id,
        )
        return self.session.exec(statement).first()

    def decide(self, upload: Upload, decision: Decision) -> bool:
        """Settle a waiting upload once and forget its content; say whether it was waiting."""
        statement = (
            update(Upload)
            .where(col(Upload.id) == upload.id, col(Upload.status) == "waiting")
            .values(status=decision, understood="")
        )
        return rows_changed(self.session, statement) == 1


def purge(session: Session, before: datetime) -> None:
    """Forget uploads that nobody decided on, and those that were settled long ago."""
    session.execute(delete(Upload).where(col(Upload.sent_at) < before))
