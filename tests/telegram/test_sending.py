import pytest

from tests.telegram.direct import Clock, png, refusal, say
from tests.telegram.requests import Upload
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person, group


class TestMessages:
    def test_to_an_unknown_chat_are_refused(self, telegram: StrictTelegram) -> None:
        assert refusal(say(telegram, 99)) == (400, "Bad Request: chat not found")
        assert refusal(telegram.call(TOKEN, "sendMessage", {"text": "x"})) == (400, "Bad Request: chat_id is empty")

    def test_to_somebody_who_blocked_the_bot_are_forbidden_until_unblocked(
        self, telegram: StrictTelegram, ada: Person
    ) -> None:
        ada.blocks()
        assert refusal(say(telegram, ada.id)) == (403, "Forbidden: bot was blocked by the user")
        ada.unblocks()
        assert say(telegram, ada.id).code == 200

    def test_to_a_group_that_threw_the_bot_out_are_forbidden(self, telegram: StrictTelegram) -> None:
        team = group()
        Person(telegram, chat=team).blocks()
        assert refusal(say(telegram, team["id"])) == (403, "Forbidden: bot was kicked from the supergroup chat")

    @pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "<i> </i>"])
    def test_without_visible_text_are_refused(self, telegram: StrictTelegram, ada: Person, text: str) -> None:
        answer = say(telegram, ada.id, text, parse_mode="HTML")
        assert refusal(answer) == (400, "Bad Request: message text is empty")

    def test_are_measured_in_utf16_units_after_parsing(self, telegram: StrictTelegram, ada: Person) -> None:
        assert say(telegram, ada.id, "<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML").code == 200
        assert say(telegram, ada.id, "😀" * 2048).code == 200
        assert refusal(say(telegram, ada.id, "😀" * 2049)) == (400, "Bad Request: message is too long")
        assert refusal(say(telegram, ada.id, "x" * 4097)) == (400, "Bad Request: message is too long")
        source = "&amp;" * 4096 + " " * 13_000
        assert refusal(say(telegram, ada.id, source, parse_mode="HTML")) == (400, "Bad Request: text is too long")

    def test_lose_white_space_at_the_ends_and_their_entities_move_along(
        self, telegram: StrictTelegram, ada: Person
    ) -> None:
        say(telegram, ada.id, " \n<b> bold </b>", parse_mode="HTML")
        [shown] = telegram.shown(ada.id)
        assert (shown.text, shown.entities) == ("bold", ({"offset": 0, "length": 4, "type": "bold"},))

    def test_other_parse_modes_are_refused(self, telegram: StrictTelegram, ada: Person) -> None:
        assert refusal(say(telegram, ada.id, "*x*", parse_mode="Wiki"))[1] == "Bad Request: unsupported parse_mode"

    def test_reply_only_to_what_is_there(self, telegram: StrictTelegram, ada: Person) -> None:
        there = ada.last["message_id"]
        assert say(telegram, ada.id, reply_parameters={"message_id": there}).code == 200
        code, reason = refusal(say(telegram, ada.id, reply_parameters='{"message_id": 999}'))
        assert (code, reason) == (400, "Bad Request: message to be replied not found")
        lenient = {"message_id": 999, "allow_sending_without_reply": True}
        assert say(telegram, ada.id, reply_parameters=lenient).code == 200
        assert [shown.reply_to for shown in telegram.shown(ada.id)] == [there, None]

    @pytest.mark.parametrize(
        ("button", "reason"),
        [
            ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
            ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
            ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
            ({"text": "a", "url": "not a link"}, "BUTTON_URL_INVALID"),
            ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
            ({"callback_data": "x"}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
            ({"text": " ", "callback_data": "x"}, "can't parse inline keyboard button: Text must be non-empty"),
            (
                {"text": "a", "callback_data": "x", "url": "https://example.org"},
                "can't parse inline keyboard button: exactly one action is expected",
            ),
        ],
    )
    def test_with_a_wrong_button_are_refused(
        self, telegram: StrictTelegram, ada: Person, button: dict[str, str], reason: str
    ) -> None:
        answer = say(telegram, ada.id, reply_markup={"inline_keyboard": [[button]]})
        assert refusal(answer) == (400, f"Bad Request: {reason}")
        assert telegram.shown(ada.id) == []

    def test_hold_a_hundred_buttons_and_no_more(self, telegram: StrictTelegram, ada: Person) -> None:
        rows = [[{"text": "a", "callback_data": "x" * 64}] for _ in range(100)]
        assert say(telegram, ada.id, reply_markup={"inline_keyboard": rows}).code == 200
        answer = say(telegram, ada.id, reply_markup={"inline_keyboard": [*rows, *rows[:1]]})
        assert refusal(answer) == (400, "Bad Request: reply markup is too long")

    def test_keep_the_order_and_time_in_which_they_arrived(
        self, telegram: StrictTelegram, ada: Person, clock: Clock
    ) -> None:
        grace = Person(telegram, "Grace")
        grace.starts()
        for chat, text in ((ada.id, "1"), (grace.id, "2"), (ada.id, "3")):
            clock.now += 1
            say(telegram, chat, text)
        assert [(one.chat, one.text) for one in telegram.sent] == [(ada.id, "1"), (grace.id, "2"), (ada.id, "3")]
        assert telegram.times(ada.id) == [clock.now - 2, clock.now]


def test_pictures_must_be_pictures_of_a_bearable_size(telegram: StrictTelegram, ada: Person) -> None:
    for size, content, reason in (
        ((9000, 1001), None, "PHOTO_INVALID_DIMENSIONS"),
        ((2100, 100), None, "PHOTO_INVALID_DIMENSIONS"),
        ((0, 0), b"GIF89a", "IMAGE_PROCESS_FAILED"),
        ((0, 0), b"", "file must be non-empty"),
    ):
        upload = Upload("x.png", png(*size) if content is None else content)
        answer = telegram.call(TOKEN, "sendPhoto", {"chat_id": ada.id}, {"photo": upload})
        assert refusal(answer) == (400, f"Bad Request: {reason}")
    answer = telegram.call(TOKEN, "sendPhoto", {"chat_id": ada.id}, {"photo": Upload("x.png", png(900, 600))})
    assert answer.body["result"]["photo"][0]["width"] == 900
