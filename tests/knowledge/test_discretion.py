import pytest

from knowledge.discretion import discreet

PASSAGES = ("Porter. The person on duty at the desk at night; ask Marta Ruiz.",)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Does Joana Prado know what a porter is?", "Does (someone) (someone) know what a porter is?"),
        ("May Marta call the Porter?", "May Marta call the Porter?"),
        ("ask @joana or joana@example.org", "ask (someone) or (someone)"),
        ("my id is 4503599627370500, who is on duty", "my id is (someone), who is on duty"),
        ("call +351 21 555 0100", "call (someone)"),
        ("see tg://user?id=7", "see (someone)"),
        ("what does 3.2a(1) say about ADLI at 50-65 %", "what does 3.2a(1) say about ADLI at 50-65 %"),
        ("Where is it? The desk", "Where is it? The desk"),
    ],
)
def test_what_points_at_people_is_not_passed_on(asked: str, said: str) -> None:
    assert discreet(asked, PASSAGES) == said
