import pytest

from ingest.printed.tidying import joined, lexicon, plain, wide


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("our organiza-", "tions grow"), "our organizations grow"),
        (("a customer-", "focused plan"), "a customer-focused plan"),
        (("a long-", "term plan"), "a long-term plan"),
        (("a self-", "assessment"), "a self-assessment"),
        (("see https://a.example/b ", "/c-d for more"), "see https://a.example/b/c-d for more"),
        (("see (https://a.example/b-", "c)"), "see (https://a.example/b-c)"),
        (("the end.", "The next"), "the end. The next"),
    ],
)
def test_lines_are_joined_as_they_were_meant(lines: tuple[str, ...], read: str) -> None:
    words = lexicon("A customer-focused firm thinks of the term and is long here.\nOrganiza-\ntions")
    assert joined(lines, words) == read


def test_a_word_broken_at_a_line_end_does_not_count_as_two_words_of_the_document() -> None:
    assert "busi" not in lexicon("for busi-\nness growth")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**bold** and *slanted* and `code`", "bold and slanted and code"),
        ("a [link](https://x.example/y) here", "a link here"),
        ("see <https://x.example/y>.", "see https://x.example/y."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        (r"an escaped \* star", "an escaped * star"),
        ("tabs\tand   spaces", "tabs and spaces"),
    ],
)
def test_marks_of_emphasis_and_links_go_and_their_words_stay(printed: str, read: str) -> None:
    assert plain(printed) == read


def test_every_wide_space_shows_as_two_and_a_hard_space_as_one() -> None:
    assert wide("a\u2003b\tc\u00a0d") == "a  b  c d"
