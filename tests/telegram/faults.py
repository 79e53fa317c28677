"""Faults on order: what the server or the line does wrong, to whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal, a broken line or a late answer; `accepted` says that the call is carried out all the same."""

    refusal: Refusal | None = None
    accepted: bool = False
    dropped: bool = False
    delay: float = 0.0


def flooded(retry_after: int) -> Fault:
    """Too many requests: the call is not carried out."""
    return Fault(Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after))


def broken(code: int = 502) -> Fault:
    """An error of the server itself (500, 502 ...)."""
    return Fault(Refusal(code, {500: "Internal Server Error", 502: "Bad Gateway"}.get(code, "Server Error")))


def blocked() -> Fault:
    """The person has blocked the bot, for this one call."""
    return Fault(Refusal(403, "Forbidden: bot was blocked by the user"))


def conflict() -> Fault:
    """Another process seems to poll with the same token."""
    reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return Fault(Refusal(409, f"Conflict: {reason}"))


def refused(reason: str) -> Fault:
    """Any 400 of your choice."""
    return Fault(Refusal(400, f"Bad Request: {reason}"))


def dropped(*, accepted: bool = True, delay: float = 0.0) -> Fault:
    """The line breaks without an answer, after the call was carried out (the default) or before."""
    return Fault(accepted=accepted, dropped=True, delay=delay)


def slow(seconds: float) -> Fault:
    """The call is carried out at once and answered late."""
    return Fault(accepted=True, delay=seconds)


@dataclass(slots=True)
class _Plan:
    fault: Fault
    method: str | None
    chat: int | None
    times: int | None
    every: int
    seen: int = 0

    def strikes(self, method: str, chat: int | None) -> bool:
        if (self.method not in {None, method}) or (self.chat not in {None, chat}) or self.times == 0:
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass(slots=True)
class Faults:
    """The faults still to come; the first plan that fits a call strikes."""

    plans: list[_Plan] = field(default_factory=list)

    def plan(
        self, fault: Fault, method: str | None = None, *, chat: int | None = None, times: int | None = 1, every: int = 1
    ) -> None:
        """Let a fault strike each `every`-th call of a method and a chat (None: any), `times` in all (None: always)."""
        self.plans.append(_Plan(fault, method.lower() if method else None, chat, times, every))

    def clear(self) -> None:
        """Let everything work again."""
        self.plans.clear()

    def strike(self, method: str, parameters: Mapping[str, Any]) -> Fault | None:
        """Return the fault that hits this call, if one does."""
        if not self.plans:
            return None
        chat = str(parameters.get("chat_id", ""))
        number = int(chat) if chat.lstrip("-").isdecimal() else None
        return next((plan.fault for plan in self.plans if plan.strikes(method, number)), None)
