"""Every step, measured: the places of a file at which one small change makes another program; see mutants.py."""

from __future__ import annotations

import ast
from dataclasses import dataclass

_OPPOSITE: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """One change of one place: lines and columns as ast counts them, in bytes."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    what: str
    lines: tuple[int, ...]  # of the statement it stands in
    in_function: bool

    @property
    def name(self) -> str:
        """What a person calls it, the same as long as the line stays as it is."""
        return f"{self.path}:{self.line}:{self.column} {self.what}"

    def written_into(self, source: bytes) -> bytes:
        """The file with this change; no line below it moves."""
        lines = source.splitlines(keepends=True)
        before = b"".join(lines[: self.line - 1]) + lines[self.line - 1][: self.column]
        after = lines[self.end_line - 1][self.end_column :] + b"".join(lines[self.end_line :])
        return before + self.text.replace("\0", "\n" * (self.end_line - self.line)).encode() + after


class Mutations(ast.NodeVisitor):
    """All mutants of one file."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self.source = path, source
        self.found: list[Mutant] = []
        self.statement: ast.stmt | None = None
        self.depth = 0
        self.visit(ast.parse(source))

    def _add(self, node: ast.AST, new: ast.AST | str, what: str) -> None:
        text = new if isinstance(new, str) else f"({ast.unparse(ast.fix_missing_locations(new))}\0)"
        place = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        self.found.append(Mutant(self.path, *place, text, what, self._lines(), self.depth > 0))

    def _lines(self) -> tuple[int, ...]:
        statement = self.statement
        assert statement is not None
        body = getattr(statement, "body", None)
        last = body[0].lineno - 1 if isinstance(body, list) and body else statement.end_lineno or statement.lineno
        return tuple(range(statement.lineno, max(last, statement.lineno) + 1))

    def visit(self, node: ast.AST) -> None:
        """Every node once, with the statement it stands in."""
        outer = self.statement
        if isinstance(node, ast.stmt):
            self.statement = node
            if "pragma: no cover" in self.source.splitlines()[node.lineno - 1]:
                self.statement = outer
                return
        super().visit(node)
        self.statement = outer

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        self.depth += 1
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        for statement in body:
            self.visit(statement)
        self.depth -= 1

    visit_FunctionDef = visit_AsyncFunctionDef = _visit_function

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Its body; what decorates it says how it is made and not what it does."""
        for statement in node.body:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """An annotation is no code."""
        if node.value is not None:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        """A condition that always holds, or never."""
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        if "__name__" in ast.unparse(node.test):
            return
        self._add(node.test, f"(not ({ast.unparse(node.test)})\0)", "not condition")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """The other of two values."""
        self._add(node, ast.IfExp(node.test, node.orelse, node.body), "other value")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Another comparison."""
        for at, operator in enumerate(node.ops):
            ops = [*node.ops]
            ops[at] = _OPPOSITE[type(operator)]()
            new = ast.Compare(node.left, ops, node.comparators)
            self._add(node, new, f"{type(operator).__name__} to {type(ops[at]).__name__}")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """And for or; and each part left out."""
        op = _OPPOSITE[type(node.op)]()
        self._add(node, ast.BoolOp(op, node.values), f"{type(node.op).__name__} to {type(op).__name__}")
        for at in range(len(node.values)):
            rest = [value for other, value in enumerate(node.values) if other != at]
            self._add(node, ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0], f"without part {at + 1}")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Another operator."""
        kind = _OPPOSITE.get(type(node.op))
        is_text = any(isinstance(side, ast.Constant | ast.JoinedStr) for side in (node.left, node.right))
        if kind is not None and not (is_text and isinstance(node.op, ast.Mod)):
            self._add(node, ast.BinOp(node.left, kind(), node.right), f"{type(node.op).__name__} to {kind.__name__}")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Without not or minus."""
        if isinstance(node.op, ast.Not | ast.USub):
            self._add(node, node.operand, f"without {type(node.op).__name__}")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Another constant: one more, one less, the other truth, other text."""
        if isinstance(node.value, bool):
            self._add(node, repr(not node.value), "other truth")
        elif isinstance(node.value, int | float):
            for step in (1, -1):
                self._add(node, f"({node.value + step!r})", f"{node.value!r} to {node.value + step!r}")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """A text put together is no place to change."""

    def visit_Return(self, node: ast.Return) -> None:
        """Nothing given back."""
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._add(node.value, "None", "return None")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A call left out."""
        if isinstance(node.value, ast.Constant):
            return
        if isinstance(node.value, ast.Call | ast.Await):
            self._add(node, "pass", "left out")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """A sum that does not grow."""
        self._add(node, "pass", "left out")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """A field or an entry that is not set."""
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id == "__all__":
            return
        if self.depth and isinstance(target, ast.Attribute | ast.Subscript):
            self._add(node, "pass", "left out")
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        """Something that stays."""
        self._add(node, "pass", "left out")

    def visit_Continue(self, node: ast.Continue) -> None:
        """The end of the loop for the next round, and nothing for either."""
        self._add(node, "break", "break")

    def visit_Break(self, node: ast.Break) -> None:
        """The next round for the end of the loop."""
        self._add(node, "continue", "continue")

    def visit_Raise(self, node: ast.Raise) -> None:
        """No fault where one is due."""
        self._add(node, "pass", "left out")
        if node.exc is not None:
            self.visit(node.exc)

    def visit_Assert(self, node: ast.Assert) -> None:
        """What only tells the type checker something is no place to change."""

    def visit_Call(self, node: ast.Call) -> None:
        """Two arguments in each other's place."""
        if len(node.args) >= 2 and not any(isinstance(each, ast.Starred) for each in node.args[:2]):
            first, second, *rest = node.args
            if ast.dump(first) != ast.dump(second) and ast.unparse(node.func) not in ("isinstance", "cast"):
                self._add(node, ast.Call(node.func, [second, first, *rest], node.keywords), "arguments swapped")
        self.generic_visit(node)
