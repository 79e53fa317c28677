"""Keeping a document: whose wording stays in force, said once and rightly, whatever came first and from whom."""

from dataclasses import replace

from sqlmodel import Session

from bot.keeping import keep
from ingest.understood import Understood
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework
from knowledge.passages import Tier, passages_of
from storage import members
from storage.database import Database
from storage.sources import Sources, frameworks_for
from tests.knowledge.bakery import bakery

ASKED = [question.text for question in bakery().questions]


def worded(number: int, text: str) -> Framework:
    """Return the bakery with another wording of one question."""
    old = ASKED[number]
    return Framework.model_validate_json(bakery().model_dump_json().replace(old, text))


def understood(name: str, framework: Framework, doubts: tuple[str, ...] = ()) -> Understood:
    passages = passages_of(framework, name)
    return Understood(name, framework.content_hash, framework, framework.id, passages, doubts)


def kept(
    database: Database, *documents: tuple[str, Framework, Tier], packaged: Framework | None = None
) -> list[tuple[str, ...]]:
    """Keep documents one after the other in one organisation; return the doubts that keeping each raised."""
    library = Catalogue([packaged] if packaged else [])

    def write(session: Session) -> list[tuple[str, ...]]:
        organisation = members.organisation(session, "Alba").id
        return [
            keep(session, organisation, understood(name, framework), tier, None, packaged=library).doubts
            for name, framework, tier in documents
        ]

    return database.write(write)


def in_force(database: Database, packaged: Framework | None = None) -> list[str]:
    library = Catalogue([packaged] if packaged else [])
    seen = database.read(lambda s: frameworks_for(s, library, members.organisation(s, "Alba").id))
    return [question.text for question in seen["bakery"].questions]


def test_a_managers_wording_does_not_replace_that_of_the_library_and_the_manager_is_told(database: Database) -> None:
    mine = worded(0, "How is bread made?")
    [raised] = kept(database, ("mine.txt", mine, Tier.MEMBER), packaged=bakery())
    code = bakery().questions[0].code
    assert raised == (
        f"1 question ({code}) is worded differently here; the wording of {bakery().short} stays, "
        "because a manager's document adds and does not replace.",
    )
    assert in_force(database, bakery()) == ASKED


def test_an_owners_wording_replaces_that_of_the_library_without_a_doubt(database: Database) -> None:
    mine = worded(0, "How is bread made?")
    assert kept(database, ("mine.txt", mine, Tier.OWNER), packaged=bakery()) == [()]
    assert in_force(database, bakery())[0] == "How is bread made?"


def test_of_two_documents_of_one_rank_the_first_that_came_stays(database: Database) -> None:
    first, second = worded(0, "How is bread made?"), worded(0, "How do you make bread?")
    raised = kept(database, ("first.txt", first, Tier.OWNER), ("second.txt", second, Tier.OWNER), packaged=bakery())
    assert raised[0] == ()
    assert "the wording of first.txt stays, because it came first." in raised[1][0]
    assert in_force(database, bakery())[0] == "How is bread made?"


def test_a_first_document_that_comes_again_keeps_its_place(database: Database) -> None:
    first, second = worded(0, "How is bread made?"), worded(0, "How do you make bread?")
    changed = worded(0, "How is bread baked now?")
    documents = (("first.txt", first), ("second.txt", second), ("first.txt", changed), ("second.txt", second))
    raised = kept(database, *((name, framework, Tier.OWNER) for name, framework in documents))
    assert [len(one) for one in raised] == [0, 1, 0, 1]
    assert in_force(database)[0] == "How is bread baked now?"


def test_the_official_text_stays_whoever_comes_later(database: Database) -> None:
    official, owners, managers = (worded(0, text) for text in ("How one?", "How two?", "How three?"))
    raised = kept(
        database,
        ("official.txt", official, Tier.OFFICIAL),
        ("owners.txt", owners, Tier.OWNER),
        ("managers.txt", managers, Tier.MEMBER),
        packaged=bakery(),
    )
    assert "official.txt stays, because it is kept as the official text" in raised[1][0]
    assert [one.count("official.txt") for one in raised[2]] == [1], "each code is told of once: by what words it"
    assert in_force(database, bakery())[0] == "How one?"


def test_what_a_stronger_document_words_alike_is_no_contradiction_of_a_weaker_one(database: Database) -> None:
    same = worded(0, "How is bread made?")
    raised = kept(database, ("owners.txt", same, Tier.OWNER), ("managers.txt", same, Tier.MEMBER), packaged=bakery())
    assert raised == [(), ()]


def test_the_doubts_of_reading_and_of_keeping_are_kept_together(database: Database) -> None:
    mine = understood("mine.txt", worded(0, "How is bread made?"), ("Line 3 is cut.",))

    def write(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
        organisation = members.organisation(session, "Alba").id
        summary = keep(session, organisation, mine, Tier.MEMBER, None, packaged=Catalogue([bakery()]))
        found = Sources(session, organisation).find("mine.txt")
        assert found is not None
        return summary.doubts, found.doubts

    returned, stored = database.write(write)
    assert returned == stored
    assert returned[0] == "Line 3 is cut."
    assert len(returned) == 2


def test_guidance_alone_contradicts_nobody(database: Database) -> None:
    bare = Framework(**{**bakery().model_dump(), "categories": (), "notes": (), "steps": (), "terms": ()})
    guidance = replace(understood("mine.txt", bare), known=None)

    def write(session: Session) -> tuple[str, ...]:
        organisation = members.organisation(session, "Alba").id
        return keep(session, organisation, guidance, Tier.MEMBER, None, packaged=Catalogue([bakery()])).doubts

    assert database.write(write) == ()
