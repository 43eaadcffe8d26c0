"""The token of a remote service, kept by the system's keyring where there is one.

A ladder of two steps: the keyring; else the token is asked for at each start and stays in memory.
`SecretStore.place()` says which, so that the window can tell. A keyring may open a dialogue of its
own and wait for it for ever: each call runs in a thread of its own, is waited for a few seconds,
and a keyring that did not answer is not asked again before the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)

SERVICE_NAME = "counter-app"
ANSWERS_WITHIN = 8.0  # seconds: time for a person to unlock the keyring
# Windows keeps 2 560 bytes, in UTF-16; a token is far shorter, and checked before any other system.
LONGEST_SECRET = 1280
_LOCAL_MACHINE = 2  # CRED_PERSIST_LOCAL_MACHINE: does not roam with the agent's profile

_Answer = TypeVar("_Answer")


class SecretPlace(StrEnum):
    """Where a secret is kept."""

    KEYRING = "keyring"
    MEMORY = "memory"  # asked for at each start


class SecretStore:
    """Secrets by name. No method raises for the keyring's sake, and no secret is ever logged."""

    def __init__(
        self, backend: KeyringBackend | None = None, *, answers_within: float = ANSWERS_WITHIN
    ) -> None:
        self._backend = backend
        self._answers_within = answers_within
        self._in_memory: dict[str, str] = {}
        self._given_up = False

    async def place(self) -> SecretPlace:
        """Where a secret written now would go."""
        usable = await self._ask(lambda: _is_usable(self._keyring()))
        return SecretPlace.KEYRING if usable else SecretPlace.MEMORY

    async def keyring_name(self) -> str:
        """The keyring's name for a report; empty when there is none."""
        name = await self._ask(lambda: _name(self._keyring()))
        return name or ""

    async def read(self, name: str) -> str | None:
        """The secret, or None when it is to be asked for."""
        if name in self._in_memory:
            return self._in_memory[name]
        return await self._ask(lambda: self._keyring().get_password(SERVICE_NAME, name))

    async def write(self, name: str, secret: str) -> SecretPlace:
        """Keep the secret; where it went. Raises ValueError when it is too long to keep."""
        if len(secret) > LONGEST_SECRET:
            raise ValueError(f"a secret has at most {LONGEST_SECRET} characters")

        def keep() -> bool:
            self._keyring().set_password(SERVICE_NAME, name, secret)
            return self._keyring().get_password(SERVICE_NAME, name) == secret

        if await self._ask(keep):
            self._in_memory.pop(name, None)
            return SecretPlace.KEYRING
        self._in_memory[name] = secret
        return SecretPlace.MEMORY

    async def forget(self, name: str) -> None:
        """Remove the secret from wherever it is."""
        self._in_memory.pop(name, None)

        def remove() -> None:
            if self._keyring().get_password(SERVICE_NAME, name) is not None:
                self._keyring().delete_password(SERVICE_NAME, name)

        await self._ask(remove)

    def _keyring(self) -> KeyringBackend:
        """In the thread: finding the keyring talks to the system already."""
        if self._backend is None:
            import keyring  # noqa: PLC0415 - slow to import, and the window does not wait for it

            self._backend = keyring.get_keyring()
            if hasattr(self._backend, "persist"):
                with contextlib.suppress(AttributeError, ValueError):
                    self._backend.persist = _LOCAL_MACHINE
        return self._backend

    async def _ask(self, question: Callable[[], _Answer]) -> _Answer | None:
        """The answer; None when the keyring failed or does not answer."""
        if self._given_up:
            return None
        try:
            async with asyncio.timeout(self._answers_within):
                return await _in_own_thread(question)
        except TimeoutError:
            self._given_up = True
            _log.info("the keyring does not answer")
        except Exception as refused:  # noqa: BLE001 - each keyring has errors of its own
            _log.info("the keyring refused", extra={"error": type(refused).__name__})
        return None


async def _in_own_thread(question: Callable[[], _Answer]) -> _Answer:
    """Ask in a daemon thread: a pool would wait at the end for a keyring that never answers."""
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[_Answer] = loop.create_future()

    def settle(answer: _Answer | None, error: Exception | None) -> None:
        if answered.done():
            return
        if error is not None:
            answered.set_exception(error)
        else:
            answered.set_result(answer)  # type: ignore[arg-type]  # None is an answer too

    def ask() -> None:
        answer, error = None, None
        try:
            answer = question()
        except Exception as refused:  # noqa: BLE001 - handed over to who asked
            error = refused
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(settle, answer, error)

    threading.Thread(target=ask, name="keyring", daemon=True).start()
    return await answered


def _is_usable(backend: KeyringBackend) -> bool:
    """Whether it keeps secrets, and keeps them encrypted."""
    module = type(backend).__module__
    members = getattr(backend, "backends", None)  # the chain of several
    if members is not None:
        return any(_is_usable(member) for member in members)
    return not module.endswith((".fail", ".null")) and "file" not in module


def _name(backend: KeyringBackend) -> str:
    return str(backend.name) if _is_usable(backend) else ""
