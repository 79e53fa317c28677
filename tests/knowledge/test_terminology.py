from knowledge.terminology import Glossary

GLOSSARY = Glossary(
    [
        ("Customer", ["Customer", "customers", "client"]),
        ("Customer engagement", ["Customer engagement", "engagement"]),
        ("Voice of the customer", ["Voice of the customer", "VOC"]),
        ("Value", ["Value"]),
        ("Values", ["Values"]),
        ("Work processes", ["Work processes", "work process"]),
    ]
)


def test_terms_are_found_in_any_form_the_longest_name_first() -> None:
    assert GLOSSARY.within("How do clients shape your work process?") == ["Work processes", "Customer"]
    assert GLOSSARY.within("How engaging are your engagements?") == ["Customer engagement"]


def test_a_long_name_hides_the_shorter_ones_inside_it_and_no_others() -> None:
    assert GLOSSARY.within("What does the voice of the customer tell?") == ["Voice of the customer"]
    assert GLOSSARY.within("How do customers hear the voice of the customer?") == ["Voice of the customer", "Customer"]


def test_of_two_terms_with_one_stem_the_very_word_decides() -> None:
    assert GLOSSARY.within("What are your values?") == ["Values"]
    assert GLOSSARY.within("What value do you add?") == ["Value"]


def test_each_term_is_named_once_and_in_the_order_of_the_text() -> None:
    assert GLOSSARY.within("Values, value, values: customer or client?") == ["Values", "Value", "Customer"]


def test_the_first_of_two_terms_with_one_name_has_it() -> None:
    assert Glossary([(1, ["bread"]), (2, ["Bread", "loaf"])]).within("bread and loaf") == [1, 2]


def test_what_has_no_words_or_no_terms_has_nothing_in_it() -> None:
    assert GLOSSARY.within("") == GLOSSARY.within("?!") == Glossary[str]([]).within("bread") == []
    assert Glossary([("nothing", ["", "–"])]).within("– bread") == []
