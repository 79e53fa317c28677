"""The same document says the same in every format."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.outline import Outline, outlined
from ingest.printed.tidying import joined, lexicon
from ingest.readers import read
from ingest.report import counted
from ingest.splitting import split
from knowledge.catalogue import packaged
from tests.ingest.reading import DOCUMENTS, NOTHING_KNOWN
from tests.ingest.renderings import RENDERINGS
from tests.ingest.test_real_sources import COUNTS, SOURCES

CATALOGUE = packaged()


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def counts(outline: Outline) -> dict[str, int]:
    return counted(outline.framework, 0)


def questions(outline: Outline) -> list[tuple[str, str]]:
    return [(question.code, question.text) for question in outline.framework.questions]


@pytest.mark.parametrize("suffix", RENDERINGS)
@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_a_document_has_the_same_pieces_in_every_format(path: Path, suffix: str) -> None:
    text = path.read_text(encoding="utf-8")
    own = outlined(read(path.name, text.encode()), NOTHING_KNOWN)
    other = outlined(read(path.stem + suffix, RENDERINGS[suffix](text)), NOTHING_KNOWN)
    assert counts(other) == counts(own)
    assert questions(other) == questions(own)
    assert [s.text for s in other.framework.statements] == [s.text for s in own.framework.statements]
    assert [step.text for step in other.framework.steps] == [step.text for step in own.framework.steps]
    assert [term.name for term in other.framework.terms] == [term.name for term in own.framework.terms]
    assert {note.about for note in other.framework.notes} == {note.about for note in own.framework.notes}


@pytest.mark.parametrize("suffix", RENDERINGS)
@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_no_passage_of_any_format_comes_from_the_frame_of_its_page(path: Path, suffix: str) -> None:
    document = read(path.stem + suffix, RENDERINGS[suffix](path.read_text(encoding="utf-8")))
    said = " ".join(passage.text for passage in split(document, outlined(document, NOTHING_KNOWN)))
    for frame in ("Running Head", "runs over every page", "set cookies", "hidden sentence", "run scripts", "others do"):
        assert frame not in said


@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf", "-booklet.pdf", "-lines.pdf"])
@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost_on_its_way(path: Path, suffix: str) -> None:
    text = path.read_text(encoding="utf-8")
    found = joined(read(path.stem + suffix, RENDERINGS[suffix](text)).text.split("\n"), frozenset())
    for block in read(path.name, text.encode()).blocks:
        assert all(letters(word) in letters(found) for word in block.words.split())


def test_form_feeds_of_a_text_begin_its_pages_and_two_byte_text_is_read() -> None:
    document = read("a.txt", "Words of one page.\n\fWords of another.".encode("utf-16"))
    found = split(document, outlined(document, NOTHING_KNOWN))
    assert [(passage.page, passage.text) for passage in found] == [(1, "Words of one page."), (2, "Words of another.")]


def test_the_libraries_of_the_readers_are_loaded_only_when_they_are_needed() -> None:
    code = "import ingest.understanding, sys; print({'bs4', 'docx', 'lxml', 'pypdf'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source documents are not beside the project")
@pytest.mark.parametrize("suffix", RENDERINGS)
def test_the_real_sources_have_exactly_their_counts_in_every_format(suffix: str) -> None:
    for path in sorted(SOURCES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        own = outlined(read(path.name, text.encode()), CATALOGUE)
        other = outlined(read(path.stem + suffix, RENDERINGS[suffix](text)), CATALOGUE)
        assert other.known == own.known
        found = counts(other)
        assert {name: found[name] for name in COUNTS[other.framework.id]} == COUNTS[other.framework.id]
        assert counts(own) == found
        assert questions(other) == questions(own)
        assert [note.about for note in other.framework.notes] == [note.about for note in own.framework.notes]
        assert [(s.code, s.text) for s in other.framework.statements] == [
            (s.code, s.text) for s in own.framework.statements
        ]
        assert [(s.code, s.points) for s in other.framework.steps] == [(s.code, s.points) for s in own.framework.steps]


def test_what_looks_like_a_label_within_a_sentence_stays_a_word_of_it() -> None:
    text = "Figures on what people think of the firm belong into item\n7.2. The rest is for the\nother items of it."
    (block,) = read("a.txt", text.encode()).blocks
    assert (
        block.text
        == "Figures on what people think of the firm belong into item 7.2. The rest is for the other items of it."
    )


def test_small_caps_that_were_broken_at_a_hyphen_are_put_together() -> None:
    lines = ["How do you hear the VOICE-OF-", "THE-CUSTOMER, and what do CUS-", "TOMERS say of it?"]
    assert joined(lines, lexicon("the voice of the customer")) == (
        "How do you hear the VOICE-OF-THE-CUSTOMER, and what do CUSTOMERS say of it?"
    )
