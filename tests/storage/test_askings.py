"""What was asked is its asker's alone, and of people without an organisation only the vote stays."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from storage import askings, members
from storage.askings import BAD, GOOD, Askings, Told
from storage.database import Database
from storage.enquiries import Enquiries
from storage.tables import Asked

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACE = ("bakery", "1.1a(1)")


def told(text: str = "why?", *, answered: bool = True) -> Told:
    return Told(text, "", "general", "answer", answered, "Bread", (PLACE,))


def _people(session: Session) -> tuple[Askings, Askings, Askings]:
    alba = members.organisation(session, "Alba")
    ana, ben = members.meet(session, 2**52, "Ana"), members.meet(session, 2**52 + 1, "Ben")
    return Askings(session, alba.id, ana.id), Askings(session, alba.id, ben.id), Askings(session, 0, ana.id)


def test_a_question_is_found_by_its_asker_alone(database: Database) -> None:
    def write(session: Session) -> list[bool]:
        mine, colleagues, alone = _people(session)
        asked = mine.add(5, told(), None, NOW)
        return [one.find(asked.id) is not None for one in (mine, colleagues, alone)]

    assert database.write(write) == [True, False, False]


def test_what_was_asked_of_late_is_that_of_the_chat_and_of_the_question_in_sight(database: Database) -> None:
    def write(session: Session) -> list[list[str]]:
        mine, colleagues, _ = _people(session)
        for text, chat, at, before in (
            ("old", 5, None, 2 * HOUR),
            ("first", 5, None, HOUR / 2),
            ("elsewhere", 6, None, HOUR / 2),
            ("at it", 5, PLACE, HOUR / 3),
        ):
            mine.add(chat, told(text), at, NOW - before)
        colleagues.add(5, told("not mine"), None, NOW)
        return [[row.text for row in mine.recent(5, NOW - HOUR, at)] for at in (None, PLACE)]

    assert database.write(write) == [["first", "at it"], ["at it"]]


def test_without_an_organisation_only_a_vote_stays_after_an_hour(database: Database) -> None:
    def write(session: Session) -> list[Asked]:
        mine, _, alone = _people(session)
        alone.add(5, told("CANARY"), None, NOW - 2 * HOUR)
        alone.vote(alone.add(5, told("CANARY"), PLACE, NOW - 2 * HOUR), BAD, "too short")
        alone.vote(alone.add(5, told("kept for now"), None, NOW), GOOD)
        mine.add(5, told("kept"), None, NOW - 2 * HOUR)
        askings.forget(session, NOW - HOUR)
        session.expire_all()
        return list(session.exec(select(Asked).order_by("id")))

    voted, late, of_member = database.write(write)
    assert (voted.text, voted.person_id, voted.chat_id, voted.codes, voted.at_code) == ("", None, None, "[]", None)
    assert (voted.vote, voted.reason) == (BAD, "too short")
    assert (late.text, of_member.text) == ("kept for now", "kept")


def test_gaps_are_what_had_no_answer_or_a_bad_one_and_no_person_has_answered(database: Database) -> None:
    def write(session: Session) -> list[str]:
        mine, colleagues, alone = _people(session)
        mine.add(5, told("answered"), None, NOW)
        mine.add(5, told("too old", answered=False), None, NOW - 100 * HOUR)
        alone.add(5, told("of nobody's", answered=False), None, NOW)
        colleagues.vote(colleagues.add(6, told("disliked"), None, NOW), BAD)
        mine.add(5, told("refused", answered=False), None, NOW)
        settled = mine.add(5, told("settled", answered=False), None, NOW)
        organisation = mine.organisation_id or 0
        Enquiries(session, organisation).settle([settled])
        return [row.text for row in askings.gaps(session, organisation, NOW - 24 * HOUR)]

    assert database.write(write) == ["refused", "disliked"]


def test_a_text_that_was_no_question_is_taken_back_unless_a_person_was_asked(database: Database) -> None:
    def write(session: Session) -> list[str]:
        mine, colleagues, _ = _people(session)
        mine.add(5, told("We call them"), None, NOW)
        colleagues.add(5, told("We call them"), None, NOW)
        passed = mine.add(5, told("Who does it"), None, NOW)
        Enquiries(session, mine.organisation_id or 0).open(passed, mine.person_id)
        for text in ("We call them", "Who does it"):
            mine.take_back(5, text)
        return [row.text for row in session.exec(select(Asked).order_by("id"))]

    assert database.write(write) == ["We call them", "Who does it"]
