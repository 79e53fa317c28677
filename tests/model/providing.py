"""The package of a provider over real HTTP, with a stand-in server in every bad mood."""

import json
import time

import pytest

from knowledge.answers import answer
from knowledge.claims import SCHEMA
from knowledge.composing import SYSTEM, Composer
from knowledge.llm import chat_model
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED
from tests.model.standin import Fault, serving
from tests.models import claiming

CLAIM = "A porter is the person on duty at the desk at night."
EXTRACTED = answer(Search(FRAMEWORKS, {"packaged": PACKAGED}), "What's a night porter?")


def test_a_form_is_asked_for_and_its_data_is_the_answer() -> None:
    with serving(claiming((CLAIM, 1), ("Porters earn 20 euros.", 1))) as provider:
        given = Composer(chat_model("openai:tiny", provider.url, SCHEMA)).compose(EXTRACTED)
    assert (given.text, given.model) == (f"{CLAIM} [1]", "openai:tiny")
    (body,) = provider.bodies
    assert body["response_format"]["type"] == "json_schema"
    assert body["messages"][0] == {"role": "system", "content": SYSTEM}
    assert set(json.loads(body["messages"][1]["content"])) == {"question", "passages"}
    assert "tools" not in body


def test_what_holds_is_shown_while_the_rest_is_still_coming() -> None:
    shown: list[str] = []
    late = ("Late at night means between eleven and six.", 2)
    with serving(claiming((CLAIM, 1), ("Porters earn 20 euros.", 1), late)) as provider:
        composer = Composer(chat_model("openai:tiny", provider.url, SCHEMA))
        given = composer.compose(EXTRACTED, lambda so_far: shown.append(so_far.text))
    assert provider.bodies[0]["stream"] is True
    assert shown[0] == f"{CLAIM} [1]"
    assert shown[-1] == given.text
    assert given.model == "openai:tiny"
    assert "euros" not in "".join(shown)


@pytest.mark.parametrize("fault", ["no form", "breaks"])
def test_a_server_that_knows_no_form_is_asked_for_text(fault: Fault) -> None:
    with serving(f"Here: {claiming((CLAIM, 1))}", fault) as provider:
        composer = Composer(chat_model("openai:tiny", provider.url, SCHEMA))
        assert [composer.compose(EXTRACTED).model for _ in range(2)] == ["openai:tiny"] * 2
    assert len(provider.bodies) == 3


@pytest.mark.parametrize(("fault", "calls"), [("error", 2), ("reset", 2), ("garbage", 2), ("huge", 2)])
def test_a_broken_server_leaves_the_extracted_answer(fault: Fault, calls: int) -> None:
    with serving("", fault) as provider:
        assert Composer(chat_model("openai:tiny", provider.url, SCHEMA)).compose(EXTRACTED) == EXTRACTED
    assert len(provider.bodies) == calls


def test_a_server_that_hangs_is_not_waited_for() -> None:
    with serving("", "hang") as provider:
        began = time.monotonic()
        given = Composer(chat_model("openai:tiny", provider.url, SCHEMA), seconds=1).compose(EXTRACTED)
        assert given == EXTRACTED
        assert time.monotonic() - began < 5


def test_where_nobody_listens_the_answer_is_extracted() -> None:
    assert Composer(chat_model("openai:tiny", "http://127.0.0.1:9/v1", SCHEMA)).compose(EXTRACTED) == EXTRACTED
