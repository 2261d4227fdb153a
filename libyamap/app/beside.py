"""A second process that makes something while this one goes on, so that a second core is used.

It is started afresh, never forked: a window may be open.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from libyamap.app.resting import collector_resting
from libyamap.errors import WorldError


@contextmanager
def beside(make: Callable[..., Iterable[object]], arguments: tuple[object, ...], name: str) -> Iterator[Connection]:
    """The pipe on which `received` gets what `make(*arguments)` makes there; the process ends with the block.

    `make` and `arguments` must be such that another process can be told of them.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, make, arguments), daemon=True, name=name)
    with _interrupts_held_back():
        process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()
        process.join()


def received(pipe: Connection) -> Any:
    """The next that was made, None after the last; the error that ended the other process is raised here.

    RuntimeError where it ended without a word.
    """
    try:
        message = pipe.recv()
    except EOFError:
        raise RuntimeError("the process that helps has ended") from None
    if isinstance(message, Exception):
        raise message
    return message


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Have what is started here never hear of Ctrl+C, which goes to all programs of a terminal; this one does a little
    later.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its own start would let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, make: Callable[..., Iterable[object]], arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that asked; it ends this one
    try:
        with collector_resting():
            for made in make(*arguments):
                pipe.send(made)
        pipe.send(None)
    except BrokenPipeError:
        pass  # nobody wants it any more
    except (WorldError, OSError, MemoryError) as error:
        pipe.send(error)
    finally:
        pipe.close()
