"""Every answer to reset that the project knows, with what it hints at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.cardreader import atr
from counter_app.domain.card import CardGeneration
from counter_app.domain.failures import FailureCode

VITALE_2 = [
    "3B 75 13 00 00 43 09 EA 90 00",
    "3B 75 13 00 00 44 09 EA 90 00",
    "3B 75 13 00 00 45 09 EA 90 00",
    "3B 75 13 00 00 45 09 FA 90 00",
    "3B 75 13 00 00 46 09 EA 90 00",
    "3B 75 13 00 00 47 09 EA 90 00",
    "3B 75 13 00 00 48 09 EA 90 00",
    "3B 75 13 00 00 49 09 EA 90 00",
    "3B 75 13 00 00 4B 09 EA 90 00",
    "3B 75 13 00 00 4C 09 EA 90 00",
]
VITALE_1 = [
    "3F 65 25 00 22 09 69 90 00",
    "3F 65 25 00 22 09 F9 90 00",
    "3F 65 25 00 2C 09 69 90 00",
    "3F 65 25 00 2C 09 F9 90 00",
    "3F 65 25 00 52 09 6A 90 00",
    "3F 65 25 00 A3 09 6A 90 00",
    "3F 65 25 00 A4 09 6A 90 00",
    "3F 65 25 00 2B 09 EB 90 00",
]
HEALTH_PROFESSIONAL = [
    "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00",
    "3B AC 00 40 2A 00 12 25 00 64 80 82 02 12 00 90 00",
    "3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00",
    "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E",
    "3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44",
    "3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44",
]
BANK = [
    "3F 65 25 00 24 09 6B 90 00",
    "3F 65 25 00 24 09 6E 90 00",
    "3F 65 25 08 43 04 6C 90 00",
    "3F 65 25 08 23 04 6C 90 10",
    "3B 65 00 00 20 63 CB 68 00",
    "3B 65 00 00 20 63 CB 63 00",
    "3B 65 00 00 20 63 CB 66 80",
    "3B 65 00 00 20 63 CB A0 00",
]
FOREIGN = [  # neither Vitale nor known by their answer to reset
    "3B 75 13 00 00 9C 02 02 01 02",  # Cyberflex: the beginning of a Vitale 2
    "3F 65 25 00 2B 09 62 90 00",  # parking cards: the beginning of a Vitale 1
    "3F 65 25 00 2B 09 69 90 00",
    "3B 67 00 00 2D 20 16 01 78 90 00",  # the insurer's own staff
    "3B 7C 11 00 00 47 53 45 42 4C 03 42 48 48 80 01 01",
    "3B 7A 13 00 00 00 09 A5 05 01 00 B7 01 A6 01",
    "3B 86 80 01 80 54 04 20 01 0F F9",
    "3B 02 14 50",  # Multiflex
    "3B 04 41 11 77 81",
    "3B 04 92 23 10 91",  # memory cards
    "3B 04 49 32 43 2E",
    "3B 05 68 01 01 02 05",
    "3B 0F 80 22 15 E1 5A 00 20 00 30 21 03 31 21 03 00",
    "3B 15 13 80 53 41 52 03",
    "3B 16 94 71 01 01 05 02 00",  # telephone cards
    "3B 16 94 71 01 01 06 02 00",
    "3B 17 94 18 01 01 02 01 41 49",
    "3B 16 94 81 10 06 01 81 2F",
    "3B 16 96 41 73 74 72 69 64",  # .NET card
    "3B 17 13 9C 12 02 01 01 07 40",
    "3B FC 13 00 00 81 31 FE 15 59 75 62 69 6B 65 79 4E 45 4F 72 33 E1",  # security keys
    "3B F8 13 00 00 81 31 FE 15 59 75 62 69 6B 65 79 34 D4",
    "3B DD 18 00 81 91 FE 1F C3 00 66 46 53 08 03 00 36 71 DF 00 00 80 97",
    "3B 64 00 00 80 62 02 51",  # an EMV card, told by its payment application only
    "3B 5E 11 FF 45 73 74 45 49 44 20 76 65 72 20 31 2E 30",  # an Estonian identity card
]
KNOWN = [
    *((text, CardGeneration.VITALE_2) for text in VITALE_2),
    *((text, CardGeneration.VITALE_1) for text in VITALE_1),
    *((text, CardGeneration.HEALTH_PROFESSIONAL) for text in HEALTH_PROFESSIONAL),
    *((text, CardGeneration.BANK) for text in BANK),
    *((text, CardGeneration.UNKNOWN) for text in FOREIGN),
]


@pytest.mark.parametrize(("text", "generation"), KNOWN)
def test_each_known_card_is_told_apart(text: str, generation: CardGeneration) -> None:
    assert atr.hint(bytes.fromhex(text)) is generation
    assert atr.refusal(bytes.fromhex(text)) is atr.REFUSALS[generation]


@pytest.mark.parametrize("text", [text for text, _ in KNOWN])
def test_each_known_answer_to_reset_can_be_taken_apart(text: str) -> None:
    parsed = atr.parse(bytes.fromhex(text))
    assert parsed.protocols
    if text in (*VITALE_1, *VITALE_2):
        assert parsed.protocols == (0,)
        assert len(parsed.historical) == 5
        assert parsed.check_ok is None


def test_the_rate_of_a_vitale_2_is_the_one_of_the_wire() -> None:
    parsed = atr.parse(bytes.fromhex("3B751300004509EA9000"))
    assert round(parsed.bits_per_second(3_571_200)) == 38_400
    assert not parsed.inverse_convention


def test_the_check_byte_is_read_where_there_is_one() -> None:
    good = bytes.fromhex("3BF81300008131FE15597562696B657934D4")
    assert atr.parse(good).check_ok is True
    assert atr.parse(good[:-1] + b"\x00").check_ok is False


@pytest.mark.parametrize("text", ["", "3B", "00", "3B75", "3B75130000", "3BF0", "1234", "3B" * 34])
def test_what_is_no_answer_to_reset_is_a_card_that_does_not_speak(text: str) -> None:
    with pytest.raises(atr.AtrError):
        atr.parse(bytes.fromhex(text))
    assert atr.refusal(bytes.fromhex(text)) is FailureCode.CARD_MUTE


@given(st.binary(max_size=40))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    generation = atr.hint(data)
    assert atr.refusal(data) in {*atr.REFUSALS.values(), FailureCode.CARD_MUTE}
    try:
        atr.parse(data)
    except atr.AtrError:
        assert atr.refusal(data) is FailureCode.CARD_MUTE
    else:
        assert atr.refusal(data) is atr.REFUSALS[generation]


@given(st.binary(min_size=1, max_size=5).filter(lambda tail: tail != b""))
def test_the_beginning_of_a_vitale_is_no_vitale(tail: bytes) -> None:
    text = (b"\x3f\x65\x25" + tail).hex(" ").upper()
    if text not in VITALE_1:
        assert atr.hint(bytes.fromhex(text)) is not CardGeneration.VITALE_1
