"""Printing through a real CUPS server: pages are taken, and what is refused is said."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.printing.examples import NUMBER, facts, picture_of, plain, square_codes_in
from tests.real_cups import PrivateCups, private_cups, why_no_cups_pdf

pytestmark = pytest.mark.real

# In a process of its own: Qt and libcups read CUPS_SERVER once.
_PROGRAM = """
import json, sys
from PySide6.QtGui import QGuiApplication
from counter_app.domain.failures import CounterError
from counter_app.printing import output
from counter_app.printing.confirmation import confirmation_document
from tests.printing.examples import facts, large_sheet

app = QGuiApplication([])
way, name, paper = sys.argv[1:]
confirmation = confirmation_document(facts("close and delete", "longs"))
document = large_sheet() if paper == "large" else confirmation
answer = {"printers": output.printer_names(), "default": output.default_printer_name()}
if way == "qt":
    output.shutil.which = lambda program: None
try:
    answer["taken"] = output.print_document(document, name)
except CounterError as error:
    answer |= {"failure": error.code.value, "facts": error.facts}
print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with private_cups() as running:
        yield running


def _print(
    cups: PrivateCups, printer: str = "", way: str = "queue", paper: str = "confirmation"
) -> dict[str, object]:
    outcome = subprocess.run(
        [sys.executable, "-c", _PROGRAM, way, printer, paper],
        env=cups.environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stderr == ""
    answer: dict[str, object] = json.loads(outcome.stdout)
    return answer


@pytest.mark.parametrize("way", ["queue", "qt"])
def test_the_printer_receives_the_whole_page(cups: PrivateCups, way: str) -> None:
    before = set(cups.pages.joinpath(cups.queue).iterdir())
    answer = _print(cups, way=way)
    assert answer["default"] == answer["taken"] == cups.queue
    received = cups.page(cups.queue)
    assert received not in before
    (page,) = PdfReader(received).pages
    said = plain(page.extract_text())
    assert NUMBER in said
    assert plain("Marie-Antoinette-Philippine") in said
    assert facts(person="longs").nir not in said
    assert float(page.mediabox.height) == pytest.approx(841.9, abs=1)


@pytest.mark.parametrize("way", ["queue", "qt"])
def test_a_sheet_of_two_pages_is_printed_whole(cups: PrivateCups, way: str) -> None:
    assert _print(cups, way=way, paper="large")["taken"] == cups.queue
    first, second = (page.extract_text() for page in PdfReader(cups.page(cups.queue)).pages)
    assert plain("Page 1 sur 2") in plain(first)
    assert plain("Page 2 sur 2") in plain(second)


def test_the_job_names_nobody(cups: PrivateCups) -> None:
    _print(cups, cups.queue)
    cups.page(cups.queue)
    titles = cups.pages.parent.joinpath("error.log").read_text("utf-8", "replace")
    assert f"Confirmation {NUMBER}" in titles
    assert "ROCHETHULON" not in titles
    assert "Philippine" not in titles


def test_a_page_on_paper_is_verified_by_its_square_code(cups: PrivateCups, tmp_path: Path) -> None:
    if reason := why_no_cups_pdf():
        pytest.skip(reason)
    assert _print(cups, cups.cups_pdf_queue)["taken"] == cups.cups_pdf_queue
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(cups.page(cups.cups_pdf_queue).read_bytes())
    reader = PdfReader(printed)
    assert len(reader.pages) == 1
    (seal,) = square_codes_in(picture_of(printed))
    assert seal == facts("close and delete", "longs").seal
    assert NUMBER in seal


def test_a_printer_that_is_not_there(cups: PrivateCups) -> None:
    assert _print(cups, "Imaginaire")["failure"] == "Print_NoPrinter"


def test_a_stopped_printer_takes_nothing(cups: PrivateCups) -> None:
    cups.run("cupsdisable", cups.queue)
    try:
        answer = _print(cups, cups.queue)
    finally:
        cups.run("cupsenable", cups.queue)
    assert answer["failure"] == "Print_Failed"
    assert answer["facts"] == {"reason": "printer stopped"}
    assert cups.run("lpstat", "-W", "not-completed", "-o").strip() == ""


def test_a_queue_that_refuses_is_not_taken_for_a_success(cups: PrivateCups) -> None:
    cups.run("cupsreject", cups.queue)
    try:
        answer = _print(cups, cups.queue)
    finally:
        cups.run("cupsaccept", cups.queue)
    assert answer["failure"] == "Print_Failed"
    assert answer["facts"] == {"reason": "queue refused"}


def test_a_post_without_a_printing_system(tmp_path: Path) -> None:
    absent = PrivateCups(str(tmp_path / "no-socket"), tmp_path)
    answer = _print(absent)
    assert answer["printers"] == []
    assert answer["failure"] == "Print_NoPrinter"
