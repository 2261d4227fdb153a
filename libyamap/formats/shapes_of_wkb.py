"""Well-known binary in whatever reference system, as our own geometries. Imports shapely."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from libyamap.app.importing.shapes import CURVED, geometry_of_shape
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue
from libyamap.formats.projections import is_wgs84, to_wgs84

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def wkb_reader(crs: str | None, file: str) -> Callable[[bytes | None], Geometry | None]:
    """A function from WKB in this system to a geometry; it raises InvalidValue for what cannot be shown."""
    import shapely

    change = None if is_wgs84(crs) else to_wgs84(str(crs), file)

    def read(data: bytes | None) -> Geometry | None:
        if data is None:
            return None
        try:
            shape: BaseGeometry | None = shapely.from_wkb(data)
        except (shapely.errors.ShapelyError, ValueError):
            raise InvalidValue("geometry", "The geometry is damaged.") from None
        except NotImplementedError:
            raise InvalidValue("geometry", CURVED) from None
        if change is None or shape is None or shape.is_empty:
            return geometry_of_shape(shape)
        import numpy as np

        return geometry_of_shape(
            shapely.transform(shape, lambda pairs: np.array([change(pair) for pair in pairs.tolist()]))
        )

    return read
