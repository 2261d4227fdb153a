"""The page in its host: it draws, keeps its view through a crash of its renderer, and leaves nothing behind."""

import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl

from libyamap.render.page_host import Bridge
from libyamap.render.scheme import PAGE_URL
from libyamap.web.protocol import Drawn, FrameMoved, PageReady, Redraw, SetStyle, ShowFrame, ShowPlace
from tests.page.live_page import LivePage
from tests.support.event_loop import answer_to


def frame_of(page: LivePage) -> FrameMoved:
    """Where the page last said that it is."""
    return [message for message in page.heard if isinstance(message, FrameMoved)][-1]


def test_draws_everything_that_was_said_before_it_was_ready(live_page: LivePage) -> None:
    live_page.drawn()
    drawn = [message for message in live_page.heard if isinstance(message, Drawn)]
    assert [message.version for message in drawn] == [1]
    assert drawn[0].marks >= 10


def test_the_last_word_counts_before_the_page_is_ready(live_page: LivePage) -> None:
    live_page.host.send(SetStyle("dark", "en", relief=False, place_labels=True))
    live_page.host.send(ShowFrame((0.0, 0.0, 1.0, 1.0)))
    live_page.host.send(ShowPlace(13.0, 32.0, 7.0, animate=True))
    live_page.host.send(Redraw(5))
    live_page.wait_for(lambda message: isinstance(message, Drawn) and message.version == 5)
    moved = frame_of(live_page)
    assert (moved.lon, moved.lat, moved.zoom) == pytest.approx((13.0, 32.0, 7.0), abs=0.01)


@pytest.mark.logs("ended unexpectedly")
def test_a_killed_renderer_comes_back_with_the_same_view(live_page: LivePage) -> None:
    live_page.drawn()
    live_page.wait_for(
        lambda message: isinstance(message, FrameMoved) and abs(message.zoom - 8) < 0.01,
        lambda: live_page.host.send(ShowPlace(15.1, 32.4, 8.0, animate=False)),
    )
    before = frame_of(live_page)
    live_page.drawn()
    looked = live_page.image()
    pid = live_page.host.page.renderProcessPid()

    live_page.wait_for(
        lambda message: isinstance(message, Drawn) and message.version == live_page.version,
        lambda: os.kill(pid, signal.SIGKILL),
    )

    assert live_page.host.page.renderProcessPid() != pid
    after = frame_of(live_page)
    assert (after.lon, after.lat, after.zoom) == pytest.approx((before.lon, before.lat, before.zoom), abs=1e-6)
    assert live_page.image() == looked


@pytest.mark.logs("ended unexpectedly", "is not started again")
def test_a_renderer_that_keeps_dying_is_left_alone(live_page: LivePage) -> None:
    sentences: list[str] = []
    live_page.host.failed.connect(sentences.append)
    for _ in range(2):
        live_page.opened()
        live_page.wait_for(
            lambda message: isinstance(message, PageReady),
            lambda: os.kill(live_page.host.page.renderProcessPid(), signal.SIGKILL),
        )

    def end(take: Callable[[str], None]) -> None:
        live_page.host.failed.connect(take)
        os.kill(live_page.host.page.renderProcessPid(), signal.SIGKILL)

    answer_to(end, "the third death")
    assert len(sentences) == 1
    assert "restart libyamap" in sentences[0]


@pytest.mark.logs("data URL", "file:")
def test_goes_nowhere_else(live_page: LivePage) -> None:
    live_page.drawn()
    for address in ("libyamap://app/static/map.css", "data:text/html,x", "file:///etc/hostname", "https://[::1]/"):
        live_page.evaluate(f"location.href = {address!r}; 1")
        assert live_page.host.page.url() == QUrl(PAGE_URL)
    assert live_page.evaluate("document.querySelectorAll('#map').length") == 1


@pytest.mark.logs("was brought back")
def test_comes_back_from_a_blank_page(live_page: LivePage) -> None:
    live_page.drawn()
    live_page.wait_for(
        lambda message: isinstance(message, Drawn), lambda: live_page.evaluate("location.href = 'about:blank'; 1")
    )
    assert live_page.host.page.url() == QUrl(PAGE_URL)


@pytest.mark.logs("none of ours")
def test_a_message_that_is_none_of_ours_is_logged_and_dropped(live_page: LivePage) -> None:
    live_page.opened()
    bridge = live_page.host.page.webChannel().registeredObjects()["bridge"]
    assert isinstance(bridge, Bridge)
    bridge.receive('{"message": "Evil", "x": 1}')
    live_page.drawn()


def test_can_be_closed_twice(live_page: LivePage) -> None:
    live_page.drawn()
    live_page.host.close()
    live_page.host.close()
