"""Renders the widgets in their states to pictures, to be held against the drawings.

`QT_QPA_PLATFORM=offscreen python tests/ui/gallery.py FOLDER`. Not part of the product.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.ui.theme.fonts import base_font
from counter_app.ui.theme.style import apply_theme, current_scale
from counter_app.ui.theme.tokens import DARK, LIGHT, PERSON_WINDOW_SCALE, Role, Size, Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.card_drawing import CardDrawing
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.flow import FlowLayout
from counter_app.ui.widgets.focus_ring import FocusRing
from counter_app.ui.widgets.identity import PersonCard
from counter_app.ui.widgets.labels import heading, mono, muted, text
from counter_app.ui.widgets.letter_drawing import LetterDrawing
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.pill import Pill
from counter_app.ui.widgets.quote import Quote
from counter_app.ui.widgets.scroll_page import BodyScroll, PageFrame
from counter_app.ui.widgets.serial_drawing import SerialDrawing
from counter_app.ui.widgets.steps import StepList
from counter_app.ui.widgets.text_field import TextField
from counter_app.ui.widgets.tile import ChoiceTile

NIR_GROUPS = (1, 2, 2, 2, 3, 3, 2)
CENTRE = Qt.AlignmentFlag.AlignHCenter


def column(width: int, edge: str, *widgets: QWidget) -> Panel:
    """A side column; a last widget None-like spacer is added."""
    panel = Panel("surface", (edge,))
    panel.setFixedWidth(width)
    box = QVBoxLayout(panel)
    box.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
    box.setSpacing(Space.L)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return panel


def header(pill: Pill) -> Panel:
    """The bar at the top."""
    panel = Panel("surface", ("bottom",))
    panel.setMinimumHeight(Size.HEADER)
    row = QHBoxLayout(panel)
    row.setContentsMargins(Space.XL, 0, Space.XL, 0)
    row.setSpacing(Space.M)
    row.addWidget(text("Comptoir", Role.BRAND))
    row.addWidget(Pill("Guichet"))
    row.addStretch(1)
    row.addWidget(muted("France Services des Essais · Agent 12"))
    row.addWidget(pill)
    row.addWidget(ActionButton("Réglages", kind="quiet", icon="settings"))
    return panel


def three_columns(left: QWidget, middle: QWidget, right: QWidget, pill: Pill) -> QWidget:
    """A whole window."""
    window = QWidget()
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(header(pill))
    row = QHBoxLayout()
    row.setSpacing(0)
    if current_scale() > 1.5:
        left.hide()  # the window folds its columns
        right.hide()
        left.setParent(window)
        right.setParent(window)
        whole.addWidget(middle, 1)
        return window
    row.addWidget(left)
    row.addWidget(middle, 1)
    row.addWidget(right)
    whole.addLayout(row, 1)
    return window


def waiting() -> QWidget:
    middle = QWidget()
    box = QVBoxLayout(middle)
    box.setSpacing(Space.XL)
    box.addStretch(1)
    box.addWidget(CardDrawing())
    box.addSpacing(Space.XS)
    box.addWidget(heading("Insérez la carte Vitale", 0, CENTRE))
    box.addWidget(
        muted(
            "Puce vers l’avant, face dorée vers le haut. Le dossier reste ouvert "
            "tant que la carte est dans le lecteur.",
            alignment=CENTRE,
        )
    )
    buttons = FlowLayout(centred=True)
    for words, key in (("Sans carte", "F2"), ("Par téléphone", "F3"), ("Site officiel", "F4")):
        buttons.addWidget(ActionButton(words, "secondary", key))
    box.addLayout(buttons)
    box.addStretch(1)
    quote = Quote("Bonjour, avez-vous votre carte Vitale et une pièce d’identité ?")
    right = column(
        Size.RIGHT_COLUMN,
        "left",
        heading("À dire", 2),
        quote,
        muted("La carte ne suffit pas à prouver l’identité : regardez une pièce.", small=True),
    )
    left = column(
        Size.LEFT_COLUMN, "right", heading("Prêt pour l’accueil", 2), text("x", Role.SMALL)
    )
    return three_columns(left, middle, right, Pill("Lecteur prêt", "success", "circle-check"))


def person_column(now: int) -> Panel:
    steps = StepList()
    titles = (
        "Carte",
        "Personne et pièce vue",
        "Code provisoire",
        "Décision",
        "Ce que cela change",
        "Confirmation",
    )
    states = ["done"] * (now - 1) + ["now"] + ["to_come"] * (len(titles) - now)
    steps.set_steps(list(zip(titles, states, strict=True)))
    card = PersonCard("Odette MARCHANDEAU", "née le 17 avril 1948", "2 48 04 •• ••• ••• ••")
    return column(Size.LEFT_COLUMN, "right", card, steps)


def decision() -> QWidget:
    body = QVBoxLayout()
    body.setSpacing(Space.L)
    body.addWidget(
        Note(
            "info",
            "Courrier envoyé le <b>2 novembre</b>. Sans réponse, l’espace s’ouvre le "
            "<b>15 décembre</b> : il reste 22 jours.",
            "calendar-clock",
        )
    )
    tiles = [
        ChoiceTile(
            "Activer son espace",
            "Elle choisit son identifiant et son mot de passe sur son propre écran.",
            "A",
            "door-open",
        ),
        ChoiceTile(
            "S’opposer à sa création",
            "L’espace ne sera pas créé. Elle pourra changer d’avis quand elle voudra.",
            "O",
            "ban",
        ),
        ChoiceTile("Clôturer son espace", "", "C", "archive"),
    ]
    tiles[2].refuse(
        "Pas encore possible : son espace n’est pas ouvert. Pour ne pas l’avoir, "
        "c’est une opposition."
    )
    for tile in tiles:
        body.addWidget(tile)
    body.addStretch(1)
    tiles[0].setChecked(True)
    tiles[0].setObjectName("focus")
    page = PageFrame(
        "Que souhaite Madame Marchandeau ?",
        body,
        ActionButton("Retour", "secondary", "Échap"),
        ActionButton("Activer son espace", "primary", "Entrée"),
    )
    right = column(
        Size.RIGHT_COLUMN,
        "left",
        heading("À dire", 2),
        Quote(
            "C’est vous qui décidez. Vous pouvez ouvrir votre espace, ou refuser qu’il soit "
            "créé. Dans les deux cas, vous pourrez changer d’avis."
        ),
        Note(
            "warning",
            "Quelqu’un répond à sa place ? Proposez un moment seul à seul.",
            "users",
            small=True,
        ),
    )
    pill = Pill("Carte présente", "success", "credit-card")
    return three_columns(person_column(4), page, right, pill)


def code() -> QWidget:
    body = QVBoxLayout()
    body.setSpacing(Space.L)
    body.addWidget(muted("12 lettres et chiffres. Les majuscules comptent."))
    field = CodeField()
    field.set_text("Hq7RtO2m")
    field.setObjectName("focus")
    body.addWidget(field)
    body.addWidget(
        Note(
            "warning",
            "<b>6ᵉ caractère : « O » lettre ou « 0 » zéro ?</b>\n"
            "Sur la lettre, le zéro est barré. Corrigez si besoin, sinon continuez.",
        )
    )
    buttons = FlowLayout()
    buttons.addWidget(ActionButton("Pas de code, ou code perdu", "secondary", "F5"))
    buttons.addWidget(ActionButton("Relire à voix haute", "secondary", "F6"))
    body.addLayout(buttons)
    body.addStretch(1)
    forward = ActionButton("Vérifier", "primary", "Entrée")
    forward.set_ready(False, "Encore 4 caractères")
    page = PageFrame(
        "Le code provisoire de la lettre",
        body,
        ActionButton("Retour", "secondary", "Échap"),
        forward,
    )
    page.set_hint("Encore 4 caractères")
    right = column(
        Size.RIGHT_COLUMN,
        "left",
        heading("Où le trouver", 2),
        LetterDrawing(),
        muted("Dans la lettre ou l’e-mail, sous le nom de la personne.", small=True),
    )
    pill = Pill("Carte présente", "success", "credit-card")
    return three_columns(person_column(3), page, right, pill)


def person() -> QWidget:
    content = QWidget()
    window = BodyScroll(content)
    window.setFont(base_font(min(2.0, current_scale() * PERSON_WINDOW_SCALE)))
    box = QVBoxLayout(content)
    side = 273 if current_scale() < 1.5 else Space.PAGE
    box.setContentsMargins(side, 60, side, 60)
    box.setSpacing(Space.M)
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.addWidget(Pill("Votre écran"))
    row.addWidget(muted("L’agent ne voit pas ce que vous tapez ici.", small=True), 1)
    row.addWidget(muted("Étape 3 sur 4", small=True))
    box.addLayout(row)
    box.addWidget(heading("Choisissez votre mot de passe"))
    box.addWidget(muted("Vous vous en servirez chez vous pour entrer dans votre espace."))
    field = PasswordField("Mot de passe")
    field.set_text("abcdefgh")
    field.setObjectName("focus")
    box.addWidget(field)
    field.set_rules(
        [
            ("au moins 9 caractères", True),
            ("une majuscule", True),
            ("une minuscule", True),
            ("un chiffre", False),
            ("un signe, comme ! ou ?", True),
            ("sans votre nom ni votre identifiant", True),
        ]
    )
    box.addWidget(PasswordField("Le même, une deuxième fois"))
    box.addStretch(1)
    last = QHBoxLayout()
    last.addWidget(ActionButton("Rendre la main à l’agent", "secondary"))
    last.addStretch(1)
    last.addWidget(ActionButton("Continuer", "primary"))
    box.addLayout(last)
    return window


def fields() -> QWidget:
    body = QVBoxLayout()
    body.setSpacing(Space.XS)
    nir = TextField("Numéro de sécurité sociale", "15 chiffres", mono=True, grouping=NIR_GROUPS)
    nir.set_text("248049711203438")
    nir.set_checked(Checked("x"))
    wrong = TextField("Numéro de série", "11 chiffres", mono=True)
    wrong.set_text("0300417725")
    wrong.set_checked(refused("Encore 1 chiffre."))
    doubtful = TextField("Adresse e-mail")
    doubtful.set_text("odette@exemple.exemple")
    doubtful.set_checked(Checked("x", (Finding(Level.WARNING, "Ce domaine est rare."),)))
    doubtful.setObjectName("focus")
    asleep = TextField("Téléphone", "Avec l’indicatif")
    asleep.setEnabled(False)
    for field in (nir, wrong, doubtful, asleep):
        body.addWidget(field)
    body.addStretch(1)
    page = PageFrame("Les champs", body, ActionButton("Retour", "secondary", "Échap"))
    right = column(
        Size.RIGHT_COLUMN,
        "left",
        heading("Où le trouver", 2),
        SerialDrawing(with_photo=True),
        SerialDrawing(with_photo=False),
        mono("03004177253", large=True),
    )
    compact = StepList(compact=True)
    compact.set_steps([("Carte", "done"), ("Personne et pièce vue", "now")])
    left = column(
        Size.LEFT_COLUMN,
        "right",
        PersonCard(
            "Marie-Antoinette-Philippine DE LA ROCHETHULON-SAINT-CHRISTOPHE-DES-VERGERS",
            "née le 14 mai 1945",
            "2 45 05 •• ••• ••• ••",
        ),
        compact,
    )
    return three_columns(left, page, right, Pill("Lecteur débranché", "danger", "circle-alert"))


def choices() -> QWidget:
    body = QVBoxLayout()
    body.setSpacing(Space.L)
    options = OptionList(
        ["Carte nationale d’identité", ("Passeport", "Français ou étranger"), "Titre de séjour"],
        "Pièce vue",
    )
    options.select(1)
    body.addWidget(options)
    box = CheckBox("La personne a lu et accepte les conditions d’utilisation du service.")
    box.setChecked(True)
    box.setObjectName("focus")
    body.addWidget(box)
    body.addWidget(CheckBox("La personne a lu la politique de protection des données."))
    row = FlowLayout()
    for kind in ("primary", "secondary", "quiet", "danger"):
        row.addWidget(ActionButton("Clôturer son espace", kind, "F9", "archive"))
    body.addLayout(row)
    for kind in ("info", "warning", "success", "danger"):
        body.addWidget(Note(kind, "La carte a été retirée. Remettez-la : rien n’est perdu."))
    body.addStretch(1)
    page = PageFrame(
        "Les choix", body, None, ActionButton("Continuer sans la carte", "primary", "Entrée")
    )
    drawing = CardDrawing()
    drawing.set_inserted(True)
    right = column(Size.RIGHT_COLUMN, "left", heading("À dire", 2), drawing)
    training = Pill("Formation : FICTIF", "training")
    return three_columns(person_column(2), page, right, training)


PAGES: dict[str, Callable[[], QWidget]] = {
    "waiting": waiting,
    "decision": decision,
    "code": code,
    "person": person,
    "fields": fields,
    "choices": choices,
}


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for palette in (LIGHT, DARK):
        for scale in (1.0, 2.0):
            apply_theme(app, palette, scale)
            for name, make in PAGES.items():
                window = make()
                FocusRing(window)
                window.resize(1366, 768)
                window.show()
                window.activateWindow()
                QTest.qWaitForWindowActive(window)
                focused = window.findChild(QWidget, "focus")
                if focused is not None:
                    focused.setFocus(Qt.FocusReason.TabFocusReason)
                QTest.qWait(30)
                window.grab().save(str(folder / f"{name}-{palette.name}-{scale:.0%}.png"))
                window.close()
                window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
