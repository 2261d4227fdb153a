"""A second process: Ctrl+C is not for it, not even while it starts."""

import signal
from collections.abc import Iterator

import pytest

from libyamap.app.beside import beside, received


def interrupts_held_back() -> Iterator[bool]:
    """Whether this process does not hear of Ctrl+C."""
    yield signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no such masks")
def test_a_second_process_never_hears_of_ctrl_c() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    with beside(interrupts_held_back, (), "test") as pipe:
        assert received(pipe) is True
        assert received(pipe) is None
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before
