"""What the person wishes: one tile for each act; a refused one says what is right instead."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.profile import (
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    refusal_words,
)
from counter_app.domain.right_word import act_of_not_wanting
from counter_app.domain.situation import SituationId
from counter_app.domain.wording import one_of, phrase
from counter_app.gateway.port import Identification
from counter_app.procedure.case import Case
from counter_app.procedure.standing import not_wanted_words, standing
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import refusal_here
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.page import Page
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.flow import FlowLayout
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.tile import ChoiceTile

KEYS: dict[Action, str] = {Action.ACTIVATE: "A", Action.OPPOSE: "O", Action.CLOSE: "C"}
NOT_WANTED = "N"
ICONS: dict[Action, str] = {
    Action.ACTIVATE: "door-open",
    Action.OPPOSE: "ban",
    Action.CLOSE: "archive",
}
_FURTHER: dict[PersonAct, tuple[str, str]] = {  # what is seldom asked for, and its key
    FurtherAct.REQUEST_DELETION: (phrase("Supprimer les documents gardés"), "D"),
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: (
        phrase("Ni son parent, ni son tuteur"),
        "R",
    ),
}
_REOPENED = (
    ProfileStatus.CLOSED,
    ProfileStatus.CLOSED_DELETION_PENDING,
    ProfileStatus.DELETED,
    ProfileStatus.OPPOSED,
)


def action_title(action: PersonAct, status: ProfileStatus) -> str:
    """The name of the act in this state."""
    if action in _FURTHER:
        return _FURTHER[action][0]
    if action is Action.ACTIVATE:
        closed = status in _REOPENED and status is not ProfileStatus.OPPOSED
        return phrase("Rouvrir son espace") if closed else phrase("Activer son espace")
    if action is Action.OPPOSE:
        return phrase("S’opposer à sa création")
    return phrase("Clôturer son espace")


def _action_text(action: Action, status: ProfileStatus, has_account: bool) -> str:
    if action is Action.ACTIVATE:
        if status is ProfileStatus.CLOSED:
            return phrase("La personne retrouve son espace et ce qu’il contenait.")
        if status is ProfileStatus.CLOSED_DELETION_PENDING:
            return phrase(
                "La personne retrouve son espace. La suppression de ses données est annulée."
            )
        if has_account:
            return phrase("La personne garde son identifiant et son mot de passe.")
        return phrase(
            "La personne choisit son identifiant et son mot de passe sur son propre écran."
        )
    return not_wanted_words(status).get(action, "")


class DecisionPage(Page):
    """Three tiles. A letter chooses and goes on: the next page still changes nothing. So does the
    key of a further request, beneath them where the state allows one.

    N is « je n’en veux pas »: the opposition or the closing, as the state wants it; where neither
    is left to ask for, the tile of the opposition says why.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._period = Note("info", "", icon="calendar-clock")
        self.column.setSpacing(Space.S)  # all of it in sight on the screen that counters have
        self.column.addWidget(self._period)
        self._tiles: dict[Action, ChoiceTile] = {}
        self._known: tuple[Identification, SituationId | None] | None = None
        self._mandate = ActionButton(phrase("Taper à sa place, avec un mandat"), "quiet", key="M")
        self._mandate.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.MANDATE)))
        self._further = {
            act: ActionButton(title, "quiet", key=key) for act, (title, key) in _FURTHER.items()
        }
        beneath = QWidget()
        row = FlowLayout(beneath, spacing=Space.S)
        for act, button in self._further.items():
            button.clicked.connect(lambda _checked=False, chosen=act: self._ask_for(chosen))
            row.addWidget(button)
        row.addWidget(self._mandate)
        self.column.addWidget(beneath)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is None or case.action is None or case.identification is None:
            return phrase("Continuer")
        return action_title(case.action, case.identification.status)

    def missing(self) -> str:
        case = self.procedure.case
        return phrase("Choisissez une demande.") if case is None or case.action is None else ""

    def fill(self) -> None:
        case = self.procedure.case
        if case is None or case.identification is None:
            return
        if (case.identification, case.situation) != self._known:
            self._known = (case.identification, case.situation)
            self._period.set_text(standing(case.identification, self.desk.now()))
            self._build_tiles(case, case.identification)
        self._mandate.setVisible(self.procedure.has_aside(AsideName.MANDATE))
        for act, button in self._further.items():
            allowed = act in case.identification.further_requests
            button.setVisible(allowed and not refusal_here(case, act))
        for action, tile in self._tiles.items():
            if action is case.action and not tile.isChecked():
                tile.setChecked(True)
            elif case.action in self._further and tile.isChecked():
                tile.let_go()

    def _build_tiles(self, case: Case, known: Identification) -> None:
        for tile in self._tiles.values():
            self.column.removeWidget(tile)
            tile.setParent(None)
            tile.deleteLater()
        self._tiles.clear()
        for action in Action:
            text = _action_text(action, known.status, known.has_account)
            title = action_title(action, known.status)
            named = action is act_of_not_wanting(known.status)
            key = one_of((KEYS[action], NOT_WANTED)) if named else KEYS[action]
            tile = ChoiceTile(title, text, key, ICONS[action])
            if action not in known.allowed_actions:
                tile.refuse(refusal_words(known.status, action))
            elif nobody_decides := refusal_here(case, action):
                tile.refuse(nobody_decides)
            tile.chosen.connect(lambda chosen=action: self.procedure.change(action=chosen))
            self._tiles[action] = tile
            self.column.insertWidget(self.column.count() - 2, tile)

    def first_focus(self) -> QWidget:
        case = self.procedure.case
        if case is not None and case.action is not None:
            return self.forward_button
        able: list[QWidget] = [tile for tile in self._tiles.values() if not tile.refused]
        able += [each for each in self._further.values() if each.isVisibleTo(self)]
        return able[0] if able else self.back_button

    def _ask_for(self, act: PersonAct) -> None:
        self.procedure.change(action=act)
        self.press_forward()

    def letter(self, letter: str) -> bool:
        buttons = {key: self._further[act] for act, (_title, key) in _FURTHER.items()}
        button = (buttons | {"M": self._mandate}).get(letter)
        if button is not None and button.isVisible():
            button.click()
            return True
        tile = self._tile_of(letter)
        if tile is None:
            return False
        tile.choose()
        if not tile.refused:
            self.press_forward()
        return True

    def _tile_of(self, letter: str) -> ChoiceTile | None:
        case = self.procedure.case
        if letter == NOT_WANTED and case is not None and case.identification is not None:
            not_wanting = act_of_not_wanting(case.identification.status)
            return self._tiles.get(not_wanting or Action.OPPOSE)
        return next((self._tiles.get(act) for act, key in KEYS.items() if key == letter), None)
