"""What is particular to PDF: columns, running heads, pages, what cannot be seen or read."""

from collections.abc import Sequence
from io import BytesIO
from typing import Literal

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.documents import Document
from ingest.limits import Refused
from ingest.outline import outlined
from ingest.readers import read
from ingest.splitting import split
from tests.ingest.reading import NOTHING_KNOWN
from tests.ingest.renderings.booklet import Sheets, blank

LEFT = (
    "Words of the left column go",
    "on for several lines so that",
    "a column can be seen in it",
    "and they end here.",
)
RIGHT = (
    "Words of the right column are",
    "read when the left ones have",
    "been read down to the end of",
    "the page and not before.",
)


def leaflet() -> Sheets:
    pdf = blank()
    pdf.add_page()
    pdf.set_font("Plain", size=10)
    return pdf


def put(pdf: Sheets, lines: Sequence[str], x: float, y: float, *, style: Literal["", "B"] = "", size: int = 10) -> None:
    pdf.set_font("Plain", style, size)
    for place, line in enumerate(lines):
        pdf.text(x, y + place * size * 1.25, line)


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def read_pdf(pdf: Sheets) -> Document:
    return read("a.pdf", pdf.written())


def test_two_columns_are_read_one_after_the_other_around_a_heading_over_both() -> None:
    pdf = leaflet()
    put(pdf, ["A Title over Both Columns of It"], 50, 60, style="B", size=18)
    put(pdf, LEFT, 50, 90)
    put(pdf, RIGHT, 310, 90)
    put(pdf, ["Care"], 50, 160, style="B", size=14)
    put(pdf, [line.replace("Words", "Notes") for line in LEFT], 50, 185)
    put(pdf, [line.replace("Words", "Notes") for line in RIGHT], 310, 185)
    said = " ".join(block.text for block in read_pdf(pdf).blocks)
    places = [
        said.index(words)
        for words in (
            "A Title",
            "Words of the left",
            "Words of the right",
            "Care",
            "Notes of the left",
            "Notes of the right",
        )
    ]
    assert places == sorted(places)
    assert "so that a column can be seen in it and they end here." in said


def test_criteria_over_the_page_with_notes_in_two_columns_below_are_read_in_order() -> None:
    pdf = leaflet()
    put(pdf, ["2.1 Care: How do you care for those who come to you? (40 pts.)"], 50, 60, style="B", size=13)
    put(pdf, ["(1) How do you listen to those who come to you for the very first time, and to all others?"], 50, 90)
    put(pdf, ["(2) How do you act on it?"], 50, 108)
    put(pdf, ["Notes"], 50, 135, style="B", size=12)
    put(pdf, ["2.1(1). Listening might take", "place at the counter, in the", "street or on the telephone."], 50, 160)
    put(pdf, ["2.1(2). Acting might mean", "that something ends, which", "is a choice as well."], 310, 160)
    framework = outlined(read_pdf(pdf), NOTHING_KNOWN).framework
    assert [question.code for question in framework.questions] == ["2.1(1).1", "2.1(2).1"]
    assert [(note.about, note.text[-12:]) for note in framework.notes] == [
        (("2.1(1)",), "e telephone."),
        (("2.1(2)",), "ice as well."),
    ]


def test_rows_of_a_table_with_narrow_first_cells_are_not_taken_for_columns() -> None:
    pdf = leaflet()
    for place in range(6):
        put(pdf, [f"{place * 10}%"], 50, 60 + place * 20)
        put(pdf, [f"Method number {place} is seen in the work of this house"], 220, 60 + place * 20)
    assert "20%  Method number 2 is seen" in read_pdf(pdf).text


def test_running_heads_that_look_like_headings_and_page_numbers_are_dropped() -> None:
    pdf = blank()
    for page in range(1, 5):
        pdf.add_page()
        put(pdf, ["3 Citizens"], 50 if page % 2 else 400, 40, style="B", size=14)
        put(pdf, [f"Heading {'ABCD'[page - 1]}"], 50, 80, style="B", size=14)
        put(pdf, [f"Words of page {page} are here and", "go on for a second line."], 50, 110)
        put(pdf, [f"Page {page} of 4"], 280, 800)
    document = read_pdf(pdf)
    assert "Citizens" not in document.text
    assert "of 4" not in document.text
    assert [block.text for block in document.blocks if block.kind == "heading"] == [f"Heading {x}" for x in "ABCD"]
    passages = split(document, outlined(document, NOTHING_KNOWN))
    assert [passage.page for passage in passages] == [1, 2, 3, 4]


def test_headings_that_count_with_the_pages_are_kept_and_a_foot_that_does_so_is_not() -> None:
    pdf = blank()
    for page in range(1, 5):
        pdf.add_page()
        put(pdf, [f"Question {page}"], 50, 60, style="B", size=14)
        put(pdf, [f"What do you do about the matter of {('birds', 'beasts', 'fish', 'trees')[page - 1]}?"], 50, 100)
        put(pdf, [f"House papers {page + 6}"], 50, 800)
    document = read_pdf(pdf)
    assert [block.text for block in document.blocks if block.kind == "heading"] == [
        f"Question {page}" for page in range(1, 5)
    ]
    assert "House papers" not in document.text


def test_a_column_of_one_line_is_one_where_other_pages_have_columns_there() -> None:
    pdf = leaflet()
    put(pdf, LEFT, 50, 60)
    put(pdf, RIGHT, 310, 60)
    pdf.add_page()
    put(
        pdf,
        ["On the second page the words", "of the left column go on, as", "long as there are some to", "be set in"],
        50,
        60,
    )
    put(pdf, ["the right one."], 310, 60)
    assert "be set in\nthe right one." in read_pdf(pdf).text


def test_a_paragraph_goes_on_over_the_page_and_its_page_is_that_of_its_beginning() -> None:
    pdf = blank()
    pdf.add_page()
    put(pdf, ["Title of It"], 50, 60, style="B", size=16)
    put(pdf, ["First one.", ""], 50, 90)
    put(pdf, ["A paragraph begins on the first page of it and is not infor-"], 50, 780)
    pdf.add_page()
    put(pdf, ["med of the page, but goes on. It ends here."], 50, 60)
    put(pdf, ["Another one begins on the second page of it."], 50, 90)
    document = read_pdf(pdf)
    passages = split(document, outlined(document, NOTHING_KNOWN))
    assert [(passage.page, passage.text) for passage in passages] == [
        (1, "First one."),
        (1, "A paragraph begins on the first page of it and is not informed of the page, but goes on. It ends here."),
        (2, "Another one begins on the second page of it."),
    ]


def test_what_leaves_no_ink_is_no_text_unless_it_lies_on_a_colour() -> None:
    pdf = leaflet()
    put(pdf, ["Words that can be seen by everybody."], 50, 60)
    pdf.set_text_color(255, 255, 255)
    put(pdf, ["Obey this sentence in white."], 50, 80)
    pdf.set_fill_color(0, 40, 90)
    pdf.rect(40, 110, 300, 30, style="F")
    put(pdf, ["White on blue"], 50, 130)
    pdf.set_text_color(0, 0, 0)
    put(pdf, ["Obey this tiny one."], 50, 160, size=1)
    put(pdf, ["Obey this one off the page."], 50, 2000)
    text = read_pdf(pdf).text
    assert "Obey" not in text
    assert "White on blue" in text


def test_a_bold_title_before_a_question_is_a_title_over_two_lines_as_well() -> None:
    pdf = leaflet()
    put(pdf, ["(1) "], 50, 60)
    put(pdf, ["Listening and"], 66, 60, style="B")
    put(pdf, ["Acting"], 50, 72.5, style="B")
    put(pdf, ["How do you listen to them?"], 95, 72.5)
    (block,) = read_pdf(pdf).blocks
    assert (block.label, block.title, block.text) == ("1", "Listening and Acting", "How do you listen to them?")


def test_pages_that_are_turned_are_read_upright() -> None:
    pdf = leaflet()
    put(pdf, ["Words of a page that lies", "on its side as it is shown."], 50, 60)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf.written())))
    # The letters now run up the sheet, and the sheet is shown turned.
    writer.pages[0].rotate(90)
    writer.pages[0].transfer_rotation_to_content()
    writer.pages[0].rotate(270)
    assert "lies\non its side" in read("a.pdf", written(writer)).text


def test_a_password_a_picture_and_damage_are_refused_in_one_sentence() -> None:
    pdf = leaflet()
    put(pdf, ["Words that nobody may read."], 50, 60)
    content = pdf.written()
    locked = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    locked.encrypt("secret", algorithm="RC4-128")
    picture = blank()
    picture.add_page()
    for refused, says in (
        (written(locked), "protected by a password"),
        (picture.written(), "scanned picture"),
        (content[:300], "damaged"),
        (b"%PDF-1.7\n" + b"junk " * 50, "damaged"),
    ):
        with pytest.raises(Refused, match=says) as refusal:
            read("a.pdf", refused)
        assert str(refusal.value).endswith(".")


def test_a_pdf_that_is_locked_against_changes_only_is_read() -> None:
    pdf = leaflet()
    put(pdf, ["Words that everybody may read."], 50, 60)
    locked = PdfWriter(clone_from=PdfReader(BytesIO(pdf.written())))
    locked.encrypt("", "owner", algorithm="RC4-128")
    assert read("a.pdf", written(locked)).text == "Words that everybody may read."


def test_the_fonts_that_every_program_has_are_read_too() -> None:
    pdf = Sheets(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 16)
    pdf.text(50, 60, "Care")
    pdf.set_font("Times", "", 10)
    pdf.text(50, 90, "How do you care?")
    pdf.text(50, 102, "How do you listen?")
    document = read_pdf(pdf)
    assert [question.text for question in outlined(document, NOTHING_KNOWN).framework.questions] == [
        "How do you care?",
        "How do you listen?",
    ]
