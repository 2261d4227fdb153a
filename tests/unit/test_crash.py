"""A crash leaves a report; the next start tells of it once."""

import subprocess
import sys
from pathlib import Path

from libyamap import crash


def failing() -> ZeroDivisionError:
    try:
        int("1") // int("0")
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_report_holds_the_traceback(tmp_path: Path) -> None:
    text = crash.record(failing(), tmp_path / "new").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "in failing" in text


def test_told_once(tmp_path: Path) -> None:
    assert crash.untold(tmp_path) is None
    report = crash.record(failing(), tmp_path)
    assert crash.untold(tmp_path) == report
    assert crash.untold(tmp_path) is None
    newer = crash.record(failing(), tmp_path)
    assert crash.untold(tmp_path) == newer


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    written = [crash.record(failing(), tmp_path) for _ in range(crash.KEPT + 3)]
    assert crash.reports(tmp_path) == written[3:]


def test_a_clean_run_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from libyamap.crash import FaultFile\n"
        "FaultFile(Path(sys.argv[1])).close()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert not list(tmp_path.iterdir())


def test_a_segmentation_fault_is_told_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import faulthandler, sys; from pathlib import Path; from libyamap.crash import FaultFile\n"
        "file = FaultFile(Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True)
    assert done.returncode != 0
    report = crash.untold(tmp_path)
    assert report is not None
    assert "Segmentation fault" in report.read_text(encoding="utf-8")
