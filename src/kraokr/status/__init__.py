"""The dashboard: health of areas beside scores of objectives, and what needs attention.

`build_board` makes the rows, `FORMATS` print them.
"""

from kraokr.status.board import build_board
from kraokr.status.limits import limits
from kraokr.status.look import Look
from kraokr.status.rows import Board
from kraokr.status.scope import Scope, choose

__all__ = ["Board", "Look", "Scope", "build_board", "choose", "limits"]
