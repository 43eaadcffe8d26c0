"""The log files: what may be told is told, and personal data passed by mistake never arrives."""

from __future__ import annotations

import json
import logging
import logging.handlers
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action
from counter_app.post import logs
from counter_app.post.logs import TRAFFIC, configure_logging, log_file, log_uncaught_errors
from counter_app.resource_files import resource

LOGGER = logging.getLogger("counter_app.tests.logs")
PEOPLE = json.loads(resource("fictive", "people.json").read_text(encoding="utf-8"))["people"]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log file of this test, taken out of the logging at the end."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    path = configure_logging(tmp_path / "logs" / "counter-app.log", level=TRAFFIC)
    assert path is not None
    yield path
    root.setLevel(level)
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()


def lines(log: Path) -> list[dict[str, Any]]:
    """The records of the file."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_what_is_allowed_is_told(log: Path) -> None:
    LOGGER.info(
        "operation sent",
        extra={
            "action": Action.OPPOSE,
            "elapsed_ms": 12.5,
            "failure": FailureCode.OPERATION_OUTCOME_UNKNOWN,
            "http_status": 503,
        },
    )
    [line] = lines(log)
    assert line["message"] == "operation sent"
    assert line["action"] == "OPPOSE"
    assert line["elapsed_ms"] == 12.5
    assert line["failure"] == "Operation_OutcomeUnknown"
    assert line["http_status"] == 503
    assert line["level"] == "INFO"
    assert line["place"].startswith("test_logs.py:")
    assert line["time"].endswith("+00:00")


def test_safe_arguments_are_told_and_others_hidden(log: Path) -> None:
    LOGGER.info("%s after %d ms: %s", FailureCode.CARD_MUTE, 12, "Odette")
    LOGGER.info("%d readers", 248049711203438)
    LOGGER.info("%s broke", type(ValueError()).__name__)
    assert [line["message"] for line in lines(log)] == [
        "CARD_MUTE after 12 ms: …",
        "%d readers",
        "ValueError broke",
    ]


def test_traffic_is_below_debug(log: Path) -> None:
    LOGGER.setLevel(TRAFFIC)
    LOGGER.log(TRAFFIC, "exchange", extra={"instruction": "B0", "status_word": "9000"})
    [line] = lines(log)
    assert (line["level"], line["instruction"], line["status_word"]) == (
        "TRAFFIC",
        "B0",
        "9000",
    )
    LOGGER.setLevel(logging.NOTSET)


class ReadOddlyError(Exception):
    """An error whose text holds what it should not."""


@pytest.mark.expected_warnings("")
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_personal_data_passed_by_mistake_never_arrives(log: Path, person: dict[str, Any]) -> None:
    private = [str(value) for key, value in person.items() if value and key in PRIVATE]
    extra: dict[str, Any] = dict.fromkeys(logs.FIELDS, private[0])
    for value in private:
        LOGGER.warning(f"read {value}")
        LOGGER.warning(value)
        LOGGER.warning("read %s of %r", value, [value])
        LOGGER.warning("read %(who)s", {"who": value})
        LOGGER.warning("read", extra={"person": value, "reader": value})
        LOGGER.warning("read", extra=dict.fromkeys(logs.FIELDS, value))
        LOGGER.warning(value, extra=extra, stack_info=True)
        if value.isdigit():
            LOGGER.warning("read %d", int(value), extra={"count": int(value)})
        try:
            try:
                raise ReadOddlyError(value)
            except ReadOddlyError as error:
                raise CounterError(FailureCode.CARD_UNREADABLE, why=value) from error
        except CounterError:
            LOGGER.exception("read broke: %s", value)
    text = log.read_text(encoding="utf-8")
    assert "read broke: …" in text
    assert "ReadOddlyError < test_logs.py:" in text
    for value in private:
        assert value not in text
        assert json.dumps(value)[1:-1] not in text


PRIVATE = {
    "family_name",
    "given_name",
    "birth_date",
    "nir",
    "card_serial",
    "enrolment_code",
    "email",
    "mobile",
    "login_name",
}


def names_of_errors(kind: type[BaseException]) -> set[str]:
    """The names of a class of exceptions and of all those below it."""
    below = (names_of_errors(each) for each in type.__subclasses__(kind))
    return {kind.__name__}.union(*below)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(categories=["L", "Nd", "Zs"]), min_size=9))
def test_no_text_passes_through_a_field(log: Path, text: str) -> None:
    assume(text not in names_of_errors(BaseException))
    log.write_text("")
    LOGGER.info("read %s", text, extra=dict.fromkeys(logs.FIELDS, text))
    [line] = lines(log)
    assert set(line) == {"time", "level", "logger", "place", "message"}
    assert line["message"] == "read …"


def test_only_the_owner_reads_it(log: Path) -> None:
    LOGGER.info("here")
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert log.exists()


def test_the_file_is_rotated_and_old_ones_go(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [handler] = [
        each
        for each in logging.getLogger().handlers
        if isinstance(each, logging.handlers.RotatingFileHandler)
    ]
    monkeypatch.setattr(handler, "maxBytes", 400)
    for _ in range(50):
        LOGGER.info("one of many")
    files = sorted(path.name for path in log.parent.iterdir())
    assert files == [log.name, *(f"{log.name}.{number}" for number in range(1, 6))]
    assert all(path.stat().st_size <= 400 for path in log.parent.iterdir())


def test_without_a_writable_folder_there_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    before = list(logging.getLogger().handlers)
    assert configure_logging(tmp_path / "file" / "counter-app.log") is None
    assert logging.getLogger().handlers == before


def test_the_file_is_in_the_agents_own_folder(isolated_home: Path) -> None:
    assert log_file("counter-app").name == "counter-app.log"
    assert log_file().is_relative_to(isolated_home)


@pytest.mark.expected_warnings("counter_app.uncaught: uncaught error")
def test_uncaught_errors_are_logged_without_their_text(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log_uncaught_errors()

    def breaks() -> None:
        raise ReadOddlyError("MARCHANDEAU")

    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    try:
        breaks()
    except ReadOddlyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [line["message"] for line in lines(log)] == [
        "uncaught error in a thread",
        "uncaught error",
    ]
    assert "MARCHANDEAU" not in log.read_text(encoding="utf-8")
