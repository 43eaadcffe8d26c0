"""The read itself, card by card, without a reader."""

from __future__ import annotations

import logging

import pytest

from counter_app.cardreader import files, serial, tlv, vitale
from counter_app.cardreader.apdu import Channel, is_t0_command
from counter_app.cardreader.simulated.card import ElementaryFile, VirtualCard
from counter_app.cardreader.simulated.catalogue import card_names, describe, load_card
from counter_app.cardreader.simulated.faults import FAULTS
from counter_app.domain.card import CardContent, SerialReading
from counter_app.domain.failures import CounterError, FailureCode

PREFIX = bytes.fromhex("8025000002")


def read(name: str, **options: str) -> CardContent:
    card = load_card(name, **options)  # type: ignore[arg-type]
    return vitale.read_card(card.process, card.atr)


def exchanged(card: VirtualCard) -> list[tuple[bytes, bytes]]:
    """Every command and answer of one read."""
    log: list[tuple[bytes, bytes]] = []

    def transmit(command: bytes) -> bytes:
        answer = card.process(command)
        log.append((command, answer))
        return answer

    vitale.read_card(transmit, card.atr)
    return log


@pytest.mark.parametrize("name", ["odette", "solange", "aurele", "tesfaye", "longs"])
def test_a_card_of_small_files_takes_nine_commands_at_most(name: str) -> None:
    assert read(name).apdus <= 9


def test_no_command_carries_data_and_le() -> None:
    for name in ("aurele", "numero-ailleurs", "maitre-par-nom", "sans-numero", "quinze"):
        for command, answer in exchanged(load_card(name)):
            assert is_t0_command(command)
            assert answer != b"\x67\x00"


def test_what_cannot_be_carried_is_never_sent() -> None:
    with pytest.raises(ValueError, match="T=0"):
        Channel(lambda _: b"\x90\x00").send(bytes.fromhex("00A40400023F0000"))


def test_beneficiaries_keep_their_rank() -> None:
    people = read("quinze").beneficiaries
    assert len(people) == 15
    assert people[0].nir == "248049711203438"
    assert people[-1].given_name == "Ombeline"
    assert people[-1].nir == ""
    assert people[10].birth_date == "19950000"  # no day of the calendar, kept as it is


def test_files_over_256_bytes_are_read_to_their_end() -> None:
    log = exchanged(load_card("quinze"))
    assert max(len(answer) for _, answer in log) == 258
    assert sum(command[1] == 0xB0 for command, _ in log) >= 6


def test_a_structure_that_ends_in_padding_is_read_no_further() -> None:
    card = load_card("odette")
    card.directories[0].files[1].content += bytes(1000)
    assert read_content(card).apdus <= 9


def read_content(card: VirtualCard) -> CardContent:
    return vitale.read_card(card.process, card.atr)


@pytest.mark.parametrize("size", range(500, 520))
def test_a_file_that_ends_at_a_block_is_whole(size: int) -> None:
    card = load_card("odette")
    person = tlv.encode(0x65, tlv.encode(0x80, b"X" * 200))
    filler = size - len(person) - 8
    more = tlv.encode(0x65, tlv.encode(0x80, b"Y" * filler))
    card.directories[0].files[1].content = person + more
    people = read_content(card).beneficiaries
    assert people[1].family_name == "Y" * filler


@pytest.mark.parametrize(
    ("name", "family_name"),
    [
        ("accents", "BOISROND-LÉVÊQUE"),
        ("accents-utf8", "BOISROND-LÉVÊQUE"),
        ("ligature", "CŒURDELAND"),
    ],
)
def test_names_keep_their_accents(name: str, family_name: str) -> None:
    assert read(name).beneficiaries[0].family_name == family_name


def test_controls_and_blanks_in_names_are_cleaned() -> None:
    assert vitale._name(b"  LE \x00\x07 GALL\x00\x00 ") == "LE GALL"
    assert vitale._name(b"\x9f\x01\x80") == ""


def test_a_nir_is_normalised_or_absent() -> None:
    assert read("nir-ecrit").beneficiaries[0].nir == "239062A00411751"
    assert read("sans-nir").beneficiaries[0].nir == ""
    assert not read("sans-nir").rank_mismatch
    for wrong in (b"000000000000000", b"12345", b"", b"ABCDEFGHIJKLMNO", b"\xff" * 15):
        assert vitale._nir(wrong) == ""


@pytest.mark.parametrize("name", ["rangs", "rangs-2", "nir-refuse", "identites-refusees"])
def test_ranks_that_differ_between_the_files_are_flagged(name: str) -> None:
    assert read(name).rank_mismatch


@pytest.mark.parametrize(
    ("name", "value", "certain", "source"),
    [
        ("odette", "03004177253", True, "2F02, tag 5A, 21 digits"),
        ("cle-inhabituelle", "03004177259", False, "2F02, tag 5A, 21 digits"),
        ("numero-sans-cle", "03007744166", False, "2F02, tag 5A, 20 digits, key computed"),
        ("numero-brut", "03007744166", False, "2F02, among its bytes"),
        ("numero-texte", "03007744166", False, "2F02, as text"),
        ("numero-sfi", "03007744166", True, "SFI 1C, tag 5A, 21 digits"),
        ("numero-d003", "03007744166", True, "D003, tag 5A, 21 digits"),
        ("numero-ailleurs", "03007744166", True, "2010, tag 5A, 21 digits"),
        ("sans-numero", None, False, "none"),
        ("numero-refuse", None, False, "none"),
    ],
)
def test_each_form_of_the_serial_is_judged(
    name: str, value: str | None, certain: bool, source: str
) -> None:
    assert read(name).serial == SerialReading(value, certain, source)


def test_the_short_form_is_only_to_be_compared() -> None:
    found = read("numero-court").serial
    assert (found.value, found.certain, found.source) == (None, False, "2F02, tag 5A, 19 digits")
    assert len(found.short) == 9
    assert found.to_compare == found.short
    assert found.short not in repr(found)


def test_a_whole_number_is_kept_rather_than_a_short_one() -> None:
    card = load_card("numero-court")
    whole = b"\x5a\x0a" + PREFIX + bytes.fromhex("0300774416")
    card.directories[0].files.append(ElementaryFile(identifier=0xD003, content=whole))
    found = read_content(card).serial
    assert found.value == "03007744166"
    assert found.to_compare == found.value


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x5a\x0b" + bytes.fromhex("8025000001") + b"\x03\x00\x41\x77\x25\x3f",  # a CPS number
        b"\x5a\x05" + PREFIX,
        b"\x5a\x06" + PREFIX + b"\xaf",
        PREFIX + b"\x12",
        PREFIX + b"\xff" * 8,
        b"8025000002" + b"1234567890",
        b"8025000002" + b"123456789012",
    ],
)
def test_nothing_is_guessed(content: bytes) -> None:
    assert serial.read_number(content, "2F02") == SerialReading()


def test_probing_stops_at_the_first_certain_number() -> None:
    last = exchanged(load_card("odette"))[-2:]
    assert [command[:2].hex() for command, _ in last] == ["00a4", "00b0"]
    assert last[0][0][-2:] == b"\x2f\x02"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x00", b"\xe0\x05\x82\x09", b"\xe0\x02\xa0\x00", b"\x04\x00\x01", b"E"]
)
def test_a_broken_map_names_no_file(content: bytes) -> None:
    assert serial.pointers(content) == ()


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("cut-answer", FailureCode.CARD_UNREADABLE),
        ("empty-answer", FailureCode.CARD_UNREADABLE),
        ("cut-identities", FailureCode.CARD_UNREADABLE),
        ("lying-lengths", FailureCode.CARD_UNREADABLE),
        ("nobody", FailureCode.CARD_NO_BENEFICIARY),
        ("always-6c", FailureCode.CARD_UNREADABLE),
        ("always-61", FailureCode.CARD_UNREADABLE),
    ],
)
def test_a_fault_of_the_card_is_named(fault: str, failure: FailureCode) -> None:
    with pytest.raises(CounterError) as caught:
        read("aurele", fault=fault)
    assert caught.value.code is failure


@pytest.mark.parametrize(
    "fault", ["no-announced-response", "no-named-length", "no-master-identifier", "refused-number"]
)
def test_a_harmless_difference_changes_nothing(fault: str) -> None:
    assert read("aurele", fault=fault).beneficiaries == read("aurele").beneficiaries


def test_an_endless_file_is_given_up() -> None:
    def endless(command: bytes) -> bytes:
        return b"\x90\x00" if command[1] == 0xA4 else b"\x65\x82\x7f\xff" * 64 + b"\x90\x00"

    channel = Channel(endless)
    assert len(files.read_short(channel, 2)) == 8192


def test_a_selected_application_without_9000_is_still_the_proof() -> None:
    card = load_card("odette")
    card.behaviour.answer_filter = lambda count, answer: b"\x62\x83" if count == 1 else answer
    assert read_content(card).beneficiaries


def test_every_card_of_the_catalogue_says_in_french_what_it_is() -> None:
    assert len(card_names()) >= 40
    for name in card_names():
        assert describe(name)
    for fault in FAULTS:
        assert load_card("odette", fault=fault)


def test_nothing_personal_is_logged_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        content = read("aurele")
    shown = repr(content) + repr(content.beneficiaries) + caplog.text
    for secret in ("VASSEUR", "Lilou", "183016748219301", "03004288613", "19830127"):
        assert secret not in shown
