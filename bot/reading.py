"""The operator's documents: read them in, draft them, list them, remove them, and check a framework file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import open_library
from bot.desk import opened, organisation_named
from bot.embedding import Embedding
from bot.indexing import Progress
from bot.keeping import keep
from bot.mishaps import FAILED, Mishap
from bot.progress import Interruption, interruptible, progress, working
from bot.settings import Settings
from ingest import pipeline
from ingest.drafting import draft_of
from ingest.guarded import Guard
from ingest.limits import Refused, content_of
from ingest.report import as_plain
from ingest.sources import named
from ingest.understood import Summary, Understood, guidance_only
from knowledge.catalogue import Catalogue, faults_of
from knowledge.passages import Tier
from storage.database import Database
from storage.sources import Kept, Sources, frameworks_for


def ingest(
    settings: Settings, paths: list[Path], org: str | None, framework: str | None, *, official: bool, quiet: bool
) -> dict[str, Any]:
    """Read documents for an organisation; what an interrupted run has kept is not read again."""
    with opened(settings) as (database, catalogue), interruptible() as interruption:
        organisation = database.write(lambda session: organisation_named(session, org, make=True))
        known = _known(database, catalogue, organisation, framework)
        tier = Tier.OFFICIAL if official else Tier.OWNER
        with Embedding(lambda: open_library(settings, database, catalogue), organisation) as embedding:
            shelf = _Shelf(database, organisation, catalogue, tier, embedding.begin)
            with Guard(known) as guard, progress("Reading", quiet=quiet) as step:
                reading = partial(guard.understand, framework=framework)
                report = pipeline.run(paths, reading, shelf, step, is_stopped=lambda: interruption.asked)
            with progress("Indexing", quiet=quiet) as step:
                embedding.finish(_stopping(step, interruption, embedding.stop))
        return {**as_plain(report), "stopped": interruption.asked}


def draft(settings: Settings, paths: list[Path], org: str | None, framework: str | None) -> str:
    """Return what is understood of one document as a framework file with its doubts; nothing is kept."""
    if len(paths) != 1 or paths[0].is_dir():
        raise Mishap("draft one document at a time: howwell ingest --draft FILE")
    with opened(settings) as (database, catalogue):
        organisation = database.write(lambda session: organisation_named(session, org))
        with Guard(_known(database, catalogue, organisation, framework)) as guard:
            understood = _read(guard, paths[0], framework)
    if understood.summary.own is None:
        raise Mishap(f"{paths[0].name} asks nothing and defines nothing: there is nothing to draft", FAILED)
    return draft_of(understood)


def sources(settings: Settings, org: str | None) -> dict[str, Any]:
    """List an organisation's documents."""
    with opened(settings) as (database, _):
        kept = database.write(lambda session: Sources(session, organisation_named(session, org)).kept())
    return {"sources": [_plain(one) for one in kept]}


def remove(settings: Settings, names: list[str], org: str | None, *, quiet: bool) -> dict[str, Any]:
    """Remove documents from everywhere: the database and its log on disk, the words and the index."""
    with opened(settings) as (database, catalogue):
        organisation = database.write(lambda session: organisation_named(session, org))
        for name in names:
            if not database.write(lambda session, n=name: Sources(session, organisation).remove(n)):  # type: ignore[misc]
                raise Mishap(f"there is no document {name}; `howwell sources` lists them")
        library = open_library(settings, database, catalogue)
        try:
            with working("Removing", quiet=quiet):
                library.bring_up_to_date(organisation)
                library.compact()
                database.forget()
        finally:
            library.close()
    return {"removed": names}


def check(path: Path) -> dict[str, Any]:
    """Say what does not add up in a framework file or folder."""
    faults = faults_of(path)
    return {"path": str(path), "faults": list(faults), "sound": not faults}


def _stopping(step: Progress | None, interruption: Interruption, stop: Callable[[], None]) -> Progress:
    def report(done: int, total: int, name: str) -> None:
        if step:
            step(done, total, name)
        if interruption.asked:
            stop()

    return report


def _read(guard: Guard, path: Path, framework: str | None) -> Understood:
    try:
        return guard.understand(named(path.name), content_of(path), framework)
    except Refused as refused:
        raise Mishap(str(refused), FAILED) from None


def _known(database: Database, catalogue: Catalogue, organisation: int, told: str | None) -> Catalogue:
    """Return what a document may belong to: the library, and the framework that the owner names."""
    if told is None or told in catalogue:
        return catalogue
    seen = database.read(lambda session: frameworks_for(session, catalogue, organisation))
    if told not in seen:
        raise Mishap(f"there is no framework {told}; choose one of {', '.join(seen)}")
    return Catalogue([*catalogue.values(), seen[told]])


def _plain(kept: Kept) -> dict[str, Any]:
    return {
        "name": kept.name,
        "framework": kept.framework.id if kept.framework else kept.known,
        "title": kept.framework.short if kept.framework else None,
        "tier": kept.tier.name.lower(),
        "passages": kept.passages,
        "doubts": list(kept.doubts),
        "read_at": kept.read_at.isoformat(timespec="seconds"),
    }


def _summary(kept: Kept) -> Summary:
    return Summary(kept.framework or guidance_only(kept.name), kept.known, kept.doubts, kept.passages)


class _Shelf:
    """Where read documents go: the sources of one organisation."""

    def __init__(
        self,
        database: Database,
        organisation_id: int,
        catalogue: Catalogue,
        tier: Tier,
        on_kept: Callable[[], None],
    ) -> None:
        self._database, self._organisation, self._catalogue, self._tier = database, organisation_id, catalogue, tier
        self._on_kept = on_kept

    def kept(self, name: str, sha256: str) -> Summary | None:
        """Return what is kept of these very bytes; what is declared official now must be kept as that."""
        found = self._database.read(lambda session: Sources(session, self._organisation).find(name))
        is_same = found is not None and found.sha256 == sha256 and found.tier <= self._tier
        return _summary(found) if found and is_same else None

    def put(self, document: Understood) -> Summary:
        """Store one document in place of what it was before."""
        summary = self._database.write(
            lambda session: keep(session, self._organisation, document, self._tier, None, packaged=self._catalogue)
        )
        self._on_kept()
        return summary
