"""Invented confirmations for the tests of the sheets, and ways to read a page back."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import zxingcpp
from PySide6.QtGui import QImage

from counter_app.domain.helpline import Helpline
from counter_app.domain.paper_words import Change
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.receipts import ConfirmationFacts
from counter_app.domain.seal import SealedReceipt, make_seal, public_key_of
from counter_app.printing.consequence_sheet import ConsequenceFacts, consequence_sheet
from counter_app.printing.page import SheetDocument
from counter_app.resource_files import resource

MOMENT = datetime(2026, 11, 23, 14, 42, tzinfo=UTC)
NUMBER = "CF-2026-000123"
HELPLINE = Helpline(
    "34 22",
    "du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris",
    "service gratuit + prix d’un appel",
)
SHORT_PLACE = ("Accueil du Bourg", "12 rue des Fictifs", "97100 Bourg-Inventé")
LONG_PLACE = (
    "Maison intercommunale des services publics de la communauté d’agglomération inventée",
    "Ancienne trésorerie, bâtiment C, deuxième étage, porte de gauche",
    "1234 avenue du Général-Imaginaire-de-Saint-Exemple-et-des-Personnages",
    "97100 Saint-Symphorien-sur-Fiction-les-Vergers",
)
# Every act: name, action, state after it, other facts.
ACTS: dict[str, tuple[Action, ProfileStatus, dict[str, object]]] = {
    "activate": (Action.ACTIVATE, ProfileStatus.ACTIVE, {"email_queued": True}),
    "reopen": (Action.ACTIVATE, ProfileStatus.ACTIVE, {"email_queued": True, "reopened": True}),
    "oppose": (Action.OPPOSE, ProfileStatus.OPPOSED, {}),
    "close": (Action.CLOSE, ProfileStatus.CLOSED, {"email_queued": True}),
    "close and delete": (
        Action.CLOSE,
        ProfileStatus.CLOSED_DELETION_PENDING,
        {"email_queued": True, "deletion_due_by": date(2027, 2, 23)},
    ),
}
_PEOPLE = {
    person["id"]: person
    for person in json.loads(resource("fictive", "people.json").read_text("utf-8"))["people"]
}
_SEED = bytes(range(32))
PUBLIC_KEY = public_key_of(_SEED)


def facts(
    act: str = "oppose",
    person: str = "odette",
    place: tuple[str, ...] = SHORT_PLACE,
    *,
    fictive: bool = False,
    sealed: bool = True,
    territory: str | None = None,
) -> ConfirmationFacts:
    """What a confirmation tells of one invented person of people.json."""
    action, status, others = ACTS[act]
    who = _PEOPLE[person]
    receipt = SealedReceipt(
        NUMBER, action, "deletion_due_by" in others, MOMENT, place[0], fictive=fictive
    )
    return ConfirmationFacts(
        action=action,
        status=status,
        receipt_number=NUMBER,
        registered_at=MOMENT,
        territory=territory or who["territory"],
        family_name=who["family_name"],
        given_name=who["given_name"],
        birth_date=who["birth_date"],
        nir=who["nir"],
        organisation=place[0],
        organisation_address=place[1:],
        agent="Agent 12",
        identity_document="carte nationale d’identité",
        channel="au guichet, carte Vitale lue",
        helpline=HELPLINE,
        fictive=fictive,
        seal=make_seal(receipt, _SEED) if sealed else "",
        **others,  # type: ignore[arg-type]
    )


def large_sheet() -> SheetDocument:
    """The sheet of a closing in large print: two pages."""
    return consequence_sheet(
        ConsequenceFacts(
            Change.CLOSE,
            large_print=True,
            organisation=SHORT_PLACE[0],
            organisation_address=SHORT_PLACE[1:],
            given_on=MOMENT.date(),
            helpline=HELPLINE,
        )
    )


def plain(words: str) -> str:
    """Words without blanks, to compare what was said."""
    return re.sub(r"\s+", "", words)


def picture_of(pdf: Path, dots_per_inch: int = 150) -> QImage:
    """The first page of a PDF file as another program draws it (poppler), in grey."""
    stem = pdf.with_suffix("")
    subprocess.run(
        ["pdftoppm", "-r", str(dots_per_inch), "-gray", "-singlefile", str(pdf), str(stem)],
        check=True,
        timeout=60,
    )
    return QImage(str(stem.with_suffix(".pgm")))


def square_codes_in(picture: QImage) -> list[str]:
    """The texts of the square codes seen in a picture."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(bytes(grey.constBits()))
    return [
        code.text
        for code in zxingcpp.read_barcodes(
            pixels.cast("B", (grey.height(), grey.bytesPerLine())),
            formats=zxingcpp.BarcodeFormat.QRCode,
        )
    ]
