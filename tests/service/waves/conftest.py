"""A store without anybody, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from counter_app.service.store import Store
from tests.service.crowd import empty
from tests.service.post import Post


@pytest.fixture
def store(lasting_post: Post) -> Store:
    """A store with nobody in it; the post's own tests start afresh anyway."""
    empty(lasting_post.store)
    return lasting_post.store
