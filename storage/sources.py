"""Sources and their passages: the record from which the index can always be made anew.

A scope says who may be shown a source: everybody ("packaged"), or the members of one organisation.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import delete
from sqlmodel import Session, col, select

from knowledge.criteria import Framework
from knowledge.overlay import overlaid
from knowledge.passages import Passage
from storage.tables import StoredPassage, StoredSource, StoredVector

PACKAGED = "packaged"


def scope_of(organisation_id: int | None) -> str:
    """Return the scope of an organisation's own documents, or of what is for everybody."""
    return PACKAGED if organisation_id is None else f"organisation-{organisation_id}"


class Sources:
    """The sources of one scope; none of its queries can see another's."""

    def __init__(self, session: Session, organisation_id: int | None) -> None:
        self.session, self.organisation_id = session, organisation_id
        self.scope = scope_of(organisation_id)

    def known_hash(self, name: str) -> str | None:
        """Return the SHA-256 of the source as it was last read, or none."""
        source = self._find(name)
        return source.sha256 if source else None

    def put(self, name: str, sha256: str, framework: Framework | None, passages: Iterable[Passage]) -> None:
        """Store a source in place of what stood under its name; none of its old passages stays."""
        source = self._find(name) or StoredSource(
            scope=self.scope, organisation_id=self.organisation_id, name=name, sha256=sha256
        )
        source.sha256 = sha256
        source.framework_id = framework.id if framework else None
        source.outline = framework.model_dump_json() if framework else None
        self.session.add(source)
        self.session.flush()
        self._replace(source, list(passages))

    def names(self) -> list[str]:
        """Return the names of the sources, in order."""
        statement = select(StoredSource.name).where(StoredSource.scope == self.scope)
        return list(self.session.exec(statement.order_by(StoredSource.name)))

    def hashes(self) -> list[str]:
        """Return the hashes of the sources, in order: they change when anything does."""
        statement = select(StoredSource.sha256).where(StoredSource.scope == self.scope)
        return list(self.session.exec(statement.order_by(col(StoredSource.id))))

    def passages(self) -> list[Passage]:
        """Return all passages of the scope in the order of their sources."""
        statement = select(StoredPassage.content).where(StoredPassage.scope == self.scope)
        return [_passage(content) for content in self.session.exec(statement.order_by(col(StoredPassage.id)))]

    def vectors(self, model: str) -> dict[str, bytes]:
        """Return the kept embeddings by passage id."""
        statement = select(StoredPassage.passage_id, StoredVector.vector).where(
            StoredPassage.scope == self.scope,
            StoredVector.passage_row == StoredPassage.id,
            StoredVector.model == model,
        )
        return {passage: vector for passage, vector in self.session.exec(statement)}

    def keep_vectors(self, model: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep embeddings, each by passage id, so that nothing is embedded twice; unknown ids are passed over."""
        statement = select(StoredPassage.passage_id, StoredPassage.id).where(StoredPassage.scope == self.scope)
        rows = dict(self.session.exec(statement).all())
        for passage, vector in vectors:
            if passage in rows:
                self.session.merge(StoredVector(passage_row=rows[passage], model=model, vector=vector))

    def frameworks(self) -> dict[str, list[Framework]]:
        """Return what was understood of the sources, by the framework they belong to, the oldest source first."""
        statement = select(StoredSource.outline).where(
            StoredSource.scope == self.scope, col(StoredSource.outline).is_not(None)
        )
        found: dict[str, list[Framework]] = {}
        for outline in self.session.exec(statement.order_by(col(StoredSource.id))):
            framework = Framework.model_validate_json(outline or "")
            found.setdefault(framework.id, []).append(framework)
        return found

    def _find(self, name: str) -> StoredSource | None:
        statement = select(StoredSource).where(StoredSource.scope == self.scope, StoredSource.name == name)
        return self.session.exec(statement).first()

    def _replace(self, source: StoredSource, passages: Sequence[Passage]) -> None:
        mine = select(StoredPassage.id).where(StoredPassage.source_id == source.id)
        self.session.execute(delete(StoredVector).where(col(StoredVector.passage_row).in_(mine)))
        self.session.execute(delete(StoredPassage).where(col(StoredPassage.source_id) == source.id))
        self.session.add_all(
            StoredPassage(
                scope=self.scope, source_id=source.id, passage_id=passage.id, content=json.dumps(asdict(passage))
            )
            for passage in passages
        )


def frameworks_for(session: Session, packaged: Mapping[str, Framework], organisation_id: int) -> dict[str, Framework]:
    """Return the frameworks as an organisation sees them: its own documents laid over our wording, then its own."""
    seen = dict(packaged)
    for framework_id, layers in Sources(session, organisation_id).frameworks().items():
        for layer in layers:
            seen[framework_id] = overlaid(seen[framework_id], layer) if framework_id in seen else layer
    return seen


def _passage(content: str) -> Passage:
    fields = json.loads(content)
    return Passage(**{**fields, "heading": tuple(fields["heading"])})
