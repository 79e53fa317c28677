"""One participation in one turn: what it asks, what was given, and where the respondent stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from bot.access import Scene
from bot.steps import Asking, Probing, Rating, Step, current_step
from bot.turns import Message
from bot.wording import respondent as wording
from knowledge.asking import Ask, asks
from knowledge.criteria import Depth
from knowledge.evaluation import Proposal
from storage import outbox
from storage.assessments import Assessments, Taking
from storage.proposals import proposal
from storage.responses import Given, Responses
from storage.tables import Participation

# A longer response is kept and rated, and not read for follow-ups: that would take longer than a turn may.
LONGEST_READ = 8_000
# What is written above so many letters has left the screen of a phone: what follows is said anew below them.
IN_SIGHT = 600


@dataclass(frozen=True)
class Way:
    """A respondent's way through an assessment, within one transaction."""

    scene: Scene
    taking: Taking
    # The code of the question in sight when the message was written, where a later one is shown now.
    earlier: str | None = None

    @property
    def participation(self) -> Participation:
        """The row that holds what the respondent chose."""
        return self.taking.participation

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """What is asked, in order."""
        return asks(self.taking.framework, self.depth)

    @property
    def depth(self) -> Depth:
        """How deep it asks."""
        return Depth(self.taking.assessment.depth)

    @cached_property
    def responses(self) -> Responses:
        """Everything this participation gave."""
        return Responses(self.scene.session, self.participation)

    @property
    def step(self) -> Step:
        """Where the respondent stands now."""
        submitted = self.participation.submitted_at is not None
        return current_step(self.asks, self.responses.given(), chosen=self.participation.chosen, submitted=submitted)

    @property
    def is_over(self) -> bool:
        """Whether it is handed in, and no question was gone back to."""
        return self.participation.submitted_at is not None and self.participation.chosen is None

    @property
    def is_asking(self) -> bool:
        """Whether the respondent was being asked when they wrote, and neither paused nor had handed in."""
        return self.earlier is not None or not (self.is_over or self.participation.paused)

    def ask(self, n: int) -> Ask | None:
        """Return what is asked at place `n`, counted from 1."""
        return self.asks[n - 1] if 1 <= n <= len(self.asks) else None

    def place(self, code: str) -> int:
        """Return the place of a code, counted from 1."""
        return next(n for n, ask in enumerate(self.asks, 1) if ask.code == code)

    def asked_further(self, further_id: int) -> Ask | None:
        """Return the question to which this follow-up was asked."""
        asked = (ask for ask in self.asks if any(one.id == further_id for one in self.given(ask.code).follow_ups))
        return next(asked, None)

    def given(self, code: str) -> Given:
        """Return what stands at one question."""
        return self.responses.given().get(code, Given())

    @cached_property
    def in_sight(self) -> Ask:
        """The question that the message answers: where the respondent stood, unless it was written before that."""
        earlier = next((ask for ask in self.asks if ask.code == self.earlier), None)
        if earlier:
            return earlier
        match self.step:
            case Asking(_, ask) | Rating(_, ask, _) | Probing(_, ask, _):
                return ask
        last = outbox.last_shown(self.scene.session, self.scene.incoming.chat_id, self.participation.id)
        return next((ask for ask in self.asks if ask.code == last), self.asks[-1])

    def proposal(self, ask: Ask) -> Proposal | None:
        """Return what the rules find in the response to a question, where it is read for that."""
        text = self.given(ask.code).text
        is_read = ask.kind == "question" and ask.is_scored and 0 < len(text) <= LONGEST_READ
        return proposal(text, self.taking.framework, ask.code, self.depth) if is_read else None

    def show(self) -> Message:
        """Show where the respondent stands."""
        step = self.step
        read = self.proposal(step.ask) if isinstance(step, Rating | Probing) else None
        return wording.step(self.taking, self.asks, step, self.responses.given(), read)

    def follow(self, n: int, saved: str = wording.SAVED) -> Message:
        """Show what follows the response to question `n`: a follow-up that waits, or the scale."""
        ask, given = self.asks[n - 1], self.given(self.asks[n - 1].code)
        read = self.proposal(ask)
        if not given.follow_up:
            return wording.rate(self.participation, n, ask, len(self.asks), read, saved=saved)
        shown = wording.step(self.taking, self.asks, Probing(n, ask, given), self.responses.given(), read)
        return replace(shown, replaces=self._place_of(ask))

    def _place_of(self, ask: Ask) -> int | None:
        """Return the message that asked a question, while it is the last of ours and still in sight."""
        if len(self.given(ask.code).text) > IN_SIGHT:
            return None
        return outbox.last_place(self.scene.session, self.scene.incoming.chat_id, self.participation.id, ask.code)

    def choose(self, n: int | None, *, anew: bool = False) -> None:
        """Go to question `n`, or on with what follows."""
        if (self.participation.chosen, self.participation.anew) != (n, anew):
            self.participation.chosen, self.participation.anew = n, anew
        self.go_on()

    def leave_chosen(self) -> None:
        """Be done with the question gone back to; a pause, or another assessment begun since, stays."""
        self.participation.chosen, self.participation.anew = None, False
        self._save()

    def go_on(self) -> None:
        """Make this what the person works on; a pause is over."""
        if self.participation.paused:
            self.participation.paused = False
        if self.scene.person.participation_id != self.participation.id:
            self.scene.person.participation_id = self.participation.id
        self._save()

    def pause(self) -> None:
        """Stop asking until the person comes back."""
        self.participation.paused = True
        self._save()

    def _save(self) -> None:
        # Both came from this session, which knows what changed; most turns change neither.
        self.scene.session.flush()


def find(scene: Scene, participation_id: int | None) -> Way | None:
    """Return the way of this participation if it is this person's, in the organisation where they work now."""
    if scene.membership is None or participation_id is None:
        return None
    taking = Assessments(scene.session, scene.organisation_id).taking(scene.person, participation_id)
    return Way(scene, taking) if taking else None


def at_hand(scene: Scene) -> Way | None:
    """Return the way that the person works on, or worked on when they wrote, if the assessment is still open."""
    shown = outbox.shown_before(scene.session, scene.incoming.chat_id, scene.incoming.message_id)
    taking_id, earlier = shown or (scene.person.participation_id, None)
    way = find(scene, taking_id)
    return replace(way, earlier=earlier) if way and way.taking.assessment.status == "open" else None
