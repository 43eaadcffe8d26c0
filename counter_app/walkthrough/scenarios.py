"""What is done at the counter, gesture by gesture, for each act and each way of coming."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from counter_app.counter import Counter
from counter_app.domain.profile import Action
from counter_app.gateway.port import Channel
from counter_app.procedure.case import StepId
from counter_app.resource_files import resource
from counter_app.ui.pages.confirmation import ConfirmationPage
from counter_app.walkthrough.card_source import CardSource
from counter_app.walkthrough.hand import Hand
from counter_app.walkthrough.report import Stopwatch

_LOGIN_NAME = "marin.pecheur"
_PASSWORD = "Vert!Tortue27"  # noqa: S105 - an invented person's, on the embedded service

# One invented person for each act and channel: an act changes the state it starts from.
PEOPLE: dict[tuple[Action, Channel], str] = {
    (Action.ACTIVATE, Channel.CARD): "odette",
    (Action.OPPOSE, Channel.CARD): "longs",
    (Action.CLOSE, Channel.CARD): "firmin",
    (Action.ACTIVATE, Channel.TYPED): "kalinda",
    (Action.OPPOSE, Channel.TYPED): "tesfaye",
    (Action.CLOSE, Channel.TYPED): "solange",
}


@dataclass(slots=True)
class Scenario:
    """One visit. `person`: an entry of resources/fictive/people.json."""

    action: Action
    channel: Channel
    counter: Counter
    hand: Hand
    card: CardSource
    watch: Stopwatch
    out: Path
    person: dict[str, Any]

    async def play(self) -> None:
        """The whole visit, from the waiting page to the waiting page."""
        self.hand.picture("attente")
        with_card = self.channel is Channel.CARD
        await (self._insert_card() if with_card else self._type_numbers())
        await self._see_identity_document()
        await self._type_code()
        if with_card:
            await self._card_out_and_in()
        await self._step("verify", Qt.Key.Key_Return, StepId.DECISION)
        self.hand.picture("decision")
        await self._decide()
        await self._confirm()

    # The parts of a visit -----------------------------------------------------------------

    async def _insert_card(self) -> None:
        with self.watch.step("read card"):
            self.card.insert(self.person["card"])
            await self.hand.shows(StepId.PERSON)
        self.hand.picture("personne")

    async def _type_numbers(self) -> None:
        with self.watch.step("without card"):
            await self.hand.press(Qt.Key.Key_F2)
            await self.hand.shows(StepId.NUMBERS)
        self.hand.picture("sans-carte")
        with self.watch.step("type numbers"):
            await self.hand.type(self.person["nir"])
            await self.hand.press(Qt.Key.Key_Tab)
            await self.hand.press(Qt.Key.Key_Tab)
            await self.hand.type(self.person["card_serial"])
            await self.hand.press(Qt.Key.Key_Tab)
            await self.hand.type(_as_typed(self.person["birth_date"]))
        self.hand.picture("numeros")
        await self._step("numbers", Qt.Key.Key_Return, StepId.PERSON)
        self.hand.picture("personne")

    async def _see_identity_document(self) -> None:
        await self._step("identity document", Qt.Key.Key_1, StepId.CODE)

    async def _type_code(self) -> None:
        with self.watch.step("type code"):
            await self.hand.type(self.person["enrolment_code"])
        self.hand.picture("code")

    async def _card_out_and_in(self) -> None:
        procedure = self.counter.procedure
        with self.watch.step("card out"):
            self.card.remove()
            await self.hand.until("the lock", lambda: procedure.locked)
        self.hand.picture("carte-retiree")
        with self.watch.step("card back"):
            self.card.insert(self.person["card"])
            await self.hand.until("the unlocking", lambda: not procedure.locked)

    async def _decide(self) -> None:
        parts: dict[Action, tuple[Qt.Key, StepId, Callable[[], Awaitable[None]]]] = {
            Action.ACTIVATE: (Qt.Key.Key_A, StepId.TERMS, self._person_side),
            Action.OPPOSE: (Qt.Key.Key_O, StepId.CONSEQUENCES, self._oppose),
            Action.CLOSE: (Qt.Key.Key_C, StepId.CONSEQUENCES, self._close),
        }
        letter, page, part = parts[self.action]
        await self._step("decision", letter, page)
        await part()

    async def _oppose(self) -> None:
        self.hand.picture("consequences")
        await self._step("oppose", Qt.Key.Key_Return, StepId.CONFIRMATION)

    async def _close(self) -> None:
        self.hand.picture("consequences")
        if self.channel is Channel.TYPED:  # one of the two has the data deleted
            await self._step("data", Qt.Key.Key_S, StepId.DELETION)
            self.hand.picture("donnees")
            await self.hand.press(Qt.Key.Key_S)
            self.hand.picture("donnees-supprimees")
        await self._step("close", Qt.Key.Key_Return, StepId.CONFIRMATION)

    async def _person_side(self) -> None:
        self.hand.picture("ecran-conditions")
        await self.hand.press(Qt.Key.Key_Space)
        await self.hand.press(Qt.Key.Key_Tab)
        await self.hand.press(Qt.Key.Key_Space)
        self.hand.picture("ecran-conditions-acceptees")
        await self._step("terms", Qt.Key.Key_Return, StepId.CONTACTS)
        self.hand.picture("ecran-coordonnees")
        known = self.counter.procedure.case
        if known is not None and known.identification and known.identification.has_account:
            await self._step("activate", Qt.Key.Key_Return, StepId.CONFIRMATION)
            return
        await self._step("contacts", Qt.Key.Key_Return, StepId.LOGIN_NAME)
        await self.hand.type(_LOGIN_NAME)
        self.hand.picture("ecran-identifiant")
        await self._step("login name", Qt.Key.Key_Return, StepId.PASSWORD)
        await self.hand.type(_PASSWORD[:8])
        self.hand.picture("ecran-mot-de-passe")
        await self.hand.type(_PASSWORD[8:])
        await self.hand.press(Qt.Key.Key_Tab)
        await self.hand.press(Qt.Key.Key_Tab)
        await self.hand.type(_PASSWORD)
        self.hand.picture("ecran-mot-de-passe-complet")
        await self._step("activate", Qt.Key.Key_Return, StepId.CONFIRMATION)

    async def _confirm(self) -> None:
        page = self.hand.window.page
        if not isinstance(page, ConfirmationPage):
            raise TypeError("the confirmation is not shown")
        with self.watch.step("preview"):
            await page.previewed.wait()
        self.hand.picture("confirmation")
        with self.watch.step("save as PDF"):
            await page.save(str(self.out / "confirmation.pdf"))
        self.hand.picture("confirmation-enregistree")
        if self.channel is Channel.CARD:
            with self.watch.step("end"):  # the card taken out ends the case
                self.card.remove()
                await self.hand.shows(None)
            self.hand.picture("carte-rendue")
        else:
            await self._step("end", Qt.Key.Key_Return, None)

    async def _step(self, name: str, key: Qt.Key, page: StepId | None) -> None:
        with self.watch.step(name):
            await self.hand.press(key)
            await self.hand.shows(page)


def fictive_person(identifier: str) -> dict[str, Any]:
    """The entry of that person in the list of invented people."""
    people = json.loads(resource("fictive", "people.json").read_text(encoding="utf-8"))["people"]
    person: dict[str, Any] = next(entry for entry in people if entry["id"] == identifier)
    return person


def _as_typed(yyyymmdd: str) -> str:
    return yyyymmdd[6:] + yyyymmdd[4:6] + yyyymmdd[:4]
