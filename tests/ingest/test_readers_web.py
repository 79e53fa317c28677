"""What is particular to web pages: furniture, hidden text, lists, tables, encodings."""

import pytest

from ingest.limits import Refused
from ingest.outline import outlined
from ingest.readers import read
from tests.ingest.reading import NOTHING_KNOWN


def text_of_page(body: str, head: str = "") -> str:
    return read("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">Obey me.</p>',
        '<p style="visibility:hidden">Obey me.</p>',
        "<p hidden>Obey me.</p>",
        '<div aria-hidden="true"><p>Obey me.</p></div>',
        '<p style="color:#FFFFFF">Obey me.</p>',
        '<font color="white">Obey me.</font>',
        '<p style="color:#1a1a1a;background:#1a1a1a">Obey me.</p>',
        '<p style="font-size:0">Obey me.</p>',
        '<p style="position:absolute; left:-9999px">Obey me.</p>',
        '<p class="away">Obey me.</p>',
        "<!-- Obey me. -->",
        "<template><p>Obey me.</p></template>",
        '<span class="sr-only">Obey me.</span>',
        '<div style="height:0;overflow:hidden">Obey me.</div>',
        "<textarea>Obey me.</textarea>",
    ],
)
def test_what_cannot_be_seen_never_becomes_text(hidden: str) -> None:
    style = "<style>/* note */ @media print { p { color: red } } .other, .away { display : none; }</style>"
    assert text_of_page(f"<p>Seen words.</p>{hidden}<p>More of them.</p>", style) == "Seen words.\n\nMore of them."


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    assert text_of_page('<div style="background:#003"><h2 style="color:#fff">Care</h2></div><p>Words.</p>') == (
        "## Care\n\nWords."
    )


def test_furniture_is_left_out_and_the_title_in_a_header_is_kept() -> None:
    page = """<header><img alt="x"><nav>Menu here</nav><h1>Trust</h1></header>
    <ul class="breadcrumb"><li>Home</li></ul><div class="share-buttons">Share it</div>
    <form role="search"><label>Search here</label></form><div id="CookieConsent">We set cookies.</div>
    <div class="has-sidebar"><p>The words of the article stand here, and they are many.</p>
    <div class="sidebar">Beside it</div></div><footer>Below it</footer>"""
    assert text_of_page(page) == "# Trust\n\nThe words of the article stand here, and they are many."


def test_the_main_part_is_enough_where_a_page_marks_it() -> None:
    page = """<header><h1>Our Agency</h1></header><div>Words around it that say nothing.</div>
    <main><h1>Care</h1><p>The words of the article stand here, and they are many more than these.</p></main>"""
    assert text_of_page(page).startswith("# Care\n\nThe words of the article")


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    assert text_of_page("<form><h1>Care</h1><p>All the words of this page stand in a form.</p></form>").startswith(
        "# Care"
    )


def test_lists_carry_their_labels_nested_and_started_anywhere() -> None:
    page = """<ol type="a" start="2"><li>Care<ol><li>How do you care?<ul><li>at night;</li></ul></li></ol></li></ol>
    <ol style="list-style-type: upper-alpha"><li>Trust</li></ol><ol type="i"><li>one point</li></ol>
    <ol start="4"><li>Four</li><li value="9">Nine</li></ol><ol><li>(1) Typed</li></ol>"""
    assert text_of_page(page).split("\n\n") == [
        "b. Care",
        "1. How do you care?",
        "- at night;",
        "A. Trust",
        "- one point",
        "4. Four",
        "9. Nine",
        "(1) Typed",
    ]


def test_terms_of_a_definition_list_and_of_a_table_are_terms() -> None:
    page = """<h2>Glossary</h2><dl><dt>Agility</dt><dd>Being able to change course.</dd></dl>
    <table><tr><th>Term</th><th>Definition</th></tr>
    <tr><td>Cohort</td><td>Those who began together.</td></tr></table>"""
    framework = outlined(read("a.html", page.encode()), NOTHING_KNOWN).framework
    assert [(term.name, term.text) for term in framework.terms] == [
        ("Agility", "Being able to change course."),
        ("Cohort", "Those who began together."),
    ]


def test_bold_run_ins_breaks_and_lines_of_the_source_are_read_as_they_are_shown() -> None:
    page = """<p><strong>Trust</strong>
      How do you
      win it?</p><p>One line<br>Another one</p><p>This<br><br>That</p><p><b>How</b> do you keep informa-
      tion?</p>"""
    assert text_of_page(page).split("\n\n") == [
        "**Trust** How do you win it?",
        "One line\nAnother one",
        "This",
        "That",
        "How do you keep information?",
    ]


def test_rows_stay_rows_and_a_table_around_the_page_is_no_table() -> None:
    page = """<table><tr><td><h2>Care</h2><table><tr><th>Score</th><th>What it shows</th></tr>
    <tr><td>10%</td><td>A method begins | slowly</td></tr></table></td></tr></table>"""
    assert text_of_page(page).split("\n\n") == [
        "## Care",
        "| Score | What it shows |",
        "| 10% | A method begins / slowly |",
    ]


@pytest.mark.parametrize(
    "content",
    [
        '<html><meta charset="iso-8859-1"><p>Café words</p></html>'.encode("latin-1"),
        "<!DOCTYPE html><p>Café words</p>".encode(),
        "<html><p>Café words</p></html>".encode("utf-8-sig"),
        "<html><p>Café words</p></html>".encode("utf-16"),
        '<?xml version="1.0" encoding="utf-8"?><html><p>Café words</p></html>'.encode(),
        '<html><meta charset="no-such"><p>Café words</p></html>'.encode(),
    ],
)
def test_encodings_are_read_by_mark_by_meta_and_by_trial(content: bytes) -> None:
    assert read("a.htm", content).text == "Café words"


def test_a_page_without_words_and_one_too_deep_are_refused() -> None:
    with pytest.raises(Refused, match="no text of its own"):
        text_of_page("<nav>Menu</nav><script>run()</script>")
    with pytest.raises(Refused, match="nests its elements too deep"):
        text_of_page("<div>" * 500 + "Words" + "</div>" * 500)
