"""python-telegram-bot's whole Application on the in-process door."""

import asyncio
import itertools

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person


async def test_an_application_polls_and_answers_without_a_socket() -> None:
    telegram = StrictTelegram()
    people = [Person(telegram, name) for name in ("Ada", "Grace", "Edith")]
    builder = Application.builder().token(TOKEN)
    application = builder.request(MemoryRequest(telegram)).get_updates_request(MemoryRequest(telegram)).build()
    answered, all_answered = itertools.count(1), asyncio.Event()

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None
        await message.reply_text(message.text or "")
        if next(answered) == 30:
            all_answered.set()

    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        for number in range(10):
            for person in people:
                person.types(f"number {number}")
        async with asyncio.timeout(10):
            await all_answered.wait()
        await application.updater.stop()
        await application.stop()
    for person in people:
        assert [shown.text for shown in person.sees()] == [f"number {number}" for number in range(10)]
    assert len(telegram.updates.confirmed) == 30
    assert telegram.updates.pending == []
