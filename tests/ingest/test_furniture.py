import pytest

from ingest.printed.furniture import is_furniture, without_pointers


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to count visits.",
        "By browsing on you accept cookies.",
        "Designed by: greenharbour",
        "Search For Help",
        "Skip to main content",
        "© 2023 The Guild",
        "Page 3 of 12",
        "xiv",
        "17",
        "Terms in SMALL CAPS are defined on pages 3–9.",
        "For more details on item 5.1, please see our pages.",
        "See Reading rooms for more information about it.",
        "(sources: House Papers, 2014)",
        "Home > Guides > Writing",
        "All rights reserved.",
        "Last updated: 3 May 2021",
    ],
)
def test_the_frame_of_a_page_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "How do you search for answers to complaints?",
        "Customers share their views with us.",
        "Home care is one of our services.",
        "We use what customers tell us.",
        "The source of a complaint matters.",
        "By using what they learn, teams improve.",
        "Mix and match",
    ],
)
def test_content_with_like_words_is_not(line: str) -> None:
    assert not is_furniture(line)


def test_cross_references_in_brackets_are_dropped_and_other_brackets_stay() -> None:
    said = "Look first. (Which shelf?) (See How to: Look (twice).) Then act."
    assert without_pointers(said) == "Look first. (Which shelf?) Then act."
