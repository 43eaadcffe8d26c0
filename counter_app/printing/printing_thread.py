"""The one thread that draws and prints, awaited from the window's loop.

Nothing here runs in the window's thread: the pages are values, the Qt objects that draw them are
made and dropped in this thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QImage

from counter_app.domain.receipts import ConfirmationFacts
from counter_app.printing.confirmation import confirmation_document
from counter_app.printing.fonts import load_fonts
from counter_app.printing.output import (
    default_printer_name,
    preview_image,
    print_document,
    printer_names,
    write_pdf,
)
from counter_app.printing.page import SheetDocument

T = TypeVar("T")


class PrintingThread:
    """Preview, print and save, one after the other, in a thread of their own.

    `printer`: the printer chosen in the post's settings; empty for the system's default one.
    The coroutines raise `CounterError`: Print_NoPrinter, Print_Failed, File_NotWritten.
    """

    def __init__(self, printer: str = "") -> None:
        self._printer = printer
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="printing")

    async def warm_up(self) -> None:
        """Load the typefaces ahead of the first page."""
        await self._run(load_fonts)

    async def preview(
        self,
        facts: ConfirmationFacts,
        width: int,
        *,
        pixel_ratio: float = 1.0,
        duplicate: int = 0,
    ) -> QImage:
        """The confirmation as a picture `width` pixels wide on a screen of this pixel ratio."""
        return await self.preview_sheet(
            lambda: confirmation_document(facts, duplicate), width, pixel_ratio=pixel_ratio
        )

    async def print(self, facts: ConfirmationFacts, *, duplicate: int = 0) -> str:
        """Print the confirmation; the name of the printer that took it."""
        return await self.print_sheet(lambda: confirmation_document(facts, duplicate))

    async def save(self, facts: ConfirmationFacts, path: str, *, duplicate: int = 0) -> None:
        """Write the confirmation as a PDF file, only because the person asked for it."""
        await self._run(lambda: write_pdf(confirmation_document(facts, duplicate), Path(path)))

    async def preview_sheet(
        self, make: Callable[[], SheetDocument], width: int, *, pixel_ratio: float = 1.0
    ) -> QImage:
        """Any sheet as a picture; `make` runs in this thread."""
        return await self._run(lambda: preview_image(make(), width, pixel_ratio))

    async def print_sheet(self, make: Callable[[], SheetDocument]) -> str:
        """Print any sheet; the name of the printer that took it."""
        return await self._run(lambda: print_document(make(), self._printer))

    async def printer_name(self) -> str:
        """The printer that would be used, or an empty string."""
        return await self._run(lambda: self._printer or default_printer_name())

    async def printer_names(self) -> tuple[str, ...]:
        """The printers of this post, the default one first."""
        return await self._run(printer_names)

    def close(self) -> None:
        """End the thread after what it is doing; what waits behind is dropped."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)
