"""Which updates are taken as what, on a python-telegram-bot application."""

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers.incoming import incoming_from
from bot.registry import COMMANDS
from bot.taking import TurnTaking

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]


class Routes:
    """The handlers of the application. They keep nothing: what comes next follows from the database."""

    def __init__(self, application: App, turns: TurnTaking) -> None:
        self.turns = turns
        self._failures: dict[int, Exception] = {}
        # What Telegram itself puts into a chat (a pinned message, a changed timer) is nobody's to be answered.
        written = filters.UpdateType.MESSAGE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
        application.add_handlers(
            [
                CommandHandler(list(COMMANDS), self.take, filters=filters.UpdateType.MESSAGE),
                MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, self.take_other_command),
                MessageHandler(written | filters.UpdateType.EDITED_MESSAGE, self.take),
                CallbackQueryHandler(self.press),
                InlineQueryHandler(self.take),
                ChatMemberHandler(self.take, ChatMemberHandler.MY_CHAT_MEMBER),
                TypeHandler(Update, self.pass_over),
            ]
        )
        application.add_error_handler(self.note_failure)

    async def take(self, update: Update, _: Context) -> None:
        """Take one turn; what it gives is stored, and what comes next is derived from it."""
        incoming = incoming_from(update)
        if incoming is None:
            await self.turns.settle(update.update_id)
        else:
            await self.turns.take(incoming)

    async def take_other_command(self, update: Update, context: Context) -> None:
        """Take a command that we do not have, unless it is meant for another bot."""
        text = (update.message.text if update.message else None) or ""
        addressed = text.split()[0].partition("@")[2].lower()
        if addressed and addressed != context.bot.username.lower():
            await self.pass_over(update, context)
        else:
            await self.take(update, context)

    async def press(self, update: Update, context: Context) -> None:
        """Stop the button's waiting sign at once, then take the turn it asks for."""
        assert update.callback_query is not None
        self.turns.sender.acknowledge(update.callback_query.id)
        await self.take(update, context)

    async def pass_over(self, update: Update, _: Context) -> None:
        """Settle what says nothing to us."""
        await self.turns.settle(update.update_id)

    async def note_failure(self, update: object, context: Context) -> None:
        """Keep what went wrong for whoever asked for the update to be handled."""
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._failures[update.update_id] = context.error

    async def handle(self, application: App, update: Update) -> None:
        """Handle one update; raises what went wrong, which python-telegram-bot itself would only report."""
        await application.process_update(update)
        failure = self._failures.pop(update.update_id, None)
        if failure is not None:
            raise failure
