"""Runs the command line in a process of its own, also on a disk that fills up once everything is drawn."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]

# Drawn as usual; then the disk fills up, before anything is written.
_FILLS_UP = """
import resource, sys
from {module} import {owner} as owner
from libyamap.cli.main import main

drawn = owner.{name}
def then_full(*arguments):
    made = drawn(*arguments)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return made
owner.{name} = then_full
sys.exit(main(sys.argv[1:]))
"""


def fills_up_after(module: str, owner: str, name: str, room: int) -> str:
    """A program that is `libyamap`, but files have no more than `room` bytes once `owner.name` of `module` is done."""
    return _FILLS_UP.format(module=module, owner=owner, name=name, room=room)


def libyamap(*arguments: object, cwd: Path, script: str = "") -> "subprocess.CompletedProcess[str]":
    """`libyamap` with these arguments, or the program `script` in its place; strings hash differently each time."""
    program = ["-c", script] if script else ["-m", "libyamap.cli"]
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONHASHSEED": "random"},
    )  # fmt: skip
