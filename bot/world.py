"""What every turn can rely on besides its transaction: the criteria, the library, the files, the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.library import Library
from bot.wording.anyone import MENUS
from ingest.pipeline import Reading
from knowledge.catalogue import Catalogue
from storage.scores import Scorecard


@dataclass(frozen=True)
class World:
    """The surroundings of a turn; nothing in it belongs to one person."""

    catalogue: Catalogue
    library: Library
    pictures: Path
    username: Callable[[], str]
    # The bytes of a file that somebody sent, by its id, and what is understood of them: both take their time, both
    # raise `ingest.limits.Refused` with a sentence that a person may read.
    fetch: Callable[[str], bytes]
    reading: Reading
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.clock()

    def link(self, code: str) -> str:
        """Return the link that starts a private chat, with the code of an invitation where there is one."""
        start = f"?start={code}" if code else ""
        return f"https://t.me/{self.username()}{start}"

    def menu(self, role: str) -> list[dict[str, str]]:
        """Return the command menu of a role, as Telegram takes it."""
        return [{"command": name, "description": what} for name, what in MENUS[role].items()]

    def picture(self, figures: Scorecard) -> Path:
        """Draw a scorecard and return the file; the same figures make the same file."""
        from bot.reports.picture import draw

        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"scorecard-{sha256(repr(figures).encode()).hexdigest()[:16]}.png"
        if not path.exists():
            draw(figures, path)
        return path
