"""Settings: two files, who wins, and nothing that a file holds can stop the application."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from counter_app.domain.failures import FailureCode
from counter_app.post.settings import (
    PersonScreen,
    Settings,
    Theme,
    load_settings,
    system_settings_file,
    user_settings_file,
)

EXPECTED = "counter_app.post.settings: settings not taken"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The agent's file and the system-wide one, neither of them there yet."""
    return tmp_path / "user.toml", tmp_path / "system.toml"


def test_without_any_file_it_is_a_training_post(files: tuple[Path, Path]) -> None:
    loaded = load_settings(*files)
    assert loaded.settings == Settings()
    assert loaded.settings.fictive
    assert loaded.settings.service_url == ""
    assert (loaded.problems, loaded.locked, loaded.read_from) == ((), frozenset(), ())


def test_the_agents_file_is_below_the_configuration_folder(isolated_home: Path) -> None:
    assert user_settings_file().is_relative_to(isolated_home)
    user_settings_file().parent.mkdir(parents=True)
    user_settings_file().write_text('agent = "Agent 7"', encoding="utf-8")
    assert load_settings(system_file=isolated_home / "none").settings.agent == "Agent 7"


def test_the_system_file_is_outside_the_agents_reach(isolated_home: Path) -> None:
    assert system_settings_file().is_absolute()
    assert not system_settings_file().is_relative_to(isolated_home)


def test_every_setting_can_be_set(files: tuple[Path, Path]) -> None:
    files[0].write_text(
        """
        organisation = "France Services de Grand-Vent"
        organisation_address = ["1, place des Alizés", "97899 Grand-Vent"]
        agent = "Agent 3"
        territory = "RE"
        helpline_number = "34 22"
        helpline_hours = "de 9 h à 17 h"
        helpline_price = "gratuit"
        service_url = "https://service.example/region/"
        fictive = true
        theme = "dark"
        person_screen = "same"
        printer = "accueil"
        print_at_once = false
        refused_email_domains = ["Jetable.example", "@poubelle.example"]
        """,
        encoding="utf-8",
    )
    loaded = load_settings(*files)
    assert loaded.problems == ()
    found = loaded.settings
    assert found.organisation == "France Services de Grand-Vent"
    assert found.organisation_address == ("1, place des Alizés", "97899 Grand-Vent")
    assert (found.agent, found.territory, found.printer) == ("Agent 3", "RE", "accueil")
    assert not found.print_at_once
    assert found.helpline.in_words == "le 34 22 (gratuit), de 9 h à 17 h"
    assert found.service_url == "https://service.example/region"
    assert found.theme is Theme.DARK
    assert found.person_screen is PersonScreen.SAME
    assert found.refused_email_domains == ("jetable.example", "poubelle.example")


def test_the_agent_overrides_the_system_but_not_what_is_locked(files: tuple[Path, Path]) -> None:
    user, system = files
    system.write_text(
        'theme = "light"\nprinter = "couloir"\n[locked]\norganisation = "Mairie annexe"',
        encoding="utf-8",
    )
    user.write_text('theme = "dark"\norganisation = "Chez moi"', encoding="utf-8")
    loaded = load_settings(*files)
    assert loaded.settings.theme is Theme.DARK
    assert loaded.settings.printer == "couloir"
    assert loaded.settings.organisation == "Mairie annexe"
    assert loaded.locked == {"organisation"}
    assert loaded.read_from == (system, user)


@pytest.mark.expected_warnings(EXPECTED)
def test_an_agent_cannot_lock_anything(files: tuple[Path, Path]) -> None:
    files[0].write_text('[locked]\norganisation = "Chez moi"', encoding="utf-8")
    loaded = load_settings(*files)
    assert loaded.settings == Settings()
    assert [problem.key for problem in loaded.problems] == ["locked"]


def test_a_real_service_is_not_fictive_unless_said(files: tuple[Path, Path]) -> None:
    files[0].write_text('service_url = "https://service.example"', encoding="utf-8")
    assert load_settings(*files).settings.fictive is False


@pytest.mark.expected_warnings(EXPECTED)
@pytest.mark.parametrize(
    "content",
    [b"agent = ", b"\xff\xfe\x00", b'agent = "a"\nagent = "b"', b"\x00"],
    ids=["cut off", "not UTF-8", "twice", "zero byte"],
)
def test_an_unreadable_file_leaves_the_defaults(files: tuple[Path, Path], content: bytes) -> None:
    files[0].write_bytes(content)
    loaded = load_settings(*files)
    assert loaded.settings == Settings()
    [problem] = loaded.problems
    assert (problem.path, problem.key) == (files[0], "")
    assert problem.failure.code is FailureCode.POST_SETTINGS_UNREADABLE


@pytest.mark.expected_warnings(EXPECTED)
def test_a_folder_in_place_of_the_file_leaves_the_defaults(files: tuple[Path, Path]) -> None:
    files[0].mkdir()
    loaded = load_settings(*files)
    assert loaded.settings == Settings()
    assert len(loaded.problems) == 1


@pytest.mark.expected_warnings(EXPECTED)
@pytest.mark.parametrize(
    "line",
    [
        "agent = 12",
        'agent = "deux\\nlignes"',
        f'agent = "{"x" * 201}"',
        'territory = "XX"',
        'theme = "pink"',
        'person_screen = "other"',
        'fictive = "yes"',
        'organisation_address = "rue"',
        "organisation_address = [1]",
        'service_url = "http://service.example"',
        'service_url = "https://agent:sesame@service.example"',
        'service_url = "https://[::1"',
        'service_url = "https://service.example:99999"',
        'service_url = "ftp://service.example"',
        "unheard_of = 1",
        "helpline_price = []",
    ],
)
def test_a_wrong_value_is_told_and_the_rest_is_taken(files: tuple[Path, Path], line: str) -> None:
    files[0].write_text(f'printer = "accueil"\n{line}', encoding="utf-8")
    loaded = load_settings(*files)
    assert loaded.settings.printer == "accueil"
    [problem] = loaded.problems
    assert problem.key == line.split(" =", maxsplit=1)[0]
    assert "sesame" not in problem.reason


@pytest.mark.expected_warnings(EXPECTED)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_no_content_stops_the_application(files: tuple[Path, Path], content: bytes) -> None:
    files[0].write_bytes(content)
    files[1].write_bytes(content)
    assert load_settings(*files).settings.organisation


VALUES = st.recursive(
    st.text(max_size=12) | st.integers() | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.expected_warnings(EXPECTED)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(Settings.__dataclass_fields__)), value=VALUES)
def test_no_value_stops_the_application(files: tuple[Path, Path], key: str, value: object) -> None:
    files[0].write_text(f"{key} = {_toml(value)}", encoding="utf-8")
    assert load_settings(*files).settings.organisation is not None


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(character):08X}" for character in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)
