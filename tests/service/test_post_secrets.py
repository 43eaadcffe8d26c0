"""Who is heard: the secrets of the posts, and whose word is believed about a client's address."""

from __future__ import annotations

import asyncio
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from counter_app.service.application import create_app
from counter_app.service.deployment import Deployment, DeploymentError
from counter_app.service.post_secrets import PostSecrets
from counter_app.service.server import config_of
from counter_app.service.settings import settings_of
from tests.service.post import Client, Post

FIRST, SECOND = "the secret of the first post", "the secret of the second post"


def line(label: str, secret: str) -> str:
    """A line of the file."""
    return f"{label}  {hashlib.sha256(secret.encode()).hexdigest()}  # since May\n"


def write(path: Path, text: str) -> None:
    """Replace the file in one go, as an editor or a deployment tool does."""
    draft = path.with_suffix(".draft")
    draft.write_text(text, "utf-8")
    draft.chmod(0o640)
    draft.replace(path)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """The file of two posts."""
    path = tmp_path / "posts"
    write(path, "# posts of the region\n\n" + line("guichet-1", FIRST) + line("guichet-2", SECOND))
    return path


def test_a_post_is_shut_out_while_the_service_runs(post: Post, posts: Path) -> None:
    settings = settings_of(Deployment(fictive=True, post_secrets=posts), ())
    client = Client(create_app(settings, post.store))

    def status_for(secret: str) -> int:
        headers = {"Authorization": f"Bearer {secret}"}
        return client.get("/v1/status", headers=headers).status_code

    assert [status_for(each) for each in (FIRST, SECOND, "another")] == [200, 200, 401]
    write(posts, line("guichet-2", SECOND))
    assert [status_for(each) for each in (FIRST, SECOND)] == [401, 200]
    write(posts, line("guichet-1", FIRST) + line("guichet-2", SECOND))
    assert [status_for(each) for each in (FIRST, SECOND)] == [200, 200]
    client.close()


@pytest.mark.parametrize("broken", ["nonsense\n", "", None])
@pytest.mark.expected_warnings("the secrets of the posts are not taken: post_secrets_file")
def test_a_file_that_breaks_shuts_nobody_out(posts: Path, broken: str | None) -> None:
    known = PostSecrets((), posts)
    assert known.know(FIRST)
    if broken is None:
        posts.unlink()
    elif broken:
        write(posts, broken)
    else:
        posts.chmod(0o644)
        os.utime(posts, ns=(1, 1))
    assert known.know(FIRST)
    write(posts, line("guichet-2", SECOND))
    assert not known.know(FIRST)
    assert known.know(SECOND)


def test_an_empty_file_lets_nobody_in(posts: Path) -> None:
    write(posts, "# nobody any more\n")
    assert not PostSecrets((), posts).know(FIRST)
    assert PostSecrets((FIRST,), posts).know(FIRST), "the one secret of all goes on beside it"


def test_the_file_is_no_open_book(posts: Path) -> None:
    posts.chmod(0o644)
    with pytest.raises(DeploymentError, match="must be closed to others"):
        PostSecrets((), posts)


def test_an_address_is_believed_from_our_proxies_only() -> None:
    seen: list[tuple[str, str]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.append((scope["client"][0], scope["scheme"]))

    def ask(forwarded_by: tuple[str, ...], client: str) -> tuple[str, str]:
        config = config_of(application, Deployment(forwarded_by=forwarded_by))
        config.load()
        scope = {
            "type": "http",
            "client": (client, 5000),
            "scheme": "http",
            "headers": [(b"x-forwarded-for", b"198.51.100.9"), (b"x-forwarded-proto", b"https")],
        }
        asyncio.run(config.loaded_app(scope, None, None))
        return seen.pop()

    proxies = ("10.1.0.0/24", "192.0.2.7")
    assert ask(proxies, "10.1.0.80") == ("198.51.100.9", "https")
    assert ask(proxies, "192.0.2.7") == ("198.51.100.9", "https")
    assert ask(proxies, "10.2.0.80") == ("10.2.0.80", "http")
    assert ask((), "127.0.0.1") == ("127.0.0.1", "http"), "not even this machine"
