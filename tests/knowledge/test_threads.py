"""A question that follows on another means the full one, and anything else stays as it was typed."""

import pytest

from knowledge.threads import Place, Turn, continued, elsewhere

CODE = Turn("3.2a(3)", "Complaint management", "business", "3.2a(3)")
RESULT = Turn("7.2a(1)", "Customer satisfaction", "business", "7.2a(1)")
TERM = Turn("what does deployment mean?", "Deployment")
ASKED = Turn("how do we keep our staff?")

FOLLOWING = [
    (CODE, "and in health care?", "Complaint management in health care"),
    (CODE, "in health care?", "Complaint management in health care"),
    (CODE, "What about smaller companies?", "Complaint management in smaller companies"),
    (CODE, "and for non-profits?", "Complaint management for non-profits"),
    (ASKED, "and in schools?", "how do we keep our staff in schools?"),
    (CODE, "and how is it scored?", "what process items are judged on"),
    (RESULT, "how is that scored", "what results items are judged on"),
    (TERM, "how is it scored?", "how is deployment scored?"),
    (CODE, "why?", Place("business", "3.2a(3)")),
    (CODE, "But why is that important?", Place("business", "3.2a(3)")),
    (CODE, "tell me more", Place("business", "3.2a(3)")),
    (TERM, "why", "why does deployment matter?"),
    (TERM, "and integration?", "what is integration?"),
    (TERM, "what about learning?", "what is learning?"),
    (CODE, "how often is it checked?", "how often is complaint management checked?"),
    (TERM, "give me an example", "what is deployment?"),
    (TERM, "vs integration", "Deployment vs integration"),
    (TERM, "does that include volunteers too", "does deployment include volunteers too?"),
    (TERM, "whats the opposite of that", "whats the opposite of deployment?"),
    (ASKED, "and the results for it", "how do we keep our staff, and the results for it?"),
    (ASKED, "compared with others?", "how do we keep our staff compared with others"),
]
STAYING = [
    (CODE, "what is a segment?"),
    (CODE, "best crm software?"),
    (CODE, "and 7.2?"),
    (CODE, "what about segments?"),
    (CODE, "and leadership?"),
    (CODE, "what time is it?"),
    (CODE, "in practice we call them back within a day"),
    (CODE, "for example, we call them"),
    (CODE, "why do we have to write down who answers which complaint?"),
    (CODE, "how do they know whether it works?"),
    (ASKED, "and we call them every week"),
    (ASKED, "is that customer still here"),
    (ASKED, "why?"),
    (ASKED, "how is it scored?"),
    (ASKED, "how often is it checked?"),
    (CODE, "?"),
    (CODE, ""),
]


@pytest.mark.parametrize(("before", "text", "meant"), FOLLOWING)
def test_what_follows_on_a_question_is_read_as_the_full_one(before: Turn, text: str, meant: str | Place) -> None:
    assert continued(text, [before]) == meant


@pytest.mark.parametrize(("before", "text"), STAYING)
def test_what_says_enough_or_may_mean_several_things_stays(before: Turn, text: str) -> None:
    assert continued(text, [before]) == text


@pytest.mark.parametrize("text", [text for _, text, _ in FOLLOWING])
def test_without_a_question_before_nothing_is_read_into_a_text(text: str) -> None:
    assert continued(text, []) == text


def test_the_latest_question_is_the_one_that_is_followed() -> None:
    assert continued("and in health care?", [TERM, CODE]) == "Complaint management in health care"


def test_it_is_known_of_whom_the_same_is_to_be_told() -> None:
    said = {"what about smaller companies?": "smaller companies", "and in health care?": "health care", "why?": ""}
    assert {text: elsewhere(text) for text in said} == said
