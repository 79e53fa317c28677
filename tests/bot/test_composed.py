"""Answers in a model's words, from the library to what people read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import composer_for
from bot.examination import examine
from bot.library import Library
from bot.reports import plain
from bot.settings import Settings
from bot.wording import learner
from knowledge.answers import Answer
from knowledge.catalogue import packaged
from knowledge.composing import Composer
from storage.database import Database
from tests import databases
from tests.models import Messages, Step, claiming, scripted, sent

QUESTION = "what is a segment?"


@contextmanager
def library(tmp_path: Path, *script: Step) -> Iterator[Library]:
    """Open the packaged library over words alone, with a model that plays a script."""
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        database = Database(url)
        opened = Library(database, packaged(), tmp_path / "index", None, Composer(scripted(*script)[0]))
        opened.start()
        yield opened
        opened.close()
        database.close()


def first_sentence(messages: Messages) -> str:
    """Claim the first sentence of the first passage, and something of one's own."""
    text = sent(messages)["passages"][0]["text"]
    return claiming((text.partition(". ")[0], 1), ("Segments cost 500 euros.", 1))


def asked(tmp_path: Path, *script: Step, framework: str | None = None, code: str | None = None) -> Answer:
    with library(tmp_path, *script) as opened:
        return opened.answer(QUESTION, 0, framework, code)


def test_people_read_who_put_an_answer_into_words_and_where_it_comes_from(tmp_path: Path) -> None:
    given = asked(tmp_path, first_sentence)
    text = learner.told(given).text
    assert "500 euros" not in text
    assert given.sentences[0].text in text
    assert text.endswith("<i>Put into words by scripted:one, each sentence checked against its source.</i>")
    assert text.index("<i>1 · ") > text.index(given.sentences[0].text)
    assert plain.answer(QUESTION, given, 1)["method"] == "model:scripted:one"


def test_an_extracted_answer_says_nothing_of_a_model(tmp_path: Path) -> None:
    given = asked(tmp_path, "garbage")
    assert "words by" not in learner.told(given).text
    assert plain.answer(QUESTION, given, 1)["method"] == "extraction"
    assert given.answered


def without_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    # None makes an import fail as if the package were not installed, wherever the tests run.
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    return Settings(home=tmp_path, llm="openai:gpt-5-mini", embeddings="none", _env_file=None)


def test_a_model_that_cannot_be_used_leaves_quotations(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert composer_for(without_package(monkeypatch, tmp_path)) is None
    assert "install howwell[openai]. Answers are quotations." in caplog.text
    assert composer_for(Settings(home=tmp_path, _env_file=None)) is None


@pytest.mark.parametrize(("llm", "is_healthy"), [("", True), ("openai:gpt-5-mini", False)])
def test_the_doctor_says_whether_the_model_that_is_set_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, llm: str, is_healthy: bool
) -> None:
    report = examine(without_package(monkeypatch, tmp_path).model_copy(update={"llm": llm}))
    check = {one["name"]: one for one in report["checks"]}["model"]
    assert check["ok"] is (None if is_healthy else False)
    assert ("howwell[openai]" in check["says"]) is not is_healthy
    assert report["healthy"] is is_healthy
