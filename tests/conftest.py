"""What holds for every test: a home of its own, no screen, nothing unexpected in the log, nothing left behind.

A test that provokes a log line says so: `@pytest.mark.logs("part of the line")`; the line must then really come.
"""

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from hypothesis import HealthCheck
from hypothesis.internal.constants_ast import Constants

from libyamap.domain.reference_systems import THREAD
from libyamap.render.lasting_true import make_true_last
from tests.support.scheduling import once_each

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt: no window on a developer's screen, no flag or scale of the person's own desktop.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QTWEBENGINE_CHROMIUM_FLAGS"):
    os.environ.pop(name, None)

# The same examples in every run, on a slow machine too: no limits of time, and no words and numbers of our own code, of
# which hypothesis takes those of the modules that earlier tests have loaded.
pytest.MonkeyPatch().setattr("hypothesis.internal.conjecture.providers._get_local_constants", Constants)
hypothesis.settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.settings.load_profile("steady")

SECONDS_TO_END_A_THREAD = 5.0


def pytest_configure(config: pytest.Config) -> None:
    """Name our own marker, and survive the signals of tests that make no application of ours."""
    make_true_last()
    config.addinivalue_line("markers", "logs(*patterns): log lines at WARNING or above that the test is to provoke")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Any:
    """Files go to processes in order (what `--dist` says does not count), and a process that dies holds nothing up."""
    return once_each(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests have recorded as the property “summary”, in parallel runs too."""
    for report in [report for reports in terminalreporter.stats.values() for report in reports]:
        for name, text in getattr(report, "user_properties", ()):
            if name == "summary" and report.when == "call":
                title, *lines = str(text).splitlines()
                terminalreporter.section(title)
                for line in lines:
                    terminalreporter.write_line(line)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Send what Qt says while fixtures end to the log: pytest-qt listens only while the test itself runs."""
    ignored = [re.compile(pattern) for pattern in item.config.getini("qt_log_ignore")]
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def to_log(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not any(pattern.search(message) for pattern in ignored):
            logging.getLogger("qt").log(levels.get(kind, logging.DEBUG), "%s", message)

    before = qInstallMessageHandler(to_log)
    try:
        return (yield)
    finally:
        qInstallMessageHandler(before)


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """The application as the program makes it: pytest-qt's own would lack the scheme and Chromium's flags."""
    from libyamap.render.application import application

    return application(["libyamap-tests"], offscreen=True)


@pytest.fixture(scope="session")
def example_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, made once for all; not to be changed."""
    from libyamap.bootstrap import EXAMPLE, new_project

    path = tmp_path_factory.mktemp("example") / "example.gpkg"
    new_project(path, "Example", EXAMPLE)
    return path


@pytest.fixture
def example(example_once: Path, tmp_path: Path) -> Path:
    """A copy of the example project that the test may do anything with."""
    path = tmp_path / "libya.gpkg"
    shutil.copyfile(example_once, path)
    return path


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home directory of the test's own, empty, by all the names that systems have for one."""
    with tempfile.TemporaryDirectory(prefix="home-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        places = {
            "HOME": home,
            "USERPROFILE": home,
            "APPDATA": home / "AppData" / "Roaming",
            "LOCALAPPDATA": home / "AppData" / "Local",
            "XDG_CONFIG_HOME": home / ".config",
            "XDG_DATA_HOME": home / ".local" / "share",
            "XDG_STATE_HOME": home / ".local" / "state",
            "XDG_CACHE_HOME": home / ".cache",
        }
        for variable, place in places.items():
            monkeypatch.setenv(variable, str(place))
        yield home


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test on a log line at WARNING or above that it did not announce, or on an announced one that is missing.

    Set up before the fixtures a test asks for and so ended after them: it hears what they say on their way out.
    """
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    listener = Listener(logging.WARNING)
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    marker = request.node.get_closest_marker("logs")
    expected: tuple[str, ...] = marker.args if marker else ()
    surprising = [line for line in lines if not any(re.search(pattern, line) for pattern in expected)]
    missing = [pattern for pattern in expected if not any(re.search(pattern, line) for line in lines)]
    assert not surprising, f"unexpected in the log: {surprising}"
    assert not missing, f"announced but not in the log: {missing}"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail the test if it leaves a top-level widget or a running thread behind."""
    widgets, threads = _top_level_widgets(), set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in threads and _is_ours(thread)]
    for thread in started:
        thread.join(SECONDS_TO_END_A_THREAD)
    running = [thread.name for thread in started if thread.is_alive()]
    assert not running, f"threads left running: {running}"
    left = _top_level_widgets() - widgets
    if left:
        gc.collect()  # a widget without a parent goes when Python lets go of it
        left = _top_level_widgets() - widgets
    assert not left, f"top-level widgets left: {sorted(left)}"


def _is_ours(thread: threading.Thread) -> bool:
    # Qt's own pool threads appear as dummies once Python code has run in them; Qt keeps them for the next job.
    # That of the reference systems is kept for as long as the program runs (`domain.reference_systems`).
    return not thread.name.startswith(("Dummy-", THREAD))


def _top_level_widgets() -> set[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if not isinstance(QCoreApplication.instance(), QApplication):
        return set()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return {f"{type(widget).__name__} {id(widget):x}" for widget in QApplication.topLevelWidgets()}
