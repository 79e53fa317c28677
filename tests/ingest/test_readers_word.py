"""What is particular to Word: numbering, tables, pages, what is deleted or hidden."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.documents import Document
from ingest.limits import Refused
from ingest.outline import outlined
from ingest.readers import read
from ingest.splitting import split
from tests.ingest.reading import NOTHING_KNOWN
from tests.ingest.renderings.word import numbered, put_in_list, saved


def read_word(word: Word) -> Document:
    return read("a.docx", saved(word))


def test_labels_are_those_that_word_prints_over_nested_levels() -> None:
    word = docx.Document()
    number = numbered(word, ("lowerLetter", "%1."), ("decimal", "(%2)"), ("bullet", "•"))
    for level, words in ((0, "Trust"), (1, "One"), (2, "dot"), (1, "Two"), (0, "Care"), (1, "One anew")):
        put_in_list(word.add_paragraph(words), number, level)
    found = read_word(word).blocks
    assert [(block.kind, block.label, block.text) for block in found] == [
        ("lettered", "a", "Trust"),
        ("bracketed", "1", "One"),
        ("bullet", "", "dot"),
        ("bracketed", "2", "Two"),
        ("lettered", "b", "Care"),
        ("bracketed", "1", "One anew"),
    ]


def test_numbered_headings_carry_the_whole_number_and_small_romans_are_points() -> None:
    word = docx.Document()
    number = numbered(word, ("decimal", "%1"), ("decimal", "%1.%2"))
    romans = numbered(word, ("lowerRoman", "(%1)"))
    for level, words in ((0, "Citizens"), (1, "Citizen Trust: How do you win it?"), (1, "Care: How do you care?")):
        put_in_list(word.add_heading(words, level + 1), number, level)
    word.add_paragraph("How do you")
    for words in ("ask them; and", "thank them?"):
        put_in_list(word.add_paragraph(words), romans)
    document = read_word(word)
    assert document.text.startswith("# 1 Citizens\n\n## 1.1 Citizen Trust")
    framework = outlined(document, NOTHING_KNOWN).framework
    assert [item.code for item in framework.items] == ["1.1", "1.2"]
    assert [question.text for question in framework.questions] == ["How do you ask them?", "How do you thank them?"]


def test_a_typed_label_is_not_doubled_by_the_list_it_stands_in() -> None:
    word = docx.Document()
    put_in_list(word.add_paragraph("(1) Trust"), numbered(word, ("decimal", "%1.")))
    assert read_word(word).text == "(1) Trust"


def test_deleted_hidden_and_tiny_words_and_white_ones_stay_out() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Seen words")
    run = paragraph.add_run(" vanished")
    run.font.hidden = True
    tiny = paragraph.add_run(" tiny")
    tiny.font.size = docx.shared.Pt(1)
    white = paragraph.add_run(" white")
    white.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    added = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t xml:space="preserve"> added</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(deleted))
    paragraph._p.append(parse_xml(added))
    assert read_word(word).text == "Seen words added"


def test_small_caps_are_read_in_the_letters_they_are_typed_in() -> None:
    word = docx.Document()
    word.add_paragraph("How do you keep ").add_run("customer").font.small_caps = True
    assert read_word(word).text == "How do you keep customer"


def test_a_table_of_terms_is_a_glossary_and_other_rows_stay_rows_in_their_place() -> None:
    word = docx.Document()
    word.add_paragraph("Before the table there are words.")
    for rows in (
        [("Term", "Meaning"), ("Agility", "Being able to change course."), ("Cohort", "Those who began together.")],
        [("Score", "Approach", "Results"), ("0%", "No method is seen", "No figures are given")],
    ):
        table = word.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    word.add_paragraph("After it as well.")
    lines = [line for line in read_word(word).text.split("\n") if line]
    assert lines == [
        "Before the table there are words.",
        "Agility: Being able to change course.",
        "Cohort: Those who began together.",
        "| Score | Approach | Results |",
        "| 0% | No method is seen | No figures are given |",
        "After it as well.",
    ]


def test_criteria_set_in_a_table_beside_room_for_responses_are_criteria() -> None:
    word = docx.Document()
    word.add_heading("2.1 Care: How do you care? (40 pts.)", 1)
    table = word.add_table(2, 3)
    for row, cells in zip(table.rows, (("(1)", "How do you listen?", ""), ("(2)", "How do you act?", "")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    framework = outlined(read_word(word), NOTHING_KNOWN).framework
    assert [part.code for part in framework.parts] == ["2.1(1)", "2.1(2)"]


def test_pages_are_kept_where_the_document_tells_them() -> None:
    word = docx.Document()
    word.add_paragraph("Words of the first page are here.").add_run().add_break(WD_BREAK.PAGE)
    word.add_paragraph("Words of the second page are here.")
    document = read_word(word)
    passages = split(document, outlined(document, NOTHING_KNOWN))
    assert [(passage.page, passage.text[:19]) for passage in passages] == [
        (1, "Words of the first "),
        (2, "Words of the second"),
    ]
    assert read_word(docx_of("No page is told here.")).pages == ()


def test_where_word_noted_its_pages_a_set_break_is_not_counted_twice() -> None:
    word = docx.Document()
    word.add_paragraph("One.").add_run().add_break(WD_BREAK.PAGE)
    noted = f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r>"
    word.add_paragraph()._p.append(parse_xml(noted))
    document = read_word(word)
    assert [document.page_at(document.text.index(words)) for words in ("One.", "Two.")] == [1, 2]


def test_text_in_a_content_control_and_a_text_box_is_read_once() -> None:
    word = docx.Document()
    inner = "<w:p><w:r><w:t>Held words.</w:t></w:r></w:p>"
    word.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"))
    boxed = inner.replace("Held", "Boxed")
    word.add_paragraph("Beside it.")._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{boxed}</w:txbxContent></w:pict></w:r>")
    )
    assert read_word(word).text.split("\n\n") == ["Held words.", "Beside it.", "Boxed words."]


def test_damaged_and_empty_files_are_refused_in_one_sentence() -> None:
    content = saved(docx_of("Words."))
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as whole, zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    for damaged in (content[: len(content) // 2], broken.getvalue(), saved(docx.Document())):
        with pytest.raises(Refused, match=r"^This [^.]*(?:damaged|no text).*\.$"):
            read("a.docx", damaged)


def test_entities_are_not_spread() -> None:
    content = BytesIO()
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(BytesIO(saved(docx_of("Words.")))) as whole, zipfile.ZipFile(content, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document ", f"{bomb}<w:document ".encode(), 1).replace(b"Words.", b"Words.&b;")
            archive.writestr(name, data)
    assert read("a.docx", content.getvalue()).text == "Words."


def docx_of(words: str) -> Word:
    word = docx.Document()
    word.add_paragraph(words)
    return word
