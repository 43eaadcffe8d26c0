"""Stages for the contract tests: one in this process, one behind a real pcscd."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import real_pcscd
from tests.cardreader.stages import InProcessStage, PcscdStage, Stage


@pytest.fixture(scope="session")
def pcscd() -> Iterator[real_pcscd.RealPcscd]:
    """A private pcscd for the whole session."""
    reason = real_pcscd.missing()
    if reason:
        pytest.skip(reason)
    with real_pcscd.RealPcscd() as service:
        yield service
    real_pcscd.remove_directory()


@pytest.fixture(params=["in process", pytest.param("pcscd", marks=pytest.mark.real)])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Where the card is read."""
    made: Stage
    if request.param == "pcscd":
        made = PcscdStage(request.getfixturevalue("pcscd"))
    else:
        made = InProcessStage()
    yield made
    made.clear()
