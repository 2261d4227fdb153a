"""What Chromium is told: no network, always, whatever else it is told."""

import os

import pytest

from libyamap.render.flags import (
    LITTLE_MEMORY,
    NO_GRAPHICS,
    NO_NETWORK,
    NO_SANDBOX,
    VARIABLE,
    chromium_flags,
    set_chromium_flags,
)


@pytest.mark.parametrize("given", ["", "--enable-logging", '--host-resolver-rules="MAP * 127.0.0.1"'])
@pytest.mark.parametrize("sandbox", [True, False])
def test_both_walls_always_stand_and_stand_last(given: str, sandbox: bool) -> None:
    flags = chromium_flags(given, sandbox=sandbox)
    assert all(flag in flags for flag in NO_NETWORK)
    assert flags.rindex("--host-resolver-rules") == flags.index(NO_NETWORK[0])
    assert flags.startswith(given)
    assert (NO_SANDBOX in flags) is not sandbox


def test_saying_it_twice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    set_chromium_flags()
    once = os.environ[VARIABLE]
    set_chromium_flags()
    assert os.environ[VARIABLE] == once


def test_one_sentence_says_that_the_sandbox_is_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setattr("libyamap.render.flags.chromium_sandbox_verdict", lambda: (False, "It is off."))
    with caplog.at_level("INFO"):
        set_chromium_flags()
    assert [record.message for record in caplog.records] == ["It is off."]


def test_without_a_graphics_processor_none_is_looked_for() -> None:
    assert NO_GRAPHICS in chromium_flags("", sandbox=True, graphics=False)
    assert NO_GRAPHICS not in chromium_flags("", sandbox=True)


def test_the_user_s_own_settings_of_javascript_stay() -> None:
    assert chromium_flags("", sandbox=True).count("--js-flags") == 1
    assert chromium_flags("--js-flags=--expose-gc", sandbox=True).count("--js-flags") == 1


def test_no_early_clearing_away_with_the_compiler_that_it_waits_for() -> None:
    (settings,) = (flag for flag in LITTLE_MEMORY if flag.startswith("--js-flags="))
    assert "--no-maglev" in settings
