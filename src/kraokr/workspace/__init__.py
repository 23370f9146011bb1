"""All goal files, loaded once: everything else reads the workspace."""

from kraokr.workspace.cycles import Cycle, Cycles
from kraokr.workspace.index import Match
from kraokr.workspace.load import load, without_garbage_collection
from kraokr.workspace.open import Found, Opened, look_around, open_found, open_workspace
from kraokr.workspace.organisation import Held
from kraokr.workspace.records import Record, Records
from kraokr.workspace.references import CYCLE, Reference, references
from kraokr.workspace.tree import CONFIG_NAME, Tree
from kraokr.workspace.workspace import Workspace

__all__ = [
    "CONFIG_NAME",
    "CYCLE",
    "Cycle",
    "Cycles",
    "Found",
    "Held",
    "Match",
    "Opened",
    "Record",
    "Records",
    "Reference",
    "Tree",
    "Workspace",
    "load",
    "look_around",
    "open_found",
    "open_workspace",
    "references",
    "without_garbage_collection",
]
