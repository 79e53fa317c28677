"""A model's reply is heard while it comes: what holds of it is shown, and what has no end is broken off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import Answer
from knowledge.claims import begun
from knowledge.composing import Composer
from tests.knowledge.test_composing import EXTRACTED, LATE, PORTER
from tests.models import claiming, streaming


@pytest.mark.parametrize("as_tool", [False, True], ids=["text", "tool"])
def test_what_holds_is_shown_claim_by_claim_while_the_rest_is_still_coming(as_tool: bool) -> None:
    shown: list[str] = []
    model = streaming(claiming(PORTER, ("Porters earn 20 euros.", 1), LATE), as_tool=as_tool)
    given = Composer(model).compose(EXTRACTED, lambda so_far: shown.append(so_far.text))
    assert shown[0] == f"{PORTER[0]} [1]"
    assert shown[-1] == given.text
    assert "euros" not in "".join(shown)


def test_a_reply_without_end_is_broken_off_while_it_comes() -> None:
    shown: list[Answer] = []
    model = streaming("{" * 100_000)
    assert Composer(model).compose(EXTRACTED, shown.append) == EXTRACTED
    assert shown == []


@given(st.text(alphabet='{}[]":,\\ ntexcitaos1', max_size=200))
def test_whatever_has_come_of_a_reply_is_read_or_passed_over(text: str) -> None:
    assert all(one.text and one.citations for one in begun(text))
    assert [one.text for one in begun(f'{{"claims": [{{"text": "A.", "citations": [1]}}, {text}')][:1] == ["A."]
