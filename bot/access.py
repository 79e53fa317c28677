"""Who is this, what may they do, in which organisation. Nothing a client sends gives anybody a right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.turns import Incoming
from bot.world import World
from storage import members
from storage.tables import Membership, Organisation, Person

LEARNER = "learner"
_RANK = {LEARNER: 0, "respondent": 1, "manager": 2, "owner": 3}


@dataclass(frozen=True)
class Scene:
    """One turn inside its transaction: who speaks, as what, and what they said."""

    session: Session
    world: World
    incoming: Incoming
    entry: members.Entry
    now: Callable[[], datetime]

    @property
    def person(self) -> Person:
        """Who speaks."""
        return self.entry.person

    @property
    def membership(self) -> Membership | None:
        """Their active membership in the organisation where they work now."""
        return self.entry.membership

    @property
    def role(self) -> str:
        """The role that counts at this moment."""
        return self.membership.role if self.membership else LEARNER

    @property
    def organisation_id(self) -> int:
        """The organisation that every query of this turn is scoped to; 0, which no organisation has, for a learner."""
        return self.membership.organisation_id if self.membership else 0

    @property
    def organisation_name(self) -> str:
        """The name of the organisation."""
        return self.session.get_one(Organisation, self.organisation_id).name

    def may(self, role: str) -> bool:
        """Say whether the person may do what this role may do."""
        return _RANK[self.role] >= _RANK[role]


def enter(session: Session, world: World, incoming: Incoming) -> Scene:
    """Find out who speaks: the membership is looked up anew in every turn, so a removal takes effect at once."""
    return Scene(session, world, incoming, members.enter(session, incoming.person_id, incoming.person_name), world.now)
