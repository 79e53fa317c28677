"""A connection that breaks in the middle of a commit: made or not, nothing is lost and nothing is done twice."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from storage.database import Database
from storage.tables import Assessment, Response
from tests.stage import Stage


@pytest.mark.parametrize("nth", range(1, 5))
async def test_every_commit_that_is_made_but_not_confirmed_is_noticed(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    ana = await small_stage.seated("Ana", "respondent")
    # Each text has a reply of its own: a follow-up would stand in the message that asked the question.
    await small_stage.database.transaction(lambda session: session.execute(update(Assessment).values(follow_ups=0)))
    ana.types("/answer")
    await small_stage.settled()
    ana.presses("Business")
    await small_stage.settled()
    write, calls = Database.write, iter(range(1, 100))

    def write_and_break(self: Database, work: Callable[[Session], Any]) -> Any:
        done = write(self, work)
        if next(calls) == nth:
            raise OperationalError("COMMIT", None, ConnectionError("the server closed the connection"))
        return done

    monkeypatch.setattr(Database, "write", write_and_break)
    ana.types("Each account has one owner.")
    await small_stage.settled()
    # A second text shows that the lane goes on.
    ana.types("She calls every quarter.")
    await small_stage.settled()
    assert small_stage.rows(Response)[-1].text == "Each account has one owner.\nShe calls every quarter."
    assert [shown.text[:5] for shown in ana.sees()[-2:]] == ["Saved", "Added"]
