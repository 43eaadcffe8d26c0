"""A post in front of a fresh service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.service.post import Post


@pytest.fixture(scope="session")
def lasting_post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """One application for all tests: to make it takes longer than most of them."""
    post = Post(tmp_path_factory.mktemp("service"))
    yield post
    post.close()


@pytest.fixture
def post(lasting_post: Post) -> Post:
    """A post, its service and the fictive people, as on the first day."""
    lasting_post.start_afresh()
    return lasting_post
