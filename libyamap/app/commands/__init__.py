"""The commands that change a project, an idea a file; window, command line and Python run the same ones.

A command's file is imported when its name is first asked for: most starts of the program need few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libyamap.app.commands.bulk import InsertMany
    from libyamap.app.commands.change_many import ChangeMany, RemoveMany
    from libyamap.app.commands.claims import Attach, Detach, RemoveClaim, SetClaim
    from libyamap.app.commands.copying import CopyForward, Duplicate
    from libyamap.app.commands.draw import DrawLink, DrawZone
    from libyamap.app.commands.join import JoinEvents, TellApart
    from libyamap.app.commands.move import Move, Reshape
    from libyamap.app.commands.put import Add, Edit, Put
    from libyamap.app.commands.remove import Remove, ReplaceActor
    from libyamap.app.commands.revert import Revert, RevertTo
    from libyamap.app.commands.together import Together, create
    from libyamap.app.commands.view import KeepView
    from libyamap.app.commands.views import OrderViews, RenameView, SaveView
    from libyamap.app.commands.zones import CutZone, MergeZones, Repair, SplitZone
    from libyamap.app.naming import noun_of, title_of

_IN_FILES = {
    "libyamap.app.commands.bulk": ("InsertMany",),
    "libyamap.app.commands.change_many": ("ChangeMany", "RemoveMany"),
    "libyamap.app.commands.claims": ("Attach", "Detach", "RemoveClaim", "SetClaim"),
    "libyamap.app.commands.copying": ("CopyForward", "Duplicate"),
    "libyamap.app.commands.draw": ("DrawLink", "DrawZone"),
    "libyamap.app.commands.join": ("JoinEvents", "TellApart"),
    "libyamap.app.commands.move": ("Move", "Reshape"),
    "libyamap.app.commands.put": ("Add", "Edit", "Put"),
    "libyamap.app.commands.remove": ("Remove", "ReplaceActor"),
    "libyamap.app.commands.revert": ("Revert", "RevertTo"),
    "libyamap.app.commands.together": ("Together", "create"),
    "libyamap.app.commands.view": ("KeepView",),
    "libyamap.app.commands.views": ("OrderViews", "RenameView", "SaveView"),
    "libyamap.app.commands.zones": ("CutZone", "MergeZones", "Repair", "SplitZone"),
    "libyamap.app.naming": ("noun_of", "title_of"),
}
_FILE_OF = {name: file for file, names in _IN_FILES.items() for name in names}

__all__ = [
    "Add",
    "Attach",
    "ChangeMany",
    "CopyForward",
    "CutZone",
    "Detach",
    "DrawLink",
    "DrawZone",
    "Duplicate",
    "Edit",
    "InsertMany",
    "JoinEvents",
    "KeepView",
    "MergeZones",
    "Move",
    "OrderViews",
    "Put",
    "Remove",
    "RemoveClaim",
    "RemoveMany",
    "RenameView",
    "Repair",
    "ReplaceActor",
    "Reshape",
    "Revert",
    "RevertTo",
    "SaveView",
    "SetClaim",
    "SplitZone",
    "TellApart",
    "Together",
    "create",
    "noun_of",
    "title_of",
]


def __getattr__(name: str) -> object:
    """Python: a name that is not here yet."""
    if name not in _FILE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_FILE_OF[name]), name)
    return found
