import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.telegram.markup import parse_html, utf16_length
from tests.telegram.refusals import Refusal


def test_tags_become_entities_counted_in_utf16_units() -> None:
    text, entities = parse_html("😀 <b>bold <i>both</i></b> &lt;&amp;&gt;&quot;&#33;")
    assert text == '😀 bold both <&>"!'
    assert entities == [
        {"offset": 3, "length": 9, "type": "bold"},
        {"offset": 8, "length": 4, "type": "italic"},
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<strong>x</strong>", "bold"),
        ("<em>x</em>", "italic"),
        ("<ins>x</ins>", "underline"),
        ("<del>x</del>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "text_link"),
        ("<a href='tg://user?id=7'>x</a>", "text_mention"),
        ("<B>x</b>", "bold"),
    ],
)
def test_each_allowed_tag_is_read(source: str, kind: str) -> None:
    text, [entity] = parse_html(source)
    assert (text, entity["type"], entity["length"]) == ("x", kind, 1)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é <3", "Unclosed start tag at byte offset 3"),
        ("a <3 b> c", 'Unsupported start tag "3" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_markup_is_refused_with_the_servers_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_a_lone_ampersand_and_an_unknown_reference_are_plain_text() -> None:
    assert parse_html("R&D &nbsp; a > b &copy;") == ("R&D &nbsp; a > b &copy;", [])


def test_a_link_to_nowhere_loses_its_entity_but_keeps_its_text() -> None:
    assert parse_html('<a href="nowhere">x</a>') == ("x", [])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/&;= \"'abiu#x1é😀"), max_size=60))
def test_any_source_is_either_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Refusal:
        return
    assert all(0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)
