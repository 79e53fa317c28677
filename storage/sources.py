"""Sources and their passages: the record from which the index can always be made anew.

A scope says who may be shown a source: everybody ("packaged"), or the members of one organisation.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, delete, func
from sqlmodel import Session, col, select

from knowledge.criteria import Framework
from knowledge.overlay import overlaid
from knowledge.passages import Passage, Tier
from storage.database import insert_all
from storage.tables import StoredPassage, StoredSource, StoredTokens, StoredVector

PACKAGED = "packaged"
# Asked with every question, and so made once.
_HASHES = (
    select(StoredSource.id, StoredSource.sha256, StoredSource.tier, StoredSource.name)
    .where(col(StoredSource.scope).in_(bindparam("scopes", expanding=True)))
    .order_by(col(StoredSource.id))
)


def scope_of(organisation_id: int | None) -> str:
    """Return the scope of an organisation's own documents, or of what is for everybody."""
    return PACKAGED if organisation_id is None else f"organisation-{organisation_id}"


@dataclass(frozen=True)
class Kept:
    """What is kept of a source, without its passages; `framework` is None where it is guidance only."""

    name: str
    sha256: str
    framework: Framework | None
    known: str | None
    tier: Tier
    doubts: tuple[str, ...]
    passages: int
    brought_by: int | None
    read_at: datetime


class Sources:
    """The sources of one scope; none of its queries can see another's."""

    def __init__(self, session: Session, organisation_id: int | None) -> None:
        self.session, self.organisation_id = session, organisation_id
        self.scope = scope_of(organisation_id)

    def known_hash(self, name: str) -> str | None:
        """Return the SHA-256 of the source as it was last read, or none."""
        source = self._find(name)
        return source.sha256 if source else None

    def put(
        self,
        name: str,
        sha256: str,
        framework: Framework | None,
        passages: Iterable[Passage],
        *,
        known: str | None = None,
        tier: Tier = Tier.OWNER,
        doubts: Sequence[str] = (),
        brought_by: int | None = None,
    ) -> None:
        """Store a source in place of what stood under its name; none of its old passages stays."""
        source = self._find(name) or StoredSource(
            scope=self.scope, organisation_id=self.organisation_id, name=name, sha256=sha256
        )
        source.sha256, source.known, source.tier, source.brought_by = sha256, known, tier, brought_by
        source.framework_id = framework.id if framework else known
        source.outline = framework.model_dump_json() if framework else None
        source.doubts = json.dumps(list(doubts))
        self.session.add(source)
        self.session.flush()
        self._drop_passages(source)
        rows = [{"passage_id": one.id, "content": json.dumps(asdict(one))} for one in passages]
        insert_all(self.session, StoredPassage, [{"scope": self.scope, "source_id": source.id, **row} for row in rows])

    def remove(self, name: str) -> bool:
        """Remove a source with all its passages; say whether there was one."""
        source = self._find(name)
        if source is None:
            return False
        self._drop_passages(source)
        self.session.delete(source)
        self.session.flush()
        return True

    def kept(self) -> list[Kept]:
        """Return what is kept of every source, in the order in which they came."""
        counted = select(StoredPassage.source_id, func.count()).where(StoredPassage.scope == self.scope)
        passages = dict(self.session.exec(counted.group_by(col(StoredPassage.source_id))).all())
        return [_kept(source, passages.get(source.id, 0)) for source in self._all()]

    def find(self, name: str) -> Kept | None:
        """Return what is kept of one source, or none."""
        source = self._find(name)
        if source is None:
            return None
        counted = select(func.count()).where(StoredPassage.source_id == source.id)
        return _kept(source, self.session.exec(counted).one())

    def names(self) -> list[str]:
        """Return the names of the sources, in order."""
        statement = select(StoredSource.name).where(StoredSource.scope == self.scope)
        return list(self.session.exec(statement.order_by(StoredSource.name)))

    def hashes(self) -> list[str]:
        """Return what changes when anything about the sources does, one entry a source, in order."""
        return hashes_of(self.session, [self.scope])

    def passages(self) -> list[Passage]:
        """Return all passages of the scope in the order of their sources."""
        statement = select(StoredPassage.content, StoredSource.tier).where(
            StoredPassage.scope == self.scope, StoredPassage.source_id == StoredSource.id
        )
        rows = self.session.exec(statement.order_by(col(StoredPassage.source_id), col(StoredPassage.id)))
        return [replace(_passage(content), tier=tier) for content, tier in rows]

    def passages_of(self, name: str) -> list[Passage]:
        """Return the passages of one source in their order."""
        statement = select(StoredPassage.content, StoredSource.tier).where(
            StoredPassage.source_id == StoredSource.id, StoredSource.scope == self.scope, StoredSource.name == name
        )
        return [
            replace(_passage(content), tier=tier)
            for content, tier in self.session.exec(statement.order_by(col(StoredPassage.id)))
        ]

    def layers(self) -> dict[str, list[tuple[Tier, Framework]]]:
        """Return what was understood of the sources, by the framework they belong to, the oldest source first."""
        found: dict[str, list[tuple[Tier, Framework]]] = {}
        for source in self._all():
            if source.outline:
                framework = Framework.model_validate_json(source.outline)
                found.setdefault(framework.id, []).append((Tier(source.tier), framework))
        return found

    def _all(self) -> Sequence[StoredSource]:
        statement = select(StoredSource).where(StoredSource.scope == self.scope)
        return self.session.exec(statement.order_by(col(StoredSource.id))).all()

    def _find(self, name: str) -> StoredSource | None:
        statement = select(StoredSource).where(StoredSource.scope == self.scope, StoredSource.name == name)
        return self.session.exec(statement).first()

    def _drop_passages(self, source: StoredSource) -> None:
        mine = select(StoredPassage.id).where(StoredPassage.source_id == source.id)
        for made in (StoredTokens, StoredVector):
            self.session.execute(delete(made).where(col(made.passage_row).in_(mine)))
        self.session.execute(delete(StoredPassage).where(col(StoredPassage.source_id) == source.id))


def hashes_of(session: Session, scopes: Sequence[str]) -> list[str]:
    """Return what changes when anything about the sources of these scopes does, one entry a source, in order."""
    return [" ".join(map(str, row)) for row in session.connection().execute(_HASHES, {"scopes": scopes})]


def frameworks_for(session: Session, packaged: Mapping[str, Framework], organisation_id: int) -> dict[str, Framework]:
    """Return the frameworks as an organisation sees them: our wording with its own documents over it or behind it."""
    seen = dict(packaged)
    for framework_id, layers in Sources(session, organisation_id).layers().items():
        seen[framework_id] = layered(seen.get(framework_id), layers)
    return seen


def layered(base: Framework | None, layers: Iterable[tuple[Tier, Framework]]) -> Framework:
    """Put the layers over or behind the library's framework by their tiers; of equal ones the first that came wins."""
    ranked = sorted(layers, key=lambda layer: layer[0])
    seen = base
    # From the weakest of those that win over the library to the strongest, then those that only add.
    for _, framework in reversed([layer for layer in ranked if layer[0] < Tier.LIBRARY]):
        seen = overlaid(seen, framework) if seen else framework
    for _, framework in (layer for layer in ranked if layer[0] > Tier.LIBRARY):
        seen = overlaid(seen, framework, "below") if seen else framework
    if seen is None:
        raise ValueError("there is neither a framework nor a layer")
    return seen


def _kept(source: StoredSource, passages: int) -> Kept:
    return Kept(
        name=source.name,
        sha256=source.sha256,
        framework=Framework.model_validate_json(source.outline) if source.outline else None,
        known=source.known,
        tier=Tier(source.tier),
        doubts=tuple(json.loads(source.doubts)),
        passages=passages,
        brought_by=source.brought_by,
        read_at=source.read_at,
    )


def _passage(content: str) -> Passage:
    fields = json.loads(content)
    return Passage(**{**fields, "heading": tuple(fields["heading"])})
