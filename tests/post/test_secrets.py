"""Secrets: a real keyring when there is one, and what happens when there is none."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring

from counter_app.post.secrets import LONGEST_SECRET, SecretPlace, SecretStore

# What the window does, in a process whose desktop session has a keyring.
IN_A_SESSION = """
import asyncio
from counter_app.post.secrets import SecretPlace, SecretStore

async def scenario():
    store = SecretStore()
    assert await store.read("service") is None
    assert await store.place() is SecretPlace.KEYRING
    print(await store.keyring_name())
    assert await store.write("service", "sésame ouvre-toi") is SecretPlace.KEYRING
    assert await SecretStore().read("service") == "sésame ouvre-toi"
    await store.forget("service")
    await store.forget("service")
    assert await SecretStore().read("service") is None
    print("done")

asyncio.run(scenario())
"""


@pytest.mark.real
def test_with_the_keyring_of_a_desktop_session(isolated_home: Path, tmp_path: Path) -> None:
    dbus, keyring = shutil.which("dbus-run-session"), shutil.which("gnome-keyring-daemon")
    assert dbus is not None, "dbus-run-session is installed by `make setup`"
    assert keyring is not None, "gnome-keyring-daemon is installed by `make setup`"
    script = tmp_path / "session.py"
    script.write_text(IN_A_SESSION, encoding="utf-8")
    # The daemon is a child of the private bus's session: it ends with it.
    shell = (
        f"printf session | {keyring} --unlock --components=secrets >/dev/null"
        f' && exec "{sys.executable}" "{script}"'
    )
    done = subprocess.run(
        [dbus, "--", "sh", "-c", shell],
        check=False,
        capture_output=True,
        text=True,
        timeout=45,
        cwd=Path(__file__).parent,
    )
    assert done.stdout.splitlines()[-1:] == ["done"], done.stderr
    assert "Secret" in done.stdout


class BrokenKeyring(KeyringBackend):
    """A keyring that is there and refuses."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("locked")


class ForgetfulKeyring(KeyringBackend):
    """A keyring that takes everything and keeps nothing."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class SilentKeyring(KeyringBackend):
    """A keyring behind a dialogue that nobody answers, until the test ends."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.released.wait(60)
        return "too late"

    def set_password(self, service: str, username: str, password: str) -> None:
        self.get_password(service, username)


@pytest.fixture
def silent() -> Iterator[SilentKeyring]:
    """Released at the end, so that its thread ends."""
    keyring = SilentKeyring()
    yield keyring
    keyring.released.set()


@pytest.mark.parametrize("keyring", [NoKeyring, NullKeyring])
def test_without_a_keyring_the_secret_stays_in_memory(keyring: type[KeyringBackend]) -> None:
    async def scenario() -> None:
        store = SecretStore(keyring())
        assert await store.place() is SecretPlace.MEMORY
        assert await store.keyring_name() == ""
        assert await store.read("service") is None
        assert await store.write("service", "sesame") is SecretPlace.MEMORY
        assert await store.read("service") == "sesame"
        assert await SecretStore(keyring()).read("service") is None
        await store.forget("service")
        assert await store.read("service") is None

    asyncio.run(scenario())


@pytest.mark.parametrize("keyring", [BrokenKeyring, ForgetfulKeyring])
def test_a_keyring_that_does_not_keep_is_replaced_by_memory(
    keyring: type[KeyringBackend],
) -> None:
    async def scenario() -> None:
        store = SecretStore(keyring())
        assert await store.write("service", "sesame") is SecretPlace.MEMORY
        assert await store.read("service") == "sesame"

    asyncio.run(scenario())


def test_a_keyring_that_does_not_answer_is_asked_once(silent: SilentKeyring) -> None:
    async def scenario() -> None:
        store = SecretStore(silent, answers_within=0.05)
        assert await store.read("service") is None
        assert await store.write("service", "sesame") is SecretPlace.MEMORY
        assert await store.place() is SecretPlace.MEMORY
        assert await store.read("service") == "sesame"
        assert silent.asked == 1

    asyncio.run(scenario())


def test_a_chain_is_usable_when_one_of_it_is() -> None:
    class Chain(ChainerBackend):
        backends = (NoKeyring(), ForgetfulKeyring())  # type: ignore[assignment]

    async def scenario() -> None:
        assert await SecretStore(Chain()).place() is SecretPlace.KEYRING

    asyncio.run(scenario())


def test_a_secret_longer_than_windows_keeps_is_refused() -> None:
    async def scenario() -> None:
        with pytest.raises(ValueError, match="at most"):
            await SecretStore(ForgetfulKeyring()).write("service", "x" * (LONGEST_SECRET + 1))

    asyncio.run(scenario())
