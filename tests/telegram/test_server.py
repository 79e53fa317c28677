from pathlib import Path

import pytest

from tests.telegram.direct import Clock, refusal, say
from tests.telegram.faults import broken, dropped, flooded
from tests.telegram.journal import read_journal
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person


def test_an_unknown_token_is_unauthorised_and_a_malformed_one_not_found(telegram: StrictTelegram) -> None:
    assert refusal(telegram.call("1:wrong", "getMe", {})) == (401, "Unauthorized")
    assert refusal(telegram.call("wrong", "getMe", {})) == (404, "Not Found")
    assert refusal(telegram.call(TOKEN, "getTea", {})) == (404, "Not Found")
    assert telegram.call(TOKEN, "GETME", {}).body["result"]["username"] == telegram.username


def test_a_press_can_be_answered_twice_but_not_late_nor_unknown(
    telegram: StrictTelegram, ada: Person, clock: Clock
) -> None:
    query = ada.forges("x", 5)["callback_query"]["id"]
    parameters = {"callback_query_id": query, "text": "Saved"}
    assert telegram.call(TOKEN, "answerCallbackQuery", parameters).code == 200
    assert telegram.call(TOKEN, "answerCallbackQuery", parameters).code == 200
    assert [notice.text for notice in telegram.callbacks.notices] == ["Saved", "Saved"]
    clock.now += 151
    for wrong in (query, "1"):
        code, reason = refusal(telegram.call(TOKEN, "answerCallbackQuery", {"callback_query_id": wrong}))
        assert code == 400
        assert reason.startswith("Bad Request: query is too old")


@pytest.mark.parametrize("command", ["Start", "a-b", "x" * 33, "", "é"])
def test_wrong_commands_are_refused(telegram: StrictTelegram, command: str) -> None:
    answer = telegram.call(TOKEN, "setMyCommands", {"commands": [{"command": command, "description": "x"}]})
    assert refusal(answer) == (400, "Bad Request: BOT_COMMAND_INVALID")


def test_commands_need_a_description_and_a_known_scope(telegram: StrictTelegram) -> None:
    for description in ("", "x" * 257):
        commands = [{"command": "start", "description": description}]
        answer = telegram.call(TOKEN, "setMyCommands", {"commands": commands})
        assert refusal(answer) == (400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    wrong = {"can't parse BotCommandScope": {"type": "galaxy"}, "chat not found": {"type": "chat", "chat_id": 9}}
    for reason, scope in wrong.items():
        answer = telegram.call(TOKEN, "getMyCommands", {"scope": scope})
        assert refusal(answer)[1].startswith(f"Bad Request: {reason}")


class TestFaults:
    def test_strike_the_chosen_chat_and_method_as_often_as_planned(self, telegram: StrictTelegram, ada: Person) -> None:
        grace = Person(telegram, "Grace")
        grace.starts()
        telegram.faults.plan(flooded(7), "sendMessage", chat=ada.id, times=2)
        assert say(telegram, grace.id).code == 200
        answer = say(telegram, ada.id)
        assert refusal(answer) == (429, "Too Many Requests: retry after 7")
        assert answer.body["parameters"] == {"retry_after": 7}
        assert [say(telegram, ada.id).code for _ in range(2)] == [429, 200]

    def test_strike_every_third_call(self, telegram: StrictTelegram, ada: Person) -> None:
        telegram.faults.plan(broken(500), "sendMessage", times=None, every=3)
        assert [say(telegram, ada.id).code for _ in range(6)] == [200, 200, 500, 200, 200, 500]

    def test_may_break_the_line_after_the_message_was_accepted_or_before(
        self, telegram: StrictTelegram, ada: Person
    ) -> None:
        telegram.faults.plan(dropped())
        telegram.faults.plan(dropped(accepted=False))
        assert say(telegram, ada.id, "arrived").dropped
        assert say(telegram, ada.id, "lost").dropped
        assert [shown.text for shown in telegram.shown(ada.id)] == ["arrived"]


def test_the_journal_tells_another_process_what_happened(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    telegram = StrictTelegram(journal_path=path)
    ada = Person(telegram)
    number = ada.starts()["update_id"]
    say(telegram, ada.id, "welcome")
    telegram.call(TOKEN, "getUpdates", {})
    telegram.call(TOKEN, "getUpdates", {"offset": number + 1})
    events = read_journal(path)
    assert [event["event"] for event in events] == ["pushed", "sent", "handed", "confirmed"]
    assert events[0]["update"]["update_id"] == number
    assert read_journal(path, "sent")[0]["text"] == "welcome"
    telegram.journal.close()
    path.write_text(path.read_text() + '{"event": "se')
    assert len(read_journal(path)) == 4


def test_without_strictness_texts_are_taken_as_they_come() -> None:
    telegram = StrictTelegram(strict=False)
    ada = Person(telegram)
    ada.starts()
    assert say(telegram, ada.id, "<b>x", parse_mode="HTML").code == 200
    assert telegram.shown(ada.id)[0].text == "<b>x"
