"""Word: heading and list styles, real numbering; or every printed line a paragraph."""

from io import BytesIO

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from tests.ingest.renderings.pieces import Piece, pieces_of

_LEVEL = (
    '<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
)


def as_word(text: str) -> bytes:
    word = docx.Document()
    section = word.sections[0]
    section.header.paragraphs[0].text = "A head that runs over every page"
    section.footer.paragraphs[0].text = "Page 1 of 9"
    for piece in pieces_of(text):
        _add(word, piece)
    return saved(word)


def as_word_of_lines(text: str) -> bytes:
    word = docx.Document()
    for line in text.split("\n"):
        word.add_paragraph(line)
    return saved(word)


def saved(word: Word) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def numbered(word: Word, *levels: tuple[str, str], start: int = 1) -> str:
    """Define a list of levels, each a number format and the text around it; return its id."""
    numbering = word.part.numbering_part.element
    abstract = str(100 + len(numbering.findall(qn("w:abstractNum"))))
    inner = "".join(
        _LEVEL.format(place=place, start=start, format=kind, text=shown) for place, (kind, shown) in enumerate(levels)
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{inner}</w:abstractNum>'
    numbering.insert(0, parse_xml(definition))
    number = str(100 + len(numbering.findall(qn("w:num"))))
    link = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'
    numbering.append(parse_xml(link))
    return number


def put_in_list(paragraph: Paragraph, number: str, level: int = 0) -> None:
    properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(properties))


def _add(word: Word, piece: Piece) -> None:
    if piece.level:
        word.add_heading(f"{piece.label} {piece.words}".strip(), piece.level - 1)
        return
    if piece.kind in ("bracketed", "lettered") and piece.label.strip("(.)").isalnum():
        paragraph = word.add_paragraph()
        bare = piece.label.strip("(.)")
        count = int(bare) if bare.isdecimal() else ord(bare.lower()) - ord("a") + 1
        kind = "decimal" if bare.isdecimal() else "upperLetter" if bare.isupper() else "lowerLetter"
        put_in_list(paragraph, numbered(word, (kind, piece.label.replace(bare, "%1")), start=count))
    else:
        paragraph = word.add_paragraph(style="List Bullet" if piece.kind == "bullet" else None)
        paragraph.add_run(f"{piece.label} " if piece.label else "")
    if piece.title:
        paragraph.add_run(piece.title).bold = True
        paragraph.add_run(" ")
    paragraph.add_run(piece.text)
