"""Where a page goes: a PDF file, a printer of the post, a picture for the screen.

Every function may be called from any thread; `printing_thread` calls them away from the window's.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.printing.page import PAGE, PageMeasure, SheetDocument, paint_page

RESOLUTION = 1200  # dots per inch, of PDF files and of what printers are asked for
CREATOR = "counter-app"

# True size, so that the square code keeps its own; one sheet, one side.
_QUEUE_OPTIONS = ("-o", "media=A4", "-o", "print-scaling=none", "-o", "sides=one-sided")

_A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
)


def pdf_bytes(document: SheetDocument) -> bytes:
    """The pages as a PDF/A-1b file: fonts embedded, no personal data in its properties."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    writer.setTitle(document.title)
    writer.setCreator(CREATOR)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_A4)
    painter = QPainter(writer)
    for number, page in enumerate(document.pages):
        if number:
            writer.newPage()
        _paint(page, painter)
    painter.end()
    return bytes(buffer.data().data())


def write_pdf(document: SheetDocument, path: Path) -> None:
    """Write the page to `path`, all or nothing: an older file stays whole when this fails.

    Raises CounterError File_NotWritten; its facts hold the system's reason and no file name.
    """
    content = pdf_bytes(document)
    try:
        _replace(path, content)
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "unknown")
        raise CounterError(FailureCode.FILE_NOT_WRITTEN, reason=reason) from None


def printer_names() -> tuple[str, ...]:
    """The printers of this post, the default one first; empty when there is none."""
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != default))


def default_printer_name() -> str:
    """The printer used when none is chosen, or an empty string."""
    return next(iter(printer_names()), "")


def print_document(document: SheetDocument, printer_name: str = "") -> str:
    """Hand the page to a printer, by default the post's own; the name of the one that took it.

    Raises CounterError Print_NoPrinter when the post has no such printer, Print_Failed when it is
    stopped or does not take the page.
    """
    name = printer_name or default_printer_name()
    info = QPrinterInfo.printerInfo(name)
    if not name or info.isNull():
        raise CounterError(FailureCode.PRINT_NO_PRINTER)
    if info.state() is QPrinter.PrinterState.Error:
        raise CounterError(FailureCode.PRINT_FAILED, reason="printer stopped")
    queue_client = shutil.which("lp") if os.name == "posix" else None
    if queue_client:
        _print_through_queue(document, name, queue_client)
    else:
        _print_through_qt(document, info)
    return name


def _print_through_queue(document: SheetDocument, name: str, queue_client: str) -> None:
    """Give the PDF to CUPS. Qt's own way says nothing when the queue refuses the page, and writes
    it to a temporary file; here the refusal is known and the page goes through a pipe."""
    command = [queue_client, "-s", "-d", name, "-t", document.title, *_QUEUE_OPTIONS]
    try:
        outcome = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            command, input=pdf_bytes(document), capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise CounterError(FailureCode.PRINT_FAILED, reason="queue silent") from None
    if outcome.returncode != 0:
        raise CounterError(FailureCode.PRINT_FAILED, reason="queue refused")


def _print_through_qt(document: SheetDocument, info: QPrinterInfo) -> None:
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document.title)
    printer.setCreator(CREATOR)
    printer.setFullPage(True)
    printer.setPageLayout(_A4)
    painter = QPainter()
    if not painter.begin(printer):
        raise CounterError(FailureCode.PRINT_FAILED, reason="not started")
    for number, page in enumerate(document.pages):
        if number and not printer.newPage():
            raise CounterError(FailureCode.PRINT_FAILED, reason="not finished")
        _paint(page, painter)
    if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
        raise CounterError(FailureCode.PRINT_FAILED, reason="not finished")


def preview_image(document: SheetDocument, width: int, pixel_ratio: float = 1.0) -> QImage:
    """The page, without those that follow, as a picture `width` pixels wide on screen;
    `pixel_ratio` is the screen's."""
    columns = round(width * pixel_ratio)
    image = QImage(
        columns, round(columns * PAGE.height() / PAGE.width()), QImage.Format.Format_RGB32
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint(document, painter)
    painter.end()
    image.setDevicePixelRatio(pixel_ratio)
    return image


def _paint(document: SheetDocument, painter: QPainter) -> PageMeasure:
    """Paint the page as large as the device, which is a sheet of A4 or shows one."""
    device = painter.device()
    scale = min(device.width() / PAGE.width(), device.height() / PAGE.height())
    painter.save()
    painter.scale(scale, scale)
    measure = paint_page(document, painter)
    painter.restore()
    return measure


def _replace(path: Path, content: bytes) -> None:
    """Write beside `path`, then put in its place. Raises OSError and leaves nothing behind."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".confirmation-", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
