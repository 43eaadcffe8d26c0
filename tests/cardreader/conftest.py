"""Stages for the contract tests: one in this process, one behind a real pcscd."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import real_pcscd
from tests.cardreader.stages import InProcessStage, PcscdStage, Stage


@pytest.fixture
def pcscd() -> real_pcscd.RealPcscd:
    """The private pcscd of this process."""
    reason = real_pcscd.missing()
    if reason:
        pytest.skip(reason)
    return real_pcscd.shared()


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
