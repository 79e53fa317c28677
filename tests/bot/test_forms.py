"""People ask, and get each form of answer with what leads on from it; through the whole application."""

from pathlib import Path

import pytest

from bot.reports import lines, plain
from bot.splitting import units
from bot.turns import BUTTON_BYTES
from bot.wording import learner
from storage.tables import Asked, Received
from tests import databases
from tests.bot.harbours import does, harbour
from tests.bot.plainness import assert_speaks_plainly, buttons_of
from tests.stage import Stage, raised
from tests.telegram.updates import Person

FORMS = {
    "definition": ("what is deployment?", "How far an approach is really in use"),
    "code": ("what does 3.2a(3) ask?", "How do you deal with customer complaints"),
    "list": ("list the core values", "Management by fact"),
    "elsewhere": ("where else does 3.2a(3) occur?", "Framework 72 · Complaint management"),
    "why": ("why is 3.2b(1) asked?", "dissatisfaction takes more than"),
    "good": (
        "what does good look like for 3.2a(3)?",
        "It is used in most places, and none that is important is missing",
    ),
    "difference": ("what is the difference between mission and vision?", "What the organisation wants to be"),
    "scoring": ("how is 3.2a(3) scored?", "approach (the method), deployment"),
    "refusal": ("xylophone?", "My sources say nothing about that."),
}


async def asks(stage: Stage, person: Person, text: str) -> str:
    await does(stage, person, text)
    return person.sees()[-1].text


@pytest.mark.parametrize("form", FORMS)
async def test_each_form_of_answer_is_told_with_its_sources(form: str, small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    text, says = FORMS[form]
    assert says in await asks(small_stage, lou, text)
    assert small_stage.rows(Asked)[-1].form == form
    shown = lou.sees()[-1]
    assert ("👍" in shown.labels) is (form != "refusal")
    assert len(shown.labels) <= 5
    assert units(shown.text) <= 4096
    if form != "refusal":
        assert "1" in shown.text.splitlines()[-1] or "Business 2021–22" in shown.text
    assert_speaks_plainly(small_stage)


async def test_a_person_who_never_saw_the_criteria_finds_a_term_and_a_code_in_two_messages(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        async with raised(tmp_path / "home", url, embeddings="") as stage:
            stage.howwell.world.library.wait()
            sam = stage.person("Sam")
            assert "How far an approach is really in use" in await asks(stage, sam, "what does deployment mean")
            told = await asks(stage, sam, "and what does 3.2a(3) ask?")
            assert told.startswith("Complaint management, 3.2a(3) of 3.2 Customer Engagement, 45 points: 3 questions")
            assert "How do you deal with customer complaints" in told
            assert "also in Framework 72 5.1" in told
            assert len(sam.sees()) == 2
            told = await asks(stage, sam, "what is deploymnet?")
            assert told.startswith("I read this as: what is deployment?")
            assert "How far an approach is really in use" in told


async def test_what_leads_on_from_an_answer_leads_there(stage: Stage) -> None:
    lou = await stage.seated("Lou", "learner")
    first = await asks(stage, lou, "how are complaints of customers handled?")
    assert lou.sees()[-1].labels[:2] == ["More", "The whole question"]
    await does(stage, lou, ">More")
    more = lou.sees()[-1].text
    quoted = [line for line in first.splitlines() if line.endswith(("¹", "²", "³"))]
    assert quoted
    assert not any(line[:-1] in more for line in quoted)
    lou.presses("The whole question", under=lou.sees()[-2].message_id)
    await stage.settled()
    assert "What does this mean?" in lou.sees()[-1].labels
    await does(stage, lou, ">What does this mean?")
    await does(stage, lou, "3.2a(3)", ">What good looks like")
    assert "Process, 70–85 %" in lou.sees()[-1].text
    await does(stage, lou, "all questions of 3.2")
    term = next(label for label in lou.sees()[-1].labels if label.startswith("Term: "))
    await does(stage, lou, f">{term}")
    assert lou.sees()[-1].text.count("\n") > 1
    assert stage.rows(Asked)[-1].text == f"What is meant by {term.removeprefix('Term: ')}?"
    assert_speaks_plainly(stage)


async def test_more_comes_to_an_end_and_is_nobody_elses(small_stage: Stage) -> None:
    lou, eve = await small_stage.seated("Lou", "learner"), await small_stage.seated("Eve", "learner")
    await does(small_stage, lou, "how do you handle complaints?")
    more = next(one.data for row in lou.sees()[-1].buttons for one in row if one.text == "More")
    assert more is not None
    eve.forges(more, 1)
    await small_stage.settled()
    assert "That button is not for you" in eve.sees()[-1].text
    for _ in range(15):
        if "More" not in lou.sees()[-1].labels:
            break
        await does(small_stage, lou, ">More")
    assert "More" not in lou.sees()[-1].labels
    for data in ("on:1:9999", "on:1:-5", "on:0:0", "on:999999:0", "whole:", "whole:x/y", "best:x/y", "word:", "on:1"):
        lou.forges(data, 1)
        await small_stage.settled()
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    assert_speaks_plainly(small_stage)


async def test_a_follow_up_asks_where_else_this_occurs(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    await does(small_stage, lou, "what is a segment?")
    assert "Here too it is about" in await asks(small_stage, lou, "where else does this occur?")


async def test_a_question_in_an_interview_is_answered_in_its_form_and_the_interview_goes_on(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business")
    asked = ana.sees()[-1].text
    for form in ("definition", "code", "list", "elsewhere", "good", "difference", "scoring"):
        text, says = FORMS[form]
        await does(stage, ana, text if text.endswith("?") else f"{text}?")
        answer, again = ana.sees()[-2:]
        assert says in answer.text, form
        assert "That was my response" in answer.labels
        assert again.text == asked
    await does(stage, ana, ">Skip")
    assert "2 of 22" in ana.sees()[-1].text


async def test_long_answers_are_folded_and_buttons_fit(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    for text in ("list the core values", "all questions of 3.2", "list the key terms"):
        await does(small_stage, lou, text)
        assert any(one["type"] == "expandable_blockquote" for one in lou.sees()[-1].entities), text
        for call in small_stage.telegram.called("sendMessage"):
            assert all(
                len(one.get("callback_data", "").encode()) <= BUTTON_BYTES for one in buttons_of(call.parameters)
            )
    assert "more: /terms shows them all" in str([one.text for one in lou.sees()])


async def test_a_disliked_answer_shows_reasons_in_the_place_of_what_leads_on(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    await does(small_stage, lou, "how do you handle complaints?", ">👎")
    assert "Wrong" in lou.sees()[-1].labels
    assert not {"More", "The whole question"} & set(lou.sees()[-1].labels)


async def test_the_terminal_tells_the_same_with_what_stands_beside_it(small_stage: Stage) -> None:
    one = await harbour(small_stage)
    library = small_stage.howwell.world.library
    given = library.answer("3.2a(3)", one.id, None, None)
    data = plain.answer("3.2a(3)", given, 1)
    assert data["citations"][0]["also"][0]["code"] == "5.1"
    assert data["read_as"] is None
    assert any("also in framework-72 5.1" in line for line in lines.answer(data))
    assert next(iter(lines.answer({**data, "read_as": "item 3.2a(3)"}))) == "I read this as: item 3.2a(3)"
    modelled = {**data, "method": "model:ollama:small"}
    assert list(lines.answer(modelled))[-1].startswith("Put into words by ollama:small, each sentence checked")
    refused = list(lines.answer(plain.answer("x", library.answer("xylophone?", one.id, None, None), 1)))
    assert refused == ["My sources say nothing about that."]
    found = plain.found("x", library.find("customer complaints handled", one.id, 10, None), 10, 1)
    assert {"read_as", "confidence"} <= set(found)
    assert any(passage["also"] for passage in found["passages"])


async def test_a_question_in_another_language_gets_a_hint_instead_of_nonsense(small_stage: Stage) -> None:
    one = await harbour(small_stage)
    library = small_stage.howwell.world.library
    given = library.answer("¿Cómo tratan ustedes las quejas de los clientes?", one.id, None, None)
    assert not given.answered
    said = learner.told(given).text
    assert said.startswith("This looks like Spanish, and I read English only.")
    assert next(iter(lines.answer(plain.answer("x", given, 1)))) == said
    # A code is read in any language.
    assert library.answer("¿Qué pide 3.2a(3)?", one.id, None, None).form == "code"
