"""Document and outline → passages along the document's own structure."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.documents import Document
from ingest.outline import Outline
from ingest.outlining.drafts import Guidance
from ingest.printed.tracing import Trace
from knowledge.passages import Passage, passage_id, passages_of

LONGEST_GUIDANCE = 900


def split(document: Document, outline: Outline) -> tuple[Passage, ...]:
    """Return each piece once as a passage: what the framework has, then the guidance."""
    found = [*_of_framework(document, outline), *_of_guidance(document, outline)]
    return tuple({passage.id: passage for passage in reversed(found)}.values())[::-1]


def _of_framework(document: Document, outline: Outline) -> Iterator[Passage]:
    counted = {"note": 0, "term": 0}
    for passage in passages_of(outline.framework, document.name):
        key = passage.code or ""
        if passage.kind in counted:
            key = str(counted[passage.kind])
            counted[passage.kind] += 1
        start, end = outline.places[passage.kind, key]  # type: ignore[index]
        yield replace(passage, start=start, end=end, page=document.page_at(start))


def _of_guidance(document: Document, outline: Outline) -> Iterator[Passage]:
    framework = outline.known or (None if outline.is_empty else outline.framework.id)
    said: set[str] = set()
    for guidance in outline.guidance:
        trace = Trace(document.text, *guidance.place)
        for text in _pieces(guidance.text):
            if text not in said:
                said.add(text)
                yield _passage(document, guidance, text, framework, trace.place(text))


def _passage(
    document: Document, guidance: Guidance, text: str, framework: str | None, place: tuple[int, int]
) -> Passage:
    heading = guidance.heading or ((document.title,) if document.title else ())
    return Passage(
        id=passage_id(document.name, heading, text),
        source=document.name,
        kind="guidance",
        title=heading[-1] if heading else document.name,
        text=text,
        framework=framework,
        heading=heading,
        start=place[0],
        end=place[1],
        page=document.page_at(place[0]),
        complete=guidance.complete,
    )


def _pieces(text: str) -> list[str]:
    if len(text) <= LONGEST_GUIDANCE:
        return [text]
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=LONGEST_GUIDANCE,
        chunk_overlap=0,
        separators=["\n", ". ", "? ", "; ", ", ", " ", ""],
        keep_separator="end",
    )
    return [piece.strip() for piece in splitter.split_text(text) if piece.strip()]
