"""Sources: replaced whole, scoped by organisation, and the owner's words win over ours."""

import pytest
from sqlmodel import Session

from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework
from knowledge.passages import Passage, passage_id, passages_of
from storage import members
from storage.database import Database
from storage.sources import PACKAGED, Sources, frameworks_for, scope_of
from tests.knowledge.bakery import bakery


def _passage(text: str, source: str = "notes.txt") -> Passage:
    return Passage(passage_id(source, (), text), source, "guidance", "Notes", text)


def _organisation(session: Session, name: str = "Alba") -> int:
    return members.organisation(session, name).id


def test_passages_come_back_as_they_were(database: Database) -> None:
    whole = passages_of(bakery(), "The bakery")
    database.write(lambda s: Sources(s, None).put("bakery", "h1", bakery(), whole))
    assert database.read(lambda s: Sources(s, None).passages()) == list(whole)


def test_a_changed_source_leaves_no_stale_passage_or_vector(database: Database) -> None:
    def write(session: Session) -> tuple[list[str], int]:
        sources = Sources(session, _organisation(session))
        old, new = _passage("old"), _passage("new")
        sources.put("notes.txt", "h1", None, [old])
        sources.keep_vectors("m", [(old.id, b"1234")])
        sources.put("notes.txt", "h2", None, [new])
        session.flush()
        return [one.text for one in sources.passages()], len(sources.vectors("m"))

    assert database.write(write) == (["new"], 0)


def test_a_vector_is_kept_by_model_and_only_for_what_there_is(database: Database) -> None:
    def write(session: Session) -> dict[str, bytes]:
        sources = Sources(session, None)
        one = _passage("one")
        sources.put("notes.txt", "h1", None, [one])
        session.flush()
        sources.keep_vectors("m", [(one.id, b"1234"), ("nobody", b"5678")])
        sources.keep_vectors("other", [(one.id, b"9999")])
        session.flush()
        return {key: value for key, value in sources.vectors("m").items() if key == one.id}

    assert list(database.write(write).values()) == [b"1234"]


def test_one_organisation_never_sees_anothers_sources(database: Database) -> None:
    def write(session: Session) -> list[object]:
        alba, brio = _organisation(session), _organisation(session, "Brio")
        # The same name, and even the same words: still two sources.
        Sources(session, brio).put("notes.txt", "h1", bakery(), [_passage("CANARY")])
        mine = Sources(session, alba)
        return [mine.known_hash("notes.txt"), mine.names(), mine.passages(), mine.frameworks(), mine.hashes()]

    assert database.write(write) == [None, [], [], {}, []]


def test_the_owners_wording_wins_for_its_own_organisation_alone(database: Database) -> None:
    ours = bakery()
    theirs = Framework.model_validate_json(ours.model_dump_json().replace("How do you bake?", "How is bread baked?"))

    def write(session: Session) -> tuple[str | None, str | None]:
        alba, brio = _organisation(session), _organisation(session, "Brio")
        Sources(session, alba).put("licensed.txt", "h1", theirs, [])
        packaged = Catalogue([ours])
        seen = [frameworks_for(session, packaged, one)["bakery"].items[0].question for one in (alba, brio)]
        return seen[0], seen[1]

    assert database.write(write) == ("How is bread baked?", "How do you bake?")


@pytest.mark.parametrize(("organisation", "scope"), [(None, PACKAGED), (7, "organisation-7")])
def test_a_scope_is_named_by_whose_it_is(organisation: int | None, scope: str) -> None:
    assert scope_of(organisation) == scope
