"""Long messages in pieces: each fits, each parses alone, and nothing that is shown gets lost."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.splitting import plain, split, units
from tests.telegram.markup import parse_html, utf16_length

# What our wording is made of: people's text, escaped, in tags of ours that may lie in each other.
_TAGS = (("<b>", "</b>"), ("<i>", "</i>"), ("<code>", "</code>"), ("<blockquote expandable>", "</blockquote>"))
_ALPHABET = st.one_of(
    st.sampled_from([*"ab <>&;\"'/\n{}#", "😀", "\u202e", "é", "\u200d", "\u00a0", "&amp;", "<b>", "\n\n"]),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
_written = st.lists(_ALPHABET, max_size=60).map("".join).map(lambda text: escape(text, quote=False))
_html = st.recursive(
    _written,
    lambda inner: st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4)).map(
        lambda pair: pair[0][0] + "".join(pair[1]) + pair[0][1]
    ),
    max_leaves=12,
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(html=st.lists(_html, max_size=6).map("".join), most=st.integers(2, 90))
def test_every_piece_fits_and_parses_alone_and_together_they_show_the_whole(html: str, most: int) -> None:
    pieces = split(html, most)
    shown = [parse_html(piece)[0] for piece in pieces]
    assert all(utf16_length(text) <= most for text in shown)
    assert squeezed("".join(shown)) == squeezed(parse_html(html)[0])
    assert len(pieces) == 1 or all(text.strip() for text in shown)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(html=_html)
def test_what_is_counted_is_what_telegram_shows(html: str) -> None:
    text, _ = parse_html(html)
    assert plain(html) == text
    assert units(text) == utf16_length(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(words=st.lists(st.text(st.sampled_from("abc😀"), min_size=1, max_size=9), min_size=40, max_size=80))
def test_words_that_fit_are_not_cut(words: list[str]) -> None:
    pieces = split(f"<b>{' '.join(words)}</b>", 40)
    assert " ".join(parse_html(piece)[0].strip() for piece in pieces).split() == words


def test_a_cut_is_made_at_a_paragraph_where_one_ends_in_the_second_half() -> None:
    first, second = "a " * 30, "b " * 30
    pieces = split(f"<i>{first}\n\n{second}</i>", 80)
    assert [plain(piece).strip() for piece in pieces] == [first.strip(), second.strip()]
    assert all(piece.startswith("<i>") and piece.endswith("</i>") for piece in pieces)


def test_an_emoji_is_never_cut_in_two() -> None:
    pieces = split("😀" * 3000, 4096)
    assert [utf16_length(piece) for piece in pieces] == [4096, 1904]


@pytest.mark.parametrize("html", ["", " ", "&lt;b&gt;", "&amp;lt;"])
def test_what_fits_stays_as_it_is(html: str) -> None:
    assert split(html, 4096) == [html]


def test_white_space_alone_is_one_empty_message_for_telegram_to_refuse() -> None:
    assert split("\n" * 9000, 4096) == [""]
