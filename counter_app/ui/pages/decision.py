"""What the person wishes: one tile for each act; a refused one says what is right instead."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from counter_app.domain.deadlines import days_left, opposition_period
from counter_app.domain.profile import Action, ProfileStatus, refusal_words
from counter_app.domain.wording import date_in_words
from counter_app.gateway.port import Identification
from counter_app.ui.context import Desk
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.tile import ChoiceTile

KEYS: dict[Action, str] = {Action.ACTIVATE: "A", Action.OPPOSE: "O", Action.CLOSE: "C"}
ICONS: dict[Action, str] = {
    Action.ACTIVATE: "door-open",
    Action.OPPOSE: "ban",
    Action.CLOSE: "archive",
}
_REOPENED = (
    ProfileStatus.CLOSED,
    ProfileStatus.CLOSED_DELETION_PENDING,
    ProfileStatus.DELETED,
    ProfileStatus.OPPOSED,
)
_STATUS_WORDS: dict[ProfileStatus, str] = {
    ProfileStatus.OPPOSED: "La personne s’est opposée à la création de son espace.",
    ProfileStatus.OPEN_UNCLAIMED: "Son espace s’est ouvert sans réponse. "
    "Personne n’y est encore entré.",
    ProfileStatus.ACTIVE: "Son espace est activé.",
    ProfileStatus.CLOSED: "Son espace est clôturé. Ses données sont gardées dix ans.",
    ProfileStatus.CLOSED_DELETION_PENDING: "Son espace est clôturé. "
    "La suppression de ses données est demandée.",
    ProfileStatus.DELETED: "Il n’y a plus d’espace : ses données ont été supprimées.",
    ProfileStatus.SUSPENDED: "Son espace est suspendu par l’Assurance Maladie.",
    ProfileStatus.CREATION_BLOCKED: "La création de cet espace est arrêtée : "
    "le courrier n’était pas arrivé au bon représentant légal.",
}


def action_title(action: Action, status: ProfileStatus) -> str:
    """The name of the act in this state."""
    if action is Action.ACTIVATE:
        closed = status in _REOPENED and status is not ProfileStatus.OPPOSED
        return "Rouvrir son espace" if closed else "Activer son espace"
    return "S’opposer à sa création" if action is Action.OPPOSE else "Clôturer son espace"


def _action_text(action: Action, status: ProfileStatus, has_account: bool) -> str:
    if action is Action.ACTIVATE:
        if status is ProfileStatus.CLOSED:
            return "La personne retrouve son espace et ce qu’il contenait."
        if status is ProfileStatus.CLOSED_DELETION_PENDING:
            return "La personne retrouve son espace. La suppression de ses données est annulée."
        if has_account:
            return "La personne garde son identifiant et son mot de passe."
        return "La personne choisit son identifiant et son mot de passe sur son propre écran."
    if action is Action.OPPOSE:
        return "L’espace ne sera pas créé. Changer d’avis reste possible à tout moment."
    return "L’espace ne sera plus accessible. Le rouvrir reste possible à tout moment."


class DecisionPage(Page):
    """Three tiles. A letter chooses and goes on: the next page still changes nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._period = Note("info", "", icon="calendar-clock")
        self.column.addWidget(self._period)
        self._tiles: dict[Action, ChoiceTile] = {}
        self._known: Identification | None = None
        self.column.addStretch(1)

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is None or case.action is None or case.identification is None:
            return "Continuer"
        return action_title(case.action, case.identification.status)

    def missing(self) -> str:
        case = self.procedure.case
        return "Choisissez une demande." if case is None or case.action is None else ""

    def fill(self) -> None:
        case = self.procedure.case
        if case is None or case.identification is None:
            return
        if case.identification is not self._known:
            self._known = case.identification
            self._period.set_text(_situation(case.identification, self.desk.now()))
            self._build_tiles(case.identification)
        for action, tile in self._tiles.items():
            if action is case.action and not tile.isChecked():
                tile.setChecked(True)

    def _build_tiles(self, known: Identification) -> None:
        for tile in self._tiles.values():
            self.column.removeWidget(tile)
            tile.setParent(None)
            tile.deleteLater()
        self._tiles.clear()
        for action in Action:
            text = _action_text(action, known.status, known.has_account)
            title = action_title(action, known.status)
            tile = ChoiceTile(title, text, KEYS[action], ICONS[action])
            if action not in known.allowed_actions:
                tile.refuse(refusal_words(known.status, action))
            tile.chosen.connect(lambda chosen=action: self.procedure.change(action=chosen))
            self._tiles[action] = tile
            self.column.insertWidget(self.column.count() - 1, tile)

    def first_focus(self) -> QWidget:
        case = self.procedure.case
        if case is not None and case.action in self._tiles:
            return self.forward_button
        able = [tile for tile in self._tiles.values() if not tile.refused]
        return able[0] if able else self.back_button

    def letter(self, letter: str) -> bool:
        for action, key in KEYS.items():
            if key == letter and action in self._tiles:
                tile = self._tiles[action]
                tile.choose()
                if not tile.refused:
                    self.press_forward()
                return True
        return False


def _situation(known: Identification, now: datetime) -> str:
    """Where the space stands, in one or two sentences, with both dates while they matter."""
    if known.status is not ProfileStatus.PENDING or known.notice_sent_on is None:
        return _STATUS_WORDS.get(known.status, "La situation se règle avec le 34 22.")
    period = opposition_period(known.notice_sent_on)
    left = days_left(period, now, known.territory)
    if left < 0:
        return (
            f"Courrier envoyé le <b>{date_in_words(period.sent_on)}</b>. Sans réponse, "
            "l’espace s’ouvre ces jours-ci. S’opposer est encore possible aujourd’hui."
        )
    rest = "c’est le dernier jour" if left == 0 else f"il reste {left + 1} jours"
    return (
        f"Courrier envoyé le <b>{date_in_words(period.sent_on)}</b>. Sans réponse, l’espace "
        f"s’ouvre le <b>{date_in_words(period.opens_on)}</b> : {rest}."
    )
