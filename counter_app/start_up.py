"""What makes the first window come sooner. The gain: `make bench`.

Modules of the standard library that it does not need are stood in for, and loaded when something of
them is first asked for, so that the modules that use them keep their imports at the top.
(`importlib.util.LazyLoader` does not serve: on Python 3.11 a second `import` of a name loads it.)
"""

from __future__ import annotations

import builtins
import importlib
import sys
import threading
from types import ModuleType
from typing import Any

NOT_FOR_THE_FIRST_WINDOW = ("asyncio", "uuid", "sqlite3", "json", "tempfile")

_one_at_a_time = threading.RLock()


class _StandIn(ModuleType):
    """Becomes the real module at the first question."""

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        with _one_at_a_time:
            if sys.modules.get(name) is self:
                del sys.modules[name]
            real = importlib.import_module(name)
        self.__dict__.update(real.__dict__)
        return getattr(real, attribute)


def defer(*names: str) -> None:
    """Load these modules when something of them is first asked for."""
    for name in names:
        sys.modules.setdefault(name, _StandIn(name))


def load_qt() -> None:
    """Import Qt, then take off the hook that it puts on every later import.

    The hook reads the source of each module imported after PySide6, to see whether it asks for
    `__feature__` (PySide6's switch to snake_case names), which nothing here does. Importing asyncio
    takes 39 ms without it and 128 ms with it.
    """
    importlib.import_module("PySide6.QtWidgets")
    plain_import = getattr(builtins, "__orig_import__", None)
    if plain_import is not None:
        builtins.__import__ = plain_import
