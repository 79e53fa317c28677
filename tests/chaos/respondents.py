"""People who work through their assessments as people do: in bursts, with edits, skips, second taps and questions."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.telegram.chats import Shown
from tests.telegram.journal import Journal
from tests.telegram.requests import Raw
from tests.telegram.server import FIRST_PERSON, StrictTelegram
from tests.telegram.updates import Person

NAMES = ("Ana", "Bela", "Chidi", "Dora", "Emil", "Femi", "Gül", "Hana", "Ivo", "Jun", "Kaya", "Lena", "Mio", "Nuri")
BANDS = ("0", "10", "30", "50", "70", "90", "x")
AGREEMENT = ("1", "2", "3", "4", "5")
REASONS = ("n", "k", "a", "l")
# Every text is a plain statement, so that none is taken for a question; with what tends to break on the way.
TAILS = (
    "",
    " It takes <b>two</b> days & costs less than 3 % > last year.",
    "\nThe list is checked on Fridays.\n\n– Each team has its own.",
    " 👩‍🔧 Naïve façade, «Größe», 質問.",
    " We write that down." * 150,
)
QUESTIONS = ("What does deployment mean?", "What is meant by that?", "Can you give me an example?")
# Telegram tells edits of one message apart by the second.
BETWEEN_EDITS_SECONDS = 1.1


def people(number: int) -> list[tuple[int, str]]:
    """Return the Telegram ids and names of so many respondents: the same for everybody who asks."""
    return [(FIRST_PERSON + n, f"{NAMES[n % len(NAMES)]} {n + 1}") for n in range(number)]


@dataclass
class _Written:
    """A message that can be edited, and when that was last done."""

    raw: Raw
    taking: int
    n: int
    at: float


class Respondent:
    """One person at work. What they do is written to `deeds`; what the bot shows them comes in by `show`."""

    def __init__(self, telegram: StrictTelegram, deeds: Journal, chance: Random, who: tuple[int, str], pause: float):
        self.person = Person(telegram, who[1], id=who[0])
        self.deeds, self.chance, self.pause = deeds, chance, pause
        self.responses, self.waits_for, self.is_resting = 0, "", False
        self._shown: asyncio.Queue[Shown] = asyncio.Queue()
        self._serial = count(1)
        self._tired = False
        self._written: list[_Written] = []
        # The buttons of the assessments that they chose, and the participations which that made.
        self._begun: set[str] = set()
        self._takings: set[int] = set()

    def show(self, message: Shown) -> None:
        """Let them see a message of the bot."""
        self._shown.put_nowait(message)

    def rest(self) -> None:
        """Ask them to stop once what they are at is done."""
        self._tired = True

    async def work(self) -> None:
        """Answer one assessment after the other, then go on changing responses, until asked to rest."""
        self.person.starts()
        await self._until("the greeting", lambda shown: "Choose what to answer" in shown.labels)
        while not self._tired and await self._begin():
            await self._answer_all()
        while not self._tired:
            await self._think()
            self._edit_something()
        self.is_resting = True

    async def _begin(self) -> bool:
        """Choose an assessment that was not begun before; false when none is left."""
        self.person.types("/answer")
        offer = await self._until("the assessments", lambda shown: _has(shown, "take:"))
        left = [data for data in _data(offer) if data not in self._begun]
        if left:
            self._begun.add(chosen := self.chance.choice(left))
            self.person.forges(chosen, offer.message_id)
        return bool(left)

    async def _answer_all(self) -> None:
        asked = await self._until("the first question", self._is_new)
        while (at := _asked(asked)) and not self._tired:
            self._takings.add(taking := at[0])
            asked = await self._settle(*at, asked)
        if not self._tired:
            self.person.forges(f"send:{taking}", asked.message_id)
            await self._until("the thanks", lambda shown: shown.text.startswith("Sent to the managers"))

    def _is_new(self, shown: Shown) -> bool:
        """Say whether a message asks a question of an assessment that was not begun before."""
        at = _asked(shown)
        return at is not None and at[0] not in self._takings

    async def _settle(self, taking: int, n: int, asked: Shown) -> Shown:
        """Answer, rate or skip one question, and return what is shown next."""
        await self._think()
        if self.chance.random() < 0.12:
            self._edit_something()
        if self.chance.random() < 0.06:
            self._ask_back(taking, n, asked)
        if _has(asked, f"rate:{taking}:{n}:"):
            self._rate(taking, n, asked, self.chance.choice(AGREEMENT))
        elif self.chance.random() < 0.08:
            await self._skip(taking, n, asked)
        else:
            await self._respond(taking, n)
        return await self._until(
            f"what follows question {n}",
            lambda shown: ((_asked(shown) or (0, 0)) > (taking, n)) or _has(shown, f"send:{taking}"),
        )

    async def _respond(self, taking: int, n: int) -> None:
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            self._type(taking, n)
        self.responses += 1
        scale = await self._scale(taking, n)
        await self._think()
        self._rate(taking, n, scale, self.chance.choice(BANDS))

    async def _scale(self, taking: int, n: int) -> Shown:
        """Wait for the scale of a question; whoever is asked a follow-up first says that this is all they know."""
        rate, enough = f"rate:{taking}:{n}:", f"enough:{taking}:"
        while True:
            shown = await self._until(
                f"the scale of question {n}, or a follow-up to it",
                lambda shown: _has(shown, rate) or _has(shown, enough),
            )
            if _has(shown, rate):
                return shown
            self.person.forges(next(data for data in _data(shown) if data.startswith(enough)), shown.message_id)

    def _type(self, taking: int, n: int) -> None:
        text = self._text("We")
        sent = self.person.types(text)["message"]
        self._note("typed", taking, n, message=sent["message_id"], text=text, meant="response")
        self._written.append(_Written(sent, taking, n, self._now()))

    def _rate(self, taking: int, n: int, under: Shown, value: str) -> None:
        for _ in range(self.chance.choice((1, 1, 1, 1, 2))):
            self.person.forges(f"rate:{taking}:{n}:{value}", under.message_id)
            self._note("rated", taking, n, value=value)

    async def _skip(self, taking: int, n: int, asked: Shown) -> None:
        self.person.forges(f"skip:{taking}:{n}", asked.message_id)
        self._note("skipped", taking, n)
        if self.chance.random() < 0.5:
            why = await self._until(f"why question {n} was skipped", lambda s: _has(s, f"why:{taking}:{n}:"))
            letter = self.chance.choice(REASONS)
            self.person.forges(f"why:{taking}:{n}:{letter}", why.message_id)
            self._note("skipped", taking, n, reason=letter)

    def _ask_back(self, taking: int, n: int, asked: Shown) -> None:
        if self.chance.random() < 0.5:
            self.person.forges(f"mean:{taking}:{n}", asked.message_id)
            return
        text = self.chance.choice(QUESTIONS)
        sent = self.person.types(text)["message"]
        self._note("typed", taking, n, message=sent["message_id"], text=text, meant="question")

    def _edit_something(self) -> None:
        old = [one for one in self._written[-12:] if self._now() - one.at > BETWEEN_EDITS_SECONDS]
        if not old:
            return
        one, text = self.chance.choice(old), self._text("Since May we")
        edited = self.person.edits(text, one.raw)["edited_message"]["edit_date"]
        message = one.raw["message_id"]
        self._note("edited", one.taking, one.n, message=message, edited=edited, text=text, meant="response")
        one.at = self._now()

    def _text(self, start: str) -> str:
        tail, name = self.chance.choice(TAILS), self.person.user["first_name"]
        return f"{start} visit every customer each month, note {next(self._serial)} of {name}.{tail}"

    def _note(self, event: str, taking: int, n: int, **more: object) -> None:
        self.deeds.write(event, chat=self.person.id, taking=taking, n=n, **more)

    async def _think(self) -> None:
        await asyncio.sleep(self.chance.expovariate(1 / self.pause))

    async def _until(self, what: str, is_it: Callable[[Shown], bool]) -> Shown:
        """Wait for a message, however often it takes the bot to come back."""
        self.waits_for = what
        while not is_it(message := await self._shown.get()):
            pass
        self.waits_for = ""
        return message

    def _now(self) -> float:
        return self.person.telegram.clock()


def _data(shown: Shown) -> list[str]:
    return [button.data for row in shown.buttons for button in row if button.data]


def _has(shown: Shown, start: str) -> bool:
    return any(data.startswith(start) for data in _data(shown))


def _asked(shown: Shown) -> tuple[int, int] | None:
    """Return the participation and the number of the question that a message asks, if it asks one."""
    found = next((data for data in _data(shown) if data.startswith("skip:")), "")
    _, taking, n = found.split(":") if found else ("", "0", "0")
    return (int(taking), int(n)) if found else None
