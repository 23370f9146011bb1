"""Templates made to count what they do: each body says what it costs, each operation what it looks at."""

from __future__ import annotations

from typing import TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

EACH, JOIN, STEP, WEIGH = " each", "join", " step", " weigh"
"""The filters that counting needs; no template can write the names that begin with a space."""

_Body = TypeVar("_Body", nodes.Template, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.For)


class Counting(NodeTransformer):
    """Puts the counting filters around what loops, joins, compares and cuts."""

    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        """A file: its body is paid for."""
        return self._paid(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Block:
        """A block: its body is paid for each time."""
        return self._paid(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:
        """A macro: its body is paid for each time."""
        return self._paid(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:
        """What a macro is called with: paid for each time."""
        return self._paid(node)

    def visit_For(self, node: nodes.For) -> nodes.For:
        """A loop: what it goes over is counted first, its body paid for each time."""
        looped = self._paid(node)
        looped.iter = _filtered(looped.iter, EACH)
        return looped

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        """`a ~ b` is `[a, b]|join`."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOIN)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        """A comparison: both sides are weighed."""
        self.generic_visit(node)
        node.expr = _filtered(node.expr, WEIGH)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, WEIGH)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:
        """A look into something: a cut is weighed by the whole, a key by itself."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, WEIGH)
        elif not isinstance(node.arg, nodes.Const):
            node.arg = _filtered(node.arg, WEIGH)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:
        """An entry of a mapping: its key is weighed."""
        self.generic_visit(node)
        node.key = _filtered(node.key, WEIGH)
        return node

    def _paid(self, node: _Body) -> _Body:
        """The node with its price, the number of nodes in it, as the first thing in its body."""
        price = sum(1 for _ in node.find_all(nodes.Node))
        self.generic_visit(node)
        step = _filtered(nodes.Const(price, lineno=node.lineno), STEP)
        node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
        return node


def _filtered(value: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
