"""The files of a model: inside an installed distribution, or in a folder of the owner. Nothing is ever downloaded."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path


class EmbeddingUnavailable(RuntimeError):
    """The embedding cannot be used; the message says why in one sentence."""


@dataclass(frozen=True)
class PackagedFile:
    """A data file inside an installed distribution that is never imported."""

    distribution: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Return where the file is; raises EmbeddingUnavailable when it is missing."""
        try:
            found = Path(str(distribution(self.distribution).locate_file(self.path)))
        except PackageNotFoundError:
            raise EmbeddingUnavailable(
                f"The package {self.distribution}, which carries it, is not installed."
            ) from None
        if not found.is_file():
            raise EmbeddingUnavailable(f"The package {self.distribution} lacks its file {self.path}.")
        return found

    def read(self) -> bytes:
        """Return the content; raises EmbeddingUnavailable when it is missing or not the one that was measured."""
        content = content_of(self.locate())
        if sha256(content).hexdigest() != self.sha256:
            raise EmbeddingUnavailable(f"The file {self.path} of {self.distribution} is not the expected one.")
        return content


def content_of(path: Path) -> bytes:
    """Return what a file of a model holds; raises EmbeddingUnavailable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EmbeddingUnavailable(f"The file {path.name} cannot be read: {error.strerror}.") from None
