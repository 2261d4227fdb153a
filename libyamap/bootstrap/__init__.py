"""Composition root: plugs the adapters into the ports, once, for the window, the command line and scripts alike."""

from libyamap.bootstrap.assets import areas, asset, places
from libyamap.bootstrap.interchange import export_to, importer
from libyamap.bootstrap.projects import (
    EXAMPLE,
    PROJECT_SUFFIX,
    data_folder,
    example_path,
    new_project,
    open_store,
    project_of,
)
from libyamap.bootstrap.workspace import Workspace, example_workspace, open_workspace

__all__ = [
    "EXAMPLE",
    "PROJECT_SUFFIX",
    "Workspace",
    "areas",
    "asset",
    "data_folder",
    "example_path",
    "example_workspace",
    "export_to",
    "importer",
    "new_project",
    "open_store",
    "open_workspace",
    "places",
    "project_of",
]
