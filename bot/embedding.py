"""Embedding beside reading: what is kept already goes to the model while the next document is being understood."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from bot.indexing import Progress
from bot.library import Library


class Embedding:
    """What embeds the documents of one organisation; without anything new not even the index is opened."""

    def __init__(self, open_library: Callable[[], Library], organisation_id: int) -> None:
        self._open, self._organisation = open_library, organisation_id
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedding")
        self._ahead: Future[None] | None = None
        self._all_is_read = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._all_is_read = True
        self._thread.shutdown()
        if self._library is not None:
            self._library.close()

    def begin(self) -> None:
        """Say that there is something new."""
        library = self._library = self._library or self._open()
        if self._ahead is None or self._ahead.done():
            self._ahead = self._thread.submit(self._embed, library)

    def finish(self, progress: Progress) -> None:
        """Embed what is left and let the index hold everything."""
        self._all_is_read = True
        if self._library is not None and self._ahead is not None:
            self._ahead.result()
            self._library.bring_up_to_date(self._organisation, progress)

    def _embed(self, library: Library) -> None:
        while not self._all_is_read and library.embed_some(self._organisation):
            pass

    def stop(self) -> None:
        """End after the present step; the next run goes on there."""
        if self._library is not None:
            self._library.stop()
