"""The folders of an index on disk: one is current, a new one replaces it in one step, one process owns them."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from filelock import FileLock, Timeout


class Generations:
    """The generations of one index; a process that finds them owned gets a private place, removed on close."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(root)
        self.private = not _acquired(self._lock)
        self._root = root
        if self.private:
            self._root = Path(mkdtemp(prefix="private-", dir=root))
            self._lock = _lock(self._root)
            self._lock.acquire()
        self._clear_leftovers()

    @property
    def current(self) -> Path | None:
        """Return the generation in force, or None before the first."""
        return current(self._root)

    def new(self) -> Path:
        """Make an empty folder that is not in force yet."""
        return Path(mkdtemp(prefix="generation-", dir=self._root))

    def put_in_force(self, generation: Path) -> None:
        """Make `generation` the current one in one step: a crash leaves either the old or the new."""
        draft = self._root / "current.new"
        draft.write_text(generation.name, encoding="utf-8")
        draft.replace(self._root / "current")

    def discard(self, generation: Path) -> None:
        """Remove a generation that nothing has open any more."""
        rmtree(generation, ignore_errors=True)

    def close(self) -> None:
        """Give up the ownership, or remove the private place."""
        self._lock.release()
        if self.private:
            rmtree(self._root, ignore_errors=True)

    def _clear_leftovers(self) -> None:
        """Remove what processes left that died: unfinished generations, and private places without a living owner."""
        for unfinished in self._root.glob("generation-*"):
            if unfinished != self.current:
                rmtree(unfinished, ignore_errors=True)
        for place in self._root.glob("private-*"):
            # A place without its lock file is just being made.
            if (place / "lock").exists() and _acquired(owner := _lock(place)):
                owner.release()
                rmtree(place, ignore_errors=True)


def current(root: Path) -> Path | None:
    """Return the generation in force under `root` without owning it."""
    try:
        name = (root / "current").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    # A damaged pointer must not lead out of the folder.
    generation = root / Path(name.replace("\0", "")).name
    return generation if generation.name.startswith("generation-") and generation.is_dir() else None


def _lock(place: Path) -> FileLock:
    # Not per thread: whoever closes the index may be another thread than the one that opened it.
    return FileLock(place / "lock", thread_local=False)


def _acquired(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
