"""The thread that draws: the window's own thread never does."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.printing.confirmation import confirmation_document
from counter_app.printing.output import preview_image
from counter_app.printing.page import SheetDocument
from counter_app.printing.printing_thread import PrintingThread
from tests.printing.examples import LONG_PLACE, facts


def test_everything_is_drawn_away_from_the_window(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    threads: list[str] = []
    told = facts("close and delete", "longs", LONG_PLACE)  # laid out more than once

    def make() -> SheetDocument:
        threads.append(threading.current_thread().name)
        return confirmation_document(told)

    async def scenario() -> None:
        printing = PrintingThread()
        try:
            await printing.warm_up()
            image = await printing.preview(make, 600)
            assert image == preview_image(confirmation_document(told), 600)
            await printing.save(make, str(tmp_path / "page.pdf"))
        finally:
            printing.close()

    qloop.run_until_complete(scenario())
    assert threads == ["printing_0"] * 2
    assert tmp_path.joinpath("page.pdf").read_bytes().startswith(b"%PDF-")


def test_the_window_goes_on_while_a_page_is_made(qloop: asyncio.AbstractEventLoop) -> None:
    released = threading.Event()
    told = facts()

    def make() -> SheetDocument:
        assert released.wait(30)
        return confirmation_document(told)

    async def scenario() -> None:
        printing = PrintingThread()
        try:
            page = asyncio.ensure_future(printing.preview(make, 200))
            await asyncio.sleep(0)
            assert not page.done()
            released.set()  # only reached because the loop was not held
            assert (await page).width() == 200
        finally:
            printing.close()

    qloop.run_until_complete(scenario())


def test_a_failure_reaches_who_awaits(qloop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    async def scenario() -> None:
        printing = PrintingThread("An imagined printer")

        def make() -> SheetDocument:
            return confirmation_document(facts())

        try:
            assert await printing.printer_name() == "An imagined printer"
            with pytest.raises(CounterError) as refused:
                await printing.print(make)
            assert refused.value.code is FailureCode.PRINT_NO_PRINTER
            with pytest.raises(CounterError) as unwritten:
                await printing.save(make, str(tmp_path / "none" / "page.pdf"))
            assert unwritten.value.code is FailureCode.FILE_NOT_WRITTEN
        finally:
            printing.close()

    qloop.run_until_complete(scenario())
