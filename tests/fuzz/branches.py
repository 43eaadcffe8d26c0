"""Which branches of the read an input takes: the feedback that guides the fuzzer.

The functions of the card reader get, for as long as `counted()` lasts, a body that counts each
branch it takes. Compiled once from the same source; the functions themselves stay the same
objects, so every module sees them, and what runs is what ships.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import CodeType, FunctionType, ModuleType

from counter_app.cardreader import apdu, atr, files, serial, tlv, vitale

READ: tuple[ModuleType, ...] = (apdu, atr, files, serial, tlv, vitale)
_COUNTS = "_counts_of_branches"


class Branches:
    """How often each branch was taken since `clear()`."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.places: list[str] = []  # module and line of each branch

    def add(self, place: str) -> int:
        """One more branch; its number."""
        self.counts.append(0)
        self.places.append(place)
        return len(self.places) - 1

    def clear(self) -> None:
        """Forget what was counted."""
        self.counts[:] = [0] * len(self.counts)

    def taken(self) -> set[tuple[int, int]]:
        """Each branch taken, with the order of magnitude of how often (in powers of two)."""
        return {(n, count.bit_length()) for n, count in enumerate(self.counts) if count}


class _Marks(ast.NodeTransformer):
    """Puts a count at the start of every block; an `if` without `else` gets one."""

    def __init__(self, branches: Branches, module: str) -> None:
        self._branches, self._module = branches, module

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for block in ("body", "orelse"):
            statements = getattr(node, block, None)
            if isinstance(node, ast.Module | ast.ClassDef) or not isinstance(statements, list):
                continue
            if statements or isinstance(node, ast.If):
                line = statements[0].lineno if statements else getattr(node, "lineno", 0)
                setattr(node, block, [self._mark(f"{line} {block}"), *statements])
        return node

    def _mark(self, place: str) -> ast.stmt:
        number = self._branches.add(f"{self._module}:{place}")
        return ast.parse(f"{_COUNTS}[{number}] += 1").body[0]


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """Every function in compiled source, by its qualified name."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _codes(constant)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The module's own functions and methods, beneath what decorates them."""
    owners = [module, *(c for c in vars(module).values() if inspect.isclass(c))]
    for owner in owners:
        for member in vars(owner).values():
            bare = member.fget if isinstance(member, property) else member
            bare = inspect.unwrap(getattr(bare, "__func__", bare)) if callable(bare) else bare
            if isinstance(bare, FunctionType) and bare.__module__ == module.__name__:
                yield bare


@contextmanager
def counted(modules: Sequence[ModuleType] = READ) -> Iterator[Branches]:
    """Count the branches of these modules inside the block."""
    branches = Branches()
    before: list[tuple[FunctionType, CodeType]] = []
    try:
        for module in modules:
            vars(module)[_COUNTS] = branches.counts
            codes = dict(_codes(_marked(module, branches)))
            for function in _functions(module):
                code = codes.get(function.__qualname__)  # none for what a decorator generated
                if code is not None:
                    before.append((function, function.__code__))
                    function.__code__ = code
        yield branches
    finally:
        for function, code in before:
            function.__code__ = code
        for module in modules:
            vars(module).pop(_COUNTS, None)


def _marked(module: ModuleType, branches: Branches) -> CodeType:
    """The module's source, compiled with its counts."""
    name = module.__name__.rpartition(".")[2]
    tree = _Marks(branches, name).visit(ast.parse(inspect.getsource(module)))
    return compile(ast.fix_missing_locations(tree), str(module.__file__), "exec")
