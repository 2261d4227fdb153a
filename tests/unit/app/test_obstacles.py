"""Whatever the system refuses becomes one sentence that names the file and says what to do."""

import errno
import os
from pathlib import Path

import pytest

from libyamap.app.obstacles import obstacle


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_one_sentence_without_a_number(code: int) -> None:
    sentence = str(obstacle("write the picture", Path("x.png"), OSError(code, os.strerror(code))))
    assert sentence.startswith("Could not write the picture “x.png”: ")
    assert sentence.endswith(".")
    assert "Errno" not in sentence


def test_a_full_disk_says_what_to_do() -> None:
    assert "make room" in str(obstacle("write", Path("x"), OSError(errno.ENOSPC, "No space left on device")))
