"""The commands that change a project, an idea a file; window, command line and Python run the same ones."""

from libyamap.app.commands.bulk import InsertMany
from libyamap.app.commands.change_many import ChangeMany, RemoveMany
from libyamap.app.commands.claims import Attach, Detach, RemoveClaim, SetClaim
from libyamap.app.commands.copying import CopyForward, Duplicate
from libyamap.app.commands.draw import DrawLink, DrawZone
from libyamap.app.commands.move import Move, Reshape
from libyamap.app.commands.put import Add, Edit, Put
from libyamap.app.commands.remove import Remove, ReplaceActor
from libyamap.app.commands.revert import Revert, RevertTo
from libyamap.app.commands.together import Together, create
from libyamap.app.commands.view import KeepView
from libyamap.app.commands.zones import CutZone, MergeZones, Repair, SplitZone
from libyamap.app.naming import noun_of, title_of

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
    "KeepView",
    "MergeZones",
    "Move",
    "Put",
    "Remove",
    "RemoveClaim",
    "RemoveMany",
    "Repair",
    "ReplaceActor",
    "Reshape",
    "Revert",
    "RevertTo",
    "SetClaim",
    "SplitZone",
    "Together",
    "create",
    "noun_of",
    "title_of",
]
