"""What must hold in the end, each as one line of the table: how many were looked at, and which are wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.chaos.delivery import deliveries, misplaced, unsent
from tests.chaos.evidence import Evidence
from tests.chaos.ledger import Place, given, versions

# The form of a bot token, written down a second time: the bot's own pattern must not be its own judge.
TOKEN = re.compile(r"\b\d{8,10}(?::|%3A)[A-Za-z0-9_-]{30,}")


@dataclass(frozen=True)
class Figure:
    """One line of the table; anything in `wrong` fails the run."""

    name: str
    count: int
    wrong: tuple[str, ...] = ()


def figures(evidence: Evidence) -> list[Figure]:
    """Return every line."""
    return [
        _received(evidence),
        _handled(evidence),
        _kept(evidence),
        *_composed(evidence),
        _marked(evidence),
        *_sent(evidence),
        _silent(evidence),
        _calm(evidence),
        Figure("database is whole", 1, () if evidence.integrity == "ok" else (evidence.integrity,)),
    ]


def _received(evidence: Evidence) -> Figure:
    confirmed = [number for line in evidence.journal if line["event"] == "confirmed" for number in line["ids"]]
    lost = set(confirmed) - {row.update_id for row in evidence.inbox}
    return Figure("confirmed updates are in the inbox", len(confirmed), _listed("update {} is not", lost))


def _handled(evidence: Evidence) -> Figure:
    left = [f"update {row.update_id} is {row.status}: {row.error}" for row in evidence.inbox if row.status != "done"]
    return Figure("inbox rows are done", len(evidence.inbox), tuple(left))


def _kept(evidence: Evidence) -> Figure:
    rows = Counter((row.chat_id, row.message_id, row.edited_at, row.text, row.taken_as) for row in evidence.said)
    written = Counter(versions(evidence.deeds))
    wrong = [*_listed("lost {}", written - rows), *_listed("too much {}", rows - written)]
    return Figure("messages and edits are kept once each", written.total(), tuple(wrong))


def _composed(evidence: Evidence) -> Iterator[Figure]:
    expected = {place: one.wordings for place, one in given(evidence.deeds).items() if one.wordings}
    found: dict[Place, list[str]] = {}
    numbers: dict[Place, list[int]] = {}
    for row in evidence.responses:
        place = _place(evidence, row.participation_id, row.code)
        found.setdefault(place, []).append(row.text)
        numbers.setdefault(place, []).append(row.revision)
    last = {place: wordings[-1] for place, wordings in found.items()}
    unlike = [place for place in expected | found if expected.get(place, [""])[-1] != last.get(place, "")]
    yield Figure("responses end as written last", len(expected), _listed("response {}", unlike))
    gaps = [place for place, counted in numbers.items() if counted != list(range(1, len(counted) + 1))]
    other = [place for place in expected | found if expected.get(place) != found.get(place)]
    wrong = [*_listed("gap at {}", gaps), *_listed("other wordings at {}", other)]
    yield Figure("revisions are all there, in order", len(evidence.responses), tuple(wrong))


def _marked(evidence: Evidence) -> Figure:
    expected = {place: one.marks for place, one in given(evidence.deeds).items() if one.marks}
    found: dict[Place, list[object]] = {}
    for row in evidence.marks:
        place = _place(evidence, row.participation_id, row.code)
        found.setdefault(place, []).append((row.kind, row.value, row.reason, row.revision))
    wrong = [
        f"{place}: {found.get(place)} instead of {expected.get(place)}"
        for place in expected | found
        if found.get(place) != expected.get(place)
    ]
    return Figure("ratings and skips count once each", sum(map(len, expected.values())), tuple(wrong))


def _sent(evidence: Evidence) -> Iterator[Figure]:
    told = deliveries(evidence.journal)
    left = [f"call {row.id} is {row.status}: {row.error}" for row in evidence.outbox if row.status != "sent"]
    yield Figure("outbox rows are sent", len(evidence.outbox), tuple(left))
    missing = [f"call {row.id} ({row.method}) never arrived" for row in unsent(evidence.outbox, told, evidence.menus)]
    yield Figure("what is owed has arrived", len(evidence.outbox), tuple(missing))
    yield Figure("chats saw it in order", len(told), tuple(misplaced(evidence.outbox, told)))
    messages = sum(not one.is_edit for chat in told.values() for one in chat)
    owed = sum(row.method in ("sendMessage", "sendPhoto") for row in evidence.outbox)
    yield Figure("… and messages seen more than once", messages - owed)


def _silent(evidence: Evidence) -> Figure:
    secret = evidence.token.partition(":")[2]
    lines = evidence.log.splitlines()
    wrong = [f"log line {n}" for n, line in enumerate(lines, 1) if secret in line or TOKEN.search(line)]
    wrong += [f"file {name}" for name, content in evidence.files.items() if secret.encode() in content]
    return Figure("no log line or file has the token", len(lines) + len(evidence.files), tuple(wrong))


def _calm(evidence: Evidence) -> Figure:
    cries = [line for line in evidence.log.splitlines() if "Traceback" in line or " ERROR " in line]
    return Figure("log lines are no breakdown", len(evidence.log.splitlines()), tuple(cries))


def _place(evidence: Evidence, taking: int, code: str) -> Place:
    return taking, list(evidence.asked[taking]).index(code) + 1


def _listed(pattern: str, things: Iterable[object] | Mapping[object, int]) -> tuple[str, ...]:
    return tuple(pattern.format(thing) for thing in sorted(things, key=str))
