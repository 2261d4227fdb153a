"""Qt and Chromium are told to be quiet, but not against the wish of somebody who wants to hear them."""

from libyamap.cli.hush import CHROMIUM_FLAGS, QT_RULES, hush


def test_both_are_quiet() -> None:
    environment: dict[str, str] = {CHROMIUM_FLAGS: "--no-sandbox"}
    hush(environment)
    hush(environment)
    assert "*.warning=false" in environment[QT_RULES]
    assert environment[CHROMIUM_FLAGS] == "--no-sandbox --log-level=3"


def test_what_is_set_stays() -> None:
    asked = {QT_RULES: "qt.webenginecontext=true", CHROMIUM_FLAGS: "--enable-logging=stderr"}
    environment = dict(asked)
    hush(environment)
    assert environment == asked
