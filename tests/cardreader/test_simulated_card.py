"""The simulated card keeps to the standards, and its files to their schema."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.cardreader import vitale
from counter_app.cardreader.simulated import card_file, pacing
from counter_app.cardreader.simulated.card_file import CardFileError
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.resource_files import resource

SELECT_VITALE = "00A404000BD250000002564954414C45"


def answers(card: Any, *commands: str) -> list[str]:
    return [card.process(bytes.fromhex(command))[-2:].hex() for command in commands]


def test_a_select_with_le_is_refused_unless_lenient() -> None:
    assert answers(load_card("odette"), SELECT_VITALE + "00") == ["6700"]
    assert answers(load_card("odette", lenient=True), SELECT_VITALE + "00") == ["6106"]


@pytest.mark.parametrize(
    ("commands", "status"),
    [
        (["00A40000023F00"], "610 6".replace(" ", "")),
        (["00A40000023F00", "00C0000006"], "9000"),
        (["00A40000023F00", "00C0000000"], "6c06"),
        (["00A40000023F00", "00C0000000", "00C0000006"], "9000"),
        (["00C0000006"], "6985"),
        (["00A40000023F00", "00A4020002D001", "00B0000010"], "9000"),
        (["00A4020002D001", "00B07FFF00"], "6b00"),
        (["00A40200029999"], "6a82"),
        (["00B0000000"], "6986"),
        (["00B09F0000"], "6a82"),
        ([SELECT_VITALE, "00A40200022003", "00B0000000"], "6982"),
        (["00A40800023F00"], "6a86"),
        (["00A4040000"], "6700"),
        (["00B08200"], "6700"),
        (["00CA000000"], "6d00"),
        (["80CA000000"], "6e00"),
        (["00"], "6700"),
        (["BCB0028804"], "6e00"),
    ],
)
def test_a_card_answers_as_the_standard_says(commands: list[str], status: str) -> None:
    assert answers(load_card("odette"), *commands)[-1] == status


def test_an_old_card_knows_no_file() -> None:
    assert answers(load_card("vitale1"), "00A40000023F00") == ["6e00"]


@given(st.lists(st.binary(max_size=270), max_size=12))
def test_no_command_makes_a_card_fail(commands: list[bytes]) -> None:
    card = load_card("aurele")
    for command in commands:
        assert 2 <= len(card.process(command)) <= 258


def test_pacing_takes_the_time_of_the_wire() -> None:
    assert pacing.characters(bytes(5), b"\x90\x00") == 7
    assert pacing.characters(bytes(5), bytes(100) + b"\x90\x00") == 108
    assert pacing.characters(bytes(16), b"\x61\x06") == 19
    started = time.monotonic()
    pacing.PacedCard(load_card("odette"), 9600).process(bytes.fromhex(SELECT_VITALE))
    assert time.monotonic() - started >= 19 * 12 / 9600


@pytest.mark.parametrize("path", sorted(resource("cards").glob("*.json")), ids=lambda p: p.stem)
def test_each_card_file_keeps_to_its_schema(path: Path) -> None:
    described = json.loads(path.read_text(encoding="utf-8"))
    assert described["description"]
    assert load_card(str(path)).atr


@pytest.mark.parametrize(
    "described",
    [
        {"unknown": 1},
        {"people": "odette"},
        {"people": ["nobody"]},
        {"people": [{"surname": "X"}]},
        {"people": [3]},
        {"atr": "3B7"},
        {"atr": "zz"},
        {"atr": 3},
        {"applications": "other"},
        {"serial": "123"},
        {"serial": "03004177253", "serial_form": "other"},
        {"serial": "03004177253", "serial_file": "xyz"},
        {"serial": "03004177253", "statuses": {"2F02": "6"}},
        {"serial": "03004177253", "contents": "00"},
        {"serial": "03004177253", "padding": -1},
        {"serial": "03004177253", "padding": True},
        {"serial": "03004177253", "numbers": 20},
        {"serial": "03004177253", "encoding": "cp1252"},
    ],
)
def test_what_is_no_card_is_refused_with_its_key(described: dict[str, Any]) -> None:
    with pytest.raises(CardFileError) as caught:
        card_file.card_file(described, {})
    assert next(iter(reversed(described))).split("_")[0] in str(caught.value)


def test_names_that_the_encoding_lacks_are_refused() -> None:
    with pytest.raises(CardFileError):
        card_file.card_file(
            {"people": [{"family_name": "Œ", "nir": ""}], "serial": "03004177253"}
        ).card()


def test_files_and_faults_of_no_name_are_refused(tmp_path: Path) -> None:
    for content in ("", "[]", "{"):
        (tmp_path / "card.json").write_text(content)
        with pytest.raises(CardFileError):
            load_card(str(tmp_path / "card.json"))
    with pytest.raises(CardFileError):
        load_card("no such card")
    with pytest.raises(CardFileError):
        load_card("odette", fault="no such fault")


def test_a_file_may_give_contents_and_statuses_of_its_own() -> None:
    card = card_file.card_file(
        {
            "serial": "03004177253",
            "contents": {"D001": "6506 80 04 414E4E41"},
            "statuses": {"2F02": "6982", "VITALE": "6283"},
        }
    ).card()
    content = vitale.read_card(card.process, card.atr)
    assert [person.family_name for person in content.beneficiaries] == ["ANNA"]
    assert content.rank_mismatch
    assert content.serial.value is None
