"""Sources: replaced whole, scoped by organisation, and the owner's words win over ours."""

import pytest
from sqlmodel import Session

from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework
from knowledge.passages import Passage, Tier, passage_id, passages_of
from storage import members
from storage.database import Database
from storage.sources import PACKAGED, Sources, frameworks_for, layered, scope_of
from storage.vectors import Embedded, Vectors
from tests.knowledge.bakery import bakery


def _passage(text: str, source: str = "notes.txt") -> Passage:
    return Passage(passage_id(source, (), text), source, "guidance", "Notes", text)


def _organisation(session: Session, name: str = "Alba") -> int:
    return members.organisation(session, name).id


def test_passages_come_back_as_they_were(database: Database) -> None:
    whole = passages_of(bakery(), "The bakery")
    database.write(lambda s: Sources(s, None).put("bakery", "h1", bakery(), whole, tier=Tier.LIBRARY))
    assert database.read(lambda s: Sources(s, None).passages()) == list(whole)


def test_a_changed_source_leaves_no_stale_passage_or_vector(database: Database) -> None:
    def write(session: Session) -> tuple[list[str], int]:
        sources = Sources(session, _organisation(session))
        old, new = _passage("old"), _passage("new")
        sources.put("notes.txt", "h1", None, [old])
        vectors = Vectors(session, sources.scope, "m")
        vectors.keep([Embedded(row, b"1234", b"56", 0.5) for row, _ in vectors.lacking(0, 10)])
        sources.put("notes.txt", "h2", None, [new])
        return [one.text for one in sources.passages()], len(vectors.ids()) + len(vectors.tokens([old.id, new.id]))

    assert database.write(write) == (["new"], 0)


def test_a_vector_is_kept_by_model_and_only_for_what_there_is(database: Database) -> None:
    one, other = _passage("one"), _passage("other")

    def write(session: Session) -> tuple[list[str], dict[str, bytes], list[str]]:
        Sources(session, None).put("notes.txt", "h1", None, [one, other])
        vectors, others = Vectors(session, PACKAGED, "m"), Vectors(session, PACKAGED, "n")
        (row, _), *_rest = vectors.lacking(0, 10)
        vectors.keep([Embedded(row, b"1234", b"56", 0.5), Embedded(row + 1000, b"5678", b"90", 0.5)])
        others.keep([Embedded(row, b"9999")])
        # What is kept once is not kept again: another process may have been quicker.
        vectors.keep([Embedded(row, b"0000", b"00", 0.1)])
        assert vectors.tokens([one.id, other.id, "nobody"]) == {one.id: (b"56", 0.5)}
        assert others.tokens([one.id]) == Vectors(session, "organisation-1", "m").tokens([one.id]) == {}
        return vectors.ids(), vectors.take([one.id, other.id, "nobody"]), [text for _, text in vectors.lacking(0, 10)]

    assert database.write(write) == ([one.id], {one.id: b"1234"}, ["other"])


def test_what_lacks_a_vector_is_given_in_parts(database: Database) -> None:
    def write(session: Session) -> tuple[int, list[str], list[str]]:
        Sources(session, None).put("notes.txt", "h1", None, [_passage(text) for text in "abc"])
        vectors = Vectors(session, PACKAGED, "m")
        first = vectors.lacking(0, 2)
        second = vectors.lacking(first[-1][0], 2)
        return vectors.count_lacking(), [text for _, text in first], [text for _, text in second]

    assert database.write(write) == (3, ["a", "b"], ["c"])


def test_a_removed_source_leaves_nothing_and_can_come_again(database: Database) -> None:
    def write(session: Session) -> list[object]:
        sources = Sources(session, _organisation(session))
        sources.put("book.txt", "h1", bakery(), [_passage("words")], known="bakery", doubts=["One is odd."])
        before = sources.find("book.txt")
        assert before is not None
        removed = [sources.remove("book.txt"), sources.remove("book.txt")]
        left = [sources.names(), sources.passages(), sources.layers(), sources.kept()]
        sources.put("book.txt", "h1", None, [_passage("words")])
        return [before.known, before.doubts, before.passages, removed, left, sources.names()]

    assert database.write(write) == ["bakery", ("One is odd.",), 1, [True, False], [[], [], {}, []], ["book.txt"]]


def test_one_organisation_never_sees_anothers_sources(database: Database) -> None:
    def write(session: Session) -> list[object]:
        alba, brio = _organisation(session), _organisation(session, "Brio")
        # The same name, and even the same words: still two sources.
        Sources(session, brio).put("notes.txt", "h1", bakery(), [_passage("CANARY")])
        mine = Sources(session, alba)
        return [mine.known_hash("notes.txt"), mine.names(), mine.passages(), mine.layers(), mine.hashes()]

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


def _worded(question: str) -> Framework:
    ours = bakery().model_dump_json()
    return Framework.model_validate_json(ours.replace("How do you bake?", question))


def _question(framework: Framework) -> str | None:
    return framework.items[0].question


@pytest.mark.parametrize(
    ("layers", "wins"),
    [
        ([(Tier.OWNER, "first?"), (Tier.OWNER, "second?")], "first?"),
        ([(Tier.OWNER, "first?"), (Tier.OFFICIAL, "official?")], "official?"),
        ([(Tier.MEMBER, "member?")], "How do you bake?"),
        ([(Tier.MEMBER, "member?"), (Tier.OWNER, "owner?")], "owner?"),
    ],
)
def test_a_later_or_weaker_document_never_takes_the_place_of_another(layers: list[tuple[Tier, str]], wins: str) -> None:
    assert _question(layered(bakery(), [(tier, _worded(question)) for tier, question in layers])) == wins


def test_without_a_framework_of_ours_the_first_document_is_the_framework() -> None:
    assert _question(layered(None, [(Tier.MEMBER, _worded("first?")), (Tier.MEMBER, _worded("second?"))])) == "first?"


def test_passages_carry_the_tier_of_their_source(database: Database) -> None:
    def write(session: Session) -> list[int]:
        sources = Sources(session, _organisation(session))
        sources.put("a.txt", "h", None, [_passage("a")], tier=Tier.MEMBER)
        sources.put("b.txt", "h", None, [_passage("b")], tier=Tier.OFFICIAL)
        return [passage.tier for passage in sources.passages()]

    assert database.write(write) == [Tier.MEMBER, Tier.OFFICIAL]


@pytest.mark.parametrize(("organisation", "scope"), [(None, PACKAGED), (7, "organisation-7")])
def test_a_scope_is_named_by_whose_it_is(organisation: int | None, scope: str) -> None:
    assert scope_of(organisation) == scope
