"""The operator's commands: what each tells, as the plain data of `--json` and as lines to read."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.app import open_database, open_library
from bot.library import Library
from bot.mishaps import FAILED, Mishap, explained
from bot.progress import working
from bot.reports import plain as reports
from bot.seating import first_organisation
from bot.settings import Settings
from knowledge import catalogue as catalogues
from knowledge.asking import asks
from knowledge.catalogue import Catalogue, packaged
from knowledge.criteria import Framework
from knowledge.intent import intent as read_intent
from knowledge.plain import as_plain
from storage import members
from storage.assessments import Assessments
from storage.database import Database
from storage.proposals import Told, told, with_proposals
from storage.scorecard import scorecard as roll_up
from storage.scores import Scorecard
from storage.sources import frameworks_for


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Database, Catalogue]]:
    """Open the database, and say in one sentence what keeps it from opening."""
    with explained():
        database = open_database(settings)
        try:
            yield database, packaged()
        finally:
            database.close()


@contextmanager
def shelved(settings: Settings, org: str | None) -> Iterator[tuple[Library, int]]:
    """Open the library as an organisation sees it, its index included."""
    with opened(settings) as (database, catalogue):
        library = open_library(settings, database, catalogue)
        try:
            organisation = database.write(lambda session: organisation_named(session, org))
            with working("Opening the index", quiet=False):
                library.bring_up_to_date(organisation)
            yield library, organisation
        finally:
            library.close()


def frameworks(settings: Settings, framework_id: str | None, org: str | None) -> dict[str, Any]:
    """List the frameworks as an organisation sees them, or show one."""
    with opened(settings) as (database, catalogue):
        seen = database.write(lambda session: frameworks_for(session, catalogue, organisation_named(session, org)))
        if framework_id is None:
            return {"frameworks": [_head(framework) for framework in seen.values()]}
        if framework_id not in seen:
            raise Mishap(f"there is no framework {framework_id}; choose one of {', '.join(seen)}")
        return as_plain(seen[framework_id])


def ask(settings: Settings, text: str, framework: str | None, question: str | None, org: str | None) -> dict[str, Any]:
    """Answer a question."""
    with shelved(settings, org) as (library, organisation):
        known = library.frameworks(organisation)
        at = place(known, question, framework) if question else (_known(known, framework), None)
        began = time.perf_counter()
        answer = library.answer(_asked(text), organisation, at[0], at[1])
        return reports.answer(text, answer, 1000 * (time.perf_counter() - began))


def search(settings: Settings, text: str, k: int, framework: str | None, org: str | None) -> dict[str, Any]:
    """Rank the passages."""
    with shelved(settings, org) as (library, organisation):
        known = _known(library.frameworks(organisation), framework)
        began = time.perf_counter()
        found = library.find(_asked(text), organisation, k, known)
        return reports.found(text, found, k, 1000 * (time.perf_counter() - began))


def intent(settings: Settings, text: str, question: str) -> dict[str, Any]:
    """Say how a typed text is taken."""
    with opened(settings) as (database, catalogue):
        known = database.write(lambda session: frameworks_for(session, catalogue, organisation_named(session, None)))
        framework, code = place(known, question, None)
        asked = next(ask for ask in asks(known[framework]) if code in known[framework].lineage(ask.code))
        told = read_intent(text, asked.text)
        return {"text": text, "intent": told.kind, "reason": told.reason}


def scorecard(settings: Settings, number: int | None, org: str | None, output: Path | None) -> dict[str, Any]:
    """Roll up an assessment, and write it to a file where one is named."""
    if output and output.suffix not in reports.WRITERS:
        raise Mishap(f"{output.name}: choose a file that ends in {' or '.join(reports.WRITERS)}")
    with opened(settings) as (database, _):
        given = database.write(lambda session: _figures(session, organisation_named(session, org), number))
    figures = with_proposals(*given)
    if output:
        _write(figures, output)
    return reports.scorecard(figures)


def invite(settings: Settings, role: str, org: str | None, unit: str | None) -> dict[str, Any]:
    """Make an invitation for one person."""
    if role not in ("respondent", "manager", "owner"):
        raise Mishap(f"there is no role {role}; choose respondent, manager or owner")
    with opened(settings) as (database, _):

        def make(session: Session) -> dict[str, Any]:
            organisation = organisation_named(session, org, make=True)
            code = members.invite(session, organisation, role, unit=unit)
            name = next(one.name for one in members.organisations(session) if one.id == organisation)
            link = _link(settings, code)
            return {"role": role, "organisation": name, "code": code, "link": link, "start": f"/start {code}"}

        return database.write(make)


def _write(figures: Scorecard, output: Path) -> None:
    try:
        reports.WRITERS[output.suffix](figures, output)
    except OSError as error:
        raise Mishap(f"{output} cannot be written: {error.strerror}", FAILED) from None


def _asked(text: str) -> str:
    if not text.strip():
        raise Mishap("say what to look for")
    return text


def organisation_named(session: Session, name: str | None, *, make: bool = False) -> int:
    """Return the id of an organisation by name, or of the first one; raises Mishap where there is none."""
    if name is None:
        return first_organisation(session)
    found = next((one.id for one in members.organisations(session) if one.name == name), None)
    if found is None and not make:
        raise Mishap(f"there is no organisation {name}")
    return found or members.organisation(session, name).id


def _figures(session: Session, organisation: int, number: int | None) -> tuple[Scorecard, Framework, tuple[Told, ...]]:
    """Return the figures, and what it takes to set proposals beside them."""
    repository = Assessments(session, organisation)
    found = repository.find(number) if number is not None else next(iter(repository.all()), None)
    if found is None:
        which = f"number {number}" if number is not None else "yet"
        raise Mishap(f"there is no assessment {which}; a manager opens one with /open in chat", FAILED)
    figures = roll_up(session, organisation, found)
    return figures, repository.framework(found), told(session, organisation, found)


def _known(known: Mapping[str, Framework], framework: str | None) -> str | None:
    if framework is not None and framework not in known:
        raise Mishap(f"there is no framework {framework}; choose one of {', '.join(known)}")
    return framework


def place(known: Mapping[str, Framework], question: str, framework: str | None) -> tuple[str, str]:
    """Return (framework id, code) of a full id, or of a bare code where only one framework has it."""
    places = catalogues.Catalogue(known.values()).locate(f"{framework}/{question}" if framework else question)
    if not places:
        raise Mishap(f"there is no question {question}; `howwell frameworks ID` lists them")
    if len(places) > 1:
        full = ", ".join(f"{one.id}/{code}" for one, code in places)
        raise Mishap(f"{question} stands in several frameworks; say which: {full}")
    return places[0][0].id, places[0][1]


def _head(framework: Framework) -> dict[str, Any]:
    return framework.model_dump(include={"id", "title", "short", "edition", "sector", "source", "notice"})


def _link(settings: Settings, code: str) -> str | None:
    """Return the deep link, where a bot is set up and answers; its name is only known to Telegram."""
    from bot.examination import username

    name = username(settings)
    return f"https://t.me/{name}?start={code}" if name else None
