"""BER-TLV, strict: what is whole is read, what is cut or lies is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.cardreader import tlv

TAGS = st.sampled_from([0x65, 0x80, 0x81, 0x82, 0x93, 0x5A, 0xE0, 0x7F21, 0x5F37])


@given(st.lists(st.tuples(TAGS, st.binary(max_size=300)), max_size=12), st.integers(0, 20))
def test_what_was_written_is_read(items: list[tuple[int, bytes]], padding: int) -> None:
    data = b"".join(tlv.encode(tag, value) for tag, value in items)
    assert [(o.tag, o.value) for o in tlv.parse(data + bytes(padding))] == items
    assert tlv.end_of_objects(data + bytes(padding)) == len(data)


@given(TAGS, st.binary(min_size=1, max_size=70_000), st.integers(1))
def test_an_object_cut_anywhere_is_truncated(tag: int, value: bytes, cut: int) -> None:
    data = tlv.encode(tag, value)
    kept = cut % (len(data) - 1) + 1
    with pytest.raises(tlv.TlvTruncated):
        tlv.parse(data[: min(kept, len(data) - 1)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("6580", "no definite form"),  # indefinite length
        ("658400000001AA", "no definite form"),  # four bytes of length
        ("65FF", "no definite form"),
        ("7FFFFFFF01", "too long"),
        ("7F", "cut"),
        ("65", "missing"),
        ("6581", "cut"),
        ("658200", "cut"),
        ("6505AABB", "cut"),
        ("65827FFF00", "cut"),  # a length that lies
    ],
)
def test_what_is_no_structure_is_refused(data: str, reason: str) -> None:
    with pytest.raises(tlv.TlvError, match=reason):
        tlv.parse(bytes.fromhex(data))


def test_padding_ends_the_structure() -> None:
    one = tlv.encode(0x80, b"A")
    for padding in (b"\x00", b"\xff"):
        assert len(tlv.parse(one + padding + one)) == 1


def test_a_length_in_more_bytes_than_needed_is_taken() -> None:
    assert tlv.parse(bytes.fromhex("8081014180820001428083000001434444"[:-4]))[2].value == b"C"


def test_children_and_first_and_find() -> None:
    inner = tlv.encode(0x5A, b"\x12")
    outer = tlv.parse(tlv.encode(0xE0, tlv.encode(0x65, inner) + tlv.encode(0x80, b"x")))
    assert outer[0].first(0x80) == b"x"
    assert outer[0].first(0x81) is None
    assert tlv.find(outer, 0x5A) == b"\x12"
    assert tlv.find(outer, 0x99) is None
    assert tlv.parse(b"\x80\x01A")[0].children() == ()


def test_find_passes_over_what_is_no_structure_inside() -> None:
    objects = tlv.parse(tlv.encode(0x65, b"\x81") + tlv.encode(0x5A, b"\x01"))
    assert tlv.find(objects, 0x5A) == b"\x01"


def test_an_error_never_quotes_the_data() -> None:
    with pytest.raises(tlv.TlvError) as caught:
        tlv.parse(b"\x80\x20MARCHANDEAU")
    assert "MARCHANDEAU" not in str(caught.value) + repr(caught.value)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    try:
        objects = tlv.parse(data)
    except tlv.TlvError:
        return
    assert all(item.end <= len(data) for item in objects)
    assert tlv.end_of_objects(data) == (objects[-1].end if objects else 0)
    tlv.find(objects, 0x5A)
