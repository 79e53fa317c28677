"""An answer that is still coming is shown as a draft, and the message follows it."""

import re
from pathlib import Path

import pytest

from bot import app
from bot.drafts import Drafts
from knowledge.composing import Composer
from tests import databases
from tests.models import Messages, claiming, sent, streaming
from tests.stage import Stage, raised
from tests.telegram.faults import refused
from tests.telegram.server import StrictTelegram

QUESTION = "what is a segment?"


def two_sentences(messages: Messages) -> str:
    """Claim the first two sentences of the first passage, with something of one's own between them."""
    first, second, *_ = re.split(r"(?<=[.])\s+", sent(messages)["passages"][0]["text"])
    return claiming((first, 1), ("Segments cost 500 euros.", 1), (second, 1))


async def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, telegram: StrictTelegram) -> Stage:
    model = streaming(two_sentences, pause=0.02)
    monkeypatch.setattr(app, "composer_for", lambda _: Composer(model))
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        async with raised(tmp_path, url, telegram=telegram) as stage:
            ana = stage.person("Ana")
            ana.starts()
            await stage.settled()
            ana.types(QUESTION)
            await stage.settled()
    return stage


async def test_what_holds_of_an_answer_is_shown_before_the_rest_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = StrictTelegram()
    stage = await asked(tmp_path, monkeypatch, telegram)
    ana, last = stage.person("Ana"), telegram.chats.sent[-1]
    (chat, first), *_ = telegram.chats.drafts
    assert chat == ana.id
    assert "euros" not in "".join(text for _, text in telegram.chats.drafts)
    assert first.splitlines()[0].rstrip("¹") in last.text
    assert "streaming:one" in last.text


async def test_where_drafts_are_refused_the_message_comes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = StrictTelegram()
    telegram.faults.plan(refused("TEXTDRAFT_PEER_INVALID"), "sendMessageDraft", times=None)
    await asked(tmp_path, monkeypatch, telegram)
    assert telegram.chats.drafts == []
    assert "streaming:one" in telegram.chats.sent[-1].text


async def test_nothing_is_shown_behind_the_message_itself() -> None:
    class Bot:
        def __init__(self) -> None:
            self.shown: list[str] = []

        async def send_message_draft(self, chat_id: int, draft_id: int, text: str, **_: object) -> None:
            self.shown.append(text)

    bot = Bot()
    drafts = Drafts(bot)  # type: ignore[arg-type]
    drafts.show(1, 7, "a")
    drafts.show(1, 7, "b")
    drafts.end(1)
    drafts.end(1)
    assert bot.shown == []
