"""What the page may not do, and what texts of a project cannot do to it."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from libyamap.domain.model import Actor, Feature, Layer, Project, Record
from libyamap.web.protocol import ShowFurniture
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld, small_project

STATUS = "then((answer) => answer.status)"
NASTY = '"><img src=x onerror="window.owned=1"><script>window.owned=1</script><svg onload=window.owned=1>'


POLICY = pytest.mark.logs("[Pp]ermissions policy")


def poisoned(record: Record) -> Record:
    """The record with the nasty text in all that a reader sees."""
    fields: dict[type[Record], tuple[str, ...]] = {
        Project: ("title", "as_of_note"),
        Actor: ("name", "short_name"),
        Layer: ("title",),
    }
    for kind, names in fields.items():
        if isinstance(record, kind):
            return msgspec.structs.replace(record, **dict.fromkeys(names, NASTY))
    if isinstance(record, Feature):
        return msgspec.structs.replace(record, title=NASTY, place=NASTY, type=NASTY)
    return record


def test_html_and_script_in_texts_are_shown_as_text(qapp: QApplication) -> None:
    assert qapp is not None
    page = LivePage(SmallWorld([poisoned(record) for record in small_project()]))
    page.host.send(ShowFurniture(True))
    page.drawn()
    foreign = (
        "document.querySelectorAll('img[src=\"x\"], script:not([src]), style, iframe, [onload], [onerror]').length"
    )
    assert page.evaluate(foreign) == 0
    assert page.evaluate("typeof window.owned") == "undefined"
    assert page.evaluate(f"document.body.textContent.includes({NASTY!r})") is True
    page.close()


def test_only_get_is_answered(live_page: LivePage) -> None:
    live_page.drawn()
    assert live_page.promised(f"fetch('ground.json').{STATUS}") == 200
    big = "fetch('ground.json', {method: 'POST', body: 'x'.repeat(60000)})"
    assert live_page.promised(f"{big}.{STATUS}") in {403, "refused"}
    assert live_page.promised(f"fetch('ground.json', {{method: 'DELETE'}}).{STATUS}") in {403, "refused"}


@pytest.mark.parametrize("address", ["static/none.js", "static/../page.py", "view?w=x", "tiles/basemap/0/1/0.mvt"])
def test_what_is_not_there_is_refused(live_page: LivePage, address: str) -> None:
    live_page.drawn()
    assert live_page.promised(f"fetch('{address}').{STATUS}") in {400, 404, "refused"}


@pytest.mark.logs("Content Security Policy")
def test_another_host_of_the_scheme_is_refused(live_page: LivePage) -> None:
    live_page.drawn()
    assert live_page.promised("fetch('libyamap://elsewhere/ground.json')") == "refused"


def test_aborted_requests_do_no_harm(live_page: LivePage) -> None:
    live_page.drawn()
    abort = """Promise.all(Array.from({length: 30}, (_, at) => {
        const controller = new AbortController();
        const asked = fetch(`view?w=8&s=19&e=26&n=34&z=6&v=${at}`, {signal: controller.signal}).catch(() => 0);
        if (at % 3) controller.abort(); else setTimeout(() => controller.abort(), at % 7);
        return asked;
    })).then(() => 'all over')"""
    assert live_page.promised(abort) == "all over"
    live_page.drawn()


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param("new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))", marks=POLICY),
        pytest.param("navigator.mediaDevices.getUserMedia({audio: true})", marks=POLICY),
        pytest.param("navigator.clipboard.readText()", marks=POLICY),
        "Notification.requestPermission().then((word) => { if (word !== 'granted') throw word; })",
        "navigator.storage.persist().then((kept) => { if (!kept) throw kept; })",
        "navigator.serviceWorker.register('static/main.js')",
        "Promise.resolve().then(() => localStorage.setItem('a', 'b'))",
        "Promise.resolve().then(() => { document.cookie = 'a=b'; if (!document.cookie) throw 0; })",
        "Promise.resolve().then(() => { if (!window.open('map.html')) throw 0; })",
        "Promise.resolve().then(() => { if (!confirm('x')) throw 0; })",
        "navigator.locks ? showOpenFilePicker() : Promise.reject()",
    ],
)
def test_wishes_are_refused_without_a_question(live_page: LivePage, wish: str) -> None:
    live_page.opened()
    assert live_page.promised(wish) == "refused"


def test_everything_is_off_the_record(live_page: LivePage) -> None:
    live_page.opened()
    profile = live_page.host.page.profile()
    assert profile.isOffTheRecord()
    assert not profile.isSpellCheckEnabled()
    assert not profile.isPushServiceEnabled()
    assert profile.httpCacheType() == profile.HttpCacheType.NoCache
