"""An open project file: implements app.ports.ProjectStore on a GeoPackage."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from libyamap.errors import ReadOnlyProject, WorldError
from libyamap.store import connection as connections
from libyamap.store import copying, layer_titles, migrations, shape, soundness
from libyamap.store.lookups import Lookups
from libyamap.store.sql_errors import as_sentences
from libyamap.store.writer import Writer

BUSY_SECONDS: Final = 5.0
"""How long to wait for another program that is writing."""
_UNSEEN: Final = -1
_LEFTOVERS: Final = ("-journal", "-wal", "-shm")


class GeoPackageStore(Lookups):
    """One project file. Belongs to the thread that opened it; other threads ask the index."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, *, read_only: bool, busy_seconds: float, alone: bool = False
    ) -> None:
        """Use `create` or `open`."""
        super().__init__(connection, path)
        self._read_only = read_only
        self._busy_seconds = busy_seconds
        self._writing = False  # in WAL mode since the first change
        self._alone = alone
        self._closed = False
        self._file = _identity(path)
        self._seen_version = self._data_version()

    @classmethod
    def create(cls, path: Path, busy_seconds: float = BUSY_SECONDS) -> "GeoPackageStore":
        """Make a new, empty project; WorldError if there is something already, and nothing is left if it fails."""
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            raise WorldError(f"There is a file “{path.name}” already; choose another name.") from None
        except FileNotFoundError:
            raise WorldError(f"There is no folder “{path.parent}”; make it first.") from None
        except OSError as problem:
            raise WorldError(
                f"“{path.name}” cannot be made here ({problem.strerror}); choose another folder."
            ) from problem
        try:
            with as_sentences(path), contextlib.closing(_fresh(path, busy_seconds)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                migrations.create_all(connection)
                connection.execute("COMMIT")
            return cls.open(path, busy_seconds=busy_seconds)
        except BaseException:
            for suffix in ("", *_LEFTOVERS):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        *,
        alone: bool = False,
        lasting: bool = True,
    ) -> "GeoPackageStore":
        """Open a project; read-only where it cannot be written. WorldError says what is wrong with it.

        `alone`: nothing else in this program reads the file, so that it is written without WAL, which writes twice.
        Not `lasting`: the file will be thrown away, and no writing waits until it is on the disk.
        """
        connections.check_file(path)
        read_only = read_only or not connections.may_write(path)
        connection = connections.connect(path, read_only=read_only, busy_seconds=busy_seconds)
        try:
            with as_sentences(path):
                if not lasting:
                    connection.execute("PRAGMA synchronous = OFF")
                steps = migrations.missing(connection, path)
                if steps and read_only:
                    raise WorldError(
                        f"“{path.name}” is of an older version; copy it to where it can be written, and open it."
                    )
                # A trigger that we did not make must never run: such a file can be looked at, not changed.
                read_only = read_only or bool(shape.strange_code(connection))
                store = cls(connection, path, read_only=read_only, busy_seconds=busy_seconds, alone=alone)
                if steps:
                    with contextlib.ExitStack() as on_failure:
                        on_failure.callback(store.close)
                        store._migrate(steps)
                        on_failure.pop_all()
                if shape.lacking(connection):
                    raise WorldError(
                        f"“{path.name}” was made by libyamap, but parts of it are missing ("
                        f"{', '.join(shape.lacking(connection)[:3])}); take a copy from your backup."
                    )
            return store
        except BaseException:
            connection.close()
            raise

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether the file can only be looked at."""
        return self._read_only

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Writer]:
        """One SQL transaction: committed and synced when the block ends, rolled back when it raises."""
        if self._read_only:
            raise ReadOnlyProject(f"“{self._path.name}” can only be read, so nothing was changed.")
        with as_sentences(self._path):
            self._start_writing()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                writer = Writer(self._connection, self._path)
                yield writer
                writer.finish()
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    if self._connection.in_transaction:  # a full disk may have rolled back already
                        self._connection.execute("ROLLBACK")
                raise

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was last asked."""
        with as_sentences(self._path):
            version = self._data_version()
        changed = version != self._seen_version
        self._seen_version = version
        return changed

    def problems(self) -> list[str]:
        """What is wrong with the file and its rows, a sentence each; empty if sound."""
        return soundness.problems(self._connection, self)

    def copy_to(self, path: Path, revision: int | None = None) -> None:
        """Write the last committed state to a new file; WorldError if there is one, and nothing is left if it fails.

        Any thread may call it. With `revision`, the copy holds what was known right after that one.
        """
        copying.copy(self._path, path, None if self._is_in_place() else self._connection)
        try:
            if revision is not None:
                copying.rewind(path, revision)
            else:
                copying.finish(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def compact(self) -> tuple[int, int]:
        """Write the file anew without its gaps; gives its size before and after, in bytes. Nothing is lost by it."""
        if self._read_only:
            raise ReadOnlyProject(f"“{self._path.name}” can only be read, so nothing was changed.")
        self._writing = False
        seen = self.changed_elsewhere()
        try:
            return copying.compact(self._connection, self._path)
        finally:
            self._seen_version = _UNSEEN if seen else self._data_version()

    def checkpoint(self) -> None:
        """Fold what was committed into the file itself; for when nothing else happens. Never waits, never fails."""
        if self._writing and not self._closed:
            with contextlib.suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA busy_timeout = 0")
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._connection.execute(f"PRAGMA busy_timeout = {int(self._busy_seconds * 1000)}")

    def close(self) -> None:
        """Leave one ordinary file behind (no -wal); harmless when called twice."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self._read_only:
                # Refused while another program has the file open; then that one tidies up, or the next of us does.
                self._connection.execute("PRAGMA busy_timeout = 200")
                if self._writing:
                    with contextlib.suppress(sqlite3.Error):  # no room on the disk: the next of us does it
                        layer_titles.bring_up(self._connection)
                with contextlib.suppress(sqlite3.OperationalError):
                    self._connection.execute("PRAGMA journal_mode = DELETE")
                    if self._path.with_name(f"{self._path.name}-journal").exists():
                        # Left by a kill while nothing was in it yet; SQLite deletes it, under its lock, on this change.
                        self._connection.execute("PRAGMA journal_mode = TRUNCATE")
                        self._connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            self._connection.close()

    def _migrate(self, steps: list[migrations.Migration]) -> None:
        with self.transaction():
            migrations.apply(self._connection, steps)

    def _start_writing(self) -> None:
        """Go into WAL mode with the first change, so that a file that is only looked at stays byte for byte."""
        if self._writing:
            return
        news = self._data_version() != self._seen_version
        # Another program may be reading: then this session does without WAL, which is slower but as safe.
        if not self._alone:
            with contextlib.suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA busy_timeout = 0")
                self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"PRAGMA busy_timeout = {int(self._busy_seconds * 1000)}")
        # The triggers of the R-tree use a virtual table, which SQLite allows to trusted schemas only.
        self._connection.execute("PRAGMA trusted_schema = ON")
        self._writing = True
        # Going into WAL mode changes the number too; what another program wrote before must still be told.
        self._seen_version = _UNSEEN if news else self._data_version()

    def _is_in_place(self) -> bool:
        """Whether the file that is open is still the one of that name."""
        try:
            return _identity(self._path) == self._file
        except OSError:
            return False

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _fresh(path: Path, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    connections.set_up(connection)
    return connection
