"""Where requests wait for the database: a few threads, while the loop serves the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from counter_app.service.database import MOST_CONNECTIONS

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class DatabaseThreads:
    """As many threads as the store has connections: one more would only wait for one.

    The framework's own pool takes twice the processor's time to hand a request over and back.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="database")

    async def run(
        self,
        work: Callable[_Arguments, _Result],
        *arguments: _Arguments.args,
        **named: _Arguments.kwargs,
    ) -> _Result:
        """What the work gives, or its error, without holding the loop up meanwhile."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(work, *arguments, **named))
