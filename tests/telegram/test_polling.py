from tests.telegram.direct import Clock, ids, refusal
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person


class TestUpdates:
    def test_are_handed_again_until_a_greater_offset_confirms_them(self, telegram: StrictTelegram, ada: Person) -> None:
        ada.types("one")
        first = telegram.call(TOKEN, "getUpdates", {})
        assert ids(telegram.call(TOKEN, "getUpdates", {"offset": ids(first)[0]})) == ids(first)
        assert telegram.updates.confirmed == []
        assert ids(telegram.call(TOKEN, "getUpdates", {"offset": ids(first)[-1] + 1})) == []
        assert telegram.updates.confirmed == ids(first)
        assert set(telegram.updates.handed.values()) == {2}
        assert telegram.updates.pending == []

    def test_keep_to_the_limit(self, telegram: StrictTelegram, ada: Person) -> None:
        sent = [ada.types(str(number))["update_id"] for number in range(5)]
        assert ids(telegram.call(TOKEN, "getUpdates", {"limit": "2", "offset": sent[0]})) == sent[:2]

    def test_a_negative_offset_keeps_only_the_last_ones(self, telegram: StrictTelegram, ada: Person) -> None:
        sent = [ada.types(str(number))["update_id"] for number in range(5)]
        assert ids(telegram.call(TOKEN, "getUpdates", {"offset": -2})) == sent[-2:]
        assert ids(telegram.call(TOKEN, "getUpdates", {})) == sent[-2:]

    def test_an_offset_far_in_the_future_confirms_nothing(self, telegram: StrictTelegram, ada: Person) -> None:
        sent = ada.types("after a week of silence the numbers start elsewhere")["update_id"]
        assert sent in ids(telegram.call(TOKEN, "getUpdates", {"offset": sent + 5_000}))
        assert telegram.updates.confirmed == []

    def test_kinds_that_were_not_asked_for_are_not_queued_and_the_choice_is_remembered(
        self, telegram: StrictTelegram, ada: Person
    ) -> None:
        telegram.call(TOKEN, "getUpdates", {"offset": -1, "allowed_updates": '["message"]'})
        telegram.call(TOKEN, "getUpdates", {"offset": telegram.updates.next_id})
        ada.blocks()
        wanted = ada.types("hello")
        assert ids(telegram.call(TOKEN, "getUpdates", {})) == [wanted["update_id"]]

    def test_expire_after_a_day_and_presses_after_150_seconds(
        self, telegram: StrictTelegram, ada: Person, clock: Clock
    ) -> None:
        pressed = ada.forges("x", 77)
        clock.now += 151
        assert pressed["update_id"] not in ids(telegram.call(TOKEN, "getUpdates", {}))
        clock.now += 86_400
        assert ids(telegram.call(TOKEN, "getUpdates", {})) == []
        assert telegram.updates.confirmed == []

    def test_cannot_be_fetched_while_a_webhook_is_set(self, telegram: StrictTelegram) -> None:
        assert telegram.call(TOKEN, "setWebhook", {"url": "https://example.org/hook"}).code == 200
        code, reason = refusal(telegram.call(TOKEN, "getUpdates", {}))
        assert code == 409
        assert "webhook is active" in reason
        telegram.call(TOKEN, "deleteWebhook", {"drop_pending_updates": "true"})
        assert telegram.call(TOKEN, "getUpdates", {}).body["result"] == []
        assert refusal(telegram.call(TOKEN, "setWebhook", {"url": "http://example.org"}))[0] == 400

    def test_may_be_pushed_again_under_the_same_number(self, telegram: StrictTelegram, ada: Person) -> None:
        update = ada.types("twice")
        content = {"message": update["message"]}
        telegram.call(TOKEN, "getUpdates", {"offset": update["update_id"] + 1})
        telegram.push(content, update["update_id"])
        assert ids(telegram.call(TOKEN, "getUpdates", {})) == [update["update_id"]]

    def test_that_make_no_sense_are_passed_on_all_the_same(self, telegram: StrictTelegram) -> None:
        telegram.push({"message": 5})
        telegram.push({"brand_new_kind": {"a": 1}})
        telegram.push({"message": {"chat": 5, "message_id": "never"}})
        assert len(ids(telegram.call(TOKEN, "getUpdates", {}))) == 3
