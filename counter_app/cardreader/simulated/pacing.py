"""How long an exchange takes on the wire of T=0 (ISO/IEC 7816-3 §10)."""

from __future__ import annotations

import time

from counter_app.cardreader.simulated.card import VirtualCard

_BITS_A_CHARACTER = 12  # start, eight bits, parity, guard time of two


def characters(command: bytes, answer: bytes) -> int:
    """Characters on the wire: the header's five, a procedure byte when data goes either way, the
    data, the status word's two."""
    data = max(0, len(command) - 5) + max(0, len(answer) - 2)
    return 5 + (1 if data else 0) + data + 2


class PacedCard:
    """A card whose exchanges take the time of a real wire. Offers what VirtualCard offers."""

    def __init__(self, card: VirtualCard, bits_per_second: int) -> None:
        self.card = card
        self._seconds_a_character = _BITS_A_CHARACTER / bits_per_second
        self._due = 0.0

    def process(self, command: bytes) -> bytes:
        """The card's answer, not before the wire could have carried it."""
        started = time.monotonic()
        answer = self.card.process(command)
        due = started + characters(command, answer) * self._seconds_a_character
        while (left := due - time.monotonic()) > 0:
            time.sleep(left)
        return answer
