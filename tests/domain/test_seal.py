"""The signed text of a confirmation: genuine, altered, unknown."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.profile import Action
from counter_app.domain.seal import (
    FICTIVE_SEED,
    SealDoubt,
    SealedReceipt,
    SealError,
    key_id_of,
    make_seal,
    public_key_of,
    read_seal,
)

SEED = bytes(range(32))
PUBLIC = public_key_of(SEED)
KEYS = {key_id_of(PUBLIC): PUBLIC}
RECEIPT = SealedReceipt(
    receipt_number="CF-2026-004217",
    action=Action.CLOSE,
    delete_data=True,
    registered_at=datetime(2026, 5, 12, 14, 3, 21, tzinfo=UTC),
    organisation="France Services de l’Îlet | n° 1",
    fictive=False,
)

organisations = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(organisation=organisations, fictive=st.booleans(), action=st.sampled_from(Action))
def test_what_was_sealed_is_read_again(organisation: str, fictive: bool, action: Action) -> None:
    receipt = dataclasses.replace(
        RECEIPT, organisation=organisation, fictive=fictive, action=action
    )
    seal = make_seal(receipt, SEED)
    assert seal.isascii()
    assert seal.isprintable()
    assert read_seal(f" {seal}\n", KEYS) == receipt


def test_it_fits_a_square_code_of_a_sensible_size() -> None:
    longest = dataclasses.replace(RECEIPT, organisation="x" * 60)
    assert len(make_seal(longest, SEED)) < 260


def test_the_moment_is_in_utc() -> None:
    paris = timezone(timedelta(hours=2))
    receipt = dataclasses.replace(RECEIPT, registered_at=RECEIPT.registered_at.astimezone(paris))
    assert "|2026-05-12T14:03:21Z|" in make_seal(receipt, SEED)


@given(data=st.data())
def test_no_character_can_change(data: st.DataObject) -> None:
    seal = make_seal(RECEIPT, SEED)
    position = data.draw(st.integers(0, len(seal) - 1))
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    if other == seal[position]:
        return
    with pytest.raises(SealError):
        read_seal(seal[:position] + other + seal[position + 1 :], KEYS)


@given(text=st.text(max_size=80))
def test_any_text_is_refused_calmly(text: str) -> None:
    with pytest.raises(SealError) as refused:
        read_seal(text, KEYS)
    assert refused.value.doubt is SealDoubt.NOT_A_SEAL


def test_each_doubt_has_its_name() -> None:
    seal = make_seal(RECEIPT, SEED)
    stranger = make_seal(RECEIPT, bytes(32))
    for text, doubt in (
        (seal.replace("close", "oppose"), SealDoubt.ALTERED),
        (seal[:-1], SealDoubt.ALTERED),
        (seal.replace("CF1|", "CF2|"), SealDoubt.NOT_A_SEAL),
        (stranger, SealDoubt.UNKNOWN_KEY),
    ):
        with pytest.raises(SealError) as refused:
            read_seal(text, KEYS)
        assert refused.value.doubt is doubt


def test_the_key_that_everyone_has_counts_for_training_alone() -> None:
    training = dataclasses.replace(RECEIPT, fictive=True)
    assert read_seal(make_seal(training, FICTIVE_SEED), {}) == training
    forged = make_seal(RECEIPT, FICTIVE_SEED)
    assert "|real|" in forged
    public_key = public_key_of(FICTIVE_SEED)
    for keys in ({}, KEYS, {key_id_of(public_key): public_key}):
        with pytest.raises(SealError) as refused:
            read_seal(forged, keys)
        assert refused.value.doubt is SealDoubt.UNKNOWN_KEY


def test_a_key_of_the_same_name_does_not_help_a_stranger() -> None:
    forged = make_seal(RECEIPT, bytes(32)).replace(key_id_of(public_key_of(bytes(32))), *KEYS)
    with pytest.raises(SealError) as refused:
        read_seal(forged, KEYS)
    assert refused.value.doubt is SealDoubt.ALTERED
