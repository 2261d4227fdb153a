"""Files are answered before the project is open; the project's own answers wait for it, or are 404 without one."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from libyamap.render.late import LateResources
from libyamap.web.response import Response


class Known:
    """A project that says which path it was asked for."""

    def answer(self, path: str, _query: Mapping[str, str]) -> Response:
        """The path."""
        return Response(200, "text/plain", path.encode())


def test_files_do_not_wait() -> None:
    assert LateResources().answer("static/main.js", {}).status == 200
    assert LateResources().answer("static/none.js", {}).status == 404


def test_what_the_project_says_waits_for_it() -> None:
    late = LateResources()
    with ThreadPoolExecutor(1) as asking:
        answer = asking.submit(late.answer, "view", {})
        assert not answer.done()
        late.come(Known())
        assert answer.result().body == b"view"
    late.give_up()  # too late to matter
    assert late.answer("labels", {}).body == b"labels"


def test_nobody_waits_for_a_project_that_could_not_be_opened() -> None:
    late = LateResources()
    late.give_up()
    late.give_up()
    assert late.answer("view", {}).status == 404
