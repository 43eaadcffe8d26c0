"""A simulated card behind a real PC/SC service, through the virtual reader vpcd.

Protocol (vsmartcard, virtualsmartcard/src/vpcd): the card is a TCP client; each message, both ways,
is a length in two bytes, big-endian, and that many bytes. A message of one byte is a control: 0
power off, 1 power on, 2 reset (no answer), 4 the answer to reset. Any other is a command.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from counter_app.cardreader.simulated.card import CardSilent, CardWithdrawn, VirtualCard
from counter_app.cardreader.simulated.pacing import PacedCard

PORT = 35963  # of vpcd's first slot; the second is one more
_POWER_OFF, _POWER_ON, _RESET, _ATR = 0, 1, 2, 4


class VpcdCard:
    """A card in a virtual reader, from the connection until `withdraw` or the service's end."""

    def __init__(
        self, card: VirtualCard, connection: socket.socket, *, bits_per_second: int = 0
    ) -> None:
        """`connection`: connected to vpcd; closed by this object."""
        self.card = card
        self._connection = connection
        self._process = (
            PacedCard(card, bits_per_second).process if bits_per_second else card.process
        )

    def serve(self) -> None:
        """Answer the reader until the card is withdrawn or the service ends. Blocks."""
        try:
            while True:
                message = self._receive()
                if message is None:
                    return
                answer = self._answer(message)
                if answer is not None:
                    self._connection.sendall(len(answer).to_bytes(2, "big") + answer)
        except (OSError, CardWithdrawn):
            return  # the reader sees the closed connection as a card pulled out
        finally:
            self._connection.close()

    def withdraw(self) -> None:
        """Pull the card out; from any thread."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) != 1:
            return self._command(message)
        if message[0] == _ATR:
            # To vpcd an empty answer is a card pulled out; one byte is no answer to reset either.
            return b"\x00" if self.card.behaviour.mute else self.card.atr
        if message[0] in (_POWER_ON, _RESET):
            self.card.power_up()
        return None

    def _command(self, command: bytes) -> bytes | None:
        try:
            answer = self._process(command)
        except CardSilent:
            return None
        time.sleep(self.card.behaviour.delay_seconds)
        return answer

    def _receive(self) -> bytes | None:
        """The next message, or None when the connection is closed."""
        length = self._exactly(2)
        return None if length is None else self._exactly(int.from_bytes(length, "big"))

    def _exactly(self, count: int) -> bytes | None:
        data = b""
        while len(data) < count:
            # vpcd sends the length apart from the bytes; without this, each message waits 40 ms
            # for a delayed acknowledgement. The kernel forgets the option, so each time.
            if hasattr(socket, "TCP_QUICKACK"):
                self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._connection.recv(count - len(data))
            if not part:
                return None
            data += part
        return data


def insert(
    card: VirtualCard, *, host: str = "127.0.0.1", port: int = PORT, bits_per_second: int = 0
) -> VpcdCard:
    """Connect a card to a virtual reader. Raises OSError when none listens there."""
    connection = socket.create_connection((host, port), timeout=5)
    connection.settimeout(None)
    return VpcdCard(card, connection, bits_per_second=bits_per_second)


def serve_in_thread(card: VpcdCard) -> threading.Thread:
    """Serve a card in a thread of its own, which ends with the card's withdrawal."""
    thread = threading.Thread(target=card.serve, name="virtual card", daemon=True)
    thread.start()
    return thread
