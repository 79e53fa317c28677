"""The queue of updates: what is waiting, what was handed out, and what the bot has confirmed."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, takewhile

from tests.telegram.journal import Journal
from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import Raw, Request

LONGEST_POLL = 50
LIFETIMES = {"callback_query": 150, "inline_query": 30}
DAY = 86_400
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_ONE_AT_A_TIME = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(eq=False, slots=True)
class Poll:
    """A getUpdates that waits; when it is `over`, `wake` is called, from whatever thread ends the wait."""

    offset: int
    limit: int
    seconds: float
    wake: Callable[[], None] = field(default=lambda: None)
    over: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    update: Raw
    expires: float


class UpdateQueue:
    """Forgets an update only when a greater offset confirms it, when it expires, or when the bot asks to drop all."""

    def __init__(self, journal: Journal, clock: Callable[[], float], first_id: int = 500_000_001) -> None:
        self.journal = journal
        self.clock = clock
        self.next_id = first_id
        self.confirmed: list[int] = []
        self.handed: Counter[int] = Counter()
        self.allowed: set[str] = set()
        self.webhook: Raw = {"url": ""}
        self._queue: dict[int, _Waiting] = {}
        self._poll: Poll | None = None
        self._next_expiry = float("inf")

    @property
    def pending(self) -> list[Raw]:
        """The updates that nobody has confirmed yet, earliest first."""
        return [waiting.update for waiting in self._queue.values()]

    def add(self, content: Raw, update_id: int | None = None) -> Raw:
        """Number an update and queue it, unless the bot has asked not to get its kind; a given id is kept as it is."""
        update = {"update_id": self.next_id if update_id is None else update_id, **content}
        kind = next(iter(content), "")
        if update_id is None:
            self.next_id += 1
        if kind in self.allowed or (not self.allowed and kind not in NOT_BY_DEFAULT):
            self._put(update, self.clock() + LIFETIMES.get(kind, DAY), in_order=update_id is None)
            self.journal.write("pushed", update=update)
            self._wake()
        return update

    def get_updates(self, request: Request) -> list[Raw] | Poll:
        """Return what is there, or the poll to wait on; a poll already waiting is ended with 409."""
        if self.webhook["url"]:
            raise Refusal(409, _WEBHOOK_ACTIVE)
        self._allow(request)
        poll = Poll(
            request.number("offset"),
            min(max(request.number("limit", 100), 1), 100),
            min(max(request.number("timeout"), 0), LONGEST_POLL),
        )
        self._end(Refusal(409, _ONE_AT_A_TIME))
        if (updates := self._take(poll)) or not poll.seconds:
            return updates
        self._poll = poll
        return poll

    def finish(self, poll: Poll) -> list[Raw]:
        """Return what a poll has waited for; empty if its time is up."""
        self.leave(poll)
        if poll.refusal is not None:
            raise poll.refusal
        return self._take(poll)

    def leave(self, poll: Poll) -> None:
        """Stop a poll without an answer, as when its connection is closed."""
        if self._poll is poll:
            self._poll = None

    def set_webhook(self, request: Request) -> bool:
        url, secret = request.text("url"), request.text("secret_token")
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        if url:
            self._end(Refusal(409, "Conflict: terminated by setWebhook request"))
        self._allow(request)
        self._drop(request)
        self.webhook = {"url": url, "secret_token": secret} if url else {"url": ""}
        return True

    def delete_webhook(self, request: Request) -> bool:
        self._drop(request)
        self.webhook = {"url": ""}
        return True

    def get_webhook_info(self, request: Request) -> Raw:
        url = self.webhook["url"]
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._queue)}

    def _allow(self, request: Request) -> None:
        wanted = request.value("allowed_updates")
        if wanted is not None:
            self.allowed = set(wanted)

    def _drop(self, request: Request) -> None:
        if request.flag("drop_pending_updates"):
            self._queue.clear()

    def _put(self, update: Raw, expires: float, *, in_order: bool) -> None:
        self._queue[update["update_id"]] = _Waiting(update, expires)
        self._next_expiry = min(self._next_expiry, expires)
        if not in_order:
            self._queue = dict(sorted(self._queue.items()))

    def _take(self, poll: Poll) -> list[Raw]:
        self._expire()
        self._confirm(self._start(poll.offset))
        updates = [waiting.update for waiting in islice(self._queue.values(), poll.limit)]
        if updates:
            ids = [update["update_id"] for update in updates]
            self.handed.update(ids)
            self.journal.write("handed", ids=ids)
        return updates

    def _start(self, offset: int) -> int:
        """Return the real offset: a negative one counts from the end, one far beyond the end is not believed."""
        if offset < 0:
            return self.next_id + offset
        return 0 if offset > self.next_id + 10 else offset

    def _confirm(self, offset: int) -> None:
        if done := list(takewhile(lambda number: number < offset, self._queue)):
            for number in done:
                del self._queue[number]
            self.confirmed.extend(done)
            self.journal.write("confirmed", ids=done)

    def _expire(self) -> None:
        now = self.clock()
        if now <= self._next_expiry:
            return
        for number in [number for number, waiting in self._queue.items() if waiting.expires < now]:
            del self._queue[number]
            self.journal.write("expired", ids=[number])
        self._next_expiry = min((waiting.expires for waiting in self._queue.values()), default=float("inf"))

    def _end(self, refusal: Refusal) -> None:
        if self._poll is not None:
            self._poll.refusal = refusal
            self._wake()

    def _wake(self) -> None:
        if self._poll is not None:
            poll, self._poll = self._poll, None
            poll.over = True
            poll.wake()
