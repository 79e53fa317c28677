"""Every command and every button, with who may use it and what it does: the table of contents of the bot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import arriving, hearing, learner, manager, respondent
from bot.access import LEARNER, Scene
from bot.turns import Later, Reply

UseCase = Callable[..., Reply | Later]


@dataclass(frozen=True)
class Command:
    """A command, and the least role that may give it."""

    role: str
    do: Callable[[Scene], Reply | Later]


@dataclass(frozen=True)
class Press:
    """What a button does.

    `takes` are the types of what it carries behind its verb. With `way`, it carries a participation first, and the use
    case gets the presser's own way through it. With `once`, a second press of the same button does nothing.
    """

    role: str
    do: UseCase
    takes: tuple[type[Any], ...] = ()
    way: bool = False
    once: bool = False


COMMANDS: Mapping[str, Command] = {
    "start": Command(LEARNER, arriving.start),
    "help": Command(LEARNER, arriving.guide),
    "ask": Command(LEARNER, lambda scene: learner.ask(scene, scene.incoming.text)),
    "answer": Command("respondent", respondent.answer),
    "resume": Command("respondent", respondent.resume),
    "review": Command("respondent", respondent.review),
    "skip": Command("respondent", respondent.skip_here),
    "back": Command("respondent", respondent.back_here),
    "pause": Command("respondent", respondent.pause),
    "submit": Command("respondent", respondent.hand_in),
    "open": Command("manager", manager.open_one),
    "invite": Command("manager", manager.invite),
    "status": Command("manager", manager.status),
    "scorecard": Command("manager", manager.card),
}

BUTTONS: Mapping[str, Press] = {
    "guide": Press(LEARNER, arriving.guide),
    "show": Press(LEARNER, learner.show, (str,)),
    "answer": Press("respondent", respondent.answer),
    "take": Press("respondent", respondent.take, (int,)),
    "about": Press("respondent", respondent.about, (int,)),
    "go": Press("respondent", respondent.go, way=True),
    "mean": Press("respondent", respondent.mean, (int,), way=True),
    "skip": Press("respondent", respondent.skip, (int,), way=True),
    "why": Press("respondent", respondent.why, (int, str), way=True),
    "back": Press("respondent", respondent.back, (int,), way=True),
    "hold": Press("respondent", respondent.hold, way=True),
    "rate": Press("respondent", respondent.rate, (int, str), way=True),
    "keep": Press("respondent", hearing.keep, (int,), way=True),
    "turn": Press("respondent", hearing.turn, (int,), way=True),
    "list": Press("respondent", respondent.page, (int,), way=True),
    "see": Press("respondent", respondent.see, (int,), way=True),
    "more": Press("respondent", respondent.more, (int,), way=True),
    "anew": Press("respondent", respondent.anew, (int,), way=True),
    "send": Press("respondent", respondent.send, way=True),
    "opens": Press("manager", manager.open_one),
    "pick": Press("manager", manager.pick, (str,)),
    "deep": Press("manager", manager.deep, (str, str)),
    "open": Press("manager", manager.open_now, (str, str), once=True),
    "link": Press("manager", manager.link, (int,), once=True),
    "stat": Press("manager", manager.show_status, (int,)),
    "cards": Press("manager", manager.card),
    "card": Press("manager", manager.show_card, (int,)),
    "read": Press("manager", manager.read, (int, int)),
    "part": Press("manager", manager.by_part, (int,)),
    "miss": Press("manager", manager.missing, (int,)),
}
