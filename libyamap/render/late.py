"""Answers for a page that is loaded before its project is open, so that Chromium starts while Python still imports.

The page's own files are answered at once; what comes from the project waits, in the scheme handler's workers.
"""

from collections.abc import Mapping
from concurrent.futures import Future

from libyamap.render.scheme import Answer, Answering
from libyamap.web.files import file_response, is_file_address
from libyamap.web.response import NOT_FOUND


class LateResources:
    """Stands for the project's resources until they come."""

    def __init__(self) -> None:
        self._real: Future[Answering | None] = Future()

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """A file at once; anything else as soon as there is somebody to ask, and 404 where nobody will come."""
        if is_file_address(path):
            return file_response(path)
        real = self._real.result()
        return NOT_FOUND if real is None else real.answer(path, query)

    def come(self, real: Answering) -> None:
        """The project is open."""
        self._real.set_result(real)

    def give_up(self) -> None:
        """There will be no project; harmless when it has come."""
        if not self._real.done():
            self._real.set_result(None)
