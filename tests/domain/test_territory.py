"""Each department belongs to one territory, and each territory has a clock."""

from __future__ import annotations

import pytest

from counter_app.domain.territory import TERRITORIES, TERRITORY_OF_DEPARTMENT


@pytest.mark.parametrize(
    ("department", "territory"),
    [
        ("01", "FX"),
        ("2A", "FX"),
        ("2B", "FX"),
        ("75", "FX"),
        ("95", "FX"),
        ("971", "GP"),
        ("972", "MQ"),
        ("973", "GF"),
        ("974", "RE"),
        ("975", "PM"),
        ("976", "YT"),
        ("977", "BL"),
        ("978", "MF"),
    ],
)
def test_the_territory_of_a_department(department: str, territory: str) -> None:
    assert TERRITORY_OF_DEPARTMENT[department] == territory


@pytest.mark.parametrize("code", ["", "00", "1", "20", "96", "97", "2a", "979", "987", "988", "99"])
def test_what_is_no_department(code: str) -> None:
    assert code not in TERRITORY_OF_DEPARTMENT


def test_every_territory_has_a_department_and_nothing_else_has() -> None:
    assert set(TERRITORY_OF_DEPARTMENT.values()) == set(TERRITORIES)
    metropolitan = [code for code, where in TERRITORY_OF_DEPARTMENT.items() if where == "FX"]
    assert len(metropolitan) == 96
