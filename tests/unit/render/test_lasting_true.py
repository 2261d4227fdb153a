"""A program that sends many signals goes on: PySide6 6.12.0 loses references to True and None."""

import subprocess
import sys

import pytest

from libyamap.render.lasting_true import PLENTY

PROGRAM = """
from PySide6.QtCore import QObject, Signal
from libyamap.render.lasting_true import make_true_last

class Sender(QObject):
    sent = Signal(int)

make_true_last()
make_true_last()
sender = Sender()
for number in range(50_000):
    sender.sent.emit(number)
print("alive")
"""


def test_many_signals_do_not_end_the_program() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "alive"), ran.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from here on they are immortal")
@pytest.mark.parametrize("single", [True, False, None])
def test_every_process_of_the_tests_has_plenty(single: bool | None) -> None:
    assert sys.getrefcount(single) > PLENTY // 2
