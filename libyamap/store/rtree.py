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
_AT_ONCE: Final = 1_000_000
_ROWS_AT_ONCE: Final = 100_000


class _Level(NamedTuple):
    """One level's cells in order, and where each of its nodes begins among them."""

    ids: "Ids"
    boxes: "Boxes"
    starts: "Ids"


def pack(connection: sqlite3.Connection, table: str, fids: "array[int]", boxes: "array[float]") -> None:
    """Fill the table's R-tree, which must be empty; `boxes` are minx, maxx, miny, maxy of each fid in turn.

    Boxes in single precision are taken to be rounded outward already. However many there are, they are sorted so many
    at a time: what comes together lies in nodes of its own, and the room that sorting takes is bounded.
    """
    import numpy as np

    if not fids:
        return
    tree = rtree_name(table)
    node_bytes = len(connection.execute(f'SELECT data FROM "{tree}_node" WHERE nodeno = ?', (_ROOT,)).fetchone()[0])
    capacity = (node_bytes - _HEAD_BYTES) // _CELL_BYTES
    ids: Ids = np.frombuffer(fids, dtype=np.int64)
    sides: Boxes = np.frombuffer(boxes if boxes.typecode == "f" else outward(boxes), dtype=np.float32).reshape(-1, 4)
    number, below, height = _ROOT + 1, 0, 0
    while True:
        top = len(ids) <= capacity
        at = _ROOT if top else number
        bounds = []
        for start in range(0, len(ids), _AT_ONCE):
            level = _level(ids[start : start + _AT_ONCE], sides[start : start + _AT_ONCE], capacity)
            _write_nodes(connection, tree, level, at, height if top else 0, node_bytes)
            _write_ways(connection, f"{tree}_parent" if height else f"{tree}_rowid", level, at)
            bounds.append(_bounds(level))
            at += len(level.starts)
        if top:
            return
        below, number, height = number, at, height + 1
        sides = np.concatenate(bounds)
        ids = np.arange(below, number, dtype=np.int64)  # above the leaves, ids are those of the nodes below


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
