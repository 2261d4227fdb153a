"""The process that makes the index of a large project: `python -m libyamap.cli.indexing PROJECT FOLDER STAMP`.

Started by the program itself (`store.index.columns.maker`), not by people.
"""

import sys
from contextlib import closing, suppress
from pathlib import Path

from libyamap import bootstrap
from libyamap.store.index.columns.worker import end_when_told, make, say_line


def main(arguments: list[str]) -> int:
    """Make it; 2 for arguments that are not three."""
    if len(arguments) != 3:
        return 2
    project, folder, stamp = arguments
    end_when_told()
    with suppress(BrokenPipeError, KeyboardInterrupt), closing(bootstrap.areas()) as areas:
        return make(Path(project), Path(folder), stamp, areas, say_line)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
