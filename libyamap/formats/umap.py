"""uMap's own files (.umap): one JSON object with layers, each a FeatureCollection with options."""

from collections.abc import Sequence
from typing import Any

from libyamap.app.importing.rows import Table
from libyamap.errors import WorldError
from libyamap.formats import geojson
from libyamap.formats.records import Found, RecordTable

_OPTIONS = "_umap_options"
_KEPT = ("color", "iconUrl", "iconClass")


def tables(document: dict[str, Any]) -> Sequence[Table]:
    """A table for each layer, under its name."""
    layers = document.get("layers")
    if not isinstance(layers, list):
        raise WorldError("The uMap file has no layers; export it anew from uMap.")
    return [_table(layer, number) for number, layer in enumerate(layers, 1) if isinstance(layer, dict)]


def _table(layer: dict[str, Any], number: int) -> RecordTable:
    options = layer.get(_OPTIONS) or layer.get("_storage") or {}
    name = options.get("name") if isinstance(options, dict) else None
    features = layer.get("features")
    rows = [_row(feature) for feature in features] if isinstance(features, list) else []
    return RecordTable(rows, name=str(name or f"Layer {number}")[:500], read=geojson.reader(None, ""))


def _row(feature: Any) -> Found:
    row = geojson.row_of(feature)
    cells = dict(row.cells)
    options = cells.pop(_OPTIONS, None) or (feature.get(_OPTIONS) if isinstance(feature, dict) else None)
    if isinstance(options, dict):
        cells |= {f"umap {name}": options[name] for name in _KEPT if isinstance(options.get(name), str)}
    return row._replace(cells=cells)
