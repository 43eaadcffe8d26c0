"""A store without anybody, on SQLite and on PostgreSQL, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counter_app.service.store import Store
from tests.service.crowd import empty
from tests.service.messages.mail_server import MailServer, mail_server
from tests.service.post import Post


@pytest.fixture
def store(lasting_post: Post) -> Store:
    """A store with nobody in it; the post's own tests start afresh anyway."""
    empty(lasting_post.store)
    return lasting_post.store


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything, unless the test says otherwise."""
    with mail_server() as server:
        yield server
