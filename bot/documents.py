"""The documents that managers send: read, shown to their sender, and used only when the sender says so."""

from dataclasses import dataclass

from bot.access import Scene
from bot.keeping import keep
from bot.turns import Document, Later, Reply, reply
from bot.wording import documents as wording
from bot.world import World
from ingest.limits import MOST_BYTES, Refused
from ingest.sources import named
from ingest.understood import Understood
from knowledge.passages import Tier
from storage.sources import Kept, Sources
from storage.tables import Upload
from storage.uploads import Uploads

# A file that comes without a name is read by what is in it.
_NAMELESS = "document"


@dataclass(frozen=True)
class _Unread:
    """Why a document was not read, in a sentence for its sender."""

    sentence: str


def receive(scene: Scene) -> Reply | Later:
    """Read a document that a manager sends, and show what was found in it."""
    document = scene.incoming.document
    assert document is not None
    if not scene.may("manager"):
        return reply(wording.not_yours_to_send(scene.role))
    name = _plain_name(document)
    if document.size > MOST_BYTES:
        return reply(wording.refused(name, wording.TOO_LARGE))
    world = scene.world
    return Later(
        lambda: _read(world, document, name),
        lambda later, read: _shown(later, name, read),
        telling=wording.reading(name, document.size),
    )


def use(scene: Scene, upload_id: int, sent: int) -> Reply:
    """Take a document into use, once: from now on it is searched, and its questions can be asked."""
    upload = _upload(scene, upload_id, sent)
    if upload is None:
        return reply(wording.not_waiting())
    if upload.status != "waiting":
        return reply(wording.decided_before(upload.name, upload.status))
    understood = Understood.from_json(upload.understood)
    if _is_anothers(scene, _in_use(scene, upload.name)):
        return reply(wording.name_is_taken(upload.name))
    _uploads(scene).decide(upload, "used")
    tier = Tier.OWNER if scene.role == "owner" else Tier.MEMBER
    packaged = scene.world.catalogue
    summary = keep(scene.session, scene.organisation_id, understood, tier, scene.person.id, packaged=packaged)
    raised = summary.doubts[len(understood.doubts) :]
    place = scene.organisation_name
    return reply(wording.in_use(upload.name, summary, raised, place, replaces=scene.incoming.message_id))


def doubts(scene: Scene, upload_id: int, sent: int, page: int) -> Reply:
    """List what the sender should look at before a document is used."""
    upload = _upload(scene, upload_id, sent)
    if upload is None:
        return reply(wording.not_waiting())
    if upload.status != "waiting":
        return reply(wording.decided_before(upload.name, upload.status))
    told = Understood.from_json(upload.understood).doubts
    return reply(wording.doubts(upload.name, told, page, _place(upload)))


def drop(scene: Scene, upload_id: int, sent: int) -> Reply:
    """Forget a document that is not to be used."""
    upload = _upload(scene, upload_id, sent)
    if upload is None:
        return reply(wording.not_waiting())
    if not _uploads(scene).decide(upload, "discarded"):
        return reply(wording.decided_before(upload.name, upload.status))
    return reply(wording.dropped(upload.name, replaces=scene.incoming.message_id))


def _read(world: World, document: Document, name: str) -> Understood | _Unread:
    try:
        return world.reading(name, world.fetch(document.file_id))
    except Refused as refusal:
        return _Unread(str(refusal))


def _shown(scene: Scene, name: str, read: Understood | _Unread) -> Reply:
    """Keep what was read until its sender decides, unless it is in use already or may not be."""
    if not scene.may("manager"):
        return reply(wording.not_yours_to_send(scene.role))
    if isinstance(read, _Unread):
        return reply(wording.refused(name, read.sentence))
    before = _in_use(scene, name)
    if before and before.sha256 == read.sha256:
        return reply(wording.unchanged(name))
    if _is_anothers(scene, before):
        return reply(wording.name_is_taken(name))
    upload = _uploads(scene).add(scene.incoming.chat_id, name, read.as_json())
    return reply(wording.found(name, read.summary, _place(upload), replaces=before is not None))


def _plain_name(document: Document) -> str:
    """Return a name that can be shown and kept: the last piece of a path, without tricks."""
    return named(document.name.replace("\\", "/").rsplit("/", 1)[-1].strip() or _NAMELESS)


def _in_use(scene: Scene, name: str) -> Kept | None:
    return Sources(scene.session, scene.organisation_id).find(name)


def _is_anothers(scene: Scene, kept: Kept | None) -> bool:
    """Say whether a document may not be replaced: a manager's adds to those of others, and never takes their place."""
    return kept is not None and scene.role != "owner" and kept.brought_by != scene.person.id


def _uploads(scene: Scene) -> Uploads:
    return Uploads(scene.session, scene.organisation_id, scene.person.id)


def _upload(scene: Scene, upload_id: int, sent: int) -> Upload | None:
    """Return an upload of this person's; the moment tells it from a forgotten one whose number it has."""
    upload = _uploads(scene).find(upload_id)
    return upload if upload and _moment(upload) == sent else None


def _place(upload: Upload) -> str:
    return f"{upload.id}:{_moment(upload)}"


def _moment(upload: Upload) -> int:
    return int(upload.sent_at.timestamp())
