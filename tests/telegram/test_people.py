import pytest

from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person, command_entities, group


@pytest.fixture
def telegram() -> StrictTelegram:
    return StrictTelegram()


def say(telegram: StrictTelegram, chat: int, text: str, *labels: str) -> int:
    rows = [[{"text": label, "callback_data": f"do:{label}"}] for label in labels]
    parameters = {"chat_id": chat, "text": text, "reply_markup": {"inline_keyboard": rows}}
    return int(telegram.call(TOKEN, "sendMessage", parameters).body["result"]["message_id"])


def test_message_ids_rise_in_each_chat_over_people_and_bot(telegram: StrictTelegram) -> None:
    ada, grace = Person(telegram), Person(telegram, "Grace")
    assert ada.starts()["message"]["message_id"] == 1
    assert say(telegram, ada.id, "hello") == 2
    assert grace.starts()["message"]["message_id"] == 1
    assert ada.types("again")["message"]["message_id"] == 3
    assert [one.from_bot for one in telegram.talk(ada.id)] == [False, True, False]


def test_ids_of_people_do_not_fit_in_32_bits(telegram: StrictTelegram) -> None:
    ada, grace = Person(telegram), Person(telegram)
    assert 2**51 < ada.id < grace.id < 2**52


def test_a_press_takes_the_newest_message_with_that_button(telegram: StrictTelegram) -> None:
    ada = Person(telegram)
    ada.starts()
    old, new = say(telegram, ada.id, "old", "Yes"), say(telegram, ada.id, "new", "Yes", "No")
    assert ada.presses("Yes")["callback_query"]["message"]["message_id"] == new
    assert ada.presses("do:Yes", under=old)["callback_query"]["message"]["message_id"] == old
    with pytest.raises(LookupError):
        ada.presses("No", under=old)
    with pytest.raises(LookupError):
        ada.presses("Maybe")


def test_presses_in_one_chat_share_a_chat_instance_and_have_ids_of_their_own(telegram: StrictTelegram) -> None:
    ada = Person(telegram)
    first, second = (ada.forges("x", 1)["callback_query"] for _ in range(2))
    assert first["chat_instance"] == second["chat_instance"] != Person(telegram).forges("x", 1)["callback_query"]
    assert first["id"] != second["id"]


def test_an_edit_keeps_the_message_and_its_date(telegram: StrictTelegram) -> None:
    ada = Person(telegram)
    original = ada.types("/start now")["message"]
    edited = ada.edits("now /help")["edited_message"]
    assert {key: edited[key] for key in ("message_id", "date", "chat", "from")} == {
        key: original[key] for key in ("message_id", "date", "chat", "from")
    }
    assert edited["entities"] == [{"type": "bot_command", "offset": 4, "length": 5}]
    assert [one.text for one in telegram.talk(ada.id)] == ["now /help"]


def test_commands_are_found_where_telegram_finds_them() -> None:
    found = command_entities("😀 /next and/or /help@some_bot\n/end!")
    assert [(one["offset"], one["length"]) for one in found] == [(3, 5), (16, 14), (31, 4)]


def test_a_person_in_a_group_writes_there(telegram: StrictTelegram) -> None:
    team = group("Plant 2")
    ada = Person(telegram, chat=team)
    assert ada.types("hello all")["message"]["chat"]["title"] == "Plant 2"
    say(telegram, team["id"], "hello Ada")
    assert [one.text for one in ada.sees()] == ["hello Ada"]
