"""The one thread that draws and prints, awaited from the window's loop.

Nothing here runs in the window's thread: the pages are values, the Qt objects that draw them are
made and dropped in this thread. What draws them is imported there too, at the first page: the
window must not wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from PySide6.QtGui import QImage

    from counter_app.printing.page import SheetDocument

T = TypeVar("T")
_ANY_TEXT, _ANY_WIDTH = "…", 100


class PrintingThread:
    """Preview, print and save, one after the other, in a thread of their own.

    `printer`: the printer chosen in the post's settings; empty for the system's default one.
    The coroutines raise `CounterError`: Print_NoPrinter, Print_Failed, File_NotWritten.
    """

    def __init__(self, printer: str = "") -> None:
        self._printer = printer
        self._thread: ThreadPoolExecutor | None = None

    async def warm_up(self) -> None:
        """Load what draws, and the typefaces, and draw an empty page, ahead of the first one."""

        def load() -> None:
            from counter_app.printing import confirmation, output, page, qr  # noqa: F401, PLC0415

            sheet = page.SheetDocument("", "", code=qr.square_code(_ANY_TEXT))
            output.preview_image(sheet, _ANY_WIDTH)

        await self._run(load)

    async def preview(
        self, make: Callable[[], SheetDocument], width: int, *, pixel_ratio: float = 1.0
    ) -> QImage:
        """The first page of a sheet as a picture `width` pixels wide, on a screen of this pixel
        ratio; `make` runs in this thread."""

        def draw() -> QImage:
            from counter_app.printing.output import preview_image  # noqa: PLC0415

            return preview_image(make(), width, pixel_ratio)

        return await self._run(draw)

    async def print(self, make: Callable[[], SheetDocument]) -> str:
        """Print a sheet; the name of the printer that took it."""

        def send() -> str:
            from counter_app.printing.output import print_document  # noqa: PLC0415

            return print_document(make(), self._printer)

        return await self._run(send)

    async def save(self, make: Callable[[], SheetDocument], path: str) -> None:
        """Write a sheet as a PDF file, only because the person asked for it."""

        def write() -> None:
            from counter_app.printing.output import write_pdf  # noqa: PLC0415

            write_pdf(make(), Path(path))

        await self._run(write)

    async def printer_name(self) -> str:
        """The printer that would be used, or an empty string."""

        def name() -> str:
            from counter_app.printing.output import default_printer_name  # noqa: PLC0415

            return self._printer or default_printer_name()

        return await self._run(name)

    async def printer_names(self) -> tuple[str, ...]:
        """The printers of this post, the default one first."""

        def names() -> tuple[str, ...]:
            from counter_app.printing import output  # noqa: PLC0415

            return output.printer_names()

        return await self._run(names)

    def close(self) -> None:
        """End the thread after what it is doing; what waits behind is dropped."""
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not at the start

            self._thread = ThreadPoolExecutor(1, thread_name_prefix="printing")
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
