"""Which of two test processes runs which file, and what happens when one of them dies.

pytest-xdist (3.8) hands a dead process's files out again, finished ones too. A process that is given a file with
nothing left to do waits for ever for something to do, and so does the whole run; and the test that ended the process
is run again, ends the next one, and so on.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling


def once_each(config: pytest.Config, log: object) -> Any:
    """A scheduler: files in order, each to one process; a dead process's rest goes on without what killed it."""
    plan: Any = LoadFileScheduling(config, log)
    hand_out = plan.schedule

    def remove_node(node: object) -> str | None:
        """Take a process out; return the test in which it died, if it had something left to do."""
        files: dict[str, dict[str, bool]] = plan.assigned_work.pop(node)
        left = [(file, test) for file, tests in files.items() for test, done in tests.items() if not done]
        if not left:
            return None
        (_, deadly), *others = left
        for file, test in others:
            plan.workqueue.setdefault(file, {})[test] = False
        hand_out()
        return deadly

    def schedule() -> None:
        """Hand out work; a late process needs a second file, or leave, to run the last test of its first."""
        hand_out()
        hand_out()

    plan.remove_node, plan.schedule = remove_node, schedule
    return plan
