import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.codes import Cited, CodeBook, cited

BOOK = CodeBook(
    {
        "hotel-2024": [
            "3.2",
            "3.2a",
            "3.2a(1)",
            "3.2a(1).2",
            "3.2a(3)",
            "3.2b",
            "3.2b(2)",
            "3.2c",
            "3.2c.1",
            "P.1a(2)",
        ],
        "clinic-2020": ["3.2", "3.2a", "3.2a(3)", "S3"],
        "shop-9": ["3", "3.2"],
    }
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3.2a(3)", "3.2a(3)"),
        ("what does 3.2a(3) ask?", "3.2a(3)"),
        ("3.2a3", "3.2a(3)"),
        ("3.2A-3", "3.2a(3)"),
        ("3.2 b (2)", "3.2b(2)"),
        ("3.2b (2) please", "3.2b(2)"),
        ("explain 3.2 b2", "3.2b(2)"),
        ("3.2a(1).2", "3.2a(1).2"),
        ("3.2a1.2", "3.2a(1).2"),
        ("see 3.2a( 3 ).", "3.2a(3)"),
        ("(3.2a(3))", "3.2a(3)"),
        ("item 3.2", "3.2"),
        ("Item 3.2, customer things", "3.2"),
        ("what is item 3.2 about", "3.2"),
        ("3.2", "3.2"),
        ("3.2?", "3.2"),
        ("what does 3.2 ask for?", "3.2"),
        ("what does 3.2c mean", "3.2c"),
        ("3.2 c", "3.2c"),
        ("is item 3.2 a customer item", "3.2"),
        ("p.1a(2)", "P.1a(2)"),
        ("3.2c.1", "3.2c.1"),
        ("3.2.a.3", "3.2a.3"),
        ("statement 3.4", "3.4"),
        ("¿qué pide el punto 3.2?", "3.2"),
        ("item 9.9", "9.9"),
        ("3.2f? no: 3.2e(9)", "3.2e(9)"),
        ("step 3", "S3"),
        ("what is S3?", "S3"),
    ],
)
def test_a_code_is_found_in_any_spelling_and_brought_to_one_form(text: str, code: str) -> None:
    assert [one.code for one in cited(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "it costs $3.20",
        "€3.2",
        "we paid 3.2 million for it",
        "revenue of $3.2b",
        "USD 3.2b in sales",
        "3.2 b USD",
        "on 3.2.2024 we moved",
        "am 12.3. ist Feiertag",
        "2024-03-02",
        "satisfaction rose by 3.2 percent",
        "3.2%",
        "3.2 % of them",
        "python 3.2a1 is old",
        "version 3.2 a few days ago",
        "v3.2a1",
        "release 1.4b2",
        "we open at 9.30 a.m.",
        "until 3.15 pm",
        "at 3.15 a.m. sharp",
        "10.30am",
        "from 3.2 to 4.1 last year",
        "an average of 3.2 out of 5",
        "4.5 stars",
        "3.2 points better than before",
        "we have 32 people and 3 sites",
        "call 555-3.2",
        "192.168.3.2",
        "3.2GB of data",
        "3.2 kg",
        "3,2a",
        "room 3a2",
        "",
        "how do we handle complaints?",
        "https://example.org/3.2a",
    ],
)
def test_prices_dates_percents_versions_times_and_plain_numbers_are_no_codes(text: str) -> None:
    assert cited(text) == ()


def test_full_ids_keep_their_framework() -> None:
    assert cited("is hotel-2024/3.2a(3) like clinic-2020/S3?") == (
        Cited("3.2a(3)", "hotel-2024"),
        Cited("S3", "clinic-2020"),
    )
    assert cited("shop-9/3") == (Cited("3", "shop-9"),)


def test_several_codes_come_once_each_in_their_order() -> None:
    assert [one.code for one in cited("3.2b(2) or 3.2a3 or 3.2a(3)?")] == ["3.2b(2)", "3.2a(3)"]


def test_a_code_of_several_editions_is_found_in_all() -> None:
    assert BOOK.find(Cited("3.2a(3)")) == (("hotel-2024", "3.2a(3)"), ("clinic-2020", "3.2a(3)"))
    assert BOOK.find(Cited("3.2a(3)", "clinic-2020")) == (("clinic-2020", "3.2a(3)"),)


def test_a_dot_before_the_last_number_is_read_both_ways() -> None:
    assert BOOK.find(Cited("3.2c.1")) == (("hotel-2024", "3.2c.1"),)
    assert BOOK.find(Cited("3.2a.3"))[0] == ("hotel-2024", "3.2a(3)")


def test_an_unknown_code_is_not_found_and_its_neighbours_are_named() -> None:
    assert BOOK.find(Cited("3.2a(9)")) == ()
    assert {code for _, code in BOOK.nearest(Cited("3.2a(9)"))} >= {"3.2a", "3.2a(1)", "3.2a(3)"}
    assert BOOK.nearest(Cited("3.2d", "clinic-2020"))[0][0] == "clinic-2020"
    assert len({code for _, code in BOOK.nearest(Cited("3.2d"))}) == 4


@pytest.mark.parametrize(
    ("text", "sure"),
    [("3.2a(9)", True), ("item 7.7", True), ("7.7", True), ("what about 7.7", False), ("what is S44", False)],
)
def test_only_a_text_that_can_mean_nothing_else_is_sure(text: str, sure: bool) -> None:
    assert [one.sure for one in cited(text)] == [sure]


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    for one in cited(text):
        assert one.code
        BOOK.find(one)
        BOOK.nearest(one)


@given(st.integers(1, 7), st.integers(1, 9), st.sampled_from("abcde"), st.integers(1, 12))
def test_every_spelling_means_the_same(category: int, item: int, area: str, part: int) -> None:
    wanted = f"{category}.{item}{area}({part})"
    for written in (
        wanted,
        f"{category}.{item}{area}{part}",
        f"{category}.{item} {area} ({part})",
        f"{category}.{item}{area.upper()}-{part}",
        f"what does {category}.{item}{area} ({part}) want",
    ):
        assert [one.code for one in cited(written)] == [wanted]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("show me 6.2 c 2 please", "6.2c(2)"),
        ("p1b2", "P.1b(2)"),
        ("P1b(2)?", "P.1b(2)"),
        ("32a(3)", "3.2a(3)"),
        ("is there anything in 5.2 b on speaking up", "5.2b"),
        ("what is in 4.1 about data", "4.1"),
        ("category 7", "category 7"),
        ("Category p", "category P"),
        ("step S14 of the culture", "S14"),
    ],
)
def test_codes_are_read_as_people_type_them_in_haste(text: str, code: str) -> None:
    assert [one.code for one in cited(text)] == [code]


@pytest.mark.parametrize(
    "text", ["we have 12a3 on the door", "3.2 a 2 day course", "3.2 a customer", "rose in 3.2 years"]
)
def test_what_only_looks_like_a_code_in_haste_is_none(text: str) -> None:
    assert cited(text) == ()
