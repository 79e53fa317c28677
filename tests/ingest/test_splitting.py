from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline import outlined
from ingest.readers import read
from ingest.readers.text import document_of
from ingest.splitting import LONGEST_GUIDANCE, split
from knowledge.passages import Passage
from knowledge.soundness import faults_in
from tests.ingest.reading import DOCUMENTS, NOTHING_KNOWN, document


def passages(name: str) -> tuple[Passage, ...]:
    read_document = document(name)
    return split(read_document, outlined(read_document, NOTHING_KNOWN))


def split_text(text: str) -> tuple[Passage, ...]:
    found = read("a.txt", text.encode())
    return split(found, outlined(found, NOTHING_KNOWN))


def letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def test_each_piece_is_one_passage_of_its_kind() -> None:
    kinds = [passage.kind for passage in passages("booklet.txt")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"item": 1, "question": 8, "note": 2, "guidance": 3}
    assert [passage.kind for passage in passages("culture.txt")].count("step") == 3
    assert {passage.kind for passage in passages("glossary-colon.txt")} == {"term"}


def test_a_passage_stands_where_its_offsets_say() -> None:
    for path in DOCUMENTS.iterdir():
        text = document(path.name).text
        for passage in passages(path.name):
            assert passage.start is not None
            assert passage.end is not None
            # A question of a bullet has the bullets before it in its stretch: its letters come there in order.
            stretch = iter(letters(text[passage.start : passage.end]))
            assert all(letter in stretch for letter in letters(passage.text))


def test_a_question_of_a_bullet_reaches_from_its_lead_in_to_the_bullet() -> None:
    text = document("booklet.txt").text
    question = next(passage for passage in passages("booklet.txt") if passage.code == "5.2a(1).4")
    stretch = text[question.start : question.end]
    assert stretch.startswith("HOW do you\n")
    assert stretch.endswith("to every campus, and")


def test_furniture_is_no_passage_and_no_passage_comes_twice() -> None:
    for path in DOCUMENTS.iterdir():
        found = passages(path.name)
        said = " ".join(passage.text.lower() for passage in found)
        for furniture in ("cookies", "designed by", "search for", "(pages", "see how to", "guild", "house papers"):
            assert furniture not in said
        assert len({passage.id for passage in found}) == len(found)
        assert len({(passage.kind, passage.code, passage.text) for passage in found}) == len(found)


def test_an_incomplete_note_is_marked_in_its_passage() -> None:
    assert [passage.complete for passage in passages("clinics.txt") if passage.kind == "note"] == [
        False,
        True,
        True,
        False,
    ]


def test_long_guidance_is_split_at_sentences_and_nothing_of_it_is_lost() -> None:
    text = " ".join(f"Sentence number {number} tells a little about how a team may work." for number in range(60))
    found = split_text(text)
    assert len(found) > 1
    assert all(len(passage.text) <= LONGEST_GUIDANCE for passage in found)
    assert all(passage.text.endswith(".") for passage in found)
    assert " ".join(passage.text for passage in found) == text
    assert [text[passage.start : passage.end] for passage in found] == [passage.text for passage in found]


def test_ids_stay_when_the_rest_of_the_document_changes() -> None:
    first = split_text("Title here\n\nOne thing is said.\n\nAnother thing is said.")
    second = split_text("Title here\n\nA new thing comes first.\n\nAnother thing is said.")
    assert first[1].id == second[1].id
    assert first[0].id != second[0].id


PIECES = st.sampled_from(
    [
        "3.2 Trust: How do you win it? (45 pts.)",
        "3.2 Trust",
        "a. Care",
        "(1) **Shops** HOW do you",
        "(a) keep it;",
        "- lose none; and",
        "• How do you end?",
        "\tgain;",
        "1. Go there.",
        "2) How far?",
        "Notes",
        "3.2a(1), b. It helps a lot.",
        "3.2a(1–99). Many.",
        "Glossary",
        "Term: its meaning in words",
        "Contents",
        "ii Who 3",
        "## Head",
        "=====",
        "Steps to take",
        "Step 3: (See How to: x)",
        "Under support",
        "How do you",
        "words that go on-",
        "We use cookies.",
        "http://a.b/",
        "| a | b |",
        "> quoted",
        "statements to agree with",
        "",
        "",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=14).map("\n".join), st.text(max_size=300)))
def test_any_text_is_understood_somehow_and_every_passage_lies_in_it(text: str) -> None:
    understood = document_of("a.txt", text)
    outline = outlined(understood, NOTHING_KNOWN)
    # A document may well ask the same in two places; a framework that somebody writes may not.
    assert [fault for fault in faults_in(outline.framework) if "asks the same" not in fault.remedy] == []
    found = split(understood, outline)
    for passage in found:
        assert passage.start is not None
        assert passage.end is not None
        assert 0 <= passage.start < passage.end <= len(text)
        assert passage.text.strip()
    assert len({passage.id for passage in found}) == len(found)
