"""What a screen reader sees: a bus of the tests' own, and the application's tree on it.

The session's bus, the accessibility bus beside it (at-spi2-core) and an X server are started here
and end with the block. What is read comes through that bus, as Orca reads it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message

from tests.real_screens import x_server

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_EVENTS = "org.a11y.atspi.Event.Object"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_PATIENCE = 30.0  # seconds, reached only when something is broken
_SHOWING = 1 << 25  # one of AT-SPI's states


def missing() -> str:
    """Why this cannot be done here, or an empty string."""
    absent = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    if _launcher() is None:
        absent.append("at-spi2-core")
    return f"not installed: {', '.join(absent)}" if absent else ""


def _launcher() -> str | None:
    return next((place for place in _LAUNCHERS if Path(place).exists()), None)


@dataclass(frozen=True)
class Thing:
    """One node of the tree: what it is called, what it is, what is said besides, and where."""

    name: str
    role: str
    description: str
    showing: bool
    owner: str
    path: str


class ScreenReader:
    """Reads the trees of the applications on the accessibility bus."""

    def __init__(self, bus: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(bus)
        self.said: list[str] = []  # what applications asked to have said
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        self._ask(new_method_call(registry, "RegisterEvent", "s", ("object:announcement",)))
        self._ask(message_bus.AddMatch(MatchRule(type="signal", interface=_EVENTS)))

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def waits_for(self, holds: Callable[[list[Thing]], Any]) -> Any:
        """What the condition gives of what is shown, once it gives something.

        Raises AssertionError, with all that is shown, when it never does.
        """
        ends = time.monotonic() + _PATIENCE
        shown: list[Thing] = []
        while time.monotonic() < ends:
            try:
                shown = list(self.shown())
            except DBusErrorResponse:  # it went while it was read
                continue
            if (found := holds(shown)) not in (None, False, []):
                return found
        raise AssertionError("\n".join(f"{each.role} « {each.name} »" for each in shown))

    def shown(self) -> Iterator[Thing]:
        """What is to be seen of all applications, the outer things first."""
        todo = self._children(_REGISTRY, _ROOT)
        while todo:
            thing = self._thing(*todo.pop(0))
            if thing.role != "application" and not thing.showing:
                continue
            yield thing
            if thing.role != "combo box":
                todo = [*self._children(thing.owner, thing.path), *todo]

    def press(self, thing: Thing) -> None:
        """Do what it does first, as a person with a switch or a voice would."""
        place = DBusAddress(thing.path, thing.owner, _ACTION)
        self._ask(new_method_call(place, "DoAction", "i", (0,)))

    def _thing(self, owner: str, path: str) -> Thing:
        place = DBusAddress(path, owner, _ACCESSIBLE)
        (role,) = self._ask(new_method_call(place, "GetRoleName"))
        ((states, _more),) = self._ask(new_method_call(place, "GetState"))
        name, description = (self._property(owner, path, what) for what in ("Name", "Description"))
        return Thing(name, role, description, bool(states & _SHOWING), owner, path)

    def _property(self, owner: str, path: str, what: str) -> str:
        place = DBusAddress(path, owner, _PROPERTIES)
        ((_kind, value),) = self._ask(new_method_call(place, "Get", "ss", (_ACCESSIBLE, what)))
        return str(value)

    def _children(self, owner: str, path: str) -> list[tuple[str, str]]:
        place = DBusAddress(path, owner, _ACCESSIBLE)
        (children,) = self._ask(new_method_call(place, "GetChildren"))
        return [(child, where) for child, where in children]

    def _ask(self, question: Message) -> Any:
        """The answer's body; announcements that come meanwhile are kept."""
        serial = next(self._bus.outgoing_serial)
        self._bus.send(question, serial=serial)
        while True:
            message = self._bus.receive(timeout=_PATIENCE)
            fields = message.header.fields
            names = {field.name: value for field, value in fields.items()}
            if names.get("member") == "Announcement":
                self.said.append(str(message.body[3][1]))
            if names.get("reply_serial") == serial:
                if names.get("error_name"):
                    raise DBusErrorResponse(message)
                return message.body


@contextmanager
def application(home: Path, *words: str) -> Iterator[ScreenReader]:
    """The real application on a screen of its own, with someone reading it."""
    with ExitStack() as ends:
        environment = os.environ | {
            "HOME": str(home),
            "DISPLAY": ends.enter_context(x_server()),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        session = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
        bus = ends.enter_context(_running(session, environment, stdout=subprocess.PIPE))
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        launcher = _launcher()
        assert launcher is not None
        ends.enter_context(_running([launcher, "--launch-immediately"], environment))
        reader = ScreenReader(_accessibility_bus(environment["DBUS_SESSION_BUS_ADDRESS"]))
        ends.callback(reader.close)
        ends.enter_context(_running([sys.executable, "-m", "counter_app", *words], environment))
        yield reader


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], stdout: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block."""
    with subprocess.Popen(
        command, env=environment, stdout=stdout, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _accessibility_bus(session: str) -> str:
    """Its address, once the launcher has told it to the session's bus."""
    place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    ends = time.monotonic() + _PATIENCE
    with open_dbus_connection(session) as bus:
        while time.monotonic() < ends:
            answer = bus.send_and_get_reply(new_method_call(place, "GetAddress"))
            if isinstance(answer.body[0], str) and answer.body[0].startswith("unix:"):
                return str(answer.body[0])
    raise AssertionError("the accessibility bus does not come")
