"""A conversation as a list of deeds, which can be delivered in any order and as often as one likes.

A deed is done (it gets its message id, its date, and the button that it presses) in the order of the list; when and how
often its update reaches the bot is up to the test.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from bot.envelopes import enveloped
from storage import inbox
from storage.tables import Mark, Participation, Response, Said
from storage.tables import Person as PersonRow
from tests.stage import Stage
from tests.telegram.updates import Person, callback_query, edited_message, message

# Between two messages of a person there is room for whatever the bot says.
STRIDE = 1000
FIRST_UPDATE = 10**8


@dataclass(frozen=True)
class Deed:
    """Something that somebody does: `types`, `edits` or `presses`.

    `name` names a message; `text` is what is typed, or the data of a button with `{said}` for the kept text of message
    `name`, and `{taking}` for the participation.
    """

    kind: str
    text: str
    name: str = ""


def types(text: str, name: str = "") -> Deed:
    return Deed("types", text, name)


def edits(name: str, text: str) -> Deed:
    return Deed("edits", text, name)


def presses(data: str, about: str = "") -> Deed:
    return Deed("presses", data, about)


class Recorded:
    """One person's deeds on a stage, each with the raw update that it became."""

    numbers = iter(range(FIRST_UPDATE, 2**40))

    def __init__(self, stage: Stage, person: Person, deeds: Sequence[Deed]) -> None:
        self.stage, self.person, self.deeds = stage, person, deeds
        self.done: list[dict[str, Any]] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self._message_id = self._date = 0

    async def do_next(self) -> int:
        """Do the next deed, and return its place; nothing is delivered yet."""
        place = len(self.done)
        self._date = 1_800_000_000 + place
        content = await getattr(self, f"_{self.deeds[place].kind}")(self.deeds[place])
        self.done.append({"update_id": next(self.numbers), **content})
        return place

    async def deliver(self, *places: int, renumbered: bool = False) -> None:
        """Let updates come in, in one batch, and wait until they are handled."""
        raws = [{**self.done[place], **({"update_id": next(self.numbers)} if renumbered else {})} for place in places]
        updates = [enveloped(raw) for raw in raws]
        howwell = self.stage.howwell
        howwell.lanes.put(await howwell.database.transaction(lambda session: inbox.receive(session, updates)))
        await howwell.settled()

    async def play(self) -> None:
        """Do everything, each deed delivered at once."""
        while len(self.done) < len(self.deeds):
            await self.deliver(await self.do_next())

    def participation(self) -> Participation:
        """Return the person's only participation."""

        def read(session: Session) -> Participation:
            mine = select(PersonRow.id).where(PersonRow.telegram_id == self.person.id).scalar_subquery()
            return session.exec(select(Participation).where(Participation.person_id == mine)).one()

        return self.stage.database.read(read)

    async def _types(self, deed: Deed) -> dict[str, Any]:
        chat = self.stage.telegram.chats.learn(self.person.chat)
        self._message_id = (max(self._message_id, chat.last_id) // STRIDE + 1) * STRIDE
        chat.last_id = self._message_id
        written = message(self.person.chat, self._message_id, self._date, self.person.user, text=deed.text)
        if deed.name:
            self.messages[deed.name] = written
        return {"message": written}

    async def _edits(self, deed: Deed) -> dict[str, Any]:
        return {"edited_message": edited_message(self.messages[deed.name], deed.text, self._date)}

    async def _presses(self, deed: Deed) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if "{taking}" in deed.text:
            values["taking"] = self.participation().id
        if "{said}" in deed.text:
            number = self.messages[deed.name]["message_id"]
            values["said"] = next(row.id for row in self.stage.rows(Said) if self._is(row, number))
        under = {"message_id": self.person.sees()[-1].message_id, "date": self._date, "chat": self.person.chat}
        return {"callback_query": callback_query(self.person.user, under, deed.text.format(**values))}

    def _is(self, row: Said, number: int) -> bool:
        return (row.chat_id, row.message_id) == (self.person.id, number)

    def outcome(self, *, in_order: bool = True) -> dict[str, Any]:
        """Return what stands in the end, in words that are the same for everybody who does the same.

        Where the order of arrival was another one, how many revisions there were on the way may differ.
        """
        mine = self.participation()
        names = {raw["message_id"]: name for name, raw in self.messages.items()}
        said = [row for row in self.stage.rows(Said) if row.participation_id == mine.id]
        revisions = sorted(self._of(mine, Response), key=lambda row: row.revision)
        marks = sorted(self._of(mine, Mark), key=lambda row: row.id)
        return {
            "said": sorted((names[row.message_id], row.edited_at, row.code, row.text, row.taken_as) for row in said),
            "responses": {row.code: row.text for row in revisions},
            "revisions": [(row.code, row.revision, row.text) for row in revisions] if in_order else None,
            "marks": [
                (row.code, row.kind, row.value, row.reason, *([row.revision] if in_order else [])) for row in marks
            ],
            "participation": (mine.chosen, mine.anew, mine.paused, mine.submitted_at is not None),
        }

    def _of(self, mine: Participation, table: Any) -> list[Any]:
        return [row for row in self.stage.rows(table) if row.participation_id == mine.id]


async def begins(stage: Stage, name: str, deeds: Sequence[Deed]) -> Recorded:
    """Seat somebody at the first question of an assessment, with deeds to do."""
    person = await stage.seated(name, "respondent")
    person.types("/answer")
    await stage.settled()
    person.presses("Business")
    await stage.settled()
    return Recorded(stage, person, deeds)
