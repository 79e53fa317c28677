from typing import Any

import pytest

from tests.telegram.direct import Clock, refusal, say
from tests.telegram.server import TOKEN, Answer, StrictTelegram
from tests.telegram.updates import Person


class TestEdits:
    @pytest.fixture
    def message(self, telegram: StrictTelegram, ada: Person) -> int:
        markup = {"inline_keyboard": [[{"text": "Next", "callback_data": "next"}]]}
        return int(say(telegram, ada.id, "before", reply_markup=markup).body["result"]["message_id"])

    def edit(self, telegram: StrictTelegram, chat: int, message: int, text: str, **more: Any) -> Answer:
        parameters = {"chat_id": chat, "message_id": message, "text": text, **more}
        return telegram.call(TOKEN, "editMessageText", parameters)

    def test_replace_what_is_shown_and_take_the_buttons_away(
        self, telegram: StrictTelegram, ada: Person, message: int
    ) -> None:
        assert telegram.shown(ada.id)[0].labels == ["Next"]
        assert self.edit(telegram, ada.id, message, "after").code == 200
        [shown] = telegram.shown(ada.id)
        assert (shown.text, shown.labels, shown.edited) == ("after", [], True)
        assert telegram.sent[0].text == "before"

    def test_that_change_nothing_are_refused(self, telegram: StrictTelegram, ada: Person, message: int) -> None:
        assert self.edit(telegram, ada.id, message, "before").code == 200  # the buttons go
        code, reason = refusal(self.edit(telegram, ada.id, message, " before "))
        assert code == 400
        assert reason.startswith("Bad Request: message is not modified")

    def test_touch_only_the_bots_own_messages(self, telegram: StrictTelegram, ada: Person) -> None:
        theirs = self.edit(telegram, ada.id, ada.last["message_id"], "x")
        assert refusal(theirs) == (400, "Bad Request: message can't be edited")
        assert refusal(self.edit(telegram, ada.id, 999, "x")) == (400, "Bad Request: message to edit not found")

    def test_of_a_text_are_not_edits_of_a_caption(self, telegram: StrictTelegram, ada: Person, message: int) -> None:
        parameters = {"chat_id": ada.id, "message_id": message, "caption": "x"}
        answer = telegram.call(TOKEN, "editMessageCaption", parameters)
        assert refusal(answer) == (400, "Bad Request: there is no caption in the message to edit")

    def test_remove_a_message_once(self, telegram: StrictTelegram, ada: Person, message: int, clock: Clock) -> None:
        parameters = {"chat_id": ada.id, "message_id": message}
        assert telegram.call(TOKEN, "deleteMessage", parameters).code == 200
        assert telegram.shown(ada.id) == []
        gone = telegram.call(TOKEN, "deleteMessage", parameters)
        assert refusal(gone) == (400, "Bad Request: message to delete not found")
        old = say(telegram, ada.id).body["result"]["message_id"]
        clock.now += 49 * 3600
        answer = telegram.call(TOKEN, "deleteMessage", {"chat_id": ada.id, "message_id": old})
        assert refusal(answer) == (400, "Bad Request: message can't be deleted for everyone")
