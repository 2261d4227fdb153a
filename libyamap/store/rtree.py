"""Packing an R-tree straight into the tables behind SQLite's: a million boxes in a second or two instead of a minute.

Sort-tile-recursive packing (Leutenegger, Edgington, Lopez: STR, ICDE 1997). The layout of a node is that of SQLite's
rtree module: two bytes depth (root only) and two bytes count, then per cell an id (8 bytes) and minx, maxx, miny, maxy
in single precision, all big endian, padded to the node size that SQLite chose. numpy is imported here alone.
"""

import math
import sqlite3
from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from libyamap.store.spatial_index import rtree_name

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]
    Boxes = npt.NDArray[np.float32]

_CELL_BYTES: Final = 24
_HEAD_BYTES: Final = 4
_ROOT: Final = 1
AT_ONCE: Final = 500_000
"""So many boxes are sorted at once, which takes some 50 MB."""
_ROWS_AT_ONCE: Final = 100_000


class _Level(NamedTuple):
    """One level's cells in order, and where each of its nodes begins among them."""

    ids: "Ids"
    boxes: "Boxes"
    starts: "Ids"


def pack(connection: sqlite3.Connection, table: str, fids: "array[int]", boxes: "array[float]") -> None:
    """Fill the table's R-tree, which must be empty; `boxes` are minx, maxx, miny, maxy of each fid in turn.

    Boxes in single precision are taken to be rounded outward already.
    """
    packing = Packing(connection, table)
    packing.add(fids, boxes)
    packing.finish()


class Packing:
    """An R-tree that is packed as its boxes come, so many at a time.

    What comes together lies in nodes of its own, and of those nothing but the box around each is held.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        """The table's R-tree must be empty."""
        self._connection = connection
        self._tree = tree = rtree_name(table)
        root = connection.execute(f'SELECT data FROM "{tree}_node" WHERE nodeno = ?', (_ROOT,)).fetchone()[0]
        self._node_bytes = len(root)
        self._capacity = (self._node_bytes - _HEAD_BYTES) // _CELL_BYTES
        self._number = _ROOT + 1
        self._bounds: list[Boxes] = []

    def add(self, fids: "array[int]", boxes: "array[float]") -> None:
        """More boxes, as for `pack`; any number of times, and but for the last many at once."""
        import numpy as np

        if not fids:
            return
        ids: Ids = np.frombuffer(fids, dtype=np.int64)
        exact = boxes if boxes.typecode == "f" else outward(boxes)
        self._write_level(ids, np.frombuffer(exact, dtype=np.float32).reshape(-1, 4), 0)

    def finish(self) -> None:
        """Put the levels above the leaves."""
        import numpy as np

        below, height = _ROOT + 1, 0
        if self._number == below + 1:  # a single leaf is the root itself
            self._make_root_of_leaf()
            return
        while self._number > below:
            height += 1
            ids, sides = np.arange(below, self._number, dtype=np.int64), np.concatenate(self._bounds)
            below, self._bounds = self._number, []
            self._write_level(ids, sides, height)
            if len(ids) <= self._capacity:
                return

    def _write_level(self, ids: "Ids", sides: "Boxes", height: int) -> None:
        """Write these cells as nodes of one level; those of at most one node above the leaves are the root."""
        top = height > 0 and len(ids) <= self._capacity
        for start in range(0, len(ids), AT_ONCE):
            level = _level(ids[start : start + AT_ONCE], sides[start : start + AT_ONCE], self._capacity)
            at = _ROOT if top else self._number
            _write_nodes(self._connection, self._tree, level, at, height if top else 0, self._node_bytes)
            _write_ways(self._connection, f"{self._tree}_{'parent' if height else 'rowid'}", level, at)
            self._bounds.append(_bounds(level))
            self._number = at + len(level.starts)

    def _make_root_of_leaf(self) -> None:
        nodes, ways = f'"{self._tree}_node"', f'"{self._tree}_rowid"'
        self._connection.execute(f"DELETE FROM {nodes} WHERE nodeno = ?", (_ROOT,))
        self._connection.execute(f"UPDATE {nodes} SET nodeno = ? WHERE nodeno = ?", (_ROOT, _ROOT + 1))
        self._connection.execute(f"UPDATE {ways} SET nodeno = ?", (_ROOT,))


def outward(boxes: "array[float]") -> "array[float]":
    """In single precision, rounded so that no box becomes smaller; `boxes` in double precision."""
    import numpy as np

    exact = np.frombuffer(boxes, dtype=np.float64).reshape(-1, 4)
    rounded = exact.astype(np.float32)
    low, high = rounded[:, ::2], rounded[:, 1::2]
    rounded[:, ::2] = np.where(low > exact[:, ::2], np.nextafter(low, np.float32(-np.inf)), low)
    rounded[:, 1::2] = np.where(high < exact[:, 1::2], np.nextafter(high, np.float32(np.inf)), high)
    return array("f", rounded.tobytes())


def _level(ids: "Ids", boxes: "Boxes", capacity: int) -> _Level:
    """These cells as nodes of one level."""
    import numpy as np

    nodes = math.ceil(len(ids) / capacity)
    order = _tiled(boxes, nodes)
    return _Level(ids[order], boxes[order], np.arange(nodes, dtype=np.int64) * len(ids) // nodes)


def _bounds(level: _Level) -> "Boxes":
    """The box around each node."""
    import numpy as np

    return np.stack(
        [
            (np.maximum if side % 2 else np.minimum).reduceat(level.boxes[:, side], level.starts)
            for side in range(4)  # minx, maxx, miny, maxy
        ],
        axis=1,
    )


def _tiled(boxes: "Boxes", nodes: int) -> "Ids":
    """The order that puts neighbours together: slices from west to east, in each from south to north."""
    import numpy as np

    slices = math.ceil(math.sqrt(nodes))
    west_to_east = np.argsort(boxes[:, 0] + boxes[:, 1], kind="stable")
    slice_of = np.empty(len(boxes), dtype=np.int64)
    slice_of[west_to_east] = np.arange(len(boxes)) * slices // len(boxes)
    return np.lexsort((boxes[:, 2] + boxes[:, 3], slice_of))


def _write_nodes(
    connection: sqlite3.Connection, tree: str, level: _Level, number: int, depth: int, node_bytes: int
) -> None:
    import numpy as np

    cells = np.empty(len(level.ids), dtype=[("id", ">i8"), ("box", ">f4", (4,))])
    cells["id"], cells["box"] = level.ids, level.boxes
    raw = cells.tobytes()
    ends = [*level.starts[1:].tolist(), len(level.ids)]
    connection.executemany(
        f'INSERT OR REPLACE INTO "{tree}_node" (nodeno, data) VALUES (?, ?)',
        (
            (
                number + node,
                (
                    depth.to_bytes(2, "big")
                    + (end - start).to_bytes(2, "big")
                    + raw[start * _CELL_BYTES : end * _CELL_BYTES]
                ).ljust(node_bytes, b"\x00"),
            )
            for node, (start, end) in enumerate(zip(level.starts.tolist(), ends, strict=True))
        ),
    )


def _write_ways(connection: sqlite3.Connection, table: str, level: _Level, number: int) -> None:
    """Write which node each cell is in: of a row (leaves) or of a node (above)."""
    import numpy as np

    node_of = number + np.searchsorted(level.starts, np.arange(len(level.ids)), side="right") - 1
    order = np.argsort(level.ids, kind="stable")  # rising keys make SQLite append
    for start in range(0, len(order), _ROWS_AT_ONCE):  # numbers of Python take much more room than numpy's
        some = order[start : start + _ROWS_AT_ONCE]
        connection.executemany(
            f'INSERT INTO "{table}" VALUES (?, ?)', zip(level.ids[some].tolist(), node_of[some].tolist(), strict=True)
        )
