"""`make fuzz [FILES=20000]`: many more broken files than the tests try; prints what went wrong, with its seed."""

import logging
import os
import sys
import tempfile
from pathlib import Path

from libyamap.bootstrap import importer
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.trying import read_only

log = logging.getLogger(__name__)
FILES = int(os.environ.get("FILES", "20000"))


def main() -> int:
    """Try the files; 1 if one of them ended otherwise than it should."""
    logging.basicConfig(level=logging.ERROR)
    imports, failures, refused = importer(), 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        originals = [(path.name, path.read_bytes()) for path in seeds(folder)]
        target = folder / "broken"
        target.mkdir()
        for number in range(FILES):
            file, data = originals[number % len(originals)]
            path = target / file
            path.write_bytes(mutated(data, number))
            try:
                refused += bool(read_only(imports, path))
            except Exception:
                failures += 1
                log.exception("%s, seed %d", file, number)
            path.unlink()
    imports.close()
    sys.stdout.write(f"{FILES:,} broken files: {refused:,} refused with a sentence, {failures:,} ended wrongly\n")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
