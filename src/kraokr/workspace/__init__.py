"""All goal files, loaded once: everything else reads the workspace."""

from kraokr.workspace.cycles import Cycle, Cycles
from kraokr.workspace.index import Match
from kraokr.workspace.load import Opened, load, open_workspace, without_garbage_collection
from kraokr.workspace.organisation import Held
from kraokr.workspace.references import CYCLE, Reference, references
from kraokr.workspace.tree import CONFIG_NAME, Tree
from kraokr.workspace.workspace import Workspace

__all__ = [
    "CONFIG_NAME",
    "CYCLE",
    "Cycle",
    "Cycles",
    "Held",
    "Match",
    "Opened",
    "Reference",
    "Tree",
    "Workspace",
    "load",
    "open_workspace",
    "references",
    "without_garbage_collection",
]
