"""BER-TLV as cards write it (ISO/IEC 7816-4 §6.3): strict, bounded, never reading past its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_PADDING = (0x00, 0xFF)  # ISO/IEC 7816-4 §6.3: neither begins a data object
_MOST_LENGTH_BYTES = 3
_MOST_TAG_BYTES = 3
_DEEPEST = 8


class TlvError(ValueError):
    """The bytes are no BER-TLV. Says where, never what."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at offset {offset}")
        self.offset = offset


class TlvTruncated(TlvError):  # noqa: N818 - names a state of the data, not a fault of the code
    """The bytes end inside a data object: more of the file may follow."""


@dataclass(frozen=True, slots=True)
class DataObject:
    """One tag with its value; `end`: the offset after it, in what was parsed."""

    tag: int
    value: bytes = field(repr=False)
    constructed: bool
    end: int

    def children(self) -> tuple[DataObject, ...]:
        """The data objects inside. Raises TlvError; a primitive value has none."""
        return parse(self.value) if self.constructed else ()

    def first(self, tag: int) -> bytes | None:
        """The value of the first child with this tag, or None."""
        return next((child.value for child in self.children() if child.tag == tag), None)


def _tag(data: bytes, offset: int) -> tuple[int, int]:
    """The tag at `offset` and the offset after it."""
    tag = data[offset]
    position = offset + 1
    if tag & 0x1F != 0x1F:
        return tag, position
    while True:
        if position >= len(data):
            raise TlvTruncated("the tag is cut", offset)
        if position - offset >= _MOST_TAG_BYTES:
            raise TlvError("the tag is too long", offset)
        tag = tag << 8 | data[position]
        position += 1
        if not data[position - 1] & 0x80:
            return tag, position


def _length(data: bytes, offset: int) -> tuple[int, int]:
    """The length at `offset` and the offset after it."""
    if offset >= len(data):
        raise TlvTruncated("the length is missing", offset)
    first = data[offset]
    if first < 0x80:
        return first, offset + 1
    count = first & 0x7F
    if not 1 <= count <= _MOST_LENGTH_BYTES:
        raise TlvError("the length has no definite form", offset)
    end = offset + 1 + count
    if end > len(data):
        raise TlvTruncated("the length is cut", offset)
    return int.from_bytes(data[offset + 1 : end], "big"), end


def walk(data: bytes) -> Iterator[DataObject]:
    """The data objects of `data`, one after the other, up to its end or to the padding.

    Raises TlvError, or TlvTruncated when the last object goes past the end of the bytes.
    """
    offset = 0
    while offset < len(data) and data[offset] not in _PADDING:
        tag, after_tag = _tag(data, offset)
        length, start = _length(data, after_tag)
        end = start + length
        if end > len(data):
            raise TlvTruncated("the value is cut", offset)
        yield DataObject(tag, data[start:end], bool(data[offset] & 0x20), end)
        offset = end


def parse(data: bytes) -> tuple[DataObject, ...]:
    """All data objects of `data`. Raises TlvError."""
    return tuple(walk(data))


def find(objects: tuple[DataObject, ...], tag: int, depth: int = _DEEPEST) -> bytes | None:
    """The first value with this tag, looked for inside the constructed objects too, or None.

    What is inside and is no TLV is passed over: a certificate may hold anything.
    """
    for item in objects:
        if item.tag == tag:
            return item.value
        if not (item.constructed and depth):
            continue
        try:
            inside = find(item.children(), tag, depth - 1)
        except TlvError:
            continue
        if inside is not None:
            return inside
    return None


def end_of_objects(data: bytes) -> int:
    """The offset after the last data object: the end of the bytes, or where padding begins.

    Raises TlvTruncated when the last object is cut, TlvError when there is no structure.
    """
    offset = 0
    for item in walk(data):
        offset = item.end
    return offset


def encode(tag: int, value: bytes) -> bytes:
    """One data object in its shortest form (the simulated cards are written with it)."""
    head = tag.to_bytes(max(1, (tag.bit_length() + 7) // 8), "big")
    if len(value) < 0x80:
        return head + bytes([len(value)]) + value
    size = len(value).to_bytes((len(value).bit_length() + 7) // 8, "big")
    return head + bytes([0x80 | len(size)]) + size + value
