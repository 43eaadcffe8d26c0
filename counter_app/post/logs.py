"""The log files of this workstation: one JSON object a line, built from a list of what may be told.

A record contributes its time, level, logger and place in the source; its message only when that
is a literal of the source, with arguments filtered; the extra fields of `FIELDS` when their value
is of the expected shape; of an exception, the types and places but never the text. All the rest
is dropped, whoever wrote it: a NIR passed by mistake ends nowhere.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from platformdirs import user_log_path

from counter_app.domain.failures import FailureCode

# Below DEBUG, and not uvicorn's 5: exchanges with the card; instructions and status words, never
# the data.
TRAFFIC = 7
FILE_BYTES = 1_000_000
OLD_FILES = 5
_LARGEST_NUMBER = 999_999  # a port, a duration, a count; no NIR, serial number or birth date fits
_HIDDEN = "…"

logging.addLevelName(TRAFFIC, "TRAFFIC")


def _number(value: object) -> int | float | bool | None:
    if isinstance(value, (int, float)) and -_LARGEST_NUMBER <= value <= _LARGEST_NUMBER:
        return value
    return None


def _matching(pattern: str) -> Callable[[object], str | None]:
    shape = re.compile(pattern)
    return lambda value: value if isinstance(value, str) and shape.fullmatch(value) else None


def _failure(value: object) -> str | None:
    known = isinstance(value, str) and value in tuple(FailureCode)
    return str(value) if known else None


def _member(value: object) -> str | None:
    """The name of a member of an enumeration: it stands in the source."""
    return value.name if isinstance(value, Enum) else None


def _error_name(value: object) -> str | None:
    """The name of a class of exceptions that is loaded: looked up, as a word can end like one."""
    if not isinstance(value, str) or not value.isidentifier():
        return None
    unseen: list[type[BaseException]] = [BaseException]
    while unseen:
        kind = unseen.pop()
        if kind.__name__ == value:
            return value
        unseen += type.__subclasses__(kind)
    return None


FIELDS: Mapping[str, Callable[[object], object]] = {
    "action": _member,
    "attempt": _number,
    "channel": _member,
    "count": _number,
    "elapsed_ms": _number,
    "error": _error_name,
    "exit_status": _number,
    "failure": _failure,
    "http_status": _number,
    "instruction": _matching(r"[0-9A-F]{2}"),  # of an APDU
    "port": _number,
    "state": _member,
    "status": _member,
    "status_word": _matching(r"[69][0-9A-F]{3}"),
    "step": _member,
}


class AllowedFieldsFormatter(logging.Formatter):
    """Formats a record as told at the top of this module. Use it in the thread that logs."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "place": f"{Path(record.pathname).name}:{record.lineno} {record.funcName}",
        }
        message = _literal_message(record)
        if message is not None:
            told["message"] = message
        for field, shape in FIELDS.items():
            value = shape(getattr(record, field, None))
            if value is not None:
                told[field] = value
        if record.exc_info and record.exc_info[1] is not None:
            told["exception"] = _exception(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def _literal_message(record: logging.LogRecord) -> str | None:
    """The message, if it is written as such in the function that logs."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename == record.pathname and frame.f_lineno == record.lineno:
            break
        frame = frame.f_back
    if frame is None or not isinstance(record.msg, str):
        return None
    if record.msg not in frame.f_code.co_consts:
        return None
    try:
        return record.msg % _safe_arguments(record.args) if record.args else record.msg
    except (TypeError, ValueError, KeyError):  # %d with a hidden value
        return record.msg


def _safe_arguments(arguments: object) -> object:
    if isinstance(arguments, Mapping):
        return {key: _safe(value) for key, value in arguments.items()}
    return tuple(map(_safe, arguments)) if isinstance(arguments, tuple) else ()


def _safe(value: object) -> object:
    for shape in (_member, _number, _failure, _error_name):
        told = shape(value)
        if told is not None:
            return told
    return _HIDDEN


def _exception(error: BaseException) -> list[str]:
    """From the outermost error to its cause: type, then places from the innermost out."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None and len(told) < 8:
        places = traceback.extract_tb(current.__traceback__)
        inner = [f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
        told.append(" < ".join([type(current).__name__, *reversed(inner[-8:])]))
        current = current.__cause__ or current.__context__
    return told


class _OwnersFile(logging.handlers.RotatingFileHandler):
    """A rotated file that only its owner reads."""

    def _open(self) -> IO[str]:  # type: ignore[override]  # the stubs want TextIOWrapper
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=opener)


def log_file(program: str = "counter-app") -> Path:
    """Where the log of this program is; one file for each, as they run side by side."""
    return user_log_path("counter-app", appauthor=False) / f"{program}.log"


def configure_logging(path: Path | None = None, *, level: int = logging.INFO) -> Path | None:
    """Send the records of the whole process to the file; its path, None when it cannot be written.

    A post without a writable disk works all the same, without a log.
    """
    file = path or log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _OwnersFile(file, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(AllowedFieldsFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return file


def log_uncaught_errors() -> None:
    """Log what nobody caught, in any thread, in place of a traceback that quotes values."""
    log = logging.getLogger("counter_app.uncaught")

    def in_main(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("uncaught error", exc_info=error)

    def in_thread(uncaught: threading.ExceptHookArgs) -> None:
        if uncaught.exc_value is not None:
            log.critical("uncaught error in a thread", exc_info=uncaught.exc_value)

    sys.excepthook = in_main
    threading.excepthook = in_thread
