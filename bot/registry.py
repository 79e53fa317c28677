"""Every command and every button, with who may use it and what it does: the table of contents of the bot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import (
    arriving,
    browsing,
    documents,
    enquiries,
    follow_ups,
    gaps,
    hearing,
    holdings,
    learner,
    manager,
    opening,
    reasons,
    respondent,
    terms,
    votes,
)
from bot.access import LEARNER, Scene
from bot.turns import Later, Reply

UseCase = Callable[..., Reply | Later]


@dataclass(frozen=True)
class Command:
    """A command, and the least role that may give it.

    With `aside`, it looks something up, and a text that is waited for is waited for still.
    """

    role: str
    do: Callable[[Scene], Reply | Later]
    aside: bool = False


@dataclass(frozen=True)
class Press:
    """What a button does.

    `takes` are the types of what it carries behind its verb. With `way`, it carries a participation first, and the use
    case gets the presser's own way through it. With `once`, a second press of the same button does nothing; `aside` is
    that of a command.
    """

    role: str
    do: UseCase
    takes: tuple[type[Any], ...] = ()
    way: bool = False
    once: bool = False
    aside: bool = False


COMMANDS: Mapping[str, Command] = {
    "start": Command(LEARNER, arriving.start),
    "help": Command(LEARNER, arriving.guide, aside=True),
    "ask": Command(LEARNER, lambda scene: learner.ask(scene, scene.incoming.text), aside=True),
    "browse": Command(LEARNER, browsing.browse, aside=True),
    "terms": Command(LEARNER, terms.terms, aside=True),
    "cancel": Command(LEARNER, enquiries.cancel, aside=True),
    "answer": Command("respondent", respondent.answer),
    "resume": Command("respondent", respondent.resume),
    "review": Command("respondent", respondent.review),
    "skip": Command("respondent", respondent.skip_here),
    "back": Command("respondent", respondent.back_here),
    "pause": Command("respondent", respondent.pause),
    "submit": Command("respondent", respondent.hand_in),
    "open": Command("manager", opening.open_one),
    "invite": Command("manager", manager.invite),
    "status": Command("manager", manager.status),
    "scorecard": Command("manager", manager.card),
    "why": Command("manager", reasons.why, aside=True),
    "sources": Command("manager", holdings.sources),
    "gaps": Command("manager", gaps.gaps),
}

BUTTONS: Mapping[str, Press] = {
    "guide": Press(LEARNER, arriving.guide),
    "show": Press(LEARNER, learner.show, (str,), aside=True),
    "on": Press(LEARNER, learner.on, (int, int), aside=True),
    "word": Press(LEARNER, learner.word, (str,), aside=True),
    "best": Press(LEARNER, learner.best, (str,), aside=True),
    "whole": Press(LEARNER, browsing.whole, (str,), aside=True),
    "good": Press(LEARNER, votes.good, (int,), aside=True),
    "bad": Press(LEARNER, votes.bad, (int,), aside=True),
    "fault": Press(LEARNER, votes.fault, (int, str), aside=True),
    "shelf": Press(LEARNER, browsing.shelf, (int,), aside=True),
    "look": Press(LEARNER, browsing.look, (str, str, int, str), aside=True),
    "sense": Press(LEARNER, browsing.sense, (str, str), aside=True),
    "terms": Press(LEARNER, terms.page, (int, str), aside=True),
    "term": Press(LEARNER, terms.term, (int, str, str), aside=True),
    "pass": Press("respondent", enquiries.pass_on, (int,)),
    "answer": Press("respondent", respondent.answer),
    "take": Press("respondent", respondent.take, (int,)),
    "about": Press("respondent", respondent.about, (int,)),
    "go": Press("respondent", respondent.go, way=True),
    "mean": Press("respondent", respondent.mean, (int,), way=True),
    "skip": Press("respondent", respondent.skip, (int,), way=True),
    "why": Press("respondent", respondent.why, (int, str), way=True),
    "back": Press("respondent", respondent.back, (int,), way=True),
    "hold": Press("respondent", respondent.hold, way=True),
    "further": Press("respondent", follow_ups.further, (int,), way=True),
    "enough": Press("respondent", follow_ups.enough, (int,), way=True),
    "rate": Press("respondent", respondent.rate, (int, str), way=True),
    "keep": Press("respondent", hearing.keep, (int,), way=True),
    "turn": Press("respondent", hearing.turn, (int,), way=True),
    "list": Press("respondent", respondent.page, (int,), way=True),
    "see": Press("respondent", respondent.see, (int,), way=True),
    "more": Press("respondent", respondent.more, (int,), way=True),
    "anew": Press("respondent", respondent.anew, (int,), way=True),
    "send": Press("respondent", respondent.send, way=True),
    "opens": Press("manager", opening.open_one),
    "which": Press("manager", opening.again),
    "pick": Press("manager", opening.pick, (str,)),
    "scope": Press("manager", opening.part, (str, int, str)),
    "depth": Press("manager", opening.depth, (str,)),
    "deep": Press("manager", opening.deep, (str, str)),
    "open": Press("manager", opening.open_now, (str, str), once=True),
    "link": Press("manager", manager.link, (int,), once=True),
    "stat": Press("manager", manager.show_status, (int,)),
    "cards": Press("manager", manager.card),
    "card": Press("manager", manager.show_card, (int,)),
    "read": Press("manager", manager.read, (int, int)),
    "part": Press("manager", manager.by_part, (int,)),
    "miss": Press("manager", manager.missing, (int,)),
    "because": Press("manager", reasons.because, (int, int, str)),
    "leaf": Press("manager", manager.leaf, (str, int, int)),
    "use": Press("manager", documents.use, (int, int)),
    "doubt": Press("manager", documents.doubts, (int, int, int)),
    "drop": Press("manager", documents.drop, (int, int)),
    "docs": Press("manager", holdings.page, (int,)),
    "lose": Press("manager", holdings.ask_removal, (str,)),
    "lost": Press("manager", holdings.remove, (str,)),
    "reply": Press("manager", enquiries.take, (int,)),
    "lay": Press("manager", enquiries.not_now, (int,), aside=True),
    "note": Press("manager", enquiries.keep, (int, int), aside=True),
    "only": Press("manager", enquiries.only_send, (int,), aside=True),
    "gaps": Press("manager", gaps.page, (int,)),
    "gap": Press("manager", gaps.choose, (int,)),
    "fill": Press("manager", gaps.fill, (int,)),
}
