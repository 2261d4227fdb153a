"""Every way a command can end has its exit code and at most one line; our own faults leave a report."""

from pathlib import Path

import pytest

from libyamap import crash
from libyamap.cli.main import main
from libyamap.cli.outcome import Outcome
from libyamap.errors import WorldError


def ended(error: BaseException) -> int:
    with Outcome() as outcome:
        raise error
    return outcome.code


def test_the_world_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(WorldError("It is\nnot there.")) == 1
    assert capsys.readouterr() == ("", "libyamap: It is not there.\n")


def test_our_own_fault_is_reported_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ZeroDivisionError("of ours")) == 70
    (report,) = crash.reports()
    assert "ZeroDivisionError: of ours" in report.read_text(encoding="utf-8")
    said = capsys.readouterr().err
    assert str(report) in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_our_own_fault_without_a_place_for_the_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_place(_error: BaseException) -> Path:
        raise PermissionError

    monkeypatch.setattr(crash, "record", no_place)
    assert ended(ZeroDivisionError("of ours")) == 70
    assert "(ZeroDivisionError: of ours)" in capsys.readouterr().err


def test_ctrl_c_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "")


def test_the_end_that_argparse_asks_for_passes() -> None:
    with pytest.raises(SystemExit):
        ended(SystemExit(2))


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["info"], ["info", "a", "--nonsense"], ["search", "a"]])
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: libyamap")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("libyamap ")
