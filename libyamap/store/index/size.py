"""Whether a project is large, without counting all of it."""

from contextlib import closing
from pathlib import Path

from libyamap.domain.model import FEATURE_CLASSES
from libyamap.store.index.connections import open_for_reading
from libyamap.store.schema import TABLES


def has_more_than(path: Path, count: int) -> bool:
    """Whether the file has more than `count` features of one kind. WorldError where it cannot be read."""
    with closing(open_for_reading(path)) as connection:
        return any(
            connection.execute(f'SELECT 1 FROM "{TABLES[record_type].name}" LIMIT 1 OFFSET {count}').fetchone()
            for record_type in FEATURE_CLASSES.values()
        )
