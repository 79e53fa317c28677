import pytest

from ingest.documents import Block
from ingest.limits import Refused
from ingest.readers import read
from ingest.sniffing import kind_of


def blocks(text: str, name: str = "a.txt") -> tuple[Block, ...]:
    return read(name, text.encode()).blocks


def test_every_block_stands_where_it_says() -> None:
    text = "Title of it\n\nA para-\ngraph of two lines here.\n\n- a bullet\n"
    title, paragraph, bullet = blocks(text)
    assert (title.kind, title.line, text[title.start : title.end]) == ("heading", 1, "Title of it")
    assert paragraph.text == "A paragraph of two lines here."
    assert text[paragraph.start : paragraph.end] == "A para-\ngraph of two lines here."
    assert (bullet.kind, bullet.text, bullet.line, bullet.heading) == ("bullet", "a bullet", 6, ("Title of it",))


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "▪", "\uf0b7"])
def test_bullets_are_seen_behind_every_mark(mark: str) -> None:
    (block,) = blocks(f"{mark} one thing")
    assert (block.kind, block.text) == ("bullet", "one thing")


def test_a_tab_alone_marks_a_bullet() -> None:
    assert [block.kind for block in blocks("How do you\n\twin trust;\n\tkeep it?")] == ["paragraph", "bullet", "bullet"]


def test_labels_are_parted_from_words_also_behind_bullets_hashes_and_bold() -> None:
    found = blocks("- (1) **Trust** HOW do you win it?\n\n### a. Care\n\n**3.2a(1), b.** It helps.\n\nStep 4: Go")
    assert [(block.kind, block.label, block.title, block.text) for block in found] == [
        ("bracketed", "1", "Trust", "How do you win it?"),
        ("lettered", "a", "", "Care"),
        ("coded", "3.2a(1), b", "", "It helps."),
        ("numbered", "Step 4", "", "Go"),
    ]


def test_a_wide_space_sets_a_title_off_but_two_spaces_between_sentences_do_not() -> None:
    first, second = blocks("(1)\tTrust\u2003 How do you win it?\n(2) Why so?  Who says?")
    assert (first.title, first.text) == ("Trust", "How do you win it?")
    assert (second.title, second.text) == ("", "Why so? Who says?")


def test_a_code_at_the_head_of_a_line_within_a_sentence_is_no_label() -> None:
    text = "Figures on what people think of the firm belong into item\n7.2. The rest is for the\nother items of it."
    assert len(blocks(text)) == 1


def test_a_sentence_broken_by_an_empty_line_is_one_paragraph() -> None:
    text = "Comparisons may come from firms in the same\nline of work, from other\n\nfirms of renown.\n\nNext one."
    first, _ = blocks(text)
    assert first.text.endswith("from other firms of renown.")


def test_headings_nest_by_their_hashes() -> None:
    last = blocks("# One\n\n## Two\n\n### Three\n\nWords here.\n\n## Four\n\nOther words.", "a.md")
    assert [block.heading for block in last if block.kind == "paragraph"] == [("One", "Two", "Three"), ("One", "Four")]


def test_underlined_lines_are_headings() -> None:
    assert [block.kind for block in blocks("Title\n=====\n\nPart of it\n----------\n\nWords, many words.")] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_lines_of_a_contents_page_lose_their_page_numbers_on_either_side() -> None:
    before = blocks("Contents\n\nii Who We Are\n\nWe are a school.\n\n3 How to Read This\n\n13 2 Plans")
    behind = blocks("Contents\n\n2 Plans ..... 5\n\nThe Rest ..... 14\n\n2.1 Aims 15\n\n2 Plans\n\nWe plan much.")
    assert [block.text for block in before if block.kind == "heading"][1:] == [
        "Who We Are",
        "How to Read This",
        "2 Plans",
    ]
    assert [block.text for block in behind if block.kind == "heading"][1:] == ["The Rest", "2.1 Aims", "2 Plans"]


def test_a_line_of_capitals_is_read_as_a_title() -> None:
    (heading, _) = blocks("CRITERIA FOR THE TOWN HALLS OF THE NHS\n\nThe town halls are many.")
    assert (heading.kind, heading.text) == ("heading", "Criteria for the Town Halls of the NHS")


def test_navigation_that_repeats_headings_is_furniture() -> None:
    found = blocks("My Guide\nFirst part\nSecond part\nFirst part\nIt says much.\nSecond part\nIt says more.")
    assert [block.text for block in found if block.kind == "furniture"] == ["First part", "Second part"]
    assert found[0].heading == ()
    assert found[-1].heading == ("My Guide", "Second part")


def test_a_suffix_without_reader_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"ending in \.exe"):
        kind_of("minutes.pdf.exe", b"words")
    assert [kind_of(name, b"words") for name in ("a.TXT", "README", "b.markdown")] == ["text", "text", "markdown"]
